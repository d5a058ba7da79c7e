"""The words of a call that is over, line by line; `m` shows how one was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message

from simulator.debrief.heard import heard_line, seller_turn
from simulator.debrief.turns import turns_taken
from simulator.tui.messages import MisheardMarked
from simulator.tui.ports import ScenarioCard
from simulator.tui.presenter import rows_of
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.callbar import CallBar
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.scrollback import Scrollback

if TYPE_CHECKING:
    from scoring.transcript import MarkedMisheard
    from simulator.call.session import Session


class WordsScreen(BaseScreen):
    """A cursor on every line."""

    CSS_PATH = "call.tcss"
    HELP_TITLE = "The words"
    HELP_TEXT = (
        "The call as it was. Up and down choose a line; m shows how it was heard, what it opened, "
        "or why nothing opened, and lets you say that it was heard wrongly. Mark text with the "
        "mouse to copy it."
    )
    BINDINGS: ClassVar = [Binding("m,enter", "heard", "How it was heard", key_display="m")]

    def __init__(self, session: Session, card: ScenarioCard) -> None:
        super().__init__()
        self.session = session
        self.card = card

    def compose(self) -> ComposeResult:
        yield CallBar(self.card.buyer_name, self.card.role, 0)
        yield Scrollback(rows_of(self.session.events, self.card.buyer), id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """The cursor is on the first line."""
        bar = self.query_one(CallBar)
        bar.turn = turns_taken(self.session.events)
        bar.over = True
        said = self.query_one("#said", Scrollback)
        said.focus()
        said.cursor = 0

    def action_heard(self) -> None:
        """How the line under the cursor was heard."""
        from simulator.tui.screens.heard import HeardScreen

        said = self.query_one("#said", Scrollback)
        if said.cursor is None or not said.rows:
            return
        turn = seller_turn(self.session.events, said.rows[said.cursor].turn)
        if turn is None:
            self.prospect.tell("This line came before your first one.")
            return
        self.app.push_screen(HeardScreen(heard_line(self.session.events, turn)), self._marked)

    def _marked(self, mark: MarkedMisheard | None) -> None:
        if mark is None:
            return
        session = self.session

        def kept() -> Message:
            session.add(mark)
            return MisheardMarked(mark.turn)

        self.ask(kept)

    @on(MisheardMarked)
    def _kept(self) -> None:
        self.prospect.tell(
            "Marked as misheard. The score stays as it is; the mark goes into the record."
        )
