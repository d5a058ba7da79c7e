"""Two texts side by side, each wrapped in its own column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

GAP = 3
"""Cells between the columns."""
NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class PairOfTexts:
    """What stands left and right of the gap."""

    left: Content
    right: Content


class Pairs(Widget):
    """Pairs of texts below each other; the two of a pair begin on the same line."""

    DEFAULT_CSS = "Pairs { height: auto; }"

    def __init__(self, pairs: Sequence[PairOfTexts], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pairs = list(pairs)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """As many lines as the longer of each pair wraps to, and one between pairs."""
        return len(self.wrapped(width))

    def render(self) -> RenderResult:
        """The wrapped lines."""
        return Content("\n").join(self.wrapped(self.size.width))

    def wrapped(self, width: int) -> list[Content]:
        """The lines at this width."""
        column = max(10, (width - GAP) // 2)
        found: list[Content] = []
        for pair in self.pairs:
            for left, right in zip_longest(
                pair.left.wrap(column), pair.right.wrap(column), fillvalue=NOTHING
            ):
                pad = " " * (max(0, column - left.cell_length) + GAP)
                found.append(Content.assemble(left, pad, right))
            found.append(NOTHING)
        return found
