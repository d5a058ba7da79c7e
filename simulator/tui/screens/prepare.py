"""Prepare: the brief on the left, the eight readiness questions and the two keys on the right."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from simulator.debrief.readiness import KEYS, ONLY_A_PITCH, READINESS, only_a_pitch
from simulator.tui.ink import QUIET, STRONG, ink
from simulator.tui.messages import DraftsKept
from simulator.tui.ports import ScenarioCard
from simulator.tui.screens.base import BaseScreen
from simulator.tui.screens.people import brief_of
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field, read_sheet
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page

PAUSE = 0.8
"""Seconds without a key after which the sheet is kept."""
LEAST = 4
"""Questions to answer where the scenario asks for a sheet."""


class SheetFound(Message):
    """The sheet as it was left."""

    def __init__(self, sheet: dict[str, str]) -> None:
        self.sheet = sheet
        super().__init__()


class PrepareScreen(BaseScreen):
    """A sheet for before the call."""

    CSS_PATH: ClassVar = ["fields.tcss", "prepare.tcss"]
    HELP_TITLE = "Prepare"
    HELP_TEXT = (
        "Eight questions that tell whether a meeting is ready, and two keys: yours and theirs. A "
        "few words each "
        "are enough. Tab goes to the next one. The sheet is kept, and it is never part of the "
        "score.\n\n"
        "Ctrl+S starts the call, with or without a sheet unless this meeting asks for one."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("start", "app.focus_next", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "start", "Start the call", priority=True),
        Binding("tab", "app.focus_next", "Next", key_display="Tab"),
    ]

    def __init__(self, card: ScenarioCard) -> None:
        super().__init__()
        self.card = card
        self._pause: Timer | None = None
        self._told = False
        """The trainee has seen that the sheet only describes a pitch."""

    def compose(self) -> ComposeResult:
        yield Static(
            ink(("Before you call ", STRONG), (self.card.buyer_name, "bold $secondary")), id="title"
        )
        with Horizontal(id="columns"):
            with VerticalScroll(id="brief", can_focus=True):
                yield Page(brief_of(self.card))
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static(ink((self._invitation(), QUIET)), id="invitation")
                yield Static("", id="only-a-pitch")
                for prompt in READINESS:
                    yield Field(prompt.id, prompt.asks)
                for key in KEYS:
                    yield Choice(key.id, key.asks, ("yes", "no"))
        yield KeyLine()

    def _invitation(self) -> str:
        if self.card.prepare_required:
            return f"This meeting wants a sheet: answer at least {LEAST} of the eight."
        return "A few words each, or none: Ctrl+S starts the call."

    def on_mount(self) -> None:
        """The first question has the keyboard; the sheet comes as it was left."""
        self.query_one("#only-a-pitch").display = False
        self.query(TextArea).first().focus()
        key, desk = self._key, self.desk
        self.ask(lambda: SheetFound(read_sheet(desk.draft(key))))

    @property
    def _key(self) -> str:
        return f"prepare:{self.card.id}"

    @on(SheetFound)
    def _sheet_found(self, message: SheetFound) -> None:
        for field in self.query(Field):
            field.fill(message.sheet.get(field.key, ""))
        for choice in self.query(Choice):
            if message.sheet.get(choice.key) in ("yes", "no"):
                choice.value = message.sheet[choice.key]

    def sheet(self) -> dict[str, str]:
        """What stands on the sheet; empty fields are left out."""
        written = {field.key: field.text for field in self.query(Field)}
        turned = {choice.key: choice.value for choice in self.query(Choice)}
        return {key: text for key, text in {**written, **turned}.items() if text}

    @on(TextArea.Changed)
    @on(Choice.Chosen)
    def _written(self) -> None:
        self._told = False
        self.query_one("#only-a-pitch").display = False
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Keeps the sheet as it stands."""
        self.ask(self._keeping())

    def put_away(self) -> None:
        """Keeps the sheet as it stands, at once."""
        self._keeping()()

    def _keeping(self) -> Callable[[], Message]:
        sheet, key, desk = self.sheet(), self._key, self.desk

        def kept() -> Message:
            desk.keep_draft(key, json.dumps(sheet, ensure_ascii=False) if sheet else "")
            return DraftsKept()

        return kept

    def action_start(self) -> None:
        """Starts the call; a sheet that is only a pitch is told so first, once."""
        sheet = self.sheet()
        answered = sum(prompt.id in sheet for prompt in READINESS)
        if self.card.prepare_required and answered < LEAST:
            self.prospect.tell(f"Answer at least {LEAST} of the eight; {answered} so far.")
        elif only_a_pitch(sheet, self.card.own_words) and not self._told:
            self._told = True
            note = self.query_one("#only-a-pitch", Static)
            note.update(ink(ONLY_A_PITCH, " ", ("Ctrl+S again starts anyway.", QUIET)))
            note.display = True
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
        else:
            self.prospect.begin(self.card.id, sheet)

    def action_back(self) -> None:
        """Back to the people; the sheet is kept."""
        self.keep()
        super().action_back()
