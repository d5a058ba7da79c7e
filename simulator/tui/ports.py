"""What the screens need from the rest of the program, and the plain data they are given.

Every method may take a while and is called from a worker thread, never from a widget. The first
frame is painted before any of this is loaded, so nothing heavy is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from simulator.problem import Problem

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent, BriefFactCard
    from simulator.archive.rows import Remark
    from simulator.call.session import Session
    from simulator.debrief.debrief import Debrief
    from simulator.playback.playback import Playback
    from simulator.review.comparing import Comparison
    from simulator.review.turns import Review
    from simulator.trends.trends import Trends

VOICES = ("authored", "model")
LEVELS = ("easy", "standard", "hard")
REPLY_SPEEDS = ("reading", "instant")


class DeskTrouble(Problem):
    """Something at the desk could not be done."""


@dataclass(frozen=True)
class ScenarioCard:
    """A scenario as the first screen and the brief show it: nothing that is not public."""

    id: str
    title: str
    difficulty: int
    """1 to 5."""
    buyer: str
    """The name on the lines of the call."""
    buyer_name: str
    role: str
    who: str
    why: str
    good_ending: str
    company: str
    """The seller's."""
    offer: str
    own_words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    brief_facts: tuple[BriefFactCard, ...] = ()
    """The facts with the words that take them up."""
    turns: int = 0
    prepare_required: bool = False
    trouble: str = ""
    """Why it cannot be played; empty when it can."""


@dataclass(frozen=True)
class KeptCall:
    """A call that can be opened from the first screen."""

    id: str
    scenario: str
    buyer: str
    turn: int
    """The trainee's next turn, counting from 1."""
    over: bool = False
    """The call has ended; what is left is to look back at it."""
    guided: bool = False
    """It is the guided call."""
    judged: bool = False
    """It has its verdict, which can be read again."""
    begun: str = ""
    """The day and minute it was begun, by the person's own clock."""


@dataclass(frozen=True)
class Preferences:
    """The settings in force."""

    reply_speed: str = "reading"
    theme: str = "prospect-dark"
    level: str = "standard"
    coach: bool = True
    voice: str = "authored"
    rephrasing: bool = False
    calls_kept_in: str = ""
    file: str = ""
    """The settings file."""
    own_machine: bool = True
    """Whether the person sits at the machine this runs on. If not, as in a browser, nothing that
    names, reads or writes its files, or speaks in its name, is on any screen."""


@dataclass(frozen=True)
class Graded:
    """A scorecard in its public form, and per criterion what was missing for the next level."""

    card: Mapping[str, Any]
    missing: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)
    """What the drill of the call does not show yet ("score", "review", "truth"): when it does."""


@dataclass(frozen=True)
class DrillMeeting:
    """A meeting of a drill that the trainee joined."""

    drill: str
    title: str
    scenario: str
    trainer: str
    attempts: int
    """How often it may be held."""
    left: int
    ends: str = ""
    """When, as the person's own clock shows it; empty for no deadline."""
    over: bool = False
    """The deadline has passed."""
    going: str = ""
    """The call to go on with; empty when none is."""
    turn: int = 0
    """The trainee's next turn in it, counting from 1."""
    handed_in: int = 0
    """The attempt that counts; 0 for none."""

    @property
    def next(self) -> int:
        """The attempt that would begin now, counting from 1."""
        return self.attempts - self.left + 1

    @property
    def playable(self) -> bool:
        """Whether an attempt can begin or go on."""
        return bool(self.going) or (self.left > 0 and not self.over)


@dataclass(frozen=True)
class AttemptLine:
    """An attempt that was begun."""

    number: int
    call: str
    state: str
    """How it stands, in a word or two."""
    turns: int
    score: str
    """Empty while the drill does not show it."""
    ended: bool
    handed_in: bool


@dataclass(frozen=True)
class Attempts:
    """The attempts at a meeting of a drill, and what is shown of them when."""

    meeting: DrillMeeting
    lines: Sequence[AttemptLine]
    until: Sequence[str]
    """What is not shown yet, a sentence each."""


@dataclass(frozen=True)
class Shelf:
    """What the first screen shows."""

    scenarios: Sequence[ScenarioCard]
    calls: Sequence[KeptCall]
    scores: Mapping[str, Sequence[float]]
    """Scores per scenario id, oldest first."""
    first_time: bool
    """No call was ever held here."""
    notice: str = ""
    """Something the person should know, such as that calls cannot be kept."""
    drills: Sequence[DrillMeeting] = ()


class Drills(Protocol):
    """What the screens ask about the drills that were joined."""

    def begin_attempt(self, drill: str, scenario: str, prepared: Mapping[str, str]) -> Session:
        """Begins the next attempt; from then on it counts."""
        ...

    def attempts(self, drill: str, scenario: str) -> Attempts:
        """The attempts at a meeting."""
        ...

    def hand_in(self, drill: str, scenario: str, number: int) -> str:
        """Hands in an attempt; where it went, in a sentence."""
        ...

    def allows_coach(self, session: Session) -> bool:
        """Whether the coach may be opened in a call; any call of no drill allows it."""
        ...


class Desk(Protocol):
    """Everything the screens ask for. All methods raise Problem, one sentence, when they cannot."""

    @property
    def drills(self) -> Drills:
        """What the screens ask about drills."""
        ...

    def shelf(self, *, scored: bool) -> Shelf:
        """Scenarios and unfinished calls; with `scored`, scores as well, which takes longer."""
        ...

    def begin(
        self,
        scenario: str,
        *,
        seed: int | None,
        level: str,
        prepared: Mapping[str, str],
        purpose: str,
    ) -> Session:
        """Opens a new call; without a seed one is drawn."""
        ...

    def resume(self, call_id: str) -> Session:
        """Goes on with a kept call."""
        ...

    def release(self, session: Session) -> None:
        """Lets go of a call, so that another window may go on with it."""
        ...

    def banner(self, session: Session) -> str:
        """What should be said about how a call is kept; empty when every word is on disk."""
        ...

    def rephrased(self, session: Session, text: str) -> str:
        """Other words for a line that hearing is unsure about; empty when there are none."""
        ...

    def grade(self, session: Session) -> Graded:
        """The scorecard of a finished call."""
        ...

    def debrief(self, session: Session) -> Debrief:
        """Everything there is to say about a finished call."""
        ...

    def review(self, session: Session) -> Review:
        """A finished call, turn by turn."""
        ...

    def retry(self, events: Sequence[AnyEvent], turn: int) -> Session:
        """A new call that stands before a turn of the seller's in this one."""
        ...

    def compare(self, session: Session) -> Comparison:
        """A retry beside the call it comes from."""
        ...

    def example(self, name: str) -> Playback:
        """One of the calls that come with the program."""
        ...

    def playback(self, events: Sequence[AnyEvent]) -> Playback:
        """A call to step through."""
        ...

    def keep_remark(self, call_id: str, turn: int, remark: Remark) -> None:
        """Puts a remark beside a turn of a kept call."""
        ...

    def trends(self, progress: Callable[[int, int], None]) -> Trends:
        """How it has been going; `progress` is told how many of how many calls are graded anew."""
        ...

    def preferences(self) -> Preferences:
        """The settings in force."""
        ...

    def prefer(self, key: str, value: str) -> Preferences:
        """Writes one setting to the file."""
        ...

    def draft(self, key: str) -> str:
        """Text that was typed and not sent; empty for none."""
        ...

    def keep_draft(self, key: str, text: str) -> None:
        """Keeps such text; an empty one is forgotten."""
        ...

    def close(self) -> None:
        """Lets go of everything."""
        ...
