"""A column on the right that may be longer than the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll

from simulator.tui.screens.base import BaseScreen


class AsideScreen(BaseScreen):
    """A screen whose `#beside` is read on with Page Down, whatever has the keyboard."""

    BINDINGS: ClassVar = [
        Binding("pagedown", "beside(1)", "Read on", key_display="PgDn", priority=True),
        Binding("pageup", "beside(-1)", "Read back", show=False, priority=True),
    ]

    def action_beside(self, by: int) -> None:
        """Scrolls the column by what it shows, but for two lines to hold on to."""
        beside = self.query_one("#beside", VerticalScroll)
        beside.scroll_relative(y=by * max(1, beside.size.height - 2), animate=False)
