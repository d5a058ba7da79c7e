"""Keys pressed before the screen they are for is there.

While the app starts, keys wait for its first screen and act there. While a call is being opened from a
sheet, what is typed waits for the box in which lines are written. And nothing that was pressed before a
sheet was there is written into it: the person could not know of its fields.
"""

from __future__ import annotations

from abc import abstractmethod

from textual.events import Event, Key, Paste
from textual.widgets import TextArea

from simulator.tui.frame import Frame

AT_ONCE = frozenset({"ctrl+q", "ctrl+c"})
"""Keys that never wait."""
LEAVES = frozenset({"q", "escape"})
"""Keys that do not wait for the app to start: nobody must wait to leave."""
_WRITES = frozenset({"enter", "backspace", "delete"})


class EarlyKeys(Frame):
    """The part of the app that keeps early keys for the screen they are for."""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[Key | Paste] = []
        self._arriving = False
        """The screen that was waited for has been put on top, and is not ready for keys yet."""

    @property
    @abstractmethod
    def is_starting(self) -> bool:
        """Whether nothing but the first frame is there yet."""

    @property
    @abstractmethod
    def is_opening(self) -> bool:
        """Whether a call is being opened."""

    async def on_event(self, event: Event) -> None:
        """Keeps early keys; everything else goes its way."""
        if not isinstance(event, Key | Paste) or event.is_forwarded or not self._is_early(event):
            await super().on_event(event)

    def _is_early(self, event: Key | Paste) -> bool:
        """Whether a key is kept for later, or not meant for what is there now."""
        key = event.key if isinstance(event, Key) else ""
        if key in AT_ONCE or (self.is_starting and key in LEAVES):
            return False
        if self.is_starting or self._arriving:
            self._early.append(event)
            return True
        if self.is_opening:
            # A sheet is left by its key; after that, what is written is the first line. Elsewhere, and
            # before anything is written, a key pressed twice does nothing.
            if isinstance(self.focused, TextArea) and (
                (writes(event) and key not in _WRITES) or self._early
            ):
                self._early.append(event)
            return True
        return writes(event) and event.time < getattr(self.screen, "since", 0.0)

    def give_early_keys(self) -> None:
        """Gives the kept keys to the screen on top, once it can take them."""
        self._arriving = True
        # A screen asks the app for the keyboard once it is mounted, so the app's own queue comes last.
        self.screen.call_after_refresh(self.call_later, self._given)

    def forget_early_keys(self) -> None:
        """What they were meant for does not come."""
        self._early.clear()
        self._arriving = False

    async def _given(self) -> None:
        early, self._early = self._early, []
        self._arriving = False
        for event in early:
            await self.on_event(event)


def writes(event: Key | Paste) -> bool:
    """Whether it would change a text that is being written."""
    return isinstance(event, Paste) or event.is_printable or event.key in _WRITES
