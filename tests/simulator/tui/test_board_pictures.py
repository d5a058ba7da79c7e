"""Pictures of the trainer's screens, looked at and kept."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.simulator.tui.board_class import board_app
from tests.simulator.tui.scripted import settle

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)


async def submission(pilot: Any) -> None:
    """Ben's submission."""
    await settle(pilot)
    await pilot.press("down", "enter")
    await settle(pilot)


async def the_class(pilot: Any) -> None:
    """What the class found hard."""
    await settle(pilot)
    await pilot.press("c")
    await settle(pilot)


PICTURES = {
    "board": (SMALL, settle),
    "submission": (SMALL, submission),
    "the_class": (LARGE, the_class),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(name: str, snap_compare: Compare) -> None:
    """A picture of the screen equals the one that was looked at and kept."""
    size, step = PICTURES[name]
    assert snap_compare(board_app(held=True), terminal_size=size, run_before=step)
