"""A table of rows to choose from. Cells are made inert; nothing in them is read as markup."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from simulator.text_safety import inert

AT_ONCE = 300
"""Rows that are made at a time: a thousand of them cost a third of a second."""
NEAR = 100
"""Rows from the end of those made at which more are."""


class Roster(DataTable[Text]):
    """Rows under heads of fixed width; Enter chooses. Of many rows only those come near are made."""

    BINDINGS: ClassVar = [Binding("enter", "select_cursor", "Open")]

    def __init__(self, columns: Sequence[tuple[str, int]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        self._all: Sequence[Sequence[str]] = ()
        """Every row there is."""
        self._made = 0
        """How many of them, from the first on, the table holds or is about to."""
        for head, width in columns:
            self.add_column(Text(head), width=width)

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows these rows in place of the ones before; the cursor stays on its row."""
        at = self.cursor_row
        self._all, self._made = (), 0
        self.clear()
        self._all = rows
        self._reach(at)
        self.move_cursor(row=min(at, max(0, len(rows) - 1)), animate=False)

    def watch_cursor_coordinate(self, old: Coordinate, new: Coordinate) -> None:
        """More rows are made as the cursor comes near their end."""
        super().watch_cursor_coordinate(old, new)
        self._reach(new.row)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """The same when the wheel or the bar moves them."""
        super().watch_scroll_y(old, new)
        self._reach(int(new) + self.size.height)

    def action_scroll_bottom(self) -> None:
        """To the last row of all."""
        self._reach(len(self._all))
        super().action_scroll_bottom()

    def _reach(self, row: int) -> None:
        """Makes the rows up to this one and some beyond."""
        made = self._made
        if row + NEAR < made or made >= len(self._all):
            return
        # Before the rows are added, which moves cursor and scroll and so leads here again.
        self._made = min(len(self._all), row + AT_ONCE)
        self.add_rows(
            [Text(inert(cell), no_wrap=True, overflow="ellipsis") for cell in cells]
            for cells in self._all[made : self._made]
        )
