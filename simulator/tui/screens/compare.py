"""A retry beside the call it comes from: what it changed, and both from that turn on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.review.difference import APART, VARIED, difference
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph
from simulator.tui.widgets.pairs import PairOfTexts, Pairs

if TYPE_CHECKING:
    from simulator.review.comparing import Comparison, Pair


class CompareScreen(BaseScreen):
    """Two calls, alike up to a turn."""

    CSS_PATH = "compare.tcss"
    HELP_TITLE = "Two calls"
    HELP_TEXT = (
        "On top, what your retry changed: the score, what it is made of, what you learned, how it "
        "ended. Below, both calls from the turn you played again, the first one on the left.\n\n"
        "From the second retry on, the same person is in another situation, so that nobody is "
        "graded on remembered numbers. The score of a retry is always kept apart."
    )

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def compose(self) -> ComposeResult:
        two = self.comparison
        yield Static(ink((f"Your turn {two.number}, played again", STRONG)), id="title")
        with VerticalScroll(id="page", can_focus=True):
            yield Page(list(_changed(two)), id="changed")
            yield Pairs([_heads(), *(_pair(pair, two.buyer) for pair in two.pairs)], id="pairs")
        yield KeyLine()

    def on_mount(self) -> None:
        """The page has the keyboard."""
        self.query_one("#page").focus()


def _changed(two: Comparison) -> Iterator[Paragraph]:
    if two.varied:
        yield Paragraph(ink((VARIED, BUYER)))
        yield Paragraph(ink())
    for number, sentence in enumerate(difference(two)):
        name, _, rest = sentence.partition(": ")
        style = f"bold {ACCENT}" if number == 0 else STRONG
        yield Paragraph(ink((f"{name}: ", style), rest))
    yield Paragraph(ink((APART, QUIET)))
    yield Paragraph(ink())


def _heads() -> PairOfTexts:
    return PairOfTexts(
        ink(("The first call", f"bold {ACCENT}")), ink(("The retry", f"bold {ACCENT}"))
    )


def _pair(pair: Pair, buyer: str) -> PairOfTexts:
    return PairOfTexts(_said(pair, buyer, pair.original), _said(pair, buyer, pair.retry))


def _said(pair: Pair, buyer: str, text: str) -> Content:
    if not text:
        return ink(("–", QUIET))
    name = ink(("You", STRONG)) if pair.by_seller else ink((buyer, f"bold {BUYER}"))
    return lines(name, ink(text))
