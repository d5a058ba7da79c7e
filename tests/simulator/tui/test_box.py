"""The boxes that people write in."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.tui.screens.comment import CommentScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.side import Side

WRITTEN = "61 days.\nNadine?"


class Holding(App[None]):
    """One widget and nothing round it."""

    def __init__(self, held: Widget) -> None:
        super().__init__()
        self._held = held

    def compose(self) -> ComposeResult:
        yield self._held


@pytest.mark.parametrize(
    "held",
    [
        lambda: Composer(WRITTEN),
        lambda: Side(WRITTEN),
        lambda: Field("reason", "Why?", WRITTEN),
    ],
    ids=["line", "notes", "answer"],
)
async def test_what_was_written_before_is_gone_on_with_at_its_end(
    held: Callable[[], Widget],
) -> None:
    """A line, notes and an answer have the cursor after their last word, not before their first."""
    async with Holding(held()).run_test() as pilot:
        box = pilot.app.query_one(TextArea)
        box.focus()
        await pilot.press("!")
        assert box.text == f"{WRITTEN}!"


async def test_a_comment_is_gone_on_with_at_its_end() -> None:
    """Whoever opens a comment again writes on, and does not push it along."""
    async with Holding(Widget()).run_test() as pilot:
        pilot.app.push_screen(CommentScreen(3, WRITTEN))
        await pilot.pause()
        await pilot.press("!")
        assert pilot.app.screen.query_one(TextArea).text == f"{WRITTEN}!"
