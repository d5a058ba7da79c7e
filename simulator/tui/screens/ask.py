"""One yes/no question."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from simulator.tui.ink import STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet


class AskScreen(Sheet[bool]):
    """Asks once; the result is True for yes, which Enter says as well."""

    BINDINGS: ClassVar = [
        Binding("y", "answer(True)", "Yes"),
        Binding("enter", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No"),
        Binding("escape", "answer(False)", "No", show=False),
    ]

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self._question = question
        self._detail = detail

    def body(self) -> Iterator[Widget]:
        """The question and what yes means."""
        yield Static(lines(ink((self._question, STRONG)), ink(), ink(self._detail)))

    def action_answer(self, yes: bool) -> None:
        """Answers."""
        self.dismiss(yes)
