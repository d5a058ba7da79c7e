import subprocess
import sys
from pathlib import Path

import pytest

from simulator.problem import Problem
from simulator.tui.app import ProspectApp
from simulator.tui.screens.home import HomeScreen
from tests.simulator.tui.scripted import settle

ROOT = Path(__file__).parents[3]
HEAVY = ("pydantic", "sqlalchemy", "openai", "scoring", "scenarios", "personas.persona")
PAINTED = """
import asyncio, sys
from simulator.tui.app import ProspectApp
async def main():
    app = ProspectApp(lambda: None)
    app.on_mount = lambda: None
    async with app.run_test():
        assert "meeting" in str(app.screen.query_one("#title").render())
asyncio.run(main())
"""


@pytest.mark.parametrize("code", ["import simulator.tui.app, sys\n", PAINTED])
def test_the_first_frame_needs_nothing_heavy(code: str) -> None:
    """Importing the app and painting its first frame load neither content, grading nor archive."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "textual.app" in loaded
    assert [name for name in loaded if name in HEAVY] == []


async def test_a_desk_that_cannot_be_opened_is_one_sentence_on_the_first_screen() -> None:
    """The archive of a newer version, say: the app stands and tells."""

    def refuse() -> None:
        raise Problem("The archive was written by a newer version.")

    app = ProspectApp(refuse)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        notes = [note.message for note in app._notifications]
    assert notes == ["The archive was written by a newer version."]
