"""What a report's curve is drawn from: the review of a call, where there is one to be had."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.cli.kept import kept_calls, refuse_closed
from simulator.cli.output import note
from simulator.problem import Problem

if TYPE_CHECKING:
    from scoring.rubric import Rubric
    from scoring.transcript import AnyEvent
    from simulator.review.turns import Reviewed


def within_reach(events: "Sequence[AnyEvent]", rubric: "Rubric") -> "tuple[Reviewed, ...]":
    """The seller's turns of an own call with what was within reach; empty for a call that was imported.

    Where a call of ours has none (its content is not here, this engine decides otherwise, its drill
    does not show reviews yet), that is said and the report goes without.
    """
    from scoring.transcript import meeting
    from simulator.call.replay import Divergence
    from simulator.review.turns import review

    opened = meeting(events)
    if opened.source == "imported":
        return ()
    try:
        refuse_closed(events, "review")
        with kept_calls(read=True) as archive:
            played = archive.meeting_for(events)
        return review(played, events, rubric).turns
    except (Problem, Divergence) as reason:
        note(f"No curve of {opened.id[:24]} in the report: {reason}")
        return ()
