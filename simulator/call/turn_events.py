"""A turn as events: the decision, what it tells, its words, and the end of the call when it is one."""

from collections.abc import Sequence
from dataclasses import fields

from personas.vocabulary import LADDER, SIDE_TOPICS
from scoring.hearing.heard import Heard
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, FactDisclosed, MeetingEnded
from scoring.wording import is_dated, is_quantified
from simulator.buyer.turn import Decision
from simulator.call.speech import Worded


def disclosed_events(decision: Decision) -> list[AnyEvent]:
    """The facts that a reply tells."""
    brief = decision.brief
    return [
        FactDisclosed(
            seq=0,
            turn=brief.turn,
            asked_turn=brief.turn - 1,
            fact=opened.index.fact.id,
            topic=opened.index.fact.topic,
            depth=opened.index.fact.depth,
            how=opened.how,
            quantified=not opened.led and is_quantified(opened.index.fact.wordings[0]),
            dated=is_dated(opened.index.fact.wordings[0]),
        )
        for opened in decision.disclosed
    ]


def word_events(decision: Decision, worded: Worded) -> list[AnyEvent]:
    """The reply's words, and the end of the call when it is one."""
    brief = decision.brief
    batch: list[AnyEvent] = [
        BuyerSpoke(
            seq=0,
            turn=brief.turn,
            text=worded.text,
            worded_by=worded.worded_by,
            fell_back=worded.fell_back,
        )
    ]
    if decision.outcome is not None:
        batch.append(
            MeetingEnded.model_validate(
                {
                    "seq": 0,
                    "turn": brief.turn,
                    "ending": decision.state.ending,
                    "outcome": decision.outcome,
                    "ended_by": decision.ended_by,
                }
            )
        )
    return batch


def place_of(event: AnyEvent) -> tuple[str, int, str]:
    """What tells the events of one batch apart."""
    return event.type, getattr(event, "turn", 0), getattr(event, "fact", "")


def decided_event(decision: Decision, turn: int, *, hashed: bool) -> BuyerDecided:
    """The decision on seller turn `turn` as it is recorded; `hashed` says whether with its state's hash."""
    return BuyerDecided(
        seq=0,
        turn=turn,
        verdict=decision.verdict,
        stance=decision.state.stance,
        trust=decision.state.trust,
        patience=decision.state.patience,
        rungs={str(topic): decision.depths[topic] for topic in (*LADDER, *SIDE_TOPICS)},
        state_sha256=decision.state.sha256() if hashed else "",
    )


def recorded_hearing(heard: Sequence[Heard]) -> dict[str, object]:
    """What of a hearing belongs to a seller's line; that of the easier levels where it was another."""
    own, *easier = heard
    if all(other == own for other in easier):
        easier = []
    return {name: getattr(own, name) for name in _OF_THE_SELLER} | {"heard_easier": easier}


_OF_THE_SELLER = tuple(
    field.name for field in fields(Heard) if field.name not in ("specific", "answers")
)
