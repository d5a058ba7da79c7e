"""Which of the calls that come with the program to watch."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.examples.catalog import EXAMPLES
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.picker import Picker


class ExamplesScreen(Sheet[str]):
    """Asks; the result is the example's name."""

    CSS_PATH: ClassVar = ["sheet.tcss", "examples.tcss"]

    def body(self) -> Iterator[Widget]:
        """The three calls, each with what there is to see."""
        yield Static(
            lines(
                ink(("Watch a call", STRONG)),
                ink(("Three sellers ring Ruth on the same day. Two minutes each.", QUIET)),
                ink(),
            )
        )
        yield Picker(
            *(
                Option(
                    lines(ink((example.title, f"bold {ACCENT}")), ink(example.about), ink()),
                    id=example.name,
                )
                for example in EXAMPLES.values()
            ),
            id="examples",
        )

    def on_mount(self) -> None:
        """The first is highlighted."""
        examples = self.query_one("#examples", OptionList)
        examples.highlighted = 0
        examples.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
