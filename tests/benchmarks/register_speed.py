"""Measures a register at scale: `uv run python -m tests.benchmarks.register_speed [submissions]`.

One call that was played is kept under as many names as there are submissions, with a grade, in a
register in a file. Told are the seconds of what a board asks for (the best of a few rounds), how
many calls a second are graded anew by one core and by two processes, and the most memory that
reading, and grading in this process, took. Processor seconds are given beside those on the clock,
because a busy machine only makes the latter longer.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scoring.rubric import load_rubric
from simulator.drills.board import read_board
from simulator.drills.grading import GRADER, grade_drill
from simulator.drills.judgements import Judgements
from simulator.drills.opening import open_register
from simulator.drills.register import Register
from simulator.drills.rows import Mark
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.drills.handed_in import AT, played

GRADED = 500
"""Submissions that are graded anew, at most."""
ROUNDS = 3


def main() -> None:
    """Fills a register, asks what a board asks, grades."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "drills.db"
        filled(place, count)
        print(f"{count:,} submissions, {place.stat().st_size / 1e6:,.0f} MB")
        board(place)
        print(f"memory after the board's questions: {peak():,.0f} MB")
        regraded(place, min(count, GRADED))
        print(f"memory after grading in this process: {peak():,.0f} MB")


def filled(place: Path, count: int) -> None:
    """A drill with so many submissions, each with its grade, every tenth with a mark and a dispute."""
    register = open_register(place)
    register.add(drill_of(), KEY)
    original = played()
    register.take(original, AT)
    register.store.close()
    grade_drill(place, "spring-1", lambda _: None, jobs=1)
    register = open_register(place)
    (grade,) = register.grades("spring-1", *_by()).values()
    with register.store.writing() as connection:
        # One by one through `take` every row would be synced to the disk.
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO submissions SELECT printf('%05d', i) || substr(id, 6), drill, "
            "printf('Trainee %05d', i), scenario, attempt, call, head, checked, gradable, received, "
            "sent, flags, header, log FROM submissions, n",
            (count - 1,),
        )
        connection.exec_driver_sql(
            "INSERT INTO grades SELECT s.id, g.rubric, g.grader, g.status, g.score, g.levels, g.topics, g.card "
            "FROM submissions AS s, grades AS g WHERE s.id <> g.submission"
        )
        connection.exec_driver_sql(
            "INSERT INTO disputes (submission, criterion, text, at) "
            "SELECT id, 'impact', 'I did ask.', received FROM submissions WHERE rowid % 10 = 0"
        )
        connection.exec_driver_sql(
            "INSERT INTO human_marks (submission, criterion, trainer, level, reason, label, blind, at)"
            " SELECT id, 'impact', 'Tom', 3, 'Asked.', 'too_low', 0, received FROM submissions "
            "WHERE rowid % 10 = 0"
        )
    assert grade.status == "scored"
    Judgements(register.store).mark(
        Mark(original.id, "impact", "Tom", 3, "Asked.", "too_low", False, AT)
    )
    register.store.close()


def board(place: Path) -> None:
    """What a board asks for, each by itself, then the board made of it."""
    register = open_register(place)
    people = Judgements(register.store)
    questions: dict[str, Callable[[], object]] = {
        "submissions": lambda: register.submissions("spring-1"),
        "levels": lambda: register.levels("spring-1", *_by()),
        "marks": lambda: people.marks("spring-1"),
        "disputes": lambda: people.disputes("spring-1"),
        "whole board": lambda: read_board(register, "spring-1", grader=GRADER),
    }
    for name, ask in questions.items():
        rounds = [_seconds(ask) for _ in range(ROUNDS)]
        took, own = min(took for took, _ in rounds), min(own for _, own in rounds)
        print(f"{name:<12} {took:6.3f} s, {own:6.3f} s of a processor")
    register.store.close()


def regraded(place: Path, count: int) -> None:
    """Grades some anew, by one core and by two processes."""
    for jobs in (1, 2):
        _forget_grades(place, count)
        began, own = time.perf_counter(), time.process_time()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        grade_drill(place, "spring-1", lambda _: None, jobs=jobs)
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = time.process_time() - own + after.ru_utime + after.ru_stime
        spent -= children.ru_utime + children.ru_stime
        print(
            f"graded by {jobs}: {count / took:6.0f} calls/s, {count / spent:6.0f} calls for each "
            "second of a processor"
        )


def peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _by() -> tuple[str, str]:
    return load_rubric("explore-before-pitch").sha256, GRADER


def _forget_grades(place: Path, count: int) -> None:
    register: Register = open_register(place)
    with register.store.writing() as connection:
        connection.exec_driver_sql(
            "DELETE FROM grades WHERE submission IN "
            "(SELECT id FROM submissions ORDER BY id LIMIT ?)",
            (count,),
        )
    assert len(register.ungraded("spring-1", *_by())) == count
    register.store.close()


def _seconds(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of this process's processor."""
    began, own = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began, time.process_time() - own


if __name__ == "__main__":
    main()
