"""A list to choose from with Enter."""

from typing import ClassVar

from textual.binding import Binding
from textual.widgets import OptionList


class Picker(OptionList):
    """An option list whose Enter is named on the line of keys."""

    BINDINGS: ClassVar = [
        Binding("enter", "select", "Choose"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def action_cursor_up(self) -> None:
        """Stops at the first: whoever runs past it does not mean the last."""
        if self.highlighted:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Stops at the last."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()


class Bars(Picker):
    """The criteria of a verdict."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Evidence")]


class Curves(Picker):
    """The criteria of the trends: there is nothing to choose, only to look at."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Choose", show=False)]
