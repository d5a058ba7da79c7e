"""The truth of a finished call: every fact and how it came out or did not, and every lie.

Shown only after the call: it reads the persona, and nothing of it ever reaches a voice or a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from personas.persona import GuardedFact
from personas.vocabulary import How, Topic
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, FactDisclosed, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.debrief.lie import LieTruth, lie_of
from simulator.debrief.path import Step, open_from, path_to
from simulator.debrief.quotes import asking_words, spoken


class Came(StrEnum):
    """How a fact came out, or that it did not."""

    EARNED = "earned"
    VOLUNTEERED = "volunteered"
    MISSED = "missed"
    OUT_OF_REACH = "out of reach"
    """Nobody could have got it in this call."""


@dataclass(frozen=True, slots=True)
class FactTruth:
    """One thing there was to learn."""

    fact: str
    topic: Topic
    specific: bool
    """Whether it is the specific layer of its topic (depth 2)."""
    came: Came
    text: str
    """The buyer's words: those said, or those that were never said."""
    asked: str = ""
    """The trainee's words that brought it out."""
    turn: int | None = None
    """The seller turn that brought it out."""
    path: tuple[Step, ...] = ()
    """Missed: what was still to be asked, in order; the last step opens it."""
    open_from: int | None = None
    """Missed: the seller turn at which the first step would have been answered; None for none."""
    trust: tuple[float, int] | None = None
    """Missed for want of trust: the highest trust reached, and the trust it took."""

    @property
    def question(self) -> str:
        """Missed: the question that would have opened it."""
        return self.path[-1].ask if self.path else ""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything there was to know."""

    facts: tuple[FactTruth, ...]
    lie: LieTruth | None
    epilogue: str
    """What happened afterwards."""

    def on(self, topic: str) -> tuple[FactTruth, ...]:
        """The facts of one topic, in the order of the persona."""
        return tuple(fact for fact in self.facts if fact.topic == topic)


def truth_of(meeting: Meeting, events: Sequence[AnyEvent]) -> Truth:
    """The truth about a call, from its content and its record."""
    ending = next((event.ending for event in events if event.type == "meeting_ended"), "")
    return Truth(
        facts=tuple(_fact(meeting, fact, events) for fact in meeting.persona.facts),
        lie=lie_of(meeting, events),
        epilogue=_afterwards(meeting, events, ending),
    )


def _afterwards(meeting: Meeting, events: Sequence[AnyEvent], ending: str) -> str:
    """What happened after this ending, and half a year on by the needs that were earned."""
    row = next((row for row in meeting.persona.endings if row.id == ending), None)
    if row is None:
        return ""
    earned = {e.fact for e in events if isinstance(e, FactDisclosed) and e.how is How.ELICITED}
    found = sum(need in earned for need in meeting.persona.needs)
    later = [item.text.strip() for item in row.month_six if found >= item.found]
    return "\n\n".join((row.epilogue.strip(), *later[-1:]))


def _fact(meeting: Meeting, fact: GuardedFact, events: Sequence[AnyEvent]) -> FactTruth:
    tellings = [e for e in events if isinstance(e, FactDisclosed) and e.fact == fact.id]
    told = next((e for e in tellings if e.how is How.ELICITED), tellings[0] if tellings else None)
    if told is None:
        return _missed(meeting, fact, events)
    seller = next(
        (e for e in events if isinstance(e, SellerSpoke) and e.turn == told.asked_turn), None
    )
    buyer = next((e for e in events if isinstance(e, BuyerSpoke) and e.turn == told.turn), None)
    return FactTruth(
        fact=fact.id,
        topic=fact.topic,
        specific=fact.depth > 1,
        came=Came.EARNED if told.how is How.ELICITED else Came.VOLUNTEERED,
        text=spoken(fact.wordings, buyer.text if buyer else ""),
        asked=asking_words(seller, fact.topic) if seller else "",
        turn=told.asked_turn,
    )


def _missed(meeting: Meeting, fact: GuardedFact, events: Sequence[AnyEvent]) -> FactTruth:
    start = meeting.ledger.terms.trust
    trusts = [e.trust for e in events if isinstance(e, BuyerDecided) and e.trust is not None]
    reached, needed = max([start, *trusts]), meeting.ledger.threshold(fact)
    reachable = fact.id not in meeting.persona.unreachable
    path = path_to(meeting, fact.id, events) if reachable else ()
    return FactTruth(
        fact=fact.id,
        topic=fact.topic,
        specific=fact.depth > 1,
        came=Came.MISSED if reachable else Came.OUT_OF_REACH,
        text=spoken(fact.wordings, ""),
        path=path,
        open_from=open_from(meeting, path[0], events) if path else None,
        trust=(reached, needed) if reached < needed else None,
    )
