"""Spreads simulated calls over the cores of this machine, or over a Dask cluster.

A task is a shard, a run of seeds of one seller in one scenario, never a single call: the cost of
handing it over is paid once. Results come in any order and are put back in the order of the shards,
so that the table is the same however it was made.
"""

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any, TypeVar

from personas.vocabulary import Level
from simulator.packs.finding import open_packs
from simulator.problem import Problem
from simulator.simulation.call import Played, play_seeds

SHARD = 25
"""Seeds in a task: about a second's work."""
Task = TypeVar("Task")
ANSWER_WITHIN = 10.0
"""Seconds in which a cluster must answer, and then show a worker."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?[^\s/]+:\d+/?")
Progress = Callable[[int], None]
"""Told how many calls have just been played."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Calls that differ in their seed alone."""

    scenario: str
    seller: str
    level: str
    seeds: tuple[int, ...]


def shards(
    scenarios: Sequence[str], sellers: Sequence[str], levels: Sequence[str], seeds: Sequence[int]
) -> list[Shard]:
    """Every seller in every scenario at every level, the seeds in runs."""
    return [
        Shard(scenario, seller, level, tuple(seeds[at : at + SHARD]))
        for scenario in scenarios
        for level in levels
        for seller in sellers
        for at in range(0, len(seeds), SHARD)
    ]


def run(shard: Shard) -> list[Played]:
    """Plays a shard; the same shard gives the same result on any machine with the same packs."""
    open_packs()
    return play_seeds(shard.scenario, shard.seller, seeds=shard.seeds, level=Level(shard.level))


def on_this_machine(tasks: Sequence[Shard], progress: Progress, *, jobs: int = 0) -> list[Played]:
    """Plays all shards on so many cores, all there are by default."""
    return over_the_cores(tasks, run, progress, jobs=jobs)


def over_the_cores(
    tasks: Sequence[Task],
    work: Callable[[Task], list[Played]],
    progress: Progress,
    *,
    jobs: int = 0,
) -> list[Played]:
    """Does every task's calls on so many cores, all there are by default; in the tasks' order."""
    cores = jobs or os.cpu_count() or 1
    if cores == 1 or len(tasks) == 1:
        return [item for task in tasks for item in _told(work(task), progress)]
    with ProcessPoolExecutor(min(cores, len(tasks))) as pool:
        futures = {pool.submit(work, task): at for at, task in enumerate(tasks)}
        found: dict[int, list[Played]] = {}
        for future in as_completed(futures):
            found[futures[future]] = future.result()
            progress(len(found[futures[future]]))
    return _in_order(found)


def on_a_cluster(tasks: Sequence[Shard], progress: Progress, address: str) -> list[Played]:
    """Plays all shards on a Dask cluster whose workers have this program installed.

    Raises Problem when `dask.distributed` is not installed, the address is none, the cluster does not
    answer, or it has no workers.
    """
    if not _ADDRESS.fullmatch(address):
        raise Problem(
            f"--cluster {address}: is no address of a scheduler; write it like tcp://localhost:8786"
        )
    try:
        from distributed import Client
        from distributed import as_completed as each_done
    except ImportError as error:
        raise Problem(
            "--cluster needs dask.distributed, which is not installed; install the extra 'cluster'"
        ) from error
    try:
        client: Any = Client(address, timeout=ANSWER_WITHIN, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise Problem(
            f"--cluster {address}: no scheduler answers there ({error}); "
            "start one with 'dask scheduler' and give its address"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=ANSWER_WITHIN)
        except TimeoutError as error:
            raise Problem(
                f"--cluster {address}: its scheduler has no workers; start some with "
                f"'dask worker {address}' where this program is installed"
            ) from error
        places = {future: at for at, future in enumerate(client.map(run, tasks, pure=False))}
        found: dict[int, list[Played]] = {}
        for future in each_done(places, loop=client.loop):  # type: ignore[no-untyped-call]
            found[places[future]] = future.result()
            progress(len(found[places[future]]))
    return _in_order(found)


def _told(played: list[Played], progress: Progress) -> list[Played]:
    progress(len(played))
    return played


def _in_order(found: dict[int, list[Played]]) -> list[Played]:
    return [item for at in sorted(found) for item in found[at]]
