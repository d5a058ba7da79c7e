"""The level law: a harder level discloses no more and lasts no longer. `uv run python -m tests.level_law`.

It holds for lines that are the same whatever is answered: those of the suite's scripted sellers, and
generated ones, which ask for many things in a random order, with some of everybody's blunders between.
Sellers who go by the answers (the reference, parrots, those who turn after a good call) speak other lines
at another level: they are no measure of it.
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from personas.vocabulary import Level
from scoring.transcript import FactDisclosed, MeetingEnded, SellerSpoke
from simulator.call.meeting import set_up
from simulator.call.session import Session
from simulator.sellers.adversaries import ADVERSARIES
from simulator.voices.authored import AuthoredVoice
from tests.simulator.scripted import SCENARIOS, VARIANTS, call_of, record_of

BY_ANSWERS = ("parrot", "mirror", "feature_dump", "leading_number")
FIXED = tuple(item for item in ADVERSARIES if item.name not in BY_ANSWERS)
Case = tuple[str, str, str]
"""Scenario, seller, variant."""
Generated = tuple[str, str, int]
"""Scenario, variant, number of the script."""


@dataclass(frozen=True, slots=True)
class Told:
    """What had been told after each seller turn of a call, and whether it ended in something agreed."""

    told: Sequence[frozenset[str]]
    ended_well: bool


LEAVING = "I don't think we're right for you. Shall we leave it there?"
QUESTIONS, BLUNDERS, EACH = 16, 6, 40
"""Questions of a generated script, other sellers' lines in every second one, scripts of every situation."""


def broken(case: Case, levels: Sequence[Level] = tuple(Level)) -> list[tuple[Level, Level]]:
    """Neighbouring levels of which the harder one discloses more facts, or lasts more turns."""
    calls = [(level, call_of(*case, level)) for level in levels]
    return [
        (low, high)
        for (low, easier), (high, harder) in pairwise(calls)
        if harder.disclosed > easier.disclosed or harder.turns > easier.turns
    ]


def broken_by_chance(case: Generated) -> list[tuple[Level, Level]]:
    """The same of a generated script, and stricter: at no turn has the harder level told what the easier has not.

    A script may hit on a next step, or an honest no, that the easier buyer agrees to. That call is over
    because it went well, and the harder one may go on.
    """
    calls = [(level, _played(case, level)) for level in Level]
    return [
        (low, high)
        for (low, easier), (high, harder) in pairwise(calls)
        if (len(harder.told) > len(easier.told) and not easier.ended_well)
        or any(not late <= early for late, early in zip(harder.told, easier.told, strict=False))
    ]


def script(case: Generated) -> list[str]:
    """The lines of a generated script, none twice; one case, the same lines."""
    scenario, variant, number = case
    draw = random.Random(f"{scenario} {variant} {number}")
    facts = set_up(scenario, seed=1, variant=variant).persona.facts
    lines = [draw.choice(fact.questions) for fact in draw.sample(facts, QUESTIONS)]
    if number % 2:
        lines += [LEAVING, *draw.sample(_blunders(scenario), BLUNDERS)]
        draw.shuffle(lines)
    return list(dict.fromkeys(lines))


@cache
def _blunders(scenario: str) -> list[str]:
    """Everything that the fixed sellers say."""
    calls = [record_of(scenario, item.name, "a") for item in FIXED]
    return sorted({e.text for call in calls for e in call if isinstance(e, SellerSpoke)})


def _played(case: Generated, level: Level) -> Told:
    scenario, variant, _ = case
    meeting = set_up(scenario, seed=1, variant=variant, level=level)
    session = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
    session.open("law")
    found: list[frozenset[str]] = []
    for line in script(case):
        if session.ended:
            break
        session.say(line)
        facts = (event.fact for event in session.events if isinstance(event, FactDisclosed))
        found.append(frozenset(facts))
        ending = next((event for event in session.events if isinstance(event, MeetingEnded)), None)
    return Told(found, ending is not None and ending.ended_by == "agreement")


def cases() -> Iterator[Case]:
    """Every fixed seller in every situation."""
    for scenario in SCENARIOS:
        for item in FIXED:
            for variant in VARIANTS:
                yield scenario, item.name, variant


def generated(each: int) -> Iterator[Generated]:
    """So many scripts of every situation."""
    for scenario in SCENARIOS:
        for variant in VARIANTS:
            for number in range(each):
                yield scenario, variant, number


def main() -> None:
    """Prints every counter-example and their share."""
    written, drawn = list(cases()), list(generated(EACH))
    with ProcessPoolExecutor() as pool:
        found = list(zip(written, pool.map(broken, written, chunksize=28), strict=True))
        by_chance = list(zip(drawn, pool.map(broken_by_chance, drawn, chunksize=EACH), strict=True))
    for name, every in (("the suite's scripts", found), ("generated scripts", by_chance)):
        for case, pairs in every:
            for low, high in pairs:
                print(*case, f"{low} -> {high}")
        count, of = sum(len(pairs) for _, pairs in every), len(every) * (len(Level) - 1)
        print(f"{name}: {count} of {of} comparisons: {count / of:.2%}")


if __name__ == "__main__":
    main()
