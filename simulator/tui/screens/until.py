"""After an attempt in a drill that shows its score later: what was kept, and when more is seen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from simulator.tui.ink import STRONG, ink
from simulator.tui.screens.over import OverScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph


class UntilScreen(OverScreen):
    """The attempt is over and kept."""

    CSS_PATH = "until.tcss"
    HELP_TITLE = "The attempt is over"
    HELP_TEXT = (
        "In a drill your trainer decides when score, review and The truth are seen. Your trainer sees "
        "this call only if you hand it in."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("attempts", "truth", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("h,H", "attempts", "Hand in"),
        Binding("t", "truth", "The truth"),
        Binding("escape", "back", "Done", key_display="Esc"),
    ]

    def compose(self) -> ComposeResult:
        from scoring.transcript import meeting

        number = meeting(self.session.events).attempt
        parts = [
            Paragraph(ink((f"Attempt {number} is over and kept.", STRONG))),
            Paragraph(ink()),
            *(Paragraph(ink(why)) for why in self.until.values()),
            Paragraph(ink()),
            Paragraph(ink("H shows your attempts at this meeting and hands one in.")),
        ]
        with VerticalScroll(id="what", can_focus=True):
            yield Page(parts)
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the drill does not show yet has no key."""
        if action == "truth":
            return action not in self.until
        return super().check_action(action, parameters)
