"""Reads the summaries of kept calls; each call is graded once for a rubric and a grader."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from scoring.rubric import Rubric
from simulator.archive.archive import Archive
from simulator.archive.errors import ArchiveDamaged, ArchiveError
from simulator.archive.grades import heads, keep_grades, kept_grades
from simulator.archive.rows import CallRow
from simulator.trends.summary import Summary, grader_version, read_summary, summary_of

BATCH = 25
"""Calls graded between two times of keeping what was graded."""

Progress = Callable[[int, int], None]
"""Told how many of how many calls that had to be graded are."""


def summaries(
    archive: Archive,
    rows: Sequence[CallRow],
    rubric: Rubric,
    progress: Progress = lambda _done, _of: None,
) -> dict[str, Summary]:
    """Summaries by call id, of the ended calls among `rows`; one that cannot be read is left out."""
    grader = grader_version()
    kept = kept_grades(archive.store, rubric=rubric.sha256, grader=grader)
    ended = [row for row in rows if row.ended is not None]
    found = {row.id: read_summary(kept[row.id]) for row in ended if row.id in kept}
    new = [row for row in ended if row.id not in kept]
    heads_now = heads(archive.store) if new else {}
    fresh: dict[tuple[str, str], str] = {}
    for number, row in enumerate(new, 1):
        with suppress(ArchiveDamaged):
            summary = summary_of(archive.events(row.id), rubric)
            found[row.id] = summary
            if row.id in heads_now:
                fresh[row.id, heads_now[row.id]] = summary.to_text()
        if len(fresh) >= BATCH or number == len(new):
            _keep(archive, fresh, rubric, grader)
            fresh.clear()
            progress(number, len(new))
    return found


def _keep(archive: Archive, fresh: dict[tuple[str, str], str], rubric: Rubric, grader: str) -> None:
    """Keeps what was graded; where that cannot be, it is graded again next time, and nothing is lost."""
    if archive.store.writable:
        with suppress(ArchiveError):
            keep_grades(archive.store, fresh, rubric=rubric.sha256, grader=grader)
