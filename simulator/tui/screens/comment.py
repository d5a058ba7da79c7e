"""A trainer's comment on a turn of a call."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from simulator.tui.ink import QUIET, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.box import Box


class CommentScreen(Sheet[str]):
    """Asks for a comment; the result is its text, empty to take one away."""

    CSS_PATH: ClassVar = ["fields.tcss", "sheet.tcss", "comment.tcss"]
    BINDINGS: ClassVar = [Binding("ctrl+s", "keep", "Keep", priority=True)]

    def __init__(self, number: int, comment: str) -> None:
        super().__init__()
        self._number = number
        self._comment = comment

    def body(self) -> Iterator[Widget]:
        """What it is for, and a box."""
        yield Static(
            lines(
                ink((f"A comment on turn {self._number}", STRONG)),
                ink(("It stands beside the call and in its report, never in its record.", QUIET)),
                ink(),
            )
        )
        yield Box(self._comment, id="comment")

    def on_mount(self) -> None:
        """The box has the keyboard."""
        self.query_one(Box).focus()

    def action_keep(self) -> None:
        """Keeps it."""
        self.dismiss(self.query_one(Box).text.strip())
