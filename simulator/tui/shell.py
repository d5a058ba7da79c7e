"""What a screen may ask of the app around it. Screens know this, never the app itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from simulator.tui.ports import Desk, DrillMeeting, Preferences, ScenarioCard

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.call.session import Session
    from simulator.debrief.debrief import Debrief
    from simulator.review.comparing import Comparison
    from simulator.review.turns import Review
    from simulator.tui.ports import Graded


class Shell(Protocol):
    """The app as its screens see it."""

    desk: Desk | None
    preferences: Preferences
    level: str
    """How hard the next call is."""

    def tell(self, sentence: str, *, severity: str = "information") -> None:
        """A short notice."""
        ...

    def card(self, scenario: str) -> ScenarioCard | None:
        """The card of a scenario; None when there is none or nothing is loaded yet."""
        ...

    def begin(self, scenario: str, prepared: dict[str, str], *, purpose: str = "practice") -> None:
        """Starts a call."""
        ...

    def go_on(self, call_id: str) -> None:
        """Goes on with a kept call."""
        ...

    def leave_call(self, session: Session, keep: Callable[[], object]) -> None:
        """Leaves a call that goes on another day; `keep` stores what was typed."""
        ...

    def drill(self, drill: str, scenario: str) -> DrillMeeting | None:
        """A meeting of a drill that was joined; None when there is none such."""
        ...

    def enter_drill(self, meeting: DrillMeeting) -> None:
        """On with the attempt that was left, else to the next, else to the attempts there were."""
        ...

    def begin_attempt(self, drill: str, scenario: str, prepared: dict[str, str]) -> None:
        """Begins the next attempt at a meeting of a drill."""
        ...

    def show_attempts(self, meeting: DrillMeeting) -> None:
        """The attempts at a meeting of a drill."""
        ...

    def read_shelf(self) -> None:
        """Reads scenarios, unfinished calls, drills and scores anew."""
        ...

    def show_prepare(self, card: ScenarioCard, drill: DrillMeeting | None = None) -> None:
        """The brief and the eight questions."""
        ...

    def show_look_back(self, session: Session, card: ScenarioCard) -> None:
        """The questions that come before any score."""
        ...

    def show_verdict(self, session: Session, card: ScenarioCard, graded: Graded) -> None:
        """The score and what it rests on."""
        ...

    def show_truth(self, session: Session, debrief: Debrief) -> None:
        """What there was to know."""
        ...

    def show_review(self, session: Session, card: ScenarioCard, reviewed: Review) -> None:
        """What each turn was worth."""
        ...

    def retry(self, events: Sequence[AnyEvent], turn: int, release: Session | None = None) -> None:
        """Plays a moment of a finished call again; `release` is the session that is left for it."""
        ...

    def watch_example(self, name: str) -> None:
        """Opens one of the calls that come with the program."""
        ...

    def choose_example(self) -> None:
        """Asks which of them."""
        ...

    def replay(self, events: Sequence[AnyEvent]) -> None:
        """Opens a call to step through."""
        ...

    def show_comparison(self, comparison: Comparison) -> None:
        """A retry beside the call it comes from."""
        ...

    def show_trends(self) -> None:
        """How it has been going."""
        ...

    def show_settings(self) -> None:
        """The settings."""
        ...
