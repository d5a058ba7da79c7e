"""Forty ways of gaming the buyer or the grader, each held to its bound in all seven scenarios."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulator.problem import Problem
from simulator.sellers.adversaries import ADVERSARIES, Adversary, Bound, adversary
from simulator.sellers.catalog import REFERENCE, ladder, names, seller_named
from simulator.simulation.call import Played, memorised
from tests.simulator.scripted import SCENARIOS, VARIANTS, call_of, record_of

ANSWERED_ELSEWHERE = {
    38: "retry farming: a retry is a call of its own with its purpose in the record; the archive counts it apart",
    40: "swapped speakers in a transcript: a matter of importing, where nobody sits on the seller's chair",
}
"""No seller within a call can do these."""


def variants_for(item: Adversary) -> tuple[str, ...]:
    """Two situations of four, one of them one in which a lying buyer can be brought to confess.

    All four for what was learned by heart, which depends on the situation more than anything else.
    """
    if item.name == "memorised":
        return VARIANTS
    return ("a", "c") if item.number % 2 else ("b", "d")


def cases() -> Iterator[object]:
    """Every adversary in every scenario, in two variants or four."""
    for item in ADVERSARIES:
        for scenario in SCENARIOS:
            for variant in variants_for(item):
                yield pytest.param(item, scenario, variant, id=f"{item.name}-{scenario}-{variant}")


def excess(call: Played, bound: Bound) -> list[str]:
    """What a call got beyond its bound. Levels count only where the seller pitched or led."""
    levels = dict(call.levels)
    beyond = [
        (call.score is not None and call.score > bound.score, f"{call.score} points"),
        (bound.refused and call.score is not None, f"{call.score} points for a call cut short"),
        (
            bound.ended_by is not None
            and (call.ended_by != "buyer" or call.turns > bound.ended_by),
            f"ended by the {call.ended_by} at turn {call.turns}",
        ),
        (bound.facts is not None and call.disclosed > bound.facts, f"{call.disclosed} facts"),
        (call.pitches < bound.pitches, f"{call.pitches} turns taken for a pitch"),
        (not bound.confesses and call.confessed, "a confession"),
        *(
            (levels[name] > most and _turned(call, name), f"{name} at level {levels[name]}")
            for name, most in bound.levels
        ),
    ]
    return [what for happened, what in beyond if happened]


def _turned(call: Played, criterion: str) -> bool:
    """Whether the seller came to the turn at which the good call turns into gaming."""
    return criterion != "pitch_timing" or call.pitches > 0


@pytest.mark.parametrize(("item", "scenario", "variant"), list(cases()))
def test_no_adversary_gets_more_than_its_bound(
    item: Adversary, scenario: str, variant: str
) -> None:
    """Points, facts, levels, confessions: whatever is tried, the bound holds."""
    assert excess(call_of(scenario, item.name, variant), item.bound) == []


def test_all_forty_are_there() -> None:
    """Numbers 1 to 40: scripted sellers, or said here to be answered elsewhere."""
    numbers = [item.number for item in ADVERSARIES]
    assert sorted([*numbers, *ANSWERED_ELSEWHERE]) == list(range(1, 41))
    assert len({item.name for item in ADVERSARIES}) == len(numbers)


@pytest.mark.parametrize(
    ("bound", "call", "what"),
    [
        (Bound(), {"score": 40.5}, ["40.5 points"]),
        (Bound(refused=True), {"score": 3.0}, ["3.0 points for a call cut short"]),
        (Bound(ended_by=4), {"ended_by": "seller"}, ["ended by the seller at turn 4"]),
        (Bound(ended_by=3), {}, ["ended by the buyer at turn 4"]),
        (Bound(facts=0), {"disclosed": 1}, ["1 facts"]),
        (Bound(pitches=2), {}, ["1 turns taken for a pitch"]),
        (Bound(confesses=False), {"confessed": True}, ["a confession"]),
        (
            Bound(levels=(("pitch_timing", 0),)),
            {"levels": (("pitch_timing", 1),)},
            ["pitch_timing at level 1"],
        ),
        (Bound(levels=(("pitch_timing", 0),)), {"pitches": 0}, []),
        (Bound(refused=True, score=0), {"score": None}, []),
    ],
)
def test_a_bound_that_is_broken_is_noticed(
    bound: Bound, call: dict[str, object], what: list[str]
) -> None:
    """Each part of a bound is compared, so that none of the tests above passes in silence."""
    sample = replace(
        call_of("skeptical-owner", "bribe", "a"),
        score=10.0,
        ended_by="buyer",
        turns=4,
        pitches=1,
        levels=(("pitch_timing", 0),),
    )
    assert excess(replace(sample, **call), bound) == what  # type: ignore[arg-type]


def test_who_pitches_and_dodges_is_left() -> None:
    """A hook, a demo, famous names: every buyer in every variant breaks it off by the fourth turn."""
    for scenario in SCENARIOS:
        for variant in VARIANTS:
            call = call_of(scenario, "hook_demo_logos_demo", variant)
            assert call.walked_away
            assert call.turns <= 4


def test_a_memorised_call_is_of_another_situation() -> None:
    """What is learned by heart was said to the same buyer, but not in the situation it is tried in."""
    for scenario in SCENARIOS:
        lines = memorised(scenario, "b")
        own = record_of(scenario, f"{REFERENCE}:1", "b")
        said = [event.text for event in own if event.type == "seller_spoke"]
        assert len(lines) >= 10
        assert list(lines) != said


def test_sellers_are_found_by_name() -> None:
    """Every name that is listed gives a fresh seller; one that is not says which there are."""
    assert set(ladder()) < set(names())
    for name in names():
        assert seller_named(name, 1, lambda: ["Hello."]) is not seller_named(name, 1, tuple)
    assert adversary("parrot").number == 7
    with pytest.raises(KeyError):
        adversary("nobody")
    for wrong in ("nobody", "reference:2", "reference:very", "reference:-0.1"):
        with pytest.raises(Problem, match=r"there is no seller|a number from 0 to 1"):
            seller_named(wrong, 1)
