"""The truth of a finished call: every fact and how it came out or did not, and every lie.

Shown only after the call: it reads the persona, and nothing of it ever reaches a voice or a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from personas.persona import GuardedFact, LieKind
from personas.vocabulary import How, Topic
from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, FactDisclosed, SellerSpoke
from simulator.debrief.quotes import asking_words, sentence_with, shortened, spoken
from simulator.debrief.words import TOPICS
from simulator.meeting import Meeting


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
    question: str = ""
    """Missed: a question that would have opened it."""
    first: tuple[str, ...] = ()
    """Missed: what had to come out before it, in plain words."""
    trust: tuple[float, int] | None = None
    """Missed for want of trust: the highest trust reached, and the trust it took."""


@dataclass(frozen=True, slots=True)
class ClaimTruth:
    """One thing the buyer told that was not so."""

    told: str
    turn: int
    truth: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that did not fit, and the turn that named it, when one did."""

    text: str
    named_at: int | None = None


@dataclass(frozen=True, slots=True)
class ProbeUsed:
    """A test of the story."""

    turn: int
    kind: str
    quote: str


@dataclass(frozen=True, slots=True)
class LieTruth:
    """A cover story, laid open."""

    truth: str
    motive: str
    claims: tuple[ClaimTruth, ...]
    contradictions: tuple[Contradiction, ...]
    probes: tuple[ProbeUsed, ...]
    surfaced: bool
    """It came out in this call."""
    never: bool
    """This buyer would not have told it to anyone: nothing more could be done."""


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


PROBES = {
    "presuming": "asked as if it were so",
    "contradiction": "named what did not fit",
    "change": "asked what had changed",
    "process": "asked how it is decided",
    "exit": "offered a way out without blame",
    "assumes_none": "asked in a way that invites a no",
    "fishing": "asked if there was anything else",
    "accusation": "accused",
}
"""Kinds of probe in plain words."""


def truth_of(meeting: Meeting, events: Sequence[AnyEvent]) -> Truth:
    """The truth about a call, from its content and its record."""
    ending = next((event.ending for event in events if event.type == "meeting_ended"), "")
    return Truth(
        facts=tuple(_fact(meeting, fact, events) for fact in meeting.persona.facts),
        lie=_lie(meeting, events),
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
    said = {event.fact for event in events if isinstance(event, FactDisclosed)}
    needed = meeting.ledger.threshold(fact)
    reached = max(
        (e.trust for e in events if isinstance(e, BuyerDecided) and e.trust is not None),
        default=meeting.ledger.terms.trust,
    )
    reached = max(reached, meeting.ledger.terms.trust)
    waits = [meeting.persona.fact(name) for name in fact.requires if name not in said]
    return FactTruth(
        fact=fact.id,
        topic=fact.topic,
        specific=fact.depth > 1,
        came=Came.OUT_OF_REACH if fact.id in meeting.persona.unreachable else Came.MISSED,
        text=spoken(fact.wordings, ""),
        question=fact.questions[0],
        first=tuple(dict.fromkeys(_named(other) for other in waits)),
        trust=(reached, needed) if reached < needed else None,
    )


def _named(fact: GuardedFact) -> str:
    return f"{TOPICS[fact.topic]}{' in detail' if fact.depth > 1 else ''}"


def _lie(meeting: Meeting, events: Sequence[AnyEvent]) -> LieTruth | None:
    persona = meeting.persona
    story = persona.cover_story
    if story is None or persona.lie is LieKind.NONE:
        return None
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    lines = {e.turn: e.text for e in events if isinstance(e, BuyerSpoke)}
    asked = {e.turn: e.text for e in events if isinstance(e, SellerSpoke)}
    by_id = {claim.id: claim for claim in story.claims}
    cited = {
        probe.cites: event.turn
        for event in reversed(decided)
        for probe in event.verdict.probes
        if probe.cites
    }
    return LieTruth(
        truth=spoken(persona.fact(story.truth).wordings, ""),
        motive=story.motive,
        claims=tuple(
            ClaimTruth(
                told=sentence_with(by_id[name].lines, lines.get(event.turn + 1, "")),
                turn=event.turn,
                truth=by_id[name].truth,
            )
            for event in decided
            for name in event.verdict.claims_told
            if name in by_id
        ),
        contradictions=tuple(
            Contradiction(item.text, cited.get(item.id)) for item in story.contradictions
        ),
        probes=tuple(
            ProbeUsed(event.turn, PROBES[probe.kind], shortened(asked.get(event.turn, "")))
            for event in decided
            for probe in event.verdict.probes
        ),
        surfaced=any(event.verdict.lie_stage == "confess" for event in decided),
        never=persona.lie is LieKind.NEVER_CONFESSES,
    )
