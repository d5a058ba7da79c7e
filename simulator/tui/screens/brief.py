"""The brief, over the call."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget

from simulator.debrief.readiness import READINESS
from simulator.tui.ink import QUIET, heading, ink
from simulator.tui.ports import ScenarioCard
from simulator.tui.screens.people import brief_of
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.page import Page, Paragraph


class BriefScreen(Sheet[None]):
    """What was known before the call, and what was prepared."""

    BINDINGS: ClassVar = [Binding("f2", "close", "Close", show=False)]

    def __init__(self, card: ScenarioCard, prepared: dict[str, str]) -> None:
        super().__init__()
        self._card = card
        self._prepared = prepared

    def body(self) -> Iterator[Widget]:
        """The brief, then the prepare sheet when there is one."""
        text = brief_of(self._card, rubric=False)
        sheet = [prompt for prompt in READINESS if self._prepared.get(prompt.id)]
        if sheet:
            text += [Paragraph(ink()), Paragraph(heading("What you prepared"))]
        for prompt in sheet:
            text += [
                Paragraph(ink((prompt.asks, QUIET))),
                Paragraph(ink(self._prepared[prompt.id]), indent=2),
            ]
        yield VerticalScroll(Page(text))
