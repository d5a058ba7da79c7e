"""Takes the pictures of the trainer's desk in docs/screens: `uv run python -m docs.board_screens [folder]`.

The class is the tests' own: four trainees at one meeting, three of them simulated sellers of mixed
skill with a fixed seed, so that two runs give the same pictures while nothing has changed.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from simulator.archive.opening import open_archive
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.drills.stores.opening import open_register
from simulator.places import register_file
from simulator.tui.board_app import BoardApp
from simulator.tui.board_desk import RegisterDesk
from tests.simulator.drills.played_class import play_class

SMALL, LARGE = (80, 24), (120, 40)
NOW = "2026-03-06T08:00:00+00:00"
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("board", ()),
    ("board-submission", ("down", "enter")),
    ("board-dispute", ("escape", "d", "enter")),
    ("board-class", ("escape", "c")),
    ("board-blind", ("escape", "b")),
)
"""Pictures, and the keys that lead to each from the one before."""
LARGE_ONLY = {"board-submission"}
"""The others are taken at 80 by 24 only."""


async def take(place: Path, folder: Path, size: tuple[int, int]) -> None:
    """The screens that are taken in one size."""
    register = open_register(register_file(place))
    archive = open_archive(place)
    (row,) = register.drills()
    desk = TrainersDesk(register, row.drill.id, clock=lambda: NOW)
    if not desk.judgements.marks(row.drill.id):
        for item in desk.board().standings:
            if item.trainee == "Ben" and item.submission is not None:
                desk.override(item.submission.id, "impact", 3, reason="She named the sum, turn 9.")
    app = BoardApp(RegisterDesk(desk, archive.meeting_for))
    async with app.run_test(size=size) as pilot:
        for name, keys in STEPS:
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            if (name in LARGE_ONLY) == (size == LARGE):
                app.save_screenshot(f"{name}-{size[0]}x{size[1]}.svg", path=str(folder))
    archive.close()
    register.store.close()


def main() -> None:
    """All of them."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "screens")
    with tempfile.TemporaryDirectory() as place:
        play_class(register_file(Path(place)))
        for size in (SMALL, LARGE):
            asyncio.run(take(Path(place), folder, size))


if __name__ == "__main__":
    main()
