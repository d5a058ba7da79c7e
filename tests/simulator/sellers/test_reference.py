"""The reference seller plays from what was said, and gets what skill deserves."""

import random
from dataclasses import replace

import pytest

from personas.catalog import load_persona
from personas.vocabulary import Level, Topic
from scenarios.catalog import load_scenario
from scoring.transcript import SellerSpoke
from simulator.call.meeting import set_up
from simulator.sellers.agenda import next_topic
from simulator.sellers.catalog import SKILLS
from simulator.sellers.mistakes import KINDS, mistake
from simulator.sellers.seller import Told, View
from simulator.simulation.call import play
from simulator.simulation.playing import questions_about
from tests.simulator.scripted import SCENARIOS, VARIANTS, call_of, record_of


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_its_ways_of_asking_are_half_of_the_examples(scenario: str) -> None:
    """Every second example question of each fact, without the fact it belongs to; no other."""
    for variant in VARIANTS:
        persona = set_up(scenario, seed=1, variant=variant).persona
        known = {way for ways in questions_about(persona).values() for way in ways}
        kept = {way for fact in persona.facts for way in fact.questions[1::2]}
        taught = {way for fact in persona.facts for way in fact.questions[::2]}
        assert known == taught
        assert len(kept - known) >= len(kept) * 0.9
        for topic, ways in questions_about(persona).items():
            assert list(ways) == sorted(ways)
            assert {fact.topic for fact in persona.facts if set(fact.questions) & set(ways)} >= {
                topic
            }


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_best_turns_come_to_a_best_ending(scenario: str) -> None:
    """At skill 1 every situation of every buyer can be won, and nothing is pitched before it is asked."""
    for variant in VARIANTS:
        call = call_of(scenario, "reference:1", variant)
        assert call.best, (variant, call.ending)
        assert call.score is not None
        assert call.score >= 60, (variant, call.score)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_mistakes_alone_come_to_nothing(scenario: str) -> None:
    """At skill 0 nobody is won, the buyer breaks it off, and no more than a fact or two comes out."""
    for variant in VARIANTS:
        call = call_of(scenario, "reference:0", variant)
        assert not call.best
        assert call.walked_away
        assert call.score is None or call.score <= 20
        assert call.facts <= 3


def test_a_seed_gives_the_same_slips() -> None:
    """The same skill and seed make the same call, word for word; another seed makes another."""

    def said(seed: int) -> list[str]:
        from simulator.sellers.reference import reference
        from simulator.simulation.call import meeting_for, played

        events = played(meeting_for("polite-cfo", seed, Level.STANDARD), reference(0.5, seed))
        return [event.text for event in events if isinstance(event, SellerSpoke)]

    assert said(4) == said(4)
    assert said(4) != said(5)


def test_mistakes_come_in_their_proportions() -> None:
    """Every kind of mistake is made, the commonest most, and none names another company's product."""
    scenario = load_scenario("polite-cfo").scenario
    view = View(
        scenario, {}, number=2, left=20, lines=(("seller", "Hello there."), ("buyer", "Yes?"))
    )
    chance = random.Random(3)
    made = [mistake(view, chance) for _ in range(400)]
    assert "Hello there." in made
    assert any(scenario.seller.company in line for line in made)
    assert not any("{" in line for line in made)
    assert dict(KINDS)["pitch"] == max(weight for _, weight in KINDS)


def test_it_never_says_a_thing_twice() -> None:
    """No turn of the best seller repeats one before it."""
    for scenario in SCENARIOS:
        lines = [
            e.text for e in record_of(scenario, "reference:1", "b") if e.type == "seller_spoke"
        ]
        assert len(lines) == len(set(lines))


def test_no_line_of_a_persona_stands_in_its_opening_brief() -> None:
    """What it reads beforehand is the public brief: no wording of a guarded fact."""
    for scenario in SCENARIOS:
        source = load_scenario(scenario).scenario
        persona = load_persona(source.persona).persona
        wordings = {wording for fact in persona.facts for wording in fact.wordings}
        assert wordings.isdisjoint(fact.text for fact in source.brief.facts)


def test_the_ladder_has_six_steps() -> None:
    """From nothing right to everything right."""
    assert SKILLS == (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
    assert play("polite-cfo", "reference", seed=1).seller == "reference"


def test_who_would_not_say_where_it_leads_is_asked_for_the_cost_first() -> None:
    """After a refusal the ground is asked for; told, the question is put once more, and not for ever."""
    meeting = set_up("skeptical-owner", seed=1, variant="a")
    view = View(meeting.scenario, {}, number=9, left=12, lines=())
    refused = replace(view, put_off={Topic.INACTION: 8})
    assert next_topic(refused) is Topic.IMPACT
    cost = Told(Topic.IMPACT, specific=True, words="It costs us nine days.", number=9)
    assert next_topic(replace(refused, told=(cost,), number=10)) is Topic.INACTION
    assert next_topic(replace(refused, told=(cost,), number=12)) is not Topic.INACTION
    spent = replace(refused, told=(cost,), number=10, spent=frozenset({Topic.INACTION}))
    assert next_topic(spent) is not Topic.INACTION
