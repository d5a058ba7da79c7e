"""A table of rows to choose from. Cells are made inert; nothing in them is read as markup."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.widgets import DataTable

from simulator.text_safety import inert


class Roster(DataTable[Text]):
    """Rows under heads of fixed width; Enter chooses."""

    BINDINGS: ClassVar = [Binding("enter", "select_cursor", "Open")]

    def __init__(self, columns: Sequence[tuple[str, int]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, cursor_type="row", cell_padding=0)
        for head, width in columns:
            self.add_column(Text(head), width=width)

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows these rows in place of the ones before; the cursor stays on its row."""
        at = self.cursor_row
        self.clear()
        self.add_rows(
            [Text(inert(cell), no_wrap=True, overflow="ellipsis") for cell in row] for row in rows
        )
        self.move_cursor(row=min(at, max(0, len(rows) - 1)), animate=False)
