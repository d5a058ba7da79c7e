"""The ways from screen to screen. Every screen but the first is imported when it is needed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from simulator.tui.early_keys import EarlyKeys
from simulator.tui.ports import DrillMeeting, ScenarioCard, Shelf

if TYPE_CHECKING:
    from simulator.call.session import Session
    from simulator.debrief.debrief import Debrief
    from simulator.playback.playback import Playback
    from simulator.review.comparing import Comparison
    from simulator.review.turns import Review
    from simulator.tui.messages import CallOpened
    from simulator.tui.ports import Graded


class Ways(EarlyKeys):
    """The part of the app that knows where to go next. Home is always the lowest screen."""

    shelf: Shelf | None

    @abstractmethod
    def watch_example(self, name: str) -> None:
        """Opens one of the calls that come with the program."""

    def card(self, scenario: str) -> ScenarioCard | None:
        """The card of a scenario; None when there is none or nothing is loaded yet."""
        cards = self.shelf.scenarios if self.shelf else ()
        return next((card for card in cards if card.id == scenario), None)

    def show_first_run(self) -> None:
        """Who this is for, and two ways in."""
        from simulator.tui.screens.first_run import FirstRunScreen

        self.push_screen(FirstRunScreen())

    @property
    def drills(self) -> Sequence[DrillMeeting]:
        """The meetings of the drills that were joined."""
        return self.shelf.drills if self.shelf else ()

    def drill(self, drill: str, scenario: str) -> DrillMeeting | None:
        """A meeting of a drill that was joined; None when there is none such."""
        named = (drill, scenario)
        return next((one for one in self.drills if (one.drill, one.scenario) == named), None)

    @abstractmethod
    def go_on(self, call_id: str) -> None:
        """Goes on with a kept call."""

    def enter_drill(self, meeting: DrillMeeting) -> None:
        """On with the attempt that was left, else to the next, else to the attempts there were."""
        card = self.card(meeting.scenario)
        if meeting.going:
            self.go_on(meeting.going)
        elif not meeting.playable:
            self.show_attempts(meeting)
        elif card is None or card.trouble:
            trouble = card.trouble if card else f"There is no scenario {meeting.scenario!r} here."
            self.tell(trouble, severity="error")
        else:
            self.show_prepare(card, meeting)

    def show_attempts(self, meeting: DrillMeeting) -> None:
        """The attempts at a meeting of a drill; one of them can be handed in."""
        from simulator.tui.screens.attempts import AttemptsScreen

        self.push_screen(AttemptsScreen(meeting))

    def show_prepare(self, card: ScenarioCard, drill: DrillMeeting | None = None) -> None:
        """The brief and the eight questions."""
        from simulator.tui.screens.prepare import PrepareScreen

        self.push_screen(PrepareScreen(card, drill))

    def show_call(self, opened: CallOpened) -> None:
        """The call, in place of what led to it."""
        from scoring.transcript import meeting
        from simulator.tui.screens.call import CallScreen
        from simulator.tui.screens.guided import GuidedScreen
        from simulator.tui.screens.retried import RetryScreen

        event = meeting(opened.session.events)
        card = self.card(event.scenario)
        if card is None:
            self.tell("The scenario of this call is not here any more.", severity="error")
            return
        if opened.graded is not None:
            self.show_verdict(opened.session, card, opened.graded)
            return
        if opened.session.ended:
            self.show_look_back(opened.session, card)
            return
        kind = {"guided": GuidedScreen, "retry": RetryScreen}.get(event.purpose, CallScreen)
        self._over_home(
            kind(opened.session, card, draft=opened.draft, notes=opened.notes, coach=opened.coach)
        )

    def show_look_back(self, session: Session, card: ScenarioCard) -> None:
        """The questions that come before any score."""
        from simulator.tui.screens.look_back import LookBackScreen

        self._over_home(LookBackScreen(session, card))

    def show_verdict(self, session: Session, card: ScenarioCard, graded: Graded) -> None:
        """The score and what it rests on; or, of an attempt in a drill, when it is shown."""
        from simulator.tui.screens.until import UntilScreen
        from simulator.tui.screens.verdict import VerdictScreen

        if "score" in graded.until:
            self._over_home(UntilScreen(session, graded))
            return
        self._over_home(VerdictScreen(session, card, graded))

    def show_truth(self, session: Session, debrief: Debrief) -> None:
        """What there was to know."""
        from simulator.tui.screens.truth import TruthScreen

        self.push_screen(TruthScreen(session, debrief))

    def show_review(self, session: Session, card: ScenarioCard, reviewed: Review) -> None:
        """What each turn was worth."""
        from simulator.tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen(session, card, reviewed))

    def show_trends(self) -> None:
        """How it has been going; asked for twice, it is shown once."""
        from simulator.tui.screens.trends import TrendsScreen

        if not isinstance(self.screen, TrendsScreen):
            self.push_screen(TrendsScreen())

    def show_replay(self, playback: Playback) -> None:
        """A call, step by step."""
        from simulator.tui.screens.replay import ReplayScreen

        self.push_screen(ReplayScreen(playback))

    def choose_example(self) -> None:
        """Asks which of the calls that come with the program to watch; that one is opened."""
        from simulator.tui.screens.examples import ExamplesScreen

        def chosen(name: str | None) -> None:
            if name:
                self.watch_example(name)

        self.push_screen(ExamplesScreen(), chosen)

    def show_comparison(self, comparison: Comparison) -> None:
        """A retry beside the call it comes from."""
        from simulator.tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(comparison))

    def show_settings(self) -> None:
        """The settings."""
        from simulator.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def _over_home(self, screen: Screen[None]) -> None:
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
