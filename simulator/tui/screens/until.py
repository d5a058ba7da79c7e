"""After an attempt in a drill that shows its score later: what was kept, and when more is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from simulator.tui.ink import STRONG, ink
from simulator.tui.messages import Debriefed
from simulator.tui.ports import Graded
from simulator.tui.screens.attempts import drill_of
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph

if TYPE_CHECKING:
    from simulator.call.session import Session


class UntilScreen(BaseScreen):
    """The attempt is over and kept."""

    CSS_PATH = "until.tcss"
    HELP_TITLE = "The attempt is over"
    HELP_TEXT = (
        "In a drill your trainer decides when score, review and The truth are seen. Your trainer sees "
        "this call only if you hand it in."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("attempts", "truth", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("h", "attempts", "Hand in"),
        Binding("t", "truth", "The truth"),
        Binding("escape", "back", "Done", key_display="Esc"),
    ]

    def __init__(self, session: Session, graded: Graded) -> None:
        super().__init__()
        self.session = session
        self._until = graded.until

    def compose(self) -> ComposeResult:
        from scoring.transcript import meeting

        number = meeting(self.session.events).attempt
        parts = [
            Paragraph(ink((f"Attempt {number} is over and kept.", STRONG))),
            Paragraph(ink()),
            *(Paragraph(ink(why)) for why in self._until.values()),
            Paragraph(ink()),
            Paragraph(ink("H shows your attempts at this meeting and hands one in.")),
        ]
        with VerticalScroll(id="what", can_focus=True):
            yield Page(parts)
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the drill does not show yet has no key."""
        if action == "truth":
            return action not in self._until
        return super().check_action(action, parameters)

    def action_attempts(self) -> None:
        """The attempts at this meeting of the drill."""
        if (drill := drill_of(self.session, self.prospect)) is not None:
            self.prospect.show_attempts(drill)

    def action_truth(self) -> None:
        """What there was to know."""
        session, desk = self.session, self.desk
        self.ask(lambda: Debriefed(desk.debrief(session)))

    @on(Debriefed)
    def _truth_told(self, message: Debriefed) -> None:
        self.prospect.show_truth(self.session, message.debrief)

    def action_back(self) -> None:
        """Done with this call."""
        session, desk = self.session, self.desk
        self.prospect.leave_call(session, lambda: desk.release(session))
