"""Grades submissions from their logs, over all cores or a cluster, and verifies the grades kept.

A task is a shard of submissions. Whoever does it opens the register itself, reads the logs, grades
them and keeps the grades in one transaction, so that little is sent back and forth, nothing is held
in memory but a shard, and work that was killed goes on where it stopped: what is graded is kept.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pydantic import ValidationError

from scoring.grader import VERSION, grade
from scoring.rubric import Rubric, load_rubric
from scoring.transcript import EVENT, AnyEvent, ContentVersion
from simulator.drills.assigning.drill import Drill
from simulator.drills.assigning.pins import PinsDiffer
from simulator.drills.assigning.seals import OPEN_TICKET, same, seal, ticket_key
from simulator.drills.collecting.chain import breaks
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Grade, SubmissionRow
from simulator.drills.register.submissions import in_shards
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import Submission
from simulator.places import is_server
from simulator.problem import Problem
from simulator.simulation.spread import Progress, over_a_cluster, streamed

SHARD = 50
"""Submissions in a task: some tenths of a second's work, a few megabytes."""
GRADER = VERSION
"""The grader whose grades count now."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Submissions of one drill, and where they are kept."""

    place: str
    drill: str
    rubric: ContentVersion
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a submission."""

    submission: str
    why: str = ""
    """What is wrong with it, as a sentence; empty when nothing is."""


def grade_drill(
    place: Path | str,
    drill_id: str,
    progress: Progress,
    *,
    everything: bool = False,
    jobs: int = 0,
    cluster: str = "",
) -> list[Result]:
    """Grades what this grader has not graded yet, or everything anew; those that could not be.

    On a cluster the workers must reach the register, so it must be in PostgreSQL. Raises Problem.
    """
    with _opened(place) as register:
        drill = register.drill(drill_id).drill
        rubric = _rubric(drill.rubric)
        ids = (
            register.gradable(drill_id)
            if everything
            else register.ungraded(drill_id, rubric.sha256, GRADER)
        )
    return _spread(grade_shard, place, drill, ids, progress, jobs=jobs, cluster=cluster)


def verify_drill(
    place: Path | str, drill_id: str, progress: Progress, *, jobs: int = 0, cluster: str = ""
) -> list[Result]:
    """Holds every gradable submission against its seal, and its grade against a new one.

    Those that do not agree, with a sentence each. Nothing is changed. Raises Problem.
    """
    with _opened(place) as register:
        drill = register.drill(drill_id).drill
        _rubric(drill.rubric)
        ids = register.gradable(drill_id)
    return _spread(verify_shard, place, drill, ids, progress, jobs=jobs, cluster=cluster)


def in_drill(place: Path | str, drill_id: str, *, everything: bool) -> int:
    """How many submissions `grade_drill` would grade."""
    with _opened(place) as register:
        drill = register.drill(drill_id).drill
        if everything:
            return len(register.gradable(drill_id))
        return len(register.ungraded(drill_id, drill.rubric.sha256, GRADER))


def grade_shard(shard: Shard) -> list[Result]:
    """Grades a shard and keeps the grades."""
    with _opened(shard.place) as register:
        made = [
            (name, _graded(name, lines, shard.rubric)) for name, lines in register.logs(shard.ids)
        ]
        register.keep_grades([grade for _, (grade, _) in made])
    return [Result(name, why) for name, (_, why) in made]


def verify_shard(shard: Shard) -> list[Result]:
    """What is wrong with the submissions of a shard."""
    with _opened(shard.place) as register:
        key = register.key(shard.drill)
        kept = register.grades_of(shard.ids, shard.rubric.sha256, GRADER)
        return [
            Result(
                one.id,
                _wrong(one, key, kept.get(one.id), shard.rubric)
                or _of_another(one, register.submission(one.id)),
            )
            for one in register.whole(shard.ids)
        ]


def _spread(
    work: Callable[[Shard], list[Result]],
    place: Path | str,
    drill: Drill,
    ids: Sequence[str],
    progress: Progress,
    *,
    jobs: int,
    cluster: str,
) -> list[Result]:
    """Does the work on all these submissions; results that have something to say."""
    make = partial(Shard, str(place), drill.id, drill.rubric)
    tasks = map(make, in_shards(ids, SHARD))
    if cluster:
        if not is_server(str(place)):
            raise Problem(
                f"a cluster's workers cannot reach {place}; --cluster needs a register in PostgreSQL"
            )
        results = over_a_cluster(list(tasks), work, progress, cluster)
        return [result for result in results if result.why]
    found: list[Result] = []
    for done in streamed(tasks, work, jobs=1 if len(ids) <= SHARD else jobs):
        progress(len(done))
        found += [result for result in done if result.why]
    return found


def _graded(submission_id: str, lines: Sequence[str], pin: ContentVersion) -> tuple[Grade, str]:
    """The grade, and why there is none where the log cannot be graded."""
    rubric = _rubric(pin)
    try:
        card = grade(_events(lines), rubric)
    except ValueError as error:  # pydantic's too
        why = "its log cannot be read by this version" if _is_unread(error) else str(error)
        empty = json.dumps({"status": "error", "reason": why})
        return Grade(submission_id, rubric.sha256, GRADER, "error", None, {}, empty), why
    public = json.dumps(card.to_json(), ensure_ascii=False, allow_nan=False)
    levels = {item.id: item.level for item in card.criteria}
    kept = Grade(submission_id, rubric.sha256, GRADER, card.status, card.score, levels, public)
    return kept, ""


def _of_another(one: Submission, row: SubmissionRow) -> str:
    """Whether the register lists it under another name, meeting or attempt than its sealed header."""
    header = one.header
    if (row.trainee, row.scenario, row.attempt) == (
        header.trainee,
        header.scenario,
        header.attempt,
    ):
        return ""
    return (
        f"{row.trainee}, {row.scenario}, attempt {row.attempt}: the register was changed; by its header "
        f"it is {header.trainee}'s, {header.scenario}, attempt {header.attempt}"
    )


def _wrong(one: Submission, key: str, kept: Grade | None, pin: ContentVersion) -> str:
    """What does not hold of a submission and its grade; empty when all does."""
    header = one.header
    whose = f"{header.trainee}, {header.scenario}, attempt {header.attempt}"
    names = (header.trainee, OPEN_TICKET)
    if not any(_seals(one, ticket_key(key, header.drill, name)) for name in names):
        return f"{whose}: its header was changed after it was sealed"
    try:
        broken = next(breaks(_events(one.log), header.head), None)
    except ValidationError:
        return f"{whose}: its log was changed and cannot be read"
    if broken is not None:
        return f"{whose}: {broken.what}"
    anew, _ = _graded(one.id, one.log, pin)
    if kept is None:
        return f"{whose}: it is not graded; 'prospect drill regrade {header.drill}' does"
    if kept != anew:
        return (
            f"{whose}: the grade kept is not the engine's; 'prospect drill regrade "
            f"{header.drill} --all' puts it right"
        )
    return ""


def _seals(one: Submission, key: str) -> bool:
    header = one.header
    expected = seal(
        key,
        drill=header.drill,
        trainee=header.trainee,
        scenario=header.scenario,
        attempt=header.attempt,
        head=header.head,
    )
    return same(header.seal, expected)


def _events(lines: Sequence[str]) -> list[AnyEvent]:
    return [EVENT.validate_json(line) for line in lines]


def _is_unread(error: ValueError) -> bool:
    return isinstance(error, ValidationError)


@cache
def _rubric(pin: ContentVersion) -> Rubric:
    """The rubric that a drill pins. Raises PinsDiffer when another is installed."""
    rubric = load_rubric(pin.id)
    if rubric.sha256 != pin.sha256:
        raise PinsDiffer(
            f"rubric {pin.id} is version {rubric.text.version} ({rubric.sha256[:12]}…) here and "
            f"{pin.version} ({pin.sha256[:12]}…) in the drill; install what it was made with"
        )
    return rubric


@contextmanager
def _opened(place: Path | str) -> Iterator[Register]:
    register = open_register(place)
    try:
        yield register
    finally:
        register.store.close()
