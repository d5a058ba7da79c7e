"""The same calls give the same table: in any order, on any number of cores, on a cluster."""

import random
from collections.abc import Iterator

import pytest

from personas.vocabulary import Level
from simulator.problem import Problem
from simulator.simulation import spread
from simulator.simulation.call import Played
from simulator.simulation.spread import SHARD, Shard, on_a_cluster, on_this_machine, run, shards
from simulator.simulation.table import rows, to_csv

TASKS = [
    Shard("polite-cfo", "bribe", "standard", (1, 2)),
    Shard("polite-cfo", "reference:0.5", "standard", (1, 2)),
    Shard("skeptical-owner", "parrot", "hard", (3,)),
    Shard("skeptical-owner", "bribe", "standard", (3, 4, 5)),
]


@pytest.fixture(scope="module")
def one_by_one() -> list[Played]:
    """The calls of the tasks, played one after the other."""
    return [call for task in TASKS for call in run(task)]


def test_shards_hold_every_call_once() -> None:
    """Each scenario, level, seller and seed is in one shard, in runs that are worth handing over."""
    made = shards(["a", "b"], ["x", "y"], ["easy", "hard"], range(7, 7 + 2 * SHARD + 3))
    calls = [(s.scenario, s.level, s.seller, seed) for s in made for seed in s.seeds]
    assert len(calls) == len(set(calls)) == 8 * (2 * SHARD + 3)
    assert {len(s.seeds) for s in made} == {SHARD, 3}


def test_a_shard_plays_its_own_calls() -> None:
    """Scenario, seller, level and seed are those asked for, and again the same."""
    task = Shard("polite-cfo", "bribe", "hard", (4, 9))
    played = run(task)
    assert [(c.scenario, c.seller, c.level, c.seed) for c in played] == [
        ("polite-cfo", "bribe", Level.HARD, 4),
        ("polite-cfo", "bribe", Level.HARD, 9),
    ]
    assert run(task) == played


def test_two_cores_give_what_one_gives(one_by_one: list[Played]) -> None:
    """The calls and their order do not depend on how many cores play them; progress counts each once."""
    for jobs in (1, 2):
        counted: list[int] = []
        assert on_this_machine(TASKS, counted.append, jobs=jobs) == one_by_one
        assert sum(counted) == len(one_by_one)


def test_the_table_is_the_same_in_any_order(one_by_one: list[Played]) -> None:
    """Tasks handed over in another order: the same rows."""
    expected = sorted(to_csv(rows(one_by_one)).splitlines())
    for seed in range(3):
        tasks = list(TASKS)
        random.Random(seed).shuffle(tasks)
        played = on_this_machine(tasks, lambda _: None, jobs=1)
        assert sorted(to_csv(rows(played)).splitlines()) == expected


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two worker processes on this machine."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made.scheduler_address


def test_a_cluster_gives_what_this_machine_gives(cluster: str, one_by_one: list[Played]) -> None:
    """Two workers in processes of their own: the same calls in the same order."""
    counted: list[int] = []
    assert on_a_cluster(TASKS, counted.append, cluster) == one_by_one
    assert sum(counted) == len(one_by_one)


@pytest.mark.parametrize("address", ["nonsense", "foo://bar", "http://host:1/x", "host", ""])
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    """The sentence says how one is written."""
    with pytest.raises(Problem, match="write it like tcp://localhost:8786"):
        on_a_cluster(TASKS, lambda _: None, address)


def test_a_cluster_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens there: one sentence, within the time that is given to answer."""
    monkeypatch.setattr(spread, "ANSWER_WITHIN", 0.2)
    with pytest.raises(Problem, match="no scheduler answers there"):
        on_a_cluster(TASKS, lambda _: None, "tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler with nobody to do the work does not keep a person waiting."""
    from distributed import LocalCluster

    monkeypatch.setattr(spread, "ANSWER_WITHIN", 0.2)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty,  # type: ignore[no-untyped-call]
        pytest.raises(Problem, match="its scheduler has no workers"),
    ):
        on_a_cluster(TASKS, lambda _: None, empty.scheduler_address)
