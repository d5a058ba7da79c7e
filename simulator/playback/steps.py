"""The steps of a playback: one per spoken turn, each with what is known about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from personas.vocabulary import How
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    FactDisclosed,
    MeetingEnded,
    SellerSpoke,
    meeting,
)
from simulator.call.meeting import Meeting
from simulator.debrief.heard import HeardLine, heard_line
from simulator.debrief.quotes import sentence_with, shortened
from simulator.debrief.words import OUTCOMES, STOOD_IN, topic_words
from simulator.playback.identity import Identity
from simulator.review.turns import Reviewed

_YOURS = ("practice", "guided", "retry", "drill")
"""Purposes of calls whose seller is a person at this program."""


@dataclass(frozen=True, slots=True)
class Mood:
    """The buyer after a turn, where the engine knows: points from 0 to 100, and how they moved."""

    trust: float
    patience: float
    trust_by: float
    patience_by: float


@dataclass(frozen=True, slots=True)
class Step:
    """One spoken turn."""

    turn: int
    """Counting all turns of the call from 0."""
    number: int
    """The seller's turn it is, or answers; 0 before the first."""
    by_seller: bool
    name: str
    text: str
    mark: str = ""
    """A small remark after the text."""
    line: int | None = None
    """Imported calls: line of the source file."""
    heard: HeardLine | None = None
    """A seller's turn: how it was heard at the time."""
    acts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    reviewed: Reviewed | None = None
    """A seller's turn, where it was reviewed: what it was worth, why, what was better."""
    told: tuple[FactDisclosed, ...] = ()
    """A buyer's turn: the facts it tells."""
    missed: tuple[str, ...] = ()
    """A buyer's turn: what could have come of the turn it answers and did not, a sentence each."""
    mood: Mood | None = None
    """A buyer's turn: how the buyer is after it."""
    same_state: bool | None = None
    """A seller's turn: whether it leads to the recorded state; None where that is not known."""
    ending: str = ""
    """The last turn: how the call ended."""

    @property
    def slip(self) -> bool:
        """Whether the review marks it as a turn that cost much."""
        return self.reviewed is not None and self.reviewed.slip


def steps_of(
    events: Sequence[AnyEvent],
    identity: Identity,
    reviewed: Sequence[Reviewed],
    played: Meeting | None = None,
) -> tuple[Step, ...]:
    """A record as steps; `reviewed` holds its seller turns, or nothing while the call goes on.

    Only with `played`, the meeting it was played with, is anything said of the buyer's mind.
    """
    opened = meeting(events)
    worth = {turn.turn: turn for turn in reviewed}
    decided = {event.turn: event for event in events if isinstance(event, BuyerDecided)}
    known = played if reviewed else None
    missed = _missed(events, known) if known else {}
    moods = _moods(events, known) if known else {}
    seller = "You" if opened.purpose in _YOURS else "Seller"
    ended = next((event for event in events if isinstance(event, MeetingEnded)), None)
    found: list[Step] = []
    number, asked = 0, -1
    for event in events:
        if isinstance(event, SellerSpoke):
            number, asked = number + 1, event.turn
            found.append(
                Step(
                    turn=event.turn,
                    number=number,
                    by_seller=True,
                    name=event.speaker or seller,
                    text=event.text,
                    line=event.line,
                    heard=heard_line(events, event.turn),
                    acts=event.acts,
                    topics=event.topics,
                    reviewed=worth.get(event.turn),
                    same_state=identity.same_at(event.turn) if event.turn in decided else None,
                )
            )
        elif isinstance(event, BuyerSpoke):
            found.append(
                Step(
                    turn=event.turn,
                    number=number,
                    by_seller=False,
                    name=event.speaker or opened.buyer,
                    text=event.text,
                    mark=STOOD_IN if event.fell_back else "",
                    line=event.line,
                    told=tuple(
                        one
                        for one in events
                        if isinstance(one, FactDisclosed) and one.turn == event.turn
                    ),
                    missed=missed.pop(asked, ()),
                    mood=moods.pop(asked, None),
                    ending=OUTCOMES[ended.outcome] if ended and ended.turn == event.turn else "",
                )
            )
    return tuple(found)


def _moods(events: Sequence[AnyEvent], played: Meeting) -> dict[int, Mood]:
    """The buyer after each seller turn."""
    moods: dict[int, Mood] = {}
    trust: float = played.ledger.terms.trust
    patience: float = played.ledger.terms.patience
    for event in events:
        if not isinstance(event, BuyerDecided) or event.trust is None or event.patience is None:
            continue
        moods[event.turn] = Mood(
            event.trust, event.patience, event.trust - trust, event.patience - patience
        )
        trust, patience = event.trust, event.patience
    return moods


def _missed(events: Sequence[AnyEvent], played: Meeting) -> dict[int, tuple[str, ...]]:
    """What seller turns did not bring out although they were near it, by turn."""
    asides = {cue.id: cue.line for cue in played.persona.cues}
    said = {event.turn: event.text for event in events if isinstance(event, BuyerSpoke)}
    dropped: dict[str, int] = {}
    found: dict[int, tuple[str, ...]] = {}
    for event in events:
        if not isinstance(event, BuyerDecided):
            continue
        verdict = event.verdict
        sentences = [f"{topic_words((topic,))}: asked too early" for topic in verdict.attempted]
        sentences += [
            f"nobody took up “{shortened(sentence_with([asides[cue]], said[dropped[cue]]), 90)}”"
            for cue in verdict.cues_expired
            if dropped.get(cue) in said
        ]
        dropped |= dict.fromkeys(verdict.cues_emitted, event.turn + 1)
        found[event.turn] = tuple(sentences)
    return found


def earned(step: Step) -> Iterator[FactDisclosed]:
    """Of what a turn tells, what the question before it brought out."""
    return (fact for fact in step.told if fact.how is How.ELICITED)


def volunteered(step: Step) -> Iterator[FactDisclosed]:
    """Of what a turn tells, what came by itself."""
    return (fact for fact in step.told if fact.how is not How.ELICITED)
