"""Skill is worth something at every step, and a harder level gives nothing away.

The full ladder, 200 seeds a step, is `prospect simulate --seeds 200`; docs/fairness.md has its table.
"""

from itertools import pairwise
from statistics import fmean

import pytest

from personas.vocabulary import Level
from simulator.sellers.catalog import ladder
from simulator.simulation.call import Played
from tests.level_law import FIXED, broken, broken_by_chance, generated
from tests.simulator.scripted import SCENARIOS, VARIANTS, call_of


@pytest.fixture(scope="module")
def steps() -> list[list[Played]]:
    """Calls of every step of the ladder: all scenarios in two situations, two seeds of chance each."""
    return [
        [
            call_of(scenario, seller, variant, more=more)
            for scenario in SCENARIOS
            for variant in VARIANTS[::2]
            for more in (0, 1)
        ]
        for seller in ladder()
    ]


def test_every_step_of_skill_is_worth_points(steps: list[list[Played]]) -> None:
    """Mean score rises from step to step."""
    means = [fmean(call.score or 0.0 for call in calls) for calls in steps]
    assert all(low < high for low, high in pairwise(means)), means


def test_every_step_of_skill_finds_more(steps: list[list[Played]]) -> None:
    """The mean share of what could be learned rises from step to step, up to skill .9."""
    assert all(low < high for low, high in pairwise(_facts(steps)[:-1]))


def test_the_last_step_of_skill_finds_more_too(steps: list[list[Played]]) -> None:
    """Skill 1 finds more than skill .9."""
    nearly, best = _facts(steps)[-2:]
    assert nearly < best


def _facts(steps: list[list[Played]]) -> list[float]:
    return [fmean(call.facts / call.reachable for call in calls) for calls in steps]


def test_the_ends_of_the_ladder_are_far_apart(steps: list[list[Played]]) -> None:
    """Nothing right wins nobody and finds next to nothing; everything right wins everybody."""
    none, best = steps[0], steps[-1]
    assert not any(call.best for call in none)
    assert fmean(call.facts / call.reachable for call in none) <= 0.15
    assert all(call.best for call in best)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_harder_level_never_discloses_more_nor_lasts_longer(scenario: str) -> None:
    """The level law, for every script that does not go by the answers; `tests.level_law` plays all situations."""
    levels = (Level.STANDARD, Level.HARD)
    found = {
        item.name
        for item in FIXED
        if broken((scenario, item.name, "a" if item.number % 2 else "b"), levels)
    }
    assert not found


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_generated_script_learns_more_or_lasts_longer_at_a_harder_level(scenario: str) -> None:
    """The level law turn by turn, for questions in a random order with blunders between; 7% broke it by chance."""
    assert not [case for case in generated(3) if case[0] == scenario and broken_by_chance(case)]
