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


class Bars(Picker):
    """The criteria of a verdict."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Evidence")]
