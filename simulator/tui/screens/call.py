"""The call: the conversation, a line to type on, and three things to look at while it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from scoring.hearing.heard import LONGEST_TURN
from simulator.debrief.turns import turns_taken
from simulator.debrief.words import OUTCOMES
from simulator.tui.ink import ACCENT, STRONG, ink, lines
from simulator.tui.messages import DraftsKept
from simulator.tui.ports import ScenarioCard
from simulator.tui.presenter import gauge_of, rows_of
from simulator.tui.screens.turns import TurnsScreen
from simulator.tui.widgets.callbar import CallBar
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.scrollback import Scrollback
from simulator.tui.widgets.side import Side

if TYPE_CHECKING:
    from simulator.call.session import Session


class CallScreen(TurnsScreen):
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
        super().__init__(session)
        self.card = card
        self._draft = draft
        self._notes = notes
        self._may_coach = coach
        """A drill may do without."""

    def compose(self) -> ComposeResult:
        opened = self.opened
        yield CallBar(self.card.buyer_name, self.card.role, self.turns())
        with Horizontal(id="room"):
            yield Scrollback(rows_of(self.session.events, opened.buyer), id="said")
            yield Side(self._notes)
        yield Static("", id="hint")
        yield Static("", id="aside", markup=False)
        yield Static("", id="over")
        with Horizontal(id="line"):
            yield Static(ink(("›", f"bold {ACCENT}")), id="prompt")
            yield Composer(self._draft, id="words", placeholder="What do you say?")
        yield KeyLine()

    def on_mount(self) -> None:
        """Shows where the call stands; the line has the keyboard."""
        self.stand()
        said = self.conversation
        said.can_focus = self.session.ended
        if not self.session.ended:
            self.query_one("#words").focus()

    def stand(self) -> None:
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

    # ---- the line ------------------------------------------------------------------------------

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
            self.ask_coach()

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

    # ---- leaving -------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.keep_soon()

    def keeping(self) -> Callable[[], Message]:
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
        super().put_away()

    def action_back(self) -> None:
        """Leaves the screen; the call, the line and the notes are kept."""
        keeping = self.keeping()

        def keep() -> None:
            self.session.stop_waiting()
            with self._one_at_a_time:  # A turn under way is answered and kept first.
                keeping()

        self.prospect.leave_call(self.session, keep)

    def action_look_back(self) -> None:
        """On to the questions, once the call is over."""
        self.keep()
        self.prospect.show_look_back(self.session, self.card)
