"""A retry: the call's screen, with a word on where the buyer stands."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from simulator.debrief.turns import turns_taken
from simulator.tui.ink import ACCENT, BUYER, QUIET, ink, lines
from simulator.tui.screens.call import CallScreen


class RetryScreen(CallScreen):
    """A moment of a call, played again."""

    HELP_TITLE = "A retry"

    def on_mount(self) -> None:
        """Until the first line is said, tells what is the same and what is not."""
        super().on_mount()
        if self.session.next_turn == self.opened.retry_from:
            hint = self.query_one("#hint", Static)
            hint.update(self.where())
            hint.display = True

    def replied(self) -> None:
        """From now on it is a call like any other."""
        super().replied()
        self.query_one("#hint", Static).display = False

    def where(self) -> Content:
        """Where the buyer stands."""
        opened = self.opened
        number = turns_taken(self.session.events) + 1
        where = ink(
            (f"Your turn {number} again. ", f"bold {ACCENT}"),
            f"{opened.buyer} stands exactly where they stood before it.",
        )
        if opened.retry_varied:
            where = ink(
                (f"Your turn {number} again, and the numbers have changed. ", f"bold {BUYER}"),
                f"Same {opened.buyer}, another situation: other figures, names and causes. Your lines "
                "were said again; read above what the answers are this time.",
            )
        return lines(
            where, ink(("The score of a retry is kept apart from that of the call.", QUIET))
        )
