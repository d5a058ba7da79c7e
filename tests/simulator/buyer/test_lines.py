"""What buyers say: enough wordings of everything, and no sentence twice in a call."""

from collections import Counter

import pytest

from personas.catalog import load_persona, persona_ids
from personas.vocabulary import Intent, Topic
from scoring.hearing.words import sentences
from scoring.transcript import BuyerDecided, BuyerSpoke
from tests.simulator.scripted import SCENARIOS, record_of

TEN = (
    "reference:1",
    "reference:0.75",
    "memorised",
    "interrogation",
    "question_spam",
    "nobody_else_right",
    "words_in_the_mouth",
    "calendar_push",
    "straight_to_cost",
    "feature_dump",
)
CALL = 24
"""Turns, of both together, over which nobody hears a sentence again."""


@pytest.mark.parametrize("name", persona_ids())
def test_six_wordings_of_everything_a_buyer_does(name: str) -> None:
    """Every move has six lines of its own, every avoided topic and every fact three, none twice."""
    persona = load_persona(name).persona
    for intent in Intent:
        lines = persona.lines[intent]
        assert len(set(lines)) == len(lines) >= 6, intent
    for topic in Topic:
        assert len(set(persona.topics[topic].deflections)) >= 3, topic
    for fact in persona.facts:
        assert len(set(fact.wordings)) == len(fact.wordings) >= 3, fact.id


def repeated(scenario: str, seller: str, variant: str) -> list[str]:
    """Sentences of four words and more that a buyer says twice, retold facts and repetitions left out."""
    events = record_of(scenario, seller, variant)
    asked_again = {e.turn + 1 for e in events if isinstance(e, BuyerDecided) and e.verdict.repeated}
    said: Counter[str] = Counter()
    for event in events:
        if isinstance(event, BuyerSpoke) and event.turn < CALL and event.turn not in asked_again:
            text = event.text
            said.update(
                text[start:end]
                for start, end in sentences(text)
                if len(text[start:end].split()) >= 4
            )
    return [sentence for sentence, times in said.items() if times > 1]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_sentence_is_said_twice_in_a_call(scenario: str) -> None:
    """Ten different sellers, 24 turns: no buyer repeats a sentence unless a question is repeated."""
    assert {seller: found for seller in TEN if (found := repeated(scenario, seller, "a"))} == {}
