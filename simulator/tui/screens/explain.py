"""What a screen is for, and its keys."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from simulator.tui.ink import ACCENT, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet


class ExplainScreen(Sheet[None]):
    """Help on one screen."""

    BINDINGS: ClassVar = [Binding("question_mark,f1,enter", "close", "Close", show=False)]

    def __init__(self, title: str, text: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._keys = keys

    def body(self) -> Iterator[Widget]:
        """The text, then the keys."""
        width = max((len(key) for key, _ in self._keys), default=0) + 3
        yield VerticalScroll(
            Static(
                lines(
                    ink((self._title, STRONG)),
                    ink(),
                    ink(self._text),
                    ink(),
                    *(ink((key.ljust(width), ACCENT), what) for key, what in self._keys),
                    ink(("^p".ljust(width), ACCENT), "Everything you can do here, by name"),
                )
            )
        )
