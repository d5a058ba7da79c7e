"""A call as it is played back: its steps, whether it is the call it says, and trainers' remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.rubric import Rubric
from scoring.transcript import AnyEvent, MeetingEnded, MeetingOpened, meeting
from simulator.archive.rows import Remark
from simulator.playback.identity import Identity, MeetingFor, identity_of
from simulator.playback.steps import Step, steps_of
from simulator.review.turns import Reviewed, review, review_imported

GOES_ON = "This call is not over: what its turns were worth is told when it is."


@dataclass(frozen=True, slots=True)
class Playback:
    """A call to step through."""

    events: tuple[AnyEvent, ...]
    identity: Identity
    steps: tuple[Step, ...]
    remarks: Mapping[int, Remark]
    """By turn; none for a call that is not kept."""
    kept: bool = False
    """The call stands in the archive, so remarks can be kept beside it."""

    @property
    def opened(self) -> MeetingOpened:
        """The call's opening event."""
        return meeting(self.events)

    @property
    def ended(self) -> bool:
        """Whether the record holds the call's end; an imported call is always over."""
        return self.opened.source == "imported" or _is_over(self.events)

    @property
    def can_be_forked(self) -> bool:
        """Whether a moment of it can be played again: own, over, and replayed to the same states."""
        return self.ended and self.identity.status == "same"

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be said before the first turn, one sentence each."""
        return (self.identity.sentence,) if self.ended else (self.identity.sentence, GOES_ON)

    def remark(self, turn: int) -> Remark:
        """The remark beside a turn; an empty one for none."""
        return self.remarks.get(turn, Remark())

    @property
    def marked(self) -> tuple[int, ...]:
        """Places of the steps that the review marks or that a trainer remarked on."""
        return tuple(
            place
            for place, step in enumerate(self.steps)
            if step.slip or self.remark(step.turn) != Remark()
        )

    def holding(self, words: str) -> tuple[int, ...]:
        """Places of the steps whose text or comment holds the words, in any case."""
        wanted = words.casefold().strip()
        return tuple(
            place
            for place, step in enumerate(self.steps)
            if wanted and wanted in f"{step.text}\n{self.remark(step.turn).comment}".casefold()
        )


def playback_of(
    events: Sequence[AnyEvent],
    rubric: Rubric,
    meeting_for: MeetingFor,
    remarks: Mapping[int, Remark] | None = None,
) -> Playback:
    """A record made ready to be stepped through; `remarks` are those kept beside it, None if it is not.

    A record that this engine does not reproduce, or whose content is not at hand, is played back as
    an imported one: what was said and heard, without what was still attainable.
    """
    identity, played = identity_of(events, meeting_for)
    over = _is_over(events) or meeting(events).source == "imported"
    reviewed: Sequence[Reviewed] = ()
    if over and played is not None:
        reviewed = review(played, events, rubric).turns
    elif over:
        reviewed = review_imported(events, rubric).turns
    return Playback(
        events=tuple(events),
        identity=identity,
        steps=steps_of(events, identity, reviewed, played),
        remarks=remarks or {},
        kept=remarks is not None,
    )


def _is_over(events: Sequence[AnyEvent]) -> bool:
    return any(isinstance(event, MeetingEnded) for event in events)
