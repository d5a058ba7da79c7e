"""Blind marking: the call and ten levels to give, nothing of the engine's until all are kept."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.debrief.words import CRITERIA, NAMES, Criterion
from simulator.drills.desk.handed import Beside, Handed
from simulator.tui.board_ports import BlindKept, Said
from simulator.tui.board_presenter import draft_text, read_draft, turn_rows
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.screens.board_base import BoardBase
from simulator.tui.screens.board_sheets import BlindSheet
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph
from simulator.tui.widgets.picker import Picker


class ToGive(Picker):
    """Criteria; Enter gives a level."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Give a level")]


class BlindScreen(BoardBase):
    """A call to mark."""

    CSS_PATH: ClassVar = ["board.tcss"]
    HELP_TITLE = "Marking blind"
    HELP_TEXT = (
        "You give all ten levels, each with what in the call says so, before you see the engine's. Only "
        "such levels tell how far you and the engine agree. The trainee is not named.\n\n"
        "What you have given is kept when you go back; it counts once all ten are there and you keep them."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("select", "keep", "explain", "back")
    BINDINGS: ClassVar = [Binding("ctrl+s", "keep", "Keep all ten")]

    def __init__(self, handed: Handed, draft: str) -> None:
        super().__init__()
        self.handed = handed
        self.given = read_draft(draft)
        self.beside: tuple[Beside, ...] = ()

    def compose(self) -> ComposeResult:
        row = self.handed.row
        title = ink((f"Mark {row.id[:8]}", STRONG), (f"   {row.scenario}", QUIET))
        yield Static(title, id="title")
        with Horizontal(id="columns"):
            yield ToGive(id="levels")
            with VerticalScroll(id="call", can_focus=True):
                yield Page(call_text(self.handed), id="words")
        yield KeyLine()

    def on_mount(self) -> None:
        """The first criterion without a level is the one to give."""
        self._fill()
        levels = self.query_one(ToGive)
        levels.focus()
        open_still = [at for at, item in enumerate(CRITERIA) if item.id not in self.given]
        levels.highlighted = open_still[0] if open_still else 0

    def _fill(self) -> None:
        levels = self.query_one(ToGive)
        at = levels.highlighted
        levels.set_options([Option(self._line(item)) for item in CRITERIA])
        levels.highlighted = at
        self.refresh_bindings()

    def _line(self, item: Criterion) -> Content:
        found = next((one for one in self.beside if one.criterion == item.id), None)
        if found is not None:
            agreed = found.level == found.engine
            style = QUIET if agreed else f"bold {ACCENT}"
            return ink(f"{item.name:<18} {found.level}", (f"   engine {found.engine}", style))
        level = self.given.get(item.id)
        return ink(f"{item.name:<18} ", ("–", QUIET) if level is None else (str(level[0]), ACCENT))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self.beside:
            return
        item = CRITERIA[event.option_index]

        def answered(answer: tuple[int, str] | None) -> None:
            if answer is not None:
                self._give(event.option_index, answer)

        self.app.push_screen(BlindSheet(item.name, item.asks, self.given.get(item.id)), answered)

    def _give(self, at: int, answer: tuple[int, str]) -> None:
        """Takes a level for now, keeps it as a draft, and goes on to the next."""
        self.given[CRITERIA[at].id] = answer
        self._fill()
        self.query_one(ToGive).highlighted = min(at + 1, len(CRITERIA) - 1)
        desk, key, text = self.board_desk, draft_key(self.handed.row.id), draft_text(self.given)

        def kept() -> Said:
            desk.keep_draft(key, text)
            return Said("")

        self.ask(kept)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keeping comes once all ten are given, and only once."""
        return action != "keep" or (len(self.given) == len(CRITERIA) and not self.beside)

    def action_keep(self) -> None:
        """Keeps all ten, and only then asks for the engine's."""
        desk, name, given = self.board_desk, self.handed.row.id, dict(self.given)

        def kept() -> BlindKept:
            beside = desk.mark_blind(name, given)
            desk.keep_draft(draft_key(name), "")
            return BlindKept(beside)

        self.ask(kept)

    @on(BlindKept)
    def _kept(self, message: BlindKept) -> None:
        self.beside = message.beside
        self._fill()
        told = [item for item in self.beside if item.level != item.engine]
        apart = ", ".join(NAMES[item.criterion] for item in told)
        self.trainers.tell(
            f"Kept. The engine differs on {apart}." if told else "Kept, all as the engine."
        )


def draft_key(submission_id: str) -> str:
    """Under which name levels given so far are kept."""
    return f"blind:{submission_id}"


def call_text(handed: Handed) -> list[Paragraph]:
    """The call, nobody named."""
    parts = []
    for row in turn_rows(handed, seller="Seller"):
        who = ink((row.who, f"bold {BUYER}" if row.by_buyer else STRONG))
        parts += [
            Paragraph(ink((f"{row.turn}  ", QUIET), row.text), who, 8),
            Paragraph(lines(ink())),
        ]
    return parts
