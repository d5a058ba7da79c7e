"""A submission: its levels, the engine's and people's, beside the call and what was said of it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.drills.desk.handed import Handed
from simulator.drills.register.rows import Label
from simulator.drills.submission.submission import DOUBTFUL
from simulator.problem import Problem
from simulator.tui.board_ports import CallReviewed, HandedOpened
from simulator.tui.board_presenter import (
    STOP,
    LevelRow,
    TurnRow,
    handed_title,
    level_rows,
    turn_rows,
    why_of,
)
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.screens.board_base import BoardBase
from simulator.tui.screens.board_sheets import LevelSheet
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph
from simulator.tui.widgets.picker import Picker


class Levels(Picker):
    """Criteria; Enter gives a level."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Give a level")]


class Turns(Picker):
    """Turns; Enter comments."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Comment")]


class HandedScreen(BoardBase):
    """One submission."""

    CSS_PATH: ClassVar = ["board.tcss"]
    HELP_TITLE = "A submission"
    HELP_TEXT = (
        "Left, the ten levels: the engine's as dots and, where a person said otherwise, the level that "
        "counts. Below the call stands what a level rests on. Enter gives a level of yours, with its "
        "reason; the engine's is kept beside it.\n\n"
        "Right, the call. Enter says something of a turn, s makes a replay stop there, v goes through it "
        "turn by turn with what was within reach."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("select", "review", "stop", "answer", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("v", "review", "Review"),
        Binding("s", "stop", "Stop here"),
        Binding("a", "answer", "Disputes"),
    ]

    def __init__(self, handed: Handed) -> None:
        super().__init__()
        self.handed = handed
        self.levels: list[LevelRow] = []
        self.turns: list[TurnRow] = []

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="notes")
        with Horizontal(id="columns"):
            yield Levels(id="levels")
            with Vertical(id="right"):
                yield Turns(id="said")
                with VerticalScroll(id="under", can_focus=True):
                    yield Page([], id="why")
        yield KeyLine()

    def on_mount(self) -> None:
        """The levels come first; a submission without any shows its call."""
        self._show(self.handed)
        self.query_one("#levels" if self.levels else "#said").focus()

    def on_screen_resume(self) -> None:
        """What was changed on another screen is shown."""
        self.read()

    def read(self) -> None:
        """Reads the submission anew."""
        desk, name = self.board_desk, self.handed.row.id
        self.ask(lambda: HandedOpened(desk.handed(name)))

    @on(HandedOpened)
    def _read(self, message: HandedOpened) -> None:
        if message.handed.said >= self.handed.said:
            self._show(message.handed)

    def _show(self, handed: Handed) -> None:
        self.handed = handed
        board = self.trainers.board
        self.levels = level_rows(handed, board.row.advisory if board else ())
        # A small window cuts the end: what puts the attempt in question comes first.
        flags = sorted(handed.row.flags, key=lambda flag: flag.kind not in DOUBTFUL)
        notes = [flag.why for flag in flags]
        try:
            self.turns = turn_rows(handed, seller=handed.row.trainee)
        except Problem as trouble:
            self.turns = []
            notes.append(str(trouble))
        notes += [
            f"Dispute {item.number}, open: {item.text}"
            for item in handed.disputes
            if item.outcome is None
        ]
        if handed.card is not None and handed.marked is None:
            notes.append(str(handed.card["reason"]))
        self.query_one("#title", Static).update(ink((handed_title(handed), STRONG)))
        shown = self.query_one("#notes", Static)
        shown.update(lines(*(ink((note, QUIET)) for note in notes)))
        shown.display = bool(notes)
        self._fill("#levels", [level_text(row) for row in self.levels])
        self._fill("#said", [said_text(row) for row in self.turns])
        self.refresh_bindings()

    def _fill(self, where: str, options: list[Content]) -> None:
        """Shows the options; the highlight stays where it was."""
        picker = self.query_one(where, OptionList)
        at = picker.highlighted or 0
        picker.set_options([Option(option) for option in options])
        picker.highlighted = min(at, len(options) - 1) if options else None

    @on(OptionList.OptionHighlighted, "#levels")
    def _level_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        row = self.levels[event.option_index]
        self._beneath([Paragraph(ink((row.name, STRONG)))], why_of(self.handed, row))

    @on(OptionList.OptionHighlighted, "#said")
    def _turn_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if not self.query_one("#said").has_focus:
            return
        row = self.turns[event.option_index]
        self._beneath([], [f"{item.author}: {item.text}" for item in row.comments if item.text])

    def _beneath(self, first: list[Paragraph], told: list[str]) -> None:
        self.query_one("#why", Page).show([*first, *(Paragraph(ink(line)) for line in told)])
        self.query_one("#under", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#levels")
    def _level_chosen(self, event: OptionList.OptionSelected) -> None:
        row = self.levels[event.option_index]

        def given(answer: tuple[int, str, Label | None] | None) -> None:
            if answer is not None:
                self._override(row, *answer)

        self.app.push_screen(LevelSheet(row, why_of(self.handed, row)), given)

    def _override(self, row: LevelRow, level: int, reason: str, label: Label | None) -> None:
        desk, name = self.board_desk, self.handed.row.id

        def kept() -> HandedOpened:
            desk.override(name, row.criterion, level, reason=reason, label=label)
            return HandedOpened(desk.handed(name))

        self.ask(kept)

    @on(OptionList.OptionSelected, "#said")
    def _turn_chosen(self, event: OptionList.OptionSelected) -> None:
        self.trainers.comment_on(self.handed, self.turns[event.option_index].turn)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what can be done now is there."""
        if action == "answer":
            return bool(self.handed.disputes)
        if action in {"review", "stop"}:
            return bool(self.turns)
        return True

    def action_stop(self) -> None:
        """A replay stops at the chosen turn."""
        at = self.query_one("#said", OptionList).highlighted or 0
        desk, name, turn = self.board_desk, self.handed.row.id, self.turns[at].turn

        def kept() -> HandedOpened:
            desk.comment(name, turn, "", stops=True)
            return HandedOpened(desk.handed(name))

        self.ask(kept)

    def action_review(self) -> None:
        """The call turn by turn; it is played on from every turn, which takes a moment."""
        self.trainers.tell("Playing on from every turn …")
        desk, handed = self.board_desk, self.handed
        self.ask(lambda: CallReviewed(handed, desk.review(handed)))

    def action_answer(self) -> None:
        """The disputes."""
        self.trainers.show_disputes()


def level_text(row: LevelRow) -> Content:
    """A criterion on one line: the engine's level as dots, then the one that counts."""
    if row.engine is None:
        return ink(f"{row.name:<18}", (row.words, ACCENT if row.changed else ""))
    dots = "●" * row.engine + "○" * (4 - row.engine)
    given = (f" → {row.level}", f"bold {ACCENT}") if row.changed else (f"   {row.level}", "")
    advisory = ("  advisory", QUIET) if row.advisory else ""
    return ink(f"{row.name:<18}", (dots, QUIET), given, advisory)


def said_text(row: TurnRow) -> Content:
    """A turn with a mark where a replay stops, and what was said of it beneath."""
    stop = f"{STOP} " if row.stops else ""
    said = ink(
        (f"{row.turn:>2} ", QUIET),
        (stop, ACCENT),
        (f"{row.who}  ", f"bold {BUYER}" if row.by_buyer else STRONG),
        row.text,
    )
    notes = [ink((f"   {c.author}: {c.text}", ACCENT)) for c in row.comments if c.text]
    return lines(said, *notes)
