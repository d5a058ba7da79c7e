"""What is typed is kept: after a moment without a key, on the way out, and when the app closes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from textual.message import Message
from textual.timer import Timer

from simulator.tui.screens.base import BaseScreen

PAUSE = 0.8
"""Seconds without a key after which what is typed is kept."""


class KeepingScreen(BaseScreen):
    """A screen with something on it that was typed and not sent."""

    def __init__(self) -> None:
        super().__init__()
        self._pause: Timer | None = None

    @abstractmethod
    def keeping(self) -> Callable[[], Message]:
        """What keeps the words as they stand now, in whatever thread it is called."""

    def keep_soon(self) -> None:
        """Keeps the words once nothing was typed for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Keeps the words as they stand."""
        self.ask(self.keeping())

    def put_away(self) -> None:
        """Keeps the words as they stand, at once."""
        self.keeping()()
