"""What a listener takes from a call so far: notes on what was told, avoided, hinted at and asked.

A person hears which topic an answer is about and whether it was particular; this reads the same from
the record. Verdicts that only the engine knows (thresholds, pressure, a lie) are not looked at.
"""

from collections.abc import Mapping, Sequence

from personas.vocabulary import Topic
from scenarios.scenario import Scenario
from scoring.hearing.words import sentences
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, FactDisclosed, SellerSpoke
from scoring.wording import fact_sentence
from simulator.sellers.seller import Told, View


def view_of(
    scenario: Scenario,
    questions: Mapping[Topic, tuple[str, ...]],
    events: Sequence[AnyEvent],
    turn_limit: int,
) -> View:
    """The seller's notes before the next turn."""
    spoken = [event for event in events if isinstance(event, SellerSpoke)]
    numbers = {event.turn: at for at, event in enumerate(spoken, 1)}
    replies = {event.turn: event.text for event in events if isinstance(event, BuyerSpoke)}
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    told = _told(events, replies, numbers)
    last = decided[-1] if decided else None
    put_off: dict[Topic, int] = {}
    spent: set[Topic] = set()
    for event in decided:
        for topic in event.verdict.attempted:
            put_off[topic] = numbers[event.turn]
        spent.update(event.verdict.exhausted)
    return View(
        scenario=scenario,
        questions=questions,
        number=len(spoken) + 1,
        left=turn_limit - len(spoken),
        lines=tuple(
            ("seller" if isinstance(event, SellerSpoke) else "buyer", event.text)
            for event in events
            if isinstance(event, SellerSpoke | BuyerSpoke)
        ),
        told=told,
        put_off=put_off,
        spent=frozenset(spent),
        hint=_aside(last, replies),
        asked_back=last is not None and last.verdict.problem_question == "asked",
        invited=any(event.verdict.invited for event in decided),
        answered=any(event.verdict.invited for event in decided[:-1]),
        agreed=any(e.verdict.next_step and e.verdict.next_step.accepted for e in decided),
        offers=sum(
            event.verdict.next_step is not None and not event.verdict.next_step.accepted
            for event in decided
        ),
    )


def _told(
    events: Sequence[AnyEvent], replies: Mapping[int, str], numbers: Mapping[int, int]
) -> tuple[Told, ...]:
    facts: dict[int, list[FactDisclosed]] = {}
    for event in events:
        if isinstance(event, FactDisclosed):
            facts.setdefault(event.turn, []).append(event)
    found = []
    for turn, together in facts.items():
        for place, fact in enumerate(together):
            text = replies.get(turn, "")
            where = fact_sentence(
                text,
                quantified=fact.quantified,
                dated=fact.dated,
                place=place,
                among=len(together),
            )
            words = text[slice(*where)] if where else text
            found.append(Told(fact.topic, fact.depth > 1, words, numbers[fact.asked_turn]))
    return tuple(found)


def _aside(last: BuyerDecided | None, replies: Mapping[int, str]) -> str:
    """The end of the last reply, when it let something drop."""
    if last is None or not last.verdict.cues_emitted:
        return ""
    text = replies.get(last.turn + 1, "")
    found = sentences(text)
    return text[slice(*found[-1])] if found else ""
