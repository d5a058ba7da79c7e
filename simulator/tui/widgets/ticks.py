"""A list in which several things can be ticked; the mark says so, not only its colour."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui.ink import ACCENT, QUIET, ink


class Ticks(OptionList):
    """Words by id; Enter or Space ticks one."""

    BINDINGS: ClassVar = [Binding("enter,space", "select", "Tick")]

    def __init__(self, words: Mapping[str, str], *, id: str) -> None:  # noqa: A002
        self._words = dict(words)
        self.ticked: set[str] = set()
        super().__init__(
            *(Option(self._shown(key), id=f"{id}-{key}") for key in self._words), id=id
        )

    def _shown(self, key: str) -> Content:
        on_ = key in self.ticked
        return ink(("● " if on_ else "○ ", ACCENT if on_ else QUIET), self._words[key])

    @on(OptionList.OptionSelected)
    def _tick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        key = list(self._words)[event.option_index]
        self.ticked ^= {key}
        self.replace_option_prompt_at_index(event.option_index, self._shown(key))

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(key for key in self._words if key in self.ticked)
