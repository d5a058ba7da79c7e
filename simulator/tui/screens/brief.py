"""The brief, over the call."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from simulator.tui.ink import QUIET, ink, lines
from simulator.tui.ports import ScenarioCard
from simulator.tui.screens.home import brief_of
from simulator.tui.screens.sheet import Sheet


class BriefScreen(Sheet[None]):
    """What was known before the call, and what was prepared."""

    BINDINGS: ClassVar = [Binding("f2", "close", "Close", show=False)]

    def __init__(self, card: ScenarioCard, prepared: dict[str, str]) -> None:
        super().__init__()
        self._card = card
        self._prepared = prepared

    def body(self) -> Iterator[Widget]:
        """The brief, then the prepare sheet when there is one."""
        from simulator.debrief.readiness import READINESS

        text = brief_of(self._card, rubric=False)
        sheet = [prompt for prompt in READINESS if self._prepared.get(prompt.id)]
        if sheet:
            text = lines(
                text,
                ink(),
                ink(("What you prepared", "bold")),
                *(
                    lines(ink((prompt.asks, QUIET)), ink(self._prepared[prompt.id]))
                    for prompt in sheet
                ),
            )
        yield VerticalScroll(Static(text))
