"""Two texts side by side, each wrapped in its own column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from simulator.tui.widgets.wrapped import Wrapped

GAP = 3
"""Cells between the columns."""
NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class PairOfTexts:
    """What stands left and right of the gap."""

    left: Content
    right: Content


class Pairs(Wrapped):
    """Pairs of texts below each other; the two of a pair begin on the same line."""

    def __init__(self, pairs: Sequence[PairOfTexts], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pairs = list(pairs)

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
