"""A short dialogue over a screen; Esc closes it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from simulator.tui.widgets.keyline import KeyLine

Result = TypeVar("Result")


class Sheet(ModalScreen[Result], Generic[Result]):
    """Base of the dialogues: a panel in the middle and the keys below."""

    CSS_PATH: ClassVar = ["sheet.tcss"]
    KEYS: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar = [Binding("escape", "close", "Close", key_display="Esc")]

    def compose(self) -> ComposeResult:
        """A panel with what `body` yields."""
        with Vertical(classes="sheet"):
            yield from self.body()
        yield KeyLine(show_command_palette=False)

    @abstractmethod
    def body(self) -> Iterator[Widget]:
        """The content of the panel."""

    def action_close(self) -> None:
        """Closes without a result."""
        cast("ModalScreen[object]", self).dismiss(None)
