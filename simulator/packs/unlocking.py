"""Unlock tests: does asking as its author would ask open a fact?

Scripted sellers use every second example question of a fact (`simulation.call.questions_about`); these
tests use the others. Each is asked of a buyer who trusts the seller and has said what the fact waits
for, and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from personas.persona import GuardedFact, Persona
from scoring.hearing.reader import Said, hear_all
from simulator.buyer.engine import decide, opening_state
from simulator.buyer.state import Disclosure, LieStage, State
from simulator.call.meeting import Meeting

TRUST = 90.0
ASKED_IN = 6
"""Seller turns before the question; what was said came in the last of them."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """One example question, asked."""

    fact: str
    question: str
    opened: bool


def unlock(meeting: Meeting) -> list[Unlock]:
    """Every question of every fact that questions can open in this variant."""
    asked = [
        (fact, question)
        for fact in meeting.persona.facts
        if _opens_by_asking(meeting.persona, fact)
        for question in fact.questions[1::2]
    ]
    own_words = meeting.ledger.own_words
    heard = hear_all([Said(question, own_words=own_words) for _, question in asked])
    found = []
    for (fact, question), line in zip(asked, heard, strict=True):
        state = _ready(meeting, fact)
        decision = decide(meeting.ledger, state, line, question, seed=meeting.seed, buyer_turn=2)
        told = {opened.index.fact.id for opened in decision.disclosed}
        found.append(Unlock(fact.id, question, fact.id in told))
    return found


def _opens_by_asking(persona: Persona, fact: GuardedFact) -> bool:
    """The truth of a cover story is confessed, not told when asked."""
    story = persona.cover_story
    return fact.id not in persona.unreachable and not (story and story.truth == fact.id)


def _ready(meeting: Meeting, fact: GuardedFact) -> State:
    """A buyer who trusts the seller and has said just what this fact waits for."""
    persona = meeting.persona
    waits_for = list(dict.fromkeys(_before(persona, fact)))
    state = replace(
        opening_state(meeting.ledger),
        trust=TRUST,
        patience=TRUST,
        turn=ASKED_IN,
        said=tuple(Disclosure(name, ASKED_IN - 1) for name in waits_for),
        easier=None,
    )
    if state.lie is None:
        return state
    if fact.after_truth:
        return replace(state, lie=replace(state.lie, stage=LieStage.CONFESS))
    # Somebody who trusts this much might confess in place of answering; the fact is what is asked for.
    return replace(state, lie=replace(state.lie, locked_until=ASKED_IN + 1))


def _before(persona: Persona, fact: GuardedFact) -> Iterator[str]:
    """All that must be said before a fact, the first first."""
    if fact.after_truth and persona.cover_story is not None:
        yield persona.cover_story.truth
    for name in fact.requires:
        yield from _before(persona, persona.fact(name))
        yield name
