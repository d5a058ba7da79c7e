"""Grades come from the logs alone: by any core or machine the same, resumed after a kill, verified."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from simulator.drills.assigning.pins import PinsDiffer, pinned_rubric
from simulator.drills.collecting import grading
from simulator.drills.collecting.grading import GRADER, grade_drill, verify_drill
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Grade
from simulator.drills.register.tables import GRADES, SUBMISSIONS
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.submission import Submission
from simulator.problem import Problem
from tests.simulator.drills.classroom import KEY, drill_of
from tests.simulator.drills.handed_in import AT, another, played

HERE = 12
"""Submissions in the register of these tests."""


@pytest.fixture(scope="module")
def original() -> Submission:
    """A call that was played once."""
    return played()


def _fill(place: Path | str, original: Submission) -> None:
    register = open_register(place)
    register.add(drill_of(), KEY)
    register.take(original, AT)
    for number in range(1, HERE):
        register.take(another(original, number), AT)
    register.store.close()


@pytest.fixture
def filled(tmp_path: Path, original: Submission, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with some submissions, in shards of two."""
    monkeypatch.setattr(grading, "SHARD", 2)
    _fill(tmp_path / "drills.db", original)
    return tmp_path / "drills.db"


def _grades(register: Register) -> dict[str, Grade]:
    rubric = pinned_rubric("explore-before-pitch").sha256
    return register.grades("spring-1", rubric, GRADER)


def test_cores_and_a_cluster_give_the_same(
    filled: Path,
    address: str,
    original: Submission,
    opened: Callable[[Path | str], Register],
    cluster: str,
) -> None:
    """One core and two, a file and PostgreSQL, two workers of a Dask cluster: equal grades."""
    counted: list[int] = []
    assert grade_drill(filled, "spring-1", counted.append, jobs=1) == []
    assert sum(counted) == HERE
    one = _grades(opened(filled))
    assert len({grade.score for grade in one.values()}) == 1
    grade_drill(filled, "spring-1", counted.append, jobs=2, everything=True)
    assert _grades(opened(filled)) == one
    _fill(address, original)
    counted.clear()
    assert grade_drill(address, "spring-1", counted.append, cluster=cluster) == []
    assert sum(counted) == HERE
    assert _grades(opened(address)) == one


@pytest.fixture(scope="module")
def cluster(server: object) -> Iterator[str]:
    """Two worker processes on this machine, which find the register's password as we do."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made.scheduler_address


def test_a_cluster_needs_a_register_it_can_reach(filled: Path) -> None:
    """A file is on this machine alone: said before anything is begun."""
    with pytest.raises(Problem, match="needs a register in PostgreSQL"):
        grade_drill(filled, "spring-1", lambda _: None, cluster="tcp://127.0.0.1:9")


def _die_in_the_third_shard(place: Path) -> None:
    done = 0

    def count(shard: int) -> None:
        nonlocal done
        done += shard
        if done >= 6:
            os.kill(os.getpid(), 9)

    grade_drill(place, "spring-1", count, jobs=1)


def test_killed_it_goes_on_where_it_was(
    filled: Path, opened: Callable[[Path | str], Register]
) -> None:
    """F06: after SIGKILL the shards done are kept, and only the rest is graded."""
    child = multiprocessing.get_context("fork").Process(
        target=_die_in_the_third_shard, args=(filled,)
    )
    child.start()
    child.join()
    assert child.exitcode == -9
    assert len(_grades(opened(filled))) == 6
    counted: list[int] = []
    grade_drill(filled, "spring-1", counted.append, jobs=1)
    assert sum(counted) == HERE - 6
    assert len(_grades(opened(filled))) == HERE


def test_what_was_changed_in_the_register_is_found(
    tmp_path: Path, original: Submission, opened: Callable[[Path | str], Register]
) -> None:
    """F65: an edited score, an edited line and an edited name are each told; regrading mends a score."""
    place = tmp_path / "drills.db"
    register = opened(place)
    register.add(drill_of(), KEY)
    register.take(original, AT)

    def wrong() -> str:
        return "; ".join(one.why for one in verify_drill(place, "spring-1", lambda _: None, jobs=1))

    assert "is not graded" in wrong()
    grade_drill(place, "spring-1", lambda _: None, jobs=1)
    assert wrong() == ""
    with register.store.writing() as connection:
        connection.execute(update(GRADES).values(score=400))
    assert "Ann, skeptical-owner, attempt 1: the grade kept is not the engine's" in wrong()
    grade_drill(place, "spring-1", lambda _: None, jobs=1, everything=True)
    assert wrong() == ""
    with register.store.writing() as connection:
        connection.execute(update(SUBMISSIONS).values(trainee="Eve"))
    assert "Eve, skeptical-owner, attempt 1: the register was changed; by its header" in wrong()
    with register.store.writing() as connection:
        connection.execute(update(SUBMISSIONS).values(trainee="Ann"))
        log = "\n".join(original.log).replace("cost you in a month?", "cost you in a year?")
        connection.execute(update(SUBMISSIONS).values(log=log))
    assert "turn 5 was changed" in wrong()
    with register.store.writing() as connection:
        header = original.header.model_dump_json().replace("Ann", "Eve")
        connection.execute(update(SUBMISSIONS).values(header=header))
    assert "header was changed" in wrong()


def test_a_log_that_cannot_be_read_is_listed_and_the_rest_graded(
    filled: Path, opened: Callable[[Path | str], Register]
) -> None:
    """One that is broken has the status error and keeps nobody else from a grade."""
    register = opened(filled)
    broken = register.gradable("spring-1")[3]
    with register.store.writing() as connection:
        spoilt = update(SUBMISSIONS).where(SUBMISSIONS.c.id == broken)
        connection.execute(spoilt.values(log='{"type":"no event"}'))
    failed = grade_drill(filled, "spring-1", lambda _: None, jobs=1)
    assert [one.submission for one in failed] == [broken]
    found = _grades(register)
    assert (len(found), found[broken].status, found[broken].score) == (HERE, "error", None)


def test_another_rubric_than_the_pinned_one_grades_nothing(
    tmp_path: Path, opened: Callable[[Path | str], Register]
) -> None:
    """A class is graded by the rubric its drill was made with, or not at all."""
    pin = pinned_rubric("explore-before-pitch").model_copy(update={"sha256": "0" * 64})
    opened(tmp_path / "drills.db").add(drill_of(rubric=pin), KEY)
    with pytest.raises(PinsDiffer, match="rubric explore-before-pitch"):
        grade_drill(tmp_path / "drills.db", "spring-1", lambda _: None)
