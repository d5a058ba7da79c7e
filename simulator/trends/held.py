"""The calls of an archive as trends see them."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date

from scoring.rubric import Rubric
from simulator.archive.archive import Archive
from simulator.archive.rows import CallRow
from simulator.trends.reading import Progress, summaries
from simulator.trends.trends import OFFICIAL, Held

COUNTED = (*OFFICIAL, "retry")


def held_calls(
    archive: Archive,
    rubric: Rubric,
    progress: Progress = lambda _done, _of: None,
    *,
    without: Collection[str] = (),
) -> list[Held]:
    """Every own call that has ended and has a day, the latest first; guided and programs' are left out.

    `without` are calls that a drill shows later.
    """
    rows = [
        row
        for row in archive.calls()
        if row.source == "own" and row.purpose in COUNTED and row.id not in without
    ]
    found = summaries(archive, rows, rubric, progress)
    return [
        Held(row.id, day, row.scenario, row.purpose, found[row.id])
        for row, day in _dated(rows)
        if row.id in found
    ]


def _dated(rows: Sequence[CallRow]) -> list[tuple[CallRow, date]]:
    """Rows with the day they began; a log that was written without times, or by hand, has none."""
    found = []
    for row in rows:
        with suppress(ValueError):
            found.append((row, date.fromisoformat(row.started[:10])))
    return found
