"""Board: the class, a trainee on each line, and beside it how the chosen one stands."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from simulator.drills.desk.board import Board, Trainee
from simulator.drills.desk.board_text import flag_lines
from simulator.drills.desk.standing import UNPROVEN
from simulator.tui.board_ports import BoardRead
from simulator.tui.board_presenter import COLUMNS, standing_line, title_of, trainee_row
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink
from simulator.tui.screens.board_base import BoardBase
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph
from simulator.tui.widgets.roster import Roster


class BoardScreen(BoardBase):
    """A drill's class."""

    CSS_PATH: ClassVar = ["board.tcss"]
    HELP_TITLE = "The board"
    HELP_TEXT = (
        "Everybody who takes part. Of each meeting the attempt counts that was handed in last before "
        "the deadline; the trainee chose it. Nobody's practice is here.\n\n"
        "In: meetings handed in, of all there are. Best and Mean: human scores, with your levels where you gave any. "
        "Changed: levels on which a person said otherwise than the engine. A place is shown from three "
        f"scored meetings on.\n\n{UNPROVEN}"
    )
    KEYS: ClassVar[tuple[str, ...]] = ("select_cursor", "the_class", "blind", "disputes", "export")
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("refresh", "release")
    BINDINGS: ClassVar = [
        Binding("c", "the_class", "The class"),
        Binding("b", "blind", "Mark blind"),
        Binding("d", "disputes", "Disputes"),
        Binding("e", "export", "Export"),
        Binding("r", "release", "Release grades"),
        Binding("f5", "refresh", "Read anew"),
        Binding("escape", "app.quit", "Quit", key_display="Esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None

    def compose(self) -> ComposeResult:
        yield Static(ink(("Reading the register …", QUIET)), id="title")
        yield Roster(COLUMNS, id="class")
        with VerticalScroll(id="beside", can_focus=True):
            yield Page([], id="standing")
        yield KeyLine()

    def on_mount(self) -> None:
        """The class is read behind the first frame."""
        self.query_one(Roster).focus()
        self.read()

    def on_screen_resume(self) -> None:
        """What was changed on another screen is shown."""
        if self.board is not None:
            self.read()

    def read(self) -> None:
        """Reads the class anew."""
        desk = self.board_desk
        self.ask(lambda: BoardRead(desk.board()))

    @on(BoardRead)
    def _read(self, message: BoardRead) -> None:
        self.trainers.board = message.board
        self.show(message.board)

    def show(self, board: Board) -> None:
        """Shows the class."""
        self.board = board
        self.query_one("#title", Static).update(
            ink((board.row.drill.title, STRONG), (f"   {title_of(board)}", QUIET))
        )
        self.query_one(Roster).show([trainee_row(item) for item in board.trainees])
        self._show_chosen()
        self.refresh_bindings()

    @property
    def chosen(self) -> Trainee | None:
        """The trainee under the cursor."""
        if self.board is None or not self.board.trainees:
            return None
        return self.board.trainees[self.query_one(Roster).cursor_row]

    @on(DataTable.RowHighlighted)
    def _show_chosen(self) -> None:
        trainee = self.chosen
        if trainee is not None:
            self.query_one("#standing", Page).show(trainee_text(trainee))

    @on(DataTable.RowSelected)
    def _selected(self) -> None:
        if self.chosen is not None:
            self.trainers.open_trainee(self.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what can be done now is there."""
        if action == "release":
            return self.board is not None and self.board.held
        if action == "disputes":
            return self.board is not None and bool(self.board.disputes)
        return True

    def action_the_class(self) -> None:
        """What the class found hard."""
        self.trainers.show_class()

    def action_blind(self) -> None:
        """The next call that this trainer has not marked."""
        self.trainers.mark_next()

    def action_disputes(self) -> None:
        """The disputes, the open ones first."""
        self.trainers.show_disputes()

    def action_export(self) -> None:
        """Writes the class to a file."""
        self.trainers.show_export()

    def action_release(self) -> None:
        """Releases held grades, once asked."""
        self.trainers.release()

    def action_refresh(self) -> None:
        """Reads the class anew."""
        self.read()


def trainee_text(trainee: Trainee) -> list[Paragraph]:
    """How a trainee stands, meeting by meeting, and what a file cannot prove."""
    parts = [Paragraph(ink((trainee.name, STRONG)))]
    for item in trainee.standings:
        name, scores, why = standing_line(item)
        told = f"  {why}" if why else ""
        parts.append(Paragraph(ink((scores, ACCENT), (told, QUIET)), ink(name), 28))
        flags = [line for line in flag_lines(item) if line != why]
        parts += [Paragraph(ink((line, QUIET)), indent=28) for line in flags]
    return [*parts, Paragraph(ink()), Paragraph(ink((UNPROVEN, QUIET)))]
