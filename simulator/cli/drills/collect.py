"""`prospect drill collect`: takes in what a class handed in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import progress, registers_place, trainers_register
from simulator.cli.output import PROBLEM, SOME_FAILED, emit, note, table, tell

if TYPE_CHECKING:
    from simulator.drills.collecting.collecting import Collected
    from simulator.drills.register.register import Register


@dataclass(slots=True)
class _Sum:
    """What came in so far: counts and reasons, never the calls themselves.

    Flags are told of what is new; those of earlier times stand on the board.
    """

    new: int = 0
    again: int = 0
    flagged: list["Collected"] = field(default_factory=list)
    failed: list["Collected"] = field(default_factory=list)
    drills: set[str] = field(default_factory=set)

    def add(self, one: "Collected") -> None:
        """Counts a file."""
        if one.state == "failed":
            self.failed.append(one)
            return
        assert one.submission is not None
        self.drills.add(one.submission.header.drill)
        self.new += one.state == "kept"
        self.again += one.state == "already kept"
        if one.submission.flags and one.state == "kept":
            self.flagged.append(one)

    @property
    def code(self) -> int:
        """The exit code."""
        if not self.failed:
            return 0
        return SOME_FAILED if self.new + self.again else PROBLEM


@click.command(
    cls=Command,
    name="collect",
    example="prospect drill collect inbox\nprospect drill collect ann.submission bob.submission",
)
@click.argument(
    "places", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FOLDER|FILE]..."
)
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Cores; 0 for all."
)
@json_option
def command(*, places: tuple[Path, ...], jobs: int, as_json: bool) -> int:
    """Take in what trainees handed in: verify, flag, grade.

    Every call is replayed from its log, and graded from it. Collecting the same file twice changes
    nothing. What cannot be taken in is listed, and the exit code is 3, or 1 when nothing could be
    taken in. Without a FOLDER or FILE, what trainees handed in to a shared register is verified.
    """
    from simulator.drills.collecting.collecting import collect, files_in

    files = list(files_in(places))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    total = _Sum()
    with trainers_register() as register:
        with progress("Verifying", len(files)) as bar:
            for one in collect(register, files, at, jobs=jobs if len(files) > 1 else 1):
                _told(total, one, as_json=as_json)
                bar.update(1)
        for one in _handed_in(register):
            _told(total, one, as_json=as_json)
    graded = sum(_graded(drill, jobs, total) for drill in sorted(total.drills))
    if as_json:
        emit(
            {
                "type": "summary",
                "kept": total.new,
                "already_kept": total.again,
                "graded": graded,
                "flagged": len(total.flagged),
                "failed": len(total.failed),
            }
        )
    else:
        _sum_up(total, graded)
    return total.code


def _handed_in(register: "Register") -> "Iterator[Collected]":
    from simulator.drills.collecting.collecting import check_handed_in

    for row in register.drills():
        yield from check_handed_in(register, row.drill.id)


def _graded(drill: str, jobs: int, total: _Sum) -> int:
    """Grades what is new in a drill; how many it was."""
    from simulator.drills.collecting.collecting import Collected
    from simulator.drills.collecting.grading import grade_drill, in_drill

    place = registers_place()
    waiting = in_drill(place, drill, everything=False)
    with progress("Grading", waiting) as bar:
        for result in grade_drill(place, drill, bar.update, jobs=jobs):
            waiting -= 1
            why = f"submission {result.submission[:10]} cannot be graded: {result.why}"
            total.failed.append(Collected(result.submission, "failed", why=why))
    return waiting


def _told(total: _Sum, one: "Collected", *, as_json: bool) -> None:
    total.add(one)
    if not as_json:
        return
    header = one.submission.header if one.submission else None
    emit(
        {
            "type": "submission",
            "file": one.name,
            "state": one.state,
            "reason": one.why or None,
            "drill": header.drill if header else None,
            "trainee": header.trainee if header else None,
            "scenario": header.scenario if header else None,
            "attempt": header.attempt if header else None,
            "submission": one.submission.id if one.submission else None,
            "gradable": one.submission.gradable if one.submission else False,
            "flags": [
                {"kind": flag.kind, "why": flag.why, "turn": flag.turn}
                for flag in (one.submission.flags if one.submission else ())
            ],
        }
    )


def _sum_up(total: _Sum, graded: int) -> None:
    """What came in, what stands out, and what could not be taken in."""
    if total.flagged:
        rows = [
            (flag.kind.replace("_", " "), flag.why)
            for one in total.flagged
            if one.submission
            for flag in one.submission.flags
        ]
        table(rows, ("FLAG", "WHY"))
        tell()
    tell(
        f"{total.new} new, {total.again} here before, {graded} graded, {len(total.flagged)} flagged, "
        f"{len(total.failed)} not taken in."
    )
    for one in total.failed:
        note(one.why)
