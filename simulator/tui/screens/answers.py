"""A screen of questions whose answers are kept while they are being written."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from simulator.tui.messages import DraftsKept
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field, read_sheet

PAUSE = 0.8
"""Seconds without a key after which the answers are kept."""


class AnswersFound(Message):
    """The sheet as it was left."""

    def __init__(self, sheet: dict[str, str]) -> None:
        self.sheet = sheet
        super().__init__()


class AnswersScreen(BaseScreen):
    """Fields and choices that come back as they were left."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._pause: Timer | None = None

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
    def keep_soon(self) -> None:
        """Keeps the sheet once nothing was answered for a moment."""
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
        sheet, key, desk = self.sheet(), self.draft_key, self.desk

        def kept() -> Message:
            desk.keep_draft(key, json.dumps(sheet, ensure_ascii=False) if sheet else "")
            return DraftsKept()

        return kept
