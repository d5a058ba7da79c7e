"""The level law: a harder level discloses no more and lasts no longer. `uv run python -m tests.level_law`.

It holds for lines that are the same whatever is answered. Sellers who go by the answers (the reference,
parrots, those who turn after a good call) speak other lines at another level: they are no measure of it.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise

from personas.vocabulary import Level
from simulator.sellers.adversaries import ADVERSARIES
from tests.simulator.scripted import SCENARIOS, VARIANTS, call_of

BY_ANSWERS = ("parrot", "mirror", "feature_dump", "leading_number")
FIXED = tuple(item for item in ADVERSARIES if item.name not in BY_ANSWERS)
Case = tuple[str, str, str]
"""Scenario, seller, variant."""


def broken(case: Case, levels: Sequence[Level] = tuple(Level)) -> list[tuple[Level, Level]]:
    """Neighbouring levels of which the harder one discloses more facts, or lasts more turns."""
    calls = [(level, call_of(*case, level)) for level in levels]
    return [
        (low, high)
        for (low, easier), (high, harder) in pairwise(calls)
        if harder.disclosed > easier.disclosed or harder.turns > easier.turns
    ]


def cases() -> Iterator[Case]:
    """Every fixed seller in every situation."""
    for scenario in SCENARIOS:
        for item in FIXED:
            for variant in VARIANTS:
                yield scenario, item.name, variant


def main() -> None:
    """Prints every counter-example and their share."""
    every = list(cases())
    with ProcessPoolExecutor() as pool:
        found = dict(zip(every, pool.map(broken, every, chunksize=28), strict=True))
    for case, pairs in found.items():
        for low, high in pairs:
            print(*case, f"{low} -> {high}")
    count, of = sum(map(len, found.values())), len(every) * (len(Level) - 1)
    print(f"{count} of {of} comparisons: {count / of:.2%}")


if __name__ == "__main__":
    main()
