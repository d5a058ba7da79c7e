"""What a call does while a model is asked: words come in, pauses are told, and nobody has to wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from simulator.problem import Problem
from simulator.text_safety import inert
from simulator.tui.ink import ACCENT, QUIET, ink, lines
from simulator.tui.messages import ModelBusy, RephrasingOffered, SentenceSpoken, WordsStruck
from simulator.tui.presenter import Row
from simulator.tui.screens.keeping import KeepingScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback

if TYPE_CHECKING:
    from simulator.call.session import Session


A_MOMENT = 0.1
"""Seconds until the keys of waiting are shown: the line of keys is laid out anew when the request is out."""


@dataclass(frozen=True)
class ToScreen:
    """Passes a reply on as it is found. Called from a worker: it posts and touches nothing."""

    screen: AwaitingScreen

    def sentence(self, text: str) -> None:
        """More of the reply."""
        self.screen.post_message(SentenceSpoken(text))

    def struck(self) -> None:
        """What was shown so far does not count."""
        self.screen.post_message(WordsStruck())

    def waiting(self, seconds: float) -> None:
        """The model is asked again after so long."""
        self.screen.post_message(ModelBusy(seconds))


class AwaitingScreen(KeepingScreen):
    """The part of a call that knows a model may speak, or suggest words."""

    BINDINGS: ClassVar = [
        # Before the box, where F6 would select the line.
        Binding("f6", "take_words", "Take these words", priority=True),
        Binding("f8", "stop_waiting", "Don't wait"),
    ]
    session: Session

    def __init__(self) -> None:
        super().__init__()
        self.awaited = ""
        """The buyer's name while a turn is with them."""
        self._so_far = ""
        self._countdown: Timer | None = None
        self._suggested = ""
        """Other words for the line in the box; empty for none."""
        self._own = ""
        """The line they were suggested for; sent again, it goes as it is."""
        self._told_of_no_words = False
        """Why there are no other words is told once a call."""

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """A key that does nothing now is absent."""
        if action == "stop_waiting":
            return bool(self.awaited) and self._model_speaks
        if action == "take_words":
            return bool(self._suggested)
        return True

    @property
    def _model_speaks(self) -> bool:
        return self.prospect.preferences.voice == "model"

    # ---- words that come in --------------------------------------------------------------------

    def await_reply(self, buyer: str) -> None:
        """A turn is with the buyer."""
        self.awaited, self._so_far = buyer, ""
        self._forget_words()
        self.conversation.wait_for(buyer)
        if self._model_speaks:
            self.set_timer(A_MOMENT, self.refresh_bindings)

    def no_longer_awaited(self) -> None:
        """The turn was answered, or was not taken."""
        self.awaited = ""
        self._stop_counting()
        self.refresh_bindings()

    @property
    def conversation(self) -> Scrollback:
        """The lines of the call."""
        return self.query_one("#said", Scrollback)

    def aside(self, sentence: str) -> None:
        """Says something about the call between the conversation and the line, over neither; empty, it goes."""
        aside = self.query_one("#aside", Static)
        aside.update(inert(sentence))
        aside.display = bool(sentence)

    @on(SentenceSpoken)
    def _sentence_spoken(self, message: SentenceSpoken) -> None:
        self._stop_counting()
        self._so_far += message.text
        turn = self.session.next_turn
        self.conversation.grow(Row(turn, self.awaited, self._so_far.strip(), by_buyer=True))

    @on(WordsStruck)
    def _words_struck(self) -> None:
        self._so_far = ""
        self.conversation.strike()
        self.conversation.wait_for(self.awaited)

    @on(ModelBusy)
    def _model_busy(self, message: ModelBusy) -> None:
        """Counts down to the next attempt, beside the name of who is awaited."""
        self._stop_counting()
        left = [round(message.seconds)]

        def count() -> None:
            if self.awaited:
                when = f"again in {left[0]} s" if left[0] else "asking again"
                self.conversation.wait_for(self.awaited, f"the model gave no answer; {when}")
            left[0] = max(0, left[0] - 1)

        count()
        self._countdown = self.set_interval(1.0, count)

    def _stop_counting(self) -> None:
        if self._countdown is not None:
            self._countdown.stop()
            self._countdown = None

    def action_stop_waiting(self) -> None:
        """The author's line, now, instead of the model's."""
        self.session.stop_waiting()

    # ---- other words ---------------------------------------------------------------------------

    def other_words(self, text: str) -> Message | None:
        """A suggestion for a line that hearing is unsure about; None when it should be said as it is.

        Runs in a worker. A line that was sent again is not looked at twice.
        """
        if not self.prospect.preferences.rephrasing or text == self._own:
            return None
        try:
            suggested = self.desk.rephrased(self.session, text)
        except Problem as trouble:
            if not self._told_of_no_words:
                self._told_of_no_words = True
                self.app.call_from_thread(self.aside, str(trouble))
            return None
        return RephrasingOffered(text, suggested) if suggested else None

    @on(RephrasingOffered)
    def _rephrasing_offered(self, message: RephrasingOffered) -> None:
        """Nothing was said yet: the line goes back into the box, the other words below it."""
        self.no_longer_awaited()
        self.conversation.take_back()
        self.query_one("#words", Composer).give_back(message.text)
        self._own, self._suggested = message.text, message.suggested
        hint = self.query_one("#hint", Static)
        hint.update(
            lines(
                ink("The simulator is not sure how to hear that. It would surely hear:"),
                ink((f"“{message.suggested}”", "italic")),
                ink(("F6", f"bold {ACCENT}"), " takes these words, Enter sends your own. "),
                ink(("That this help was given is noted in the call.", QUIET)),
            )
        )
        hint.display = hint.visible = True
        self.refresh_bindings()

    def action_take_words(self) -> None:
        """Puts the suggested words into the box, in place of what is there."""
        self.query_one("#words", Composer).fill(self._suggested)
        self._own = self._suggested
        self._forget_words()

    def _forget_words(self) -> None:
        if self._suggested:
            self._suggested = ""
            self.query_one("#hint", Static).display = False
            self.refresh_bindings()
