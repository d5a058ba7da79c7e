"""A screen of questions whose answers are kept while they are being written."""

from __future__ import annotations

import json
import math
from abc import abstractmethod
from collections.abc import Callable

from textual import on
from textual.events import Mount
from textual.message import Message
from textual.widgets import TextArea

from simulator.tui.messages import DraftsKept
from simulator.tui.screens.keeping import KeepingScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field, read_sheet


class AnswersFound(Message):
    """The sheet as it was left."""

    def __init__(self, sheet: dict[str, str]) -> None:
        self.sheet = sheet
        super().__init__()


class AnswersScreen(KeepingScreen):
    """Fields and choices that come back as they were left."""

    since = math.inf
    """When its fields were there; what was typed before was not meant for them."""

    @on(Mount)
    def _there(self, event: Mount) -> None:
        """From here on, what is typed is meant for the fields."""
        self.since = event.time

    @property
    @abstractmethod
    def draft_key(self) -> str:
        """Under which name the sheet is kept."""

    def bring_back(self) -> None:
        """Asks for the sheet as it was left."""
        key, desk = self.draft_key, self.desk
        self.ask(lambda: AnswersFound(read_sheet(desk.draft(key))))

    def sheet(self) -> dict[str, str]:
        """What stands on the sheet; empty fields are left out."""
        written = {field.key: field.text for field in self.query(Field)}
        chosen = {choice.key: choice.value for choice in self.query(Choice)}
        return {key: text for key, text in {**written, **chosen}.items() if text}

    @on(AnswersFound)
    def fill(self, message: AnswersFound) -> None:
        """Puts the answers of before where they stood."""
        for field in self.query(Field):
            field.fill(message.sheet.get(field.key, ""))
        for choice in self.query(Choice):
            choice.fill(message.sheet.get(choice.key, ""))

    @on(TextArea.Changed)
    @on(Choice.Chosen)
    def _answered(self) -> None:
        self.keep_soon()

    def keeping(self) -> Callable[[], Message]:
        """What keeps the sheet as it stands."""
        sheet, key, desk = self.sheet(), self.draft_key, self.desk

        def kept() -> Message:
            desk.keep_draft(key, json.dumps(sheet, ensure_ascii=False) if sheet else "")
            return DraftsKept()

        return kept
