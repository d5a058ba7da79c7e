"""Measures a register at scale: `uv run python -m tests.benchmarks.register_speed [submissions]`.

Thirty-six calls, three meetings held twice by simulated sellers of six skills, are kept under as
many names as it takes, with their grades, in a register in a file; every tenth has a mark and a
dispute. Told are the seconds of what a board asks for (the best of a few rounds), how many calls a
second are graded anew by one process and by two, and what a `regrade` that is killed leaves to the
next. Everything is measured in a process of its own, with the most memory that it, or the largest
of its children, held. Processor seconds are given beside those on the clock, because a busy machine
only makes the latter longer.
"""

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from personas.vocabulary import Level
from scoring.rubric import load_rubric
from scoring.transcript import digest
from simulator.drills.assigning.pins import pinned
from simulator.drills.collecting.grading import GRADER, grade_drill
from simulator.drills.desk.board import read_board
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import Header, Submission
from simulator.places import register_file
from simulator.sellers.catalog import seller_named
from simulator.simulation.call import meeting_for, played
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.drills.handed_in import AT, SENT

GRADED = 2_000
"""Submissions that are graded anew, at most."""
ROUNDS = 3
DRILL = "spring-1"
MEETINGS = ("skeptical-owner", "rfp-broker", "busy-executive")
SKILLS = (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)
HELD = 2
"""Attempts of each skill at each meeting that are really played."""
MEGABYTE = 1_000_000


def main() -> None:
    """Fills a register, asks what a board asks, grades, is killed and goes on."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        place = register_file(Path(folder))
        # A process's peak begins with its parent's, so this one stays small.
        _in_a_process(fill, place, count)
        print(f"{count:,} submissions, {place.stat().st_size / MEGABYTE:,.0f} MB", flush=True)
        for work in (ask, regrade_alone, regrade_by_two):
            _in_a_process(_told_memory, work, place, min(count, GRADED))
        regrade_killed(place, min(count, GRADED))


def fill(place: Path, count: int) -> None:
    """A drill of three meetings with so many submissions, one of each trainee at each meeting."""
    register = open_register(place)
    register.add(drill_of(meetings=tuple(map(pinned, MEETINGS))), KEY)
    originals = [
        _original(number, scenario, seller, attempt)
        for number, (seller, attempt) in enumerate(
            (skill, attempt) for skill in SKILLS for attempt in range(1, HELD + 1)
        )
        for scenario in MEETINGS
    ]
    for original in originals:
        register.take(original, AT)
    register.store.close()
    grade_drill(place, DRILL, lambda _: None, jobs=1)
    register = open_register(place)
    people, kinds = count // len(MEETINGS), len(SKILLS) * HELD
    with register.store.writing() as connection:
        # One by one through `take` every row would be synced to the disk.
        connection.exec_driver_sql(
            "CREATE TEMP TABLE copies AS WITH RECURSIVE n(i) AS "
            "(SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "SELECT n.i AS i, s.id AS original, printf('%05d', n.i) || substr(s.id, 6) AS id "
            "FROM n JOIN submissions AS s ON s.trainee = printf('Trainee %05d', n.i % ?)",
            (kinds, people - 1, kinds),
        )
        connection.exec_driver_sql(
            "INSERT INTO submissions SELECT c.id, drill, printf('Trainee %05d', c.i), scenario, "
            "attempt, call, head, checked, gradable, received, sent, flags, header, log "
            "FROM copies AS c JOIN submissions AS s ON s.id = c.original"
        )
        connection.exec_driver_sql(
            "INSERT INTO grades SELECT c.id, rubric, grader, status, score, levels, topics, card "
            "FROM copies AS c JOIN grades AS g ON g.submission = c.original"
        )
        connection.exec_driver_sql(
            "INSERT INTO disputes (submission, criterion, text, at) "
            "SELECT id, 'impact', 'I did ask.', ? FROM submissions WHERE rowid % 10 = 0",
            (AT,),
        )
        connection.exec_driver_sql(
            "INSERT INTO human_marks (submission, criterion, trainer, level, reason, label, blind, at)"
            " SELECT id, 'impact', 'Tom', 3, 'Asked.', 'too_low', 0, ? FROM submissions "
            "WHERE rowid % 10 = 0",
            (AT,),
        )
    register.store.close()


def _original(number: int, scenario: str, skill: float, attempt: int) -> Submission:
    """A call that was played, under the name of the first trainee who holds it."""
    seed = drill_of().seed(attempt)
    events = played(
        meeting_for(scenario, seed, Level.STANDARD), seller_named(f"reference:{skill}", seed)
    )
    header = Header(
        drill=DRILL,
        trainee=f"Trainee {number:05d}",
        scenario=scenario,
        attempt=attempt,
        call=f"20300302-{number:04d}",
        head=events[-1].chain,
        sent=SENT,
        seal="00",
    )
    log = tuple(event.model_dump_json() for event in events)
    made = Submission(id=digest([number, scenario, *log]), header=header, log=log)
    return replace(made, id=f"{number:05d}{made.id[5:]}")


def ask(place: Path, _: int) -> None:
    """What a board asks for, each by itself, then the board made of it."""
    register = open_register(place)
    people = Judgements(register.store)
    questions: dict[str, Callable[[], object]] = {
        "submissions": lambda: register.submissions(DRILL),
        "levels": lambda: register.levels(DRILL, *_by()),
        "marks": lambda: people.marks(DRILL),
        "disputes": lambda: people.disputes(DRILL),
        "whole board": lambda: read_board(register, DRILL, grader=GRADER),
    }
    for name, question in questions.items():
        rounds = [_seconds(question) for _ in range(ROUNDS)]
        took, own = min(took for took, _ in rounds), min(own for _, own in rounds)
        print(f"{name:<12} {took:6.3f} s, {own:6.3f} s of a processor", flush=True)
    register.store.close()


def regrade_alone(place: Path, count: int) -> None:
    """Grades some anew in this process."""
    _regraded(place, count, jobs=1)


def regrade_by_two(place: Path, count: int) -> None:
    """Grades some anew in two processes."""
    _regraded(place, count, jobs=2)


def regrade_killed(place: Path, count: int) -> None:
    """Grades some anew by the command, which is killed on its way, and once more to the end."""
    _forget_grades(place, count)
    command = [str(Path(sys.executable).with_name("prospect")), "drill", "regrade", DRILL]
    environment = os.environ | {"PROSPECT_DATA": str(place.parent)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        while len(_ungraded(place)) > count / 2:
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    left = len(_ungraded(place))
    subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=True)
    print(f"killed with {left:,} of {count:,} to grade, then {len(_ungraded(place))} left")


def _regraded(place: Path, count: int, *, jobs: int) -> None:
    _forget_grades(place, count)
    began, own = time.perf_counter(), time.process_time()
    grade_drill(place, DRILL, lambda _: None, jobs=jobs)
    took = time.perf_counter() - began
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - own + children.ru_utime + children.ru_stime
    print(
        f"graded by {jobs}: {count / took:6.0f} calls/s, {count / spent:6.0f} calls for each "
        "second of a processor",
        flush=True,
    )


def _in_a_process(work: Callable[..., None], *given: object) -> None:
    """Does the work in a new process."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{work.__name__} ended with {process.exitcode}")


def _told_memory(work: Callable[[Path, int], None], place: Path, count: int) -> None:
    before = _peak(resource.RUSAGE_SELF)
    work(place, count)
    held, children = _peak(resource.RUSAGE_SELF), _peak(resource.RUSAGE_CHILDREN)
    print(f"memory: {held:,.0f} MB, a child {children:,.0f} MB; at its start {before:,.0f} MB")


def _peak(of: int) -> float:
    """The most memory this process, or the largest of its children, has held, in megabytes."""
    return resource.getrusage(of).ru_maxrss * 1024 / MEGABYTE


def _by() -> tuple[str, str]:
    return load_rubric("explore-before-pitch").sha256, GRADER


def _ungraded(place: Path) -> list[str]:
    register: Register = open_register(place)
    try:
        return register.ungraded(DRILL, *_by())
    finally:
        register.store.close()


def _forget_grades(place: Path, count: int) -> None:
    register: Register = open_register(place)
    with register.store.writing() as connection:
        connection.exec_driver_sql(
            "DELETE FROM grades WHERE submission IN "
            "(SELECT id FROM submissions ORDER BY substr(id, 6) LIMIT ?)",
            (count,),
        )
    assert len(register.ungraded(DRILL, *_by())) == count
    register.store.close()


def _seconds(question: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of this process's processor."""
    began, own = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - began, time.process_time() - own


if __name__ == "__main__":
    main()
