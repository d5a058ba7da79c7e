"""Takes many submissions into the register: from files, and from trainees' own logins.

files -> verified by any core -> held against what is kept, in order -> kept. What cannot be kept is
listed with its reason and keeps nothing else out.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

from simulator.call.meeting import Meeting
from simulator.drills.assigning.drill import Drill
from simulator.drills.assigning.pins import meeting_of
from simulator.drills.assigning.seals import ticket_key
from simulator.drills.collecting.copying import SHARE, copies, own_lines
from simulator.drills.collecting.taking import taken_in
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register, SubmissionConflict
from simulator.drills.register.rows import SubmissionRow
from simulator.drills.register.tables import LARGEST_LOG
from simulator.drills.submission.submission import Flag, Submission
from simulator.problem import Problem
from simulator.simulation.spread import streamed

SHARD = 8
"""Files in a task: each is played again, which takes some tenths of a second."""
MOST_COPIES = 5
"""Submissions that one is held against word for word, those that share most with it first."""

State = Literal["kept", "already kept", "failed"]


@dataclass(frozen=True, slots=True)
class Course:
    """A drill, and what is needed to verify what is handed in to it."""

    drill: Drill
    key: str
    assigned: tuple[str, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that was read: a submission, or why it is none."""

    name: str
    submission: Submission | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of a file, or of what a login handed in."""

    name: str
    state: State
    submission: Submission | None = None
    why: str = ""
    """Why it failed; empty when it did not."""


def courses_of(register: Register) -> dict[str, Course]:
    """Every drill of a register by its id."""
    return {
        row.drill.id: Course(
            row.drill,
            register.key(row.drill.id),
            tuple(register.members(row.drill.id)),
            bool(row.closed),
        )
        for row in register.drills()
    }


def collect(
    register: Register, files: Iterable[Path], at: str, *, jobs: int = 0
) -> Iterator[Collected]:
    """Takes in files, one after the other, in their order; `at` is when they were received."""
    courses = courses_of(register)
    tasks = ((courses, shard) for shard in _in_shards(files))
    for verified in streamed(tasks, _verify, jobs=jobs):
        for one in verified:
            yield _kept(register, one, at)


def check_handed_in(register: Register, drill_id: str) -> Iterator[Collected]:
    """Verifies what trainees handed in with their own logins, the earliest first."""
    course = Course(
        register.drill(drill_id).drill, register.key(drill_id), tuple(register.members(drill_id))
    )
    for row in register.unchecked(drill_id):
        yield _checked(register, course, row)


def files_in(places: Sequence[Path]) -> Iterator[Path]:
    """Files named, and those in folders named, in the order of their names.

    Hidden files are left out, and so is what a link in a folder leads to outside of it.
    """
    for place in places:
        if not place.is_dir():
            yield place
            continue
        inside = place.resolve()
        for folder, folders, names in os.walk(place):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith(".") and file.resolve().is_relative_to(inside):
                    yield file


def _in_shards(files: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    files = iter(files)
    while shard := tuple(islice(files, SHARD)):
        yield shard


def _verify(task: tuple[dict[str, Course], tuple[Path, ...]]) -> list[Verified]:
    """Reads and verifies a shard of files."""
    from simulator.packs.finding import open_packs

    open_packs()
    courses, files = task
    return [_verified(file, courses) for file in files]


def _verified(file: Path, courses: dict[str, Course]) -> Verified:
    name = str(file)
    try:
        data = _read(file)
        course = courses.get(_drill_named(data)) or next(iter(courses.values()), None)
        if course is None:
            return Verified(name, why=f"{name}: there is no drill; 'prospect drill new' makes one")
        if course.closed and course.drill.id == _drill_named(data):
            return Verified(
                name, why=f"{name}: drill {course.drill.id} is closed and takes nothing in any more"
            )
        return Verified(name, _taken(course, data, name))
    except Problem as problem:
        return Verified(name, why=str(problem))


def _read(file: Path) -> bytes:
    """A file's bytes. Raises Problem for what is no file, cannot be read or is too large."""
    try:
        # Not waiting for whoever may write to a pipe that lies among the files.
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(opened, "rb") as stream:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise Problem(f"{file} is no file; name the files that trainees sent")
            data = stream.read(LARGEST_LOG + 1)
    except OSError as error:
        raise Problem(f"{file} cannot be read ({error.strerror}); check it") from None
    if len(data) > LARGEST_LOG:
        raise Problem(f"{file} is larger than {LARGEST_LOG:,} bytes; ask for the file again")
    return data


def _drill_named(data: bytes) -> str:
    """The drill that a file says it is for; empty where it says nothing."""
    try:
        header = json.loads(data.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return ""
    named = header.get("drill") if isinstance(header, dict) else None
    return named if isinstance(named, str) else ""


def _taken(course: Course, data: bytes, name: str, received: datetime | None = None) -> Submission:
    drill = course.drill
    return taken_in(
        data,
        name,
        drill=drill,
        ticket_key_of=lambda trainee: ticket_key(course.key, drill.id, trainee),
        assigned=course.assigned,
        received=received,
        meeting_for=_meeting,
    )


def _meeting(drill: Drill, scenario: str, attempt: int) -> Meeting:
    return _meeting_once(drill.model_dump_json(), scenario, attempt)


@lru_cache(maxsize=64)
def _meeting_once(drill: str, scenario: str, attempt: int) -> Meeting:
    """The meeting of an attempt, which is the same for everyone."""
    return meeting_of(Drill.model_validate_json(drill), scenario, attempt)


def _kept(register: Register, verified: Verified, at: str) -> Collected:
    """Keeps what a file holds; a copy is flagged, and so is what it is a copy of."""
    submission = verified.submission
    if submission is None:
        return Collected(verified.name, "failed", why=verified.why)
    lines = line_hashes(submission)
    submission = _with_copies(register, submission, lines)
    try:
        state = register.take(submission, at, lines)
    except SubmissionConflict as conflict:
        return Collected(verified.name, "failed", submission, f"{verified.name}: {conflict}")
    if state == "already kept" and submission.gradable:
        register.handed_in_again(submission)
    _raise_misheard(register, submission, at)
    return Collected(verified.name, state, submission)


def _raise_misheard(register: Register, submission: Submission, at: str) -> None:
    """Every line that the trainee marked as misheard is a dispute, once."""
    if submission.gradable:
        Judgements(register.store).misheard(submission.id, submission.header.misheard, at)


def _checked(register: Register, course: Course, row: SubmissionRow) -> Collected:
    """Verifies a row that a trainee's login wrote; the row is believed in nothing but its time."""
    name = f"what {row.trainee} handed in to {row.scenario}, attempt {row.attempt}"
    try:
        data = register.handed_in(row.id)
        found = _taken(course, data, name, datetime.fromisoformat(row.received))
    except Problem as problem:
        flag = Flag("corrupt", str(problem))
        register.settle(row.id, flags=(flag,), gradable=False)
        return Collected(name, "failed", why=str(problem))
    header = found.header
    said = (row.id, row.trainee, row.scenario, row.attempt, row.call)
    if said != (found.id, header.trainee, header.scenario, header.attempt, header.call):
        flag = Flag("forged_name", f"{name} is another call, or {header.trainee}'s, by its header.")
        found = replace(found, flags=(*found.flags, flag), gradable=False)
    lines = line_hashes(found)
    found = _with_copies(register, found, lines)
    register.settle(row.id, flags=found.flags, gradable=found.gradable, lines=lines)
    _raise_misheard(register, found, row.received)
    return Collected(name, "kept", found)


def _with_copies(register: Register, submission: Submission, lines: Sequence[int]) -> Submission:
    """The submission with a flag for every other trainee whose call it is; they get one too.

    What proved worthless puts nobody else in question: anybody may forge a name.
    """
    others = _alike(register, submission, lines)
    flags = copies(submission, others)
    for other in others if submission.gradable else ():
        back = copies(other, [submission])
        new = tuple(flag for flag in back if flag not in other.flags)
        if new:
            register.flag(other.id, new)
    return replace(submission, flags=(*submission.flags, *flags))


def _alike(register: Register, submission: Submission, lines: Sequence[int]) -> list[Submission]:
    """Others' submissions that may be the same call; none that proved worthless."""
    same = [
        row.id
        for row in register.with_head(submission.header.head)
        if row.gradable and row.trainee != submission.header.trainee
    ]
    least = max(1, int(SHARE * len(lines)))
    shared = register.sharing(submission, lines, least) if lines else []
    ids = list(dict.fromkeys([*same, *shared]))[:MOST_COPIES]
    return [other for other in register.whole(ids) if other.gradable]


def line_hashes(submission: Submission) -> list[int]:
    """What the seller said, line by line, as numbers by which a copy is found; each once."""
    return sorted(
        {
            int.from_bytes(hashlib.sha256(line.encode()).digest()[:8]) >> 1
            for line in own_lines(submission)
        }
    )
