from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from simulator.tui.screens.call import CallScreen
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle

Compare = Callable[..., bool]
Step = Callable[[Any], Awaitable[None]]
REPLIES = [
    "(puts the pen down) They pay late, same as everybody's. The job sheet sits in the van till Friday.",
    "One of them I could draw from memory.",
    "Goodbye.",
]
SMALL, LARGE = (80, 24), (120, 40)


async def talk(pilot: Any) -> Any:
    """Two turns of a call."""
    await settle(pilot)
    pilot.app.begin(CARD.id, {})
    await settle(pilot)
    screen = pilot.app.screen
    box = screen.query_one("#words")
    box.cursor_blink = False
    for line in ("What goes wrong between finishing a job and the money?", "Why is that?"):
        box.fill(line)
        box.send()
        await settle(pilot)
    box.fill("After dinner. What does that take out of your week?")
    await settle(pilot)
    assert isinstance(screen, CallScreen)
    return screen


async def talk_with_coach(pilot: Any) -> None:
    """The same, the coach beside it."""
    screen = await talk(pilot)
    screen.action_coach()
    await settle(pilot)


async def verdict(pilot: Any) -> None:
    """The verdict on that call."""
    screen = await talk(pilot)
    pilot.app.show_verdict(screen.session, screen.card, FakeDesk(screen.session).graded)
    await settle(pilot)


PICTURES: dict[str, tuple[tuple[int, int], Step]] = {
    "home": (SMALL, settle),
    "call": (SMALL, talk),
    "call_with_coach": (LARGE, talk_with_coach),
    "verdict": (SMALL, verdict),
    "verdict_with_room": (LARGE, verdict),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(name: str, snap_compare: Compare) -> None:
    """A picture of the screen equals the one that was looked at and kept."""
    size, step = PICTURES[name]
    desk = FakeDesk(ScriptedSession(REPLIES))
    assert snap_compare(app_over(desk), terminal_size=size, run_before=step)
