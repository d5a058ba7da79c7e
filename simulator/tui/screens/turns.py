"""The turns of a call: said in a worker, one at a time, answered by messages, until the goodbye."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from simulator.problem import Problem
from simulator.tui.asking import answer
from simulator.tui.messages import CallLeft, CoachNoted, EndRefused, ReplyReceived, TurnRefused
from simulator.tui.presenter import YOU, Row, rows_of
from simulator.tui.screens.awaiting import AwaitingScreen, ToScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback
from simulator.tui.widgets.side import Side

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent, MeetingOpened
    from simulator.call.session import Session


class TurnsScreen(AwaitingScreen):
    """The part of a call that takes turns with the buyer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._one_at_a_time = threading.Lock()
        self._ending = False
        """The goodbye is with the buyer; no turn is taken any more."""
        self._banner = ""
        """What was last said about how the call is kept."""

    @property
    def opened(self) -> MeetingOpened:
        """The call's opening event."""
        from scoring.transcript import meeting

        return meeting(self.session.events)

    @abstractmethod
    def stand(self) -> None:
        """Brings everything round the conversation to where the call stands."""

    def replied(self) -> None:
        """The buyer has answered; the guided call has something to say then."""

    # ---- a turn --------------------------------------------------------------------------------

    @on(Composer.Sent)
    def _sent(self, event: Composer.Sent) -> None:
        words = self.query_one("#words", Composer)
        if self.awaited or self._ending or self.session.ended:  # Nobody listens to it now.
            words.give_back(event.text)
            return
        said = self.conversation
        said.uncover()
        said.add([Row(self.session.next_turn, YOU, event.text, by_buyer=False)])
        self.await_reply(self.opened.buyer)
        self.query_one("#hint").visible = False
        self.aside("")
        coached = self.query_one(Side).coached
        self.ask(lambda: self._said(event.text, coached))
        self.keep()

    def _said(self, text: str, coached: bool) -> Message:
        try:
            with self._one_at_a_time:
                if self.opened.purpose != "guided" and (other := self.other_words(text)):
                    return other
                events = self.session.say(text, ToScreen(self))
        except Problem as trouble:
            return TurnRefused(text, str(trouble))
        if coached:  # By itself: when it fails, the turn was said all the same.
            answer(self, self._coached)
        return ReplyReceived(events, self.desk.banner(self.session), self.session.because)

    @on(ReplyReceived)
    def _reply_received(self, message: ReplyReceived) -> None:
        self.no_longer_awaited()
        if message.banner != self._banner:
            self._banner = message.banner
            self.prospect.tell(message.banner or "Everything is on disk again.")
        self._answer(message.events, message.because)

    @on(TurnRefused)
    def _turn_refused(self, message: TurnRefused) -> None:
        """Nothing was said: the line goes back into the box."""
        self.no_longer_awaited()
        self.conversation.take_back()
        self.query_one("#words", Composer).give_back(message.text)
        self.prospect.tell(message.because, severity="error")

    def _answer(self, events: Sequence[AnyEvent], because: str) -> None:
        rows = [row for row in rows_of(events, self.opened.buyer) if row.by_buyer]
        slowly = self.prospect.preferences.reply_speed == "reading"
        self.conversation.reply(rows, slowly=slowly)
        self.stand()
        if because:
            self.aside(because)

    @on(Scrollback.Appeared)
    def _appeared(self) -> None:
        self.stand()
        if self._agreed_just_now():
            self.aside("Agreed. ^E says goodbye.")
        self.replied()

    def _agreed_just_now(self) -> bool:
        """Whether the last reply accepts a next step that none before it did, and the call goes on."""
        decided = [event for event in self.session.events if event.type == "buyer_decided"]
        steps = [event.verdict.next_step for event in decided]
        accepted = [step is not None and step.accepted for step in steps]
        return accepted[-1:] == [True] and not any(accepted[:-1]) and not self.session.ended

    # ---- the coach -----------------------------------------------------------------------------

    def ask_coach(self) -> None:
        """Has it recorded that the coach is shown."""
        self.ask(self._coached)

    def _coached(self) -> Message:
        with self._one_at_a_time:
            if not self.session.ended:
                self.session.show_coach()
        return CoachNoted()

    # ---- the goodbye ---------------------------------------------------------------------------

    def end(self) -> None:
        """Says goodbye, once."""
        if not self._ending:
            self._ending = True
            self.aside("")
            self.session.stop_waiting()
            self.await_reply(self.opened.buyer)
            self.ask(self._left)

    def _left(self) -> Message:
        try:
            with self._one_at_a_time:
                events = self.session.leave(ToScreen(self))
                return CallLeft(events, self.session.because)
        except Problem as trouble:
            return EndRefused(str(trouble))

    @on(CallLeft)
    def _call_left(self, message: CallLeft) -> None:
        self._answer(message.events, message.because)

    @on(EndRefused)
    def _end_refused(self, message: EndRefused) -> None:
        self._ending = False
        self.no_longer_awaited()
        self.conversation.no_longer_wait()
        self.prospect.tell(message.because, severity="error")
