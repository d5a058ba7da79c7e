"""A question with two lines for an answer, and a sheet of such answers as kept text."""

import json

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from simulator.tui.ink import ink
from simulator.tui.widgets.box import Box


class Field(Vertical):
    """One field of a sheet. Tab goes to the next."""

    def __init__(self, key: str, asks: str, text: str = "") -> None:
        super().__init__(id=f"field-{key}")
        self.key = key
        self._asks = asks
        self._text = text

    def compose(self) -> ComposeResult:
        yield Static(ink(self._asks))
        yield Box(self._text)

    def fill(self, text: str) -> None:
        """Puts an answer in that was given before; one being written now stays."""
        if text and not self.text:
            self.put(text)

    def put(self, text: str) -> None:
        """Puts a text in the place of what was there."""
        self.query_one(Box).fill(text)

    @property
    def text(self) -> str:
        """What was written."""
        return self.query_one(Box).text.strip() if self.is_mounted else self._text


def read_sheet(text: str) -> dict[str, str]:
    """Answers by key from kept text; text that cannot be read is an empty sheet."""
    try:
        found = json.loads(text or "{}")
    except json.JSONDecodeError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
