"""What workers tell the screens. Workers post these and never touch a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from simulator.tui.ports import Attempts, Desk, Graded, Preferences, Shelf

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.archive.rows import Remark
    from simulator.call.session import Session
    from simulator.debrief.debrief import Debrief
    from simulator.playback.playback import Playback
    from simulator.review.comparing import Comparison
    from simulator.review.turns import Review
    from simulator.trends.trends import Trends


@dataclass(eq=False, repr=False)
class DeskOpened(Message):
    """Content, archive and settings are loaded."""

    desk: Desk
    shelf: Shelf
    preferences: Preferences


@dataclass(eq=False, repr=False)
class ShelfRead(Message):
    """The first screen's content is fresh."""

    shelf: Shelf


@dataclass(eq=False, repr=False)
class CallOpened(Message):
    """A call can begin, or go on."""

    session: Session
    draft: str
    notes: str
    graded: Graded | None = None
    """The verdict of a call that is over and was looked back on."""
    notice: str = ""
    """What should be said about it at once."""
    coach: bool = True
    """Whether the coach may be opened in it."""


@dataclass(eq=False, repr=False)
class ReplyReceived(Message):
    """A turn was kept and answered."""

    events: Sequence[AnyEvent]
    banner: str = ""
    """What should be said about how the call is kept."""
    because: str = ""
    """What should be said about its words."""


@dataclass(eq=False, repr=False)
class SentenceSpoken(Message):
    """A model's reply has got this much further."""

    text: str


@dataclass(eq=False, repr=False)
class WordsStruck(Message):
    """What was shown of a model's reply does not count."""


@dataclass(eq=False, repr=False)
class ModelBusy(Message):
    """The model is asked again after so many seconds."""

    seconds: float


@dataclass(eq=False, repr=False)
class RephrasingOffered(Message):
    """A line was not said yet: other words are suggested for it."""

    text: str
    suggested: str


@dataclass(eq=False, repr=False)
class TurnRefused(Message):
    """A turn could not be kept; nothing was said."""

    text: str
    because: str


@dataclass(eq=False, repr=False)
class CallLeft(Message):
    """The trainee ended the call and the buyer said goodbye."""

    events: Sequence[AnyEvent]
    because: str = ""
    """What should be said about the words of it."""


@dataclass(eq=False, repr=False)
class EndRefused(Message):
    """The goodbye could not be kept; the call goes on."""

    because: str


@dataclass(eq=False, repr=False)
class CoachNoted(Message):
    """The record says that the coach was looked at."""


@dataclass(eq=False, repr=False)
class DraftsKept(Message):
    """What was typed and not sent is kept."""


@dataclass(eq=False, repr=False)
class LookBackKept(Message):
    """The look back is part of the record; a score may be shown now."""


@dataclass(eq=False, repr=False)
class CallGraded(Message):
    """The scorecard is there."""

    graded: Graded


@dataclass(eq=False, repr=False)
class Debriefed(Message):
    """The debrief is there, the truth with it."""

    debrief: Debrief


@dataclass(eq=False, repr=False)
class CallReviewed(Message):
    """The review is there."""

    review: Review


@dataclass(eq=False, repr=False)
class TrendsRead(Message):
    """How it has been going is known."""

    trends: Trends


@dataclass(eq=False, repr=False)
class CallsGraded(Message):
    """So many of the calls that had to be graded are."""

    done: int
    of: int


@dataclass(eq=False, repr=False)
class PlaybackReady(Message):
    """A call can be stepped through."""

    playback: Playback


@dataclass(eq=False, repr=False)
class RemarkKept(Message):
    """A trainer's remark stands beside its turn."""

    turn: int
    remark: Remark


@dataclass(eq=False, repr=False)
class CallsCompared(Message):
    """A retry and the call it comes from are laid side by side."""

    comparison: Comparison


@dataclass(eq=False, repr=False)
class MisheardMarked(Message):
    """A line is marked as heard wrongly."""

    turn: int


@dataclass(eq=False, repr=False)
class AttemptsRead(Message):
    """The attempts at a meeting of a drill are there."""

    attempts: Attempts


@dataclass(eq=False, repr=False)
class AttemptHandedIn(Message):
    """An attempt was handed in."""

    where: str
    attempts: Attempts


@dataclass(eq=False, repr=False)
class PreferencesChanged(Message):
    """A setting was written."""

    preferences: Preferences


@dataclass(eq=False, repr=False)
class Failed(Message):
    """Something could not be done."""

    because: str
