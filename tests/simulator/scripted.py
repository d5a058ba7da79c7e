"""Calls of scripted sellers for the tests: a seed for every variant, every call played once."""

from functools import cache, partial

from personas.casting import variant_for_seed
from personas.catalog import load_persona
from personas.vocabulary import Level
from scenarios.catalog import load_scenario, scenario_ids
from scoring.transcript import AnyEvent
from simulator.sellers.catalog import seller_named
from simulator.simulation.call import Played, meeting_for, memorised, play, played

SCENARIOS = tuple(scenario_ids())
VARIANTS = ("a", "b", "c", "d")


@cache
def seed_of(scenario: str, variant: str) -> int:
    """The first seed, from 1, that puts the buyer of a scenario in this variant."""
    persona = load_persona(load_scenario(scenario).scenario.persona).persona
    return next(seed for seed in range(1, 200) if variant_for_seed(persona, seed).id == variant)


@cache
def call_of(
    scenario: str, seller: str, variant: str, level: Level = Level.STANDARD, *, more: int = 0
) -> Played:
    """What became of a seller's call; `more` is added to the seed, for another one (any variant)."""
    return play(scenario, seller, seed=seed_of(scenario, variant) + more, level=level)


def record_of(
    scenario: str, seller: str, variant: str, level: Level = Level.STANDARD
) -> list[AnyEvent]:
    """The record of the same call."""
    meeting = meeting_for(scenario, seed_of(scenario, variant), level)
    memory = partial(memorised, scenario, variant)
    return played(meeting, seller_named(seller, meeting.seed, memory))
