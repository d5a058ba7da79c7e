"""A retry beside the call it comes from: what was said from there on, and what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from personas.vocabulary import How
from scoring.grader import grade
from scoring.rubric import Rubric
from scoring.scorecard import UNITS, Cap, Scorecard, shown
from scoring.transcript import (
    AnyEvent,
    BuyerSpoke,
    FactDisclosed,
    MeetingEnded,
    SellerSpoke,
    meeting,
)
from simulator.debrief.turns import turns_taken, your_turn
from simulator.debrief.words import NAMES, OUTCOMES
from simulator.problem import Problem


@dataclass(frozen=True, slots=True)
class Played:
    """One of the two calls."""

    call_id: str
    score: float | None
    """Points; None when it is not evaluable."""
    reason: str
    """Why it is not evaluable; empty when it is."""
    cap: Cap | None
    ending: str
    """How it ended, in a sentence; empty while it goes on."""
    turns: int
    """Seller turns."""

    def to_json(self) -> dict[str, object]:
        """As `prospect review --compare --json` has it."""
        return {
            "call": self.call_id,
            "score": self.score,
            "reason": self.reason or None,
            "cap": {"id": self.cap.id, "limit": self.cap.limit, "turn": self.cap.turn}
            if self.cap
            else None,
            "ending": self.ending,
            "turns": self.turns,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A criterion with another level."""

    id: str
    name: str
    before: int
    after: int
    points: float
    """By which the raw score changed."""


@dataclass(frozen=True, slots=True)
class Earned:
    """A fact that the seller earned."""

    fact: str
    topic: str
    depth: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said at one turn in either call; empty where that call was over."""

    turn: int
    by_seller: bool
    original: str
    retry: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two calls, alike up to a turn."""

    original: Played
    retry: Played
    buyer: str
    turn: int
    """The turn from which they differ, counting all turns from 0."""
    number: int
    """The same, as the seller counts."""
    varied: bool
    """The retry was in another situation: numbers, names and causes are others."""
    changes: tuple[Change, ...]
    both: tuple[Earned, ...]
    only_original: tuple[Earned, ...]
    only_retry: tuple[Earned, ...]
    pairs: tuple[Pair, ...]

    @property
    def gained(self) -> float | None:
        """Points by which the retry is better; None when either has no score."""
        if self.original.score is None or self.retry.score is None:
            return None
        return round(self.retry.score - self.original.score, 1)

    def to_json(self) -> dict[str, object]:
        """One object, keys in the order of the screen."""
        return {
            "turn": self.turn,
            "new_situation": self.varied,
            "original": self.original.to_json(),
            "retry": self.retry.to_json(),
            "difference": self.gained,
            "criteria": [
                {"id": item.id, "original": item.before, "retry": item.after, "points": item.points}
                for item in self.changes
            ],
            "facts": {
                "both": [item.fact for item in self.both],
                "only_original": [item.fact for item in self.only_original],
                "only_retry": [item.fact for item in self.only_retry],
            },
            "transcript": [
                {
                    "turn": pair.turn,
                    "speaker": "seller" if pair.by_seller else "buyer",
                    "original": pair.original or None,
                    "retry": pair.retry or None,
                }
                for pair in self.pairs
            ],
        }


def compared(original: Sequence[AnyEvent], retry: Sequence[AnyEvent], rubric: Rubric) -> Comparison:
    """A retry beside the call it was forked from, graded by one rubric.

    Raises Problem when the one is no retry of the other.
    """
    opened, first = meeting(retry), meeting(original)
    if not opened.retry_of or opened.retry_of != first.id:
        raise Problem(
            f"call {opened.id} is no retry of {first.id}; compare a call that Enter in Review began"
        )
    cards = grade(original, rubric), grade(retry, rubric)
    earned = _earned(original), _earned(retry)
    return Comparison(
        original=_played(original, cards[0]),
        retry=_played(retry, cards[1]),
        buyer=opened.buyer,
        turn=opened.retry_from,
        number=your_turn(original, opened.retry_from),
        varied=opened.retry_varied,
        changes=_changes(*cards),
        both=tuple(item for fact, item in earned[0].items() if fact in earned[1]),
        only_original=tuple(item for fact, item in earned[0].items() if fact not in earned[1]),
        only_retry=tuple(item for fact, item in earned[1].items() if fact not in earned[0]),
        pairs=_pairs(original, retry, opened.retry_from),
    )


def _played(events: Sequence[AnyEvent], card: Scorecard) -> Played:
    ended = next((event for event in events if isinstance(event, MeetingEnded)), None)
    return Played(
        call_id=meeting(events).id,
        score=shown(card.score),
        reason=card.reason or "",
        cap=card.cap,
        ending=OUTCOMES[ended.outcome] if ended else "",
        turns=turns_taken(events),
    )


def _changes(before: Scorecard, after: Scorecard) -> tuple[Change, ...]:
    levels = {item.id: item for item in before.criteria}
    return tuple(
        Change(
            item.id,
            NAMES[item.id],
            levels[item.id].level,
            item.level,
            (item.units - levels[item.id].units) / UNITS,
        )
        for item in after.criteria
        if item.id in levels and item.level != levels[item.id].level
    )


def _earned(events: Sequence[AnyEvent]) -> dict[str, Earned]:
    return {
        event.fact: Earned(event.fact, str(event.topic), event.depth)
        for event in events
        if isinstance(event, FactDisclosed) and event.how is How.ELICITED
    }


def _pairs(original: Sequence[AnyEvent], retry: Sequence[AnyEvent], turn: int) -> tuple[Pair, ...]:
    """A buyer's last words may stand where the other call has a turn of the seller's: two pairs then."""
    first, again = _said(original, turn), _said(retry, turn)
    places = sorted(first.keys() | again.keys(), key=lambda place: (place[0], not place[1]))
    return tuple(Pair(*place, first.get(place, ""), again.get(place, "")) for place in places)


def _said(events: Sequence[AnyEvent], turn: int) -> dict[tuple[int, bool], str]:
    """What was said from a turn on, by its turn and whether the seller said it."""
    return {
        (event.turn, isinstance(event, SellerSpoke)): event.text
        for event in events
        if isinstance(event, SellerSpoke | BuyerSpoke) and event.turn >= turn
    }
