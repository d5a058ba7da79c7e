"""Spreads work over the cores of this machine, or over a Dask cluster: simulated calls, and grading.

A task is a shard, such as a run of seeds of one seller in one scenario, never a single call: the
cost of handing it over is paid once. Results are put back in the order of the shards, so that they
are the same however they were made.
"""

import multiprocessing
import os
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

from personas.vocabulary import Level
from simulator.packs.finding import open_packs
from simulator.problem import Problem
from simulator.simulation.call import Played, play_seeds

SHARD = 25
"""Seeds in a task: about a second's work."""
AHEAD = 3
"""Tasks in hand for every core, so that none waits for the one that hands them over."""
Task = TypeVar("Task")
Item = TypeVar("Item")
Done = TypeVar("Done")
ANSWER_WITHIN = 10.0
"""Seconds in which a cluster must answer, and then show a worker."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?[^\s/]+:\d+/?")
Progress = Callable[[int], None]
"""Told how many calls have just been done."""


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
    work: Callable[[Task], list[Item]],
    progress: Progress,
    *,
    jobs: int = 0,
) -> list[Item]:
    """Does every task on so many cores, all there are by default; the items in the tasks' order."""
    found: list[Item] = []
    for items in streamed(tasks, work, jobs=min(cores(jobs), len(tasks))):
        progress(len(items))
        found += items
    return found


def streamed(
    tasks: Iterable[Task], work: Callable[[Task], Done], *, jobs: int = 0
) -> Iterator[Done]:
    """What becomes of each task, in order, on so many cores; few are in hand at any time.

    Raises Problem when a process of ours was ended by somebody else.
    """
    count = cores(jobs)
    if count == 1:
        yield from map(work, tasks)
        return
    pool = ProcessPoolExecutor(count, initializer=_end_with_parent)
    try:
        waiting: deque[Future[Done]] = deque()
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) > AHEAD * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise Problem(
            "a process that did part of the work was ended, perhaps for want of memory; do it "
            "again, with fewer --jobs"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def cores(jobs: int) -> int:
    """How many processes to work with: as asked for, or one for each core."""
    return max(1, jobs or os.cpu_count() or 1)


def on_a_cluster(tasks: Sequence[Shard], progress: Progress, address: str) -> list[Played]:
    """Plays all shards on a Dask cluster whose workers have this program installed."""
    return over_a_cluster(tasks, run, progress, address)


def over_a_cluster(
    tasks: Sequence[Task], work: Callable[[Task], list[Item]], progress: Progress, address: str
) -> list[Item]:
    """Does every task on a Dask cluster; the items in the tasks' order.

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
        places = {future: at for at, future in enumerate(client.map(work, tasks, pure=False))}
        found: dict[int, list[Item]] = {}
        for future in each_done(places, loop=client.loop):  # type: ignore[no-untyped-call]
            found[places[future]] = future.result()
            progress(len(found[places[future]]))
    return [item for at in sorted(found) for item in found[at]]


def _end_with_parent() -> None:
    """Has this process end when the one that began it was killed, rather than wait for work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)
