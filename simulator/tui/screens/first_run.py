"""First run: who this is for, and three ways in. No question about keys, models or accounts."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.picker import Picker

WELCOME = (
    "For people who sell, and want to get better at the part most of us were never taught: the "
    "conversation "
    "about the buyer's problem.\n\n"
    "You call people who behave like real buyers. They tell you what you have earned, they lose "
    "patience, and "
    "some of them do not tell you the truth. Afterwards you see what there was to find, and a "
    "score in which "
    "every point quotes the line it rests on.\n\n"
    "Nothing leaves this computer, and nobody else sees your calls."
)


class FirstRunScreen(BaseScreen):
    """One screen, shown until the first call was held."""

    CSS_PATH = "first_run.tcss"
    HELP_TITLE = "Welcome"
    HELP_TEXT = (
        "Take the guided call if you have two minutes. Or look round first; the guided call stays "
        "on the first screen."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("select", "back", "explain")
    BINDINGS: ClassVar = [
        Binding("escape", "back", "Straight in", key_display="Esc"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="welcome"):
            yield Static(ink(("Practise before it counts", STRONG)), id="headline")
            yield Static(ink(WELCOME), id="why")
            yield Picker(
                Option(
                    lines(
                        ink(("A guided call", f"bold {ACCENT}"), ("  two minutes", QUIET)),
                        ink(
                            (
                                "Three turns with Ruth, who picks up her own phone. One hint at "
                                "a time, no score.",
                                "",
                            )
                        ),
                    ),
                    id="guided",
                ),
                Option(
                    lines(
                        ink(("Watch a call", f"bold {ACCENT}"), ("  two minutes", QUIET)),
                        ink("A good seller, a middling one or a bad one rings the same Ruth."),
                    ),
                    id="watch",
                ),
                Option(
                    lines(
                        ink(("Straight in", f"bold {ACCENT}")),
                        ink("Choose who to meet."),
                    ),
                    id="home",
                ),
                id="ways",
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """The first way in is highlighted."""
        ways = self.query_one("#ways", OptionList)
        ways.highlighted = 0
        ways.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option.id == "guided":
            self.prospect.begin("skeptical-owner", {}, purpose="guided")
        elif event.option.id == "watch":
            self.prospect.choose_example()
        else:
            self.action_back()
