"""What the trainee's app and the trainer's have in common: themes, keys, notices, and how they end."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import Binding

from simulator.text_safety import inert
from simulator.tui.theme import THEMES


class Frame(App[None]):
    """An app without its screens."""

    COMMAND_PALETTE_DISPLAY = "^p"
    BINDINGS: ClassVar = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on keyboards."""
        if binding.key_display:
            return binding.key_display
        key = binding.key.split(",")[0]
        return (
            key.capitalize()
            if len(key) > 1 and "+" not in key
            else super().get_key_display(binding)
        )

    def tell(self, sentence: str, *, severity: str = "information") -> None:
        """A short notice in the corner, its text inert."""
        level = "error" if severity == "error" else "information"
        self.notify(inert(sentence), severity=level, markup=False, timeout=6)  # type: ignore[arg-type]

    def _fatal_error(self) -> None:
        """Closes without Textual's traceback, which prints local variables."""
        self._close_messages_no_wait()

    def raise_what_ended_it(self) -> None:
        """Raises the unexpected error that closed the app, if one did; the terminal is restored by now."""
        if self._exception is not None:
            raise self._exception
