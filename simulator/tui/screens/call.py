"""The call: the conversation, a line to type on, and three things to look at while it runs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from scoring.hearing.heard import LONGEST_TURN
from simulator.debrief.turns import turns_taken
from simulator.debrief.words import OUTCOMES
from simulator.problem import Problem
from simulator.text_safety import inert
from simulator.tui.ink import ACCENT, STRONG, ink, lines
from simulator.tui.messages import (
    CallLeft,
    CoachNoted,
    DraftsKept,
    EndRefused,
    ReplyReceived,
    TurnRefused,
)
from simulator.tui.ports import ScenarioCard
from simulator.tui.presenter import YOU, Row, gauge_of, rows_of
from simulator.tui.screens.awaiting import AwaitingScreen, ToScreen
from simulator.tui.widgets.callbar import CallBar
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.scrollback import Scrollback
from simulator.tui.widgets.side import Side

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent, MeetingOpened
    from simulator.call.session import Session

PAUSE = 0.8
"""Seconds without a key after which what is typed is kept."""


class CallScreen(AwaitingScreen):
    """One call, from its first line to the buyer's goodbye."""

    CSS_PATH: ClassVar = ["fields.tcss", "call.tcss"]
    HELP_TITLE = "The call"
    HELP_TEXT = (
        "Type what you would say, and press Enter. You can type on while the answer appears; any "
        "key shows all "
        "of it at once. Pasted text keeps its lines. Up recalls your last line.\n\n"
        "Everything is kept as you go: Esc leaves the call and you can go on with it later. "
        "Ctrl+E ends it."
    )
    BINDINGS: ClassVar = [
        Binding("f2", "brief", "Brief"),
        Binding("f3", "notes", "Notes"),
        Binding("f4", "coach", "Coach"),
        Binding("ctrl+e", "end", "End", priority=True),
        Binding("enter", "look_back", "Look back"),
        Binding("pageup", "page(-1)", "Earlier", show=False, priority=True),
        Binding("pagedown", "page(1)", "Later", show=False, priority=True),
        Binding("escape", "back", "Leave", key_display="Esc"),
    ]
    KEYS: ClassVar[tuple[str, ...]] = (
        "send", "look_back", "stop_waiting", "take_words", "new_line", "brief", "notes", "coach",
        "end", "explain", "back",
    )  # fmt: skip
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("back",)

    def __init__(
        self,
        session: Session,
        card: ScenarioCard,
        *,
        draft: str = "",
        notes: str = "",
        coach: bool = True,
    ) -> None:
        super().__init__()
        self.session = session
        self.card = card
        self._draft = draft
        self._notes = notes
        self._may_coach = coach
        """A drill may do without."""
        self._one_at_a_time = threading.Lock()
        self._pause: Timer | None = None
        self._ending = False
        """The goodbye is with the buyer; no turn is taken any more."""
        self._banner = ""
        """What was last said about how the call is kept."""

    @property
    def opened(self) -> MeetingOpened:
        """The call's opening event."""
        from scoring.transcript import meeting

        return meeting(self.session.events)

    def compose(self) -> ComposeResult:
        opened = self.opened
        yield CallBar(self.card.buyer_name, self.card.role, self.turns())
        with Horizontal(id="room"):
            yield Scrollback(rows_of(self.session.events, opened.buyer), id="said")
            yield Side(self._notes)
        yield Static("", id="hint")
        yield Static("", id="over")
        with Horizontal(id="line"):
            yield Static(ink(("›", f"bold {ACCENT}")), id="prompt")
            yield Composer(inert(self._draft), id="words", placeholder="What do you say?")
        yield KeyLine()

    def on_mount(self) -> None:
        """Shows where the call stands; the line has the keyboard."""
        self._stand()
        said = self.conversation
        said.can_focus = self.session.ended
        if not self.session.ended:
            self.query_one("#words").focus()

    def _stand(self) -> None:
        """Turn counter, coach, and what is there to do now."""
        ended = self.session.ended
        head = self.query_one(CallBar)
        head.turn = min(turns_taken(self.session.events) + 1, self.turns() or sys.maxsize)
        head.over = ended
        self.query_one(Side).stand(gauge_of(self.session.events))
        self.query_one("#line").display = not ended
        over = self.query_one("#over", Static)
        over.display = ended and not self.conversation.covered
        if ended:
            self.conversation.can_focus = True
            self.query_one("#said").focus()
            over.update(self.ending())
        self.refresh_bindings()

    def turns(self) -> int:
        """Most turns of the call; 0 for no limit."""
        return self.opened.turn_limit

    def ending(self) -> Content:
        """What is said below a call that is over."""
        last = next(
            event for event in reversed(self.session.events) if event.type == "meeting_ended"
        )
        return lines(
            ink((OUTCOMES.get(last.outcome, "The call is over."), STRONG)),
            ink(("Enter", f"bold {ACCENT}"), " to look back, before you see any score."),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that does nothing now is absent."""
        if action == "end":
            return not self.session.ended
        if action == "look_back":
            return self.session.ended
        if action == "coach":
            chosen = self._may_coach and self.prospect.preferences.coach
            return chosen and not self.session.ended
        return super().check_action(action, parameters)

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
        self.keep()
        coached = self.query_one(Side).coached
        self.ask(lambda: self._said(event.text, coached))

    def _said(self, text: str, coached: bool) -> Message:
        try:
            with self._one_at_a_time:
                if self.opened.purpose != "guided" and (other := self.other_words(text)):
                    return other
                events = self.session.say(text, ToScreen(self))
        except Problem as trouble:
            return TurnRefused(text, str(trouble))
        if coached:  # By itself: when it fails, the turn was said all the same.
            self._asked(self._coached)
        return ReplyReceived(events, self.desk.banner(self.session), self.session.because)

    @on(ReplyReceived)
    def _reply_received(self, message: ReplyReceived) -> None:
        self.no_longer_awaited()
        if message.banner != self._banner:
            self._banner = message.banner
            self.prospect.tell(message.banner or "Everything is on disk again.")
        self._answer(message.events, message.because)

    @on(CallLeft)
    def _call_left(self, message: CallLeft) -> None:
        self._answer(message.events, message.because)

    @on(EndRefused)
    def _end_refused(self, message: EndRefused) -> None:
        self._ending = False
        self.no_longer_awaited()
        self.conversation.no_longer_wait()
        self.prospect.tell(message.because, severity="error")

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
        self._stand()
        if because:
            self.prospect.tell(because)

    @on(Scrollback.Appeared)
    def _appeared(self) -> None:
        self._stand()
        if self._agreed_just_now():
            self.prospect.tell("Agreed. ^E says goodbye.")
        self.replied()

    def _agreed_just_now(self) -> bool:
        """Whether the last reply accepts a next step that none before it did, and the call goes on."""
        decided = [event for event in self.session.events if event.type == "buyer_decided"]
        steps = [event.verdict.next_step for event in decided]
        accepted = [step is not None and step.accepted for step in steps]
        return accepted[-1:] == [True] and not any(accepted[:-1]) and not self.session.ended

    def replied(self) -> None:
        """The buyer has answered; the guided call has something to say then."""

    @on(Composer.Touched)
    def on_key(self) -> None:
        """Any key shows the whole reply; typing goes on as if nothing happened."""
        self.conversation.uncover()

    @on(Composer.CutShort)
    def _cut_short(self) -> None:
        self.prospect.tell(
            f"A turn holds at most {LONGEST_TURN:,} characters; the rest was left out."
        )

    # ---- beside the call -----------------------------------------------------------------------

    def action_brief(self) -> None:
        """The brief, over the call."""
        from simulator.tui.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen(self.card, dict(self.opened.prepared)))

    def action_notes(self) -> None:
        """Opens the notes; from the notes, goes back to the line."""
        side = self.query_one(Side)
        if side.notes.has_focus:
            side.show_notes(False)
            self.query_one("#said" if self.session.ended else "#words").focus()
        else:
            side.show_notes(True)
            side.notes.focus()

    def action_coach(self) -> None:
        """Shows or hides the coach; showing it is recorded."""
        side = self.query_one(Side)
        side.show_coach(not side.coached)
        if side.coached:
            self.ask(self._coached)

    def _coached(self) -> Message:
        with self._one_at_a_time:
            if not self.session.ended:
                self.session.show_coach()
        return CoachNoted()

    def action_page(self, by: int) -> None:
        """Scrolls the conversation while the line keeps the keyboard."""
        said = self.conversation
        said.scroll_relative(y=by * max(1, said.size.height - 2), animate=False)

    def action_end(self) -> None:
        """Ends the call, asking once."""
        from simulator.tui.screens.ask import AskScreen

        question = AskScreen(
            "End the call?",
            f"You say goodbye to {self.opened.buyer} and look back at the call. "
            "To go on another day, leave with Esc instead.",
        )
        self.app.push_screen(question, self._end_answered)

    def _end_answered(self, yes: bool | None) -> None:
        if yes:
            self.conversation.uncover()
            self.end()

    def end(self) -> None:
        """Says goodbye, once."""
        if not self._ending:
            self._ending = True
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

    # ---- leaving -------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Keeps what is typed and not sent, and the notes."""
        self.ask(self._keeping())

    def _keeping(self) -> Callable[[], Message]:
        call, desk = self.opened.id, self.desk
        line = self.query_one("#words", Composer).text
        notes = self.query_one(Side).notes.text

        def kept() -> Message:
            desk.keep_draft(f"line:{call}", line)
            desk.keep_draft(f"notes:{call}", notes)
            return DraftsKept()

        return kept

    def put_away(self) -> None:
        """Keeps what is typed and not sent, and the notes; no model is waited for."""
        self.session.stop_waiting()
        self._keeping()()

    def action_back(self) -> None:
        """Leaves the screen; the call, the line and the notes are kept."""
        keeping = self._keeping()

        def keep() -> None:
            self.session.stop_waiting()
            with self._one_at_a_time:  # A turn under way is answered and kept first.
                keeping()

        self.prospect.leave_call(self.session, keep)

    def action_look_back(self) -> None:
        """On to the questions, once the call is over."""
        self.keep()
        self.prospect.show_look_back(self.session, self.card)
