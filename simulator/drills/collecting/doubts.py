"""What is found in a submission before it is told: a kind, a turn, and the rest of a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.transcript import AnyEvent
from simulator.drills.submission.submission import Flagged


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding. `what` goes on from "Ann, skeptical-owner, attempt 2: "."""

    kind: Flagged
    what: str
    turn: int | None = None


def with_turns(events: Iterable[AnyEvent]) -> list[tuple[AnyEvent, int]]:
    """Events with the turn they belong to; one without a turn belongs to the last before it."""
    found = []
    turn = 0
    for event in events:
        turn = getattr(event, "turn", turn)
        found.append((event, turn))
    return found
