"""How a line was heard: acts, topics, what it opened, or why nothing opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    FactDisclosed,
    MarkedMisheard,
    SellerSpoke,
)
from scoring.verdict import Verdict
from simulator.debrief.words import ACTS, TOPICS, topic_words

SURE = 0.8
"""Confidence from which a clause is shown as heard without doubt."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause and what it was taken for."""

    quote: str
    act: str
    topics: str
    sure: bool


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A seller's line, as it was heard at the time."""

    turn: int
    text: str
    clauses: tuple[Clause, ...]
    unsure: bool
    ignored: bool
    """It neither moved nor cost anything."""
    opened: tuple[str, ...]
    """What came out in reply, one phrase each."""
    why: str
    """Why nothing came out; empty when something did."""
    reply: str
    misheard: bool
    """Already marked."""


def seller_turn(events: Sequence[AnyEvent], turn: int) -> int | None:
    """The seller turn a line belongs to: itself, or the one the buyer's line answers."""
    turns = [e.turn for e in events if isinstance(e, SellerSpoke) and e.turn <= turn]
    return max(turns) if turns else None


def heard_line(events: Sequence[AnyEvent], turn: int) -> HeardLine:
    """How the seller's line at `turn` was heard; LookupError when no seller spoke then."""
    said = next((e for e in events if isinstance(e, SellerSpoke) and e.turn == turn), None)
    if said is None:
        raise LookupError(f"no line of the seller's at turn {turn}")
    verdict = next(
        (e.verdict for e in events if isinstance(e, BuyerDecided) and e.turn == turn), Verdict()
    )
    told = [e for e in events if isinstance(e, FactDisclosed) and e.asked_turn == turn]
    after = [e for e in events if isinstance(e, BuyerSpoke) and e.turn > turn]
    return HeardLine(
        turn=turn,
        text=said.text,
        clauses=tuple(
            Clause(
                quote=said.text[span.start : span.end].strip(),
                act=ACTS.get(span.act, span.act),
                topics=topic_words(span.topics),
                sure=span.confidence >= SURE,
            )
            for span in said.spans
        ),
        unsure=said.unsure,
        ignored=verdict.ignored,
        opened=tuple(_opened(event) for event in told),
        why="" if told else why_nothing(said, verdict),
        reply=after[0].text if after else "",
        misheard=any(isinstance(e, MarkedMisheard) and e.turn == turn for e in events),
    )


def _opened(event: FactDisclosed) -> str:
    layer = "something specific" if event.depth > 1 else "a first answer"
    earned = "you asked for it" if event.how == "elicited" else "it came by itself"
    return f"{TOPICS[event.topic]}: {layer} ({earned})"


def why_nothing(said: SellerSpoke, verdict: Verdict) -> str:
    """The plain reason why a turn opened nothing, most telling first."""
    refused = topic_words(verdict.attempted)
    exhausted = topic_words(verdict.exhausted)
    early = f"You asked about {refused}: too early. It takes more trust, or something before it."
    reasons = (
        (
            verdict.pitch is not None and not verdict.pitch.invited,
            "It was a pitch nobody had asked for.",
        ),
        (
            verdict.problem_question == "dodged",
            "They had asked you a question, and this did not answer it.",
        ),
        (bool(verdict.triggers), "It used something this buyer cannot stand."),
        (
            verdict.claim == "unsupported",
            "It stated something about them that nobody had said.",
        ),
        (bool(refused), early),
        (verdict.repeated, "They had answered this before."),
        (bool(exhausted), f"There was nothing more to tell on {exhausted}."),
        (verdict.parrot, "It only gave their words back."),
        (verdict.reflection == "wrong", "It gave back something they had not said."),
        (verdict.summary == "thin", "A summary needs more than what had come out so far."),
        (verdict.reflection == "accepted", "They agreed: it was their own point, given back."),
        (verdict.summary == "confirmed", "They confirmed your summary; it was theirs already."),
        (verdict.next_step is not None, "It was about a next step, not a question."),
        (verdict.ignored, "It was not clear what you meant, so it cost nothing."),
        (said.unsure, "It was not clear what you meant."),
        (not any(act.endswith("question") for act in said.acts), "It asked nothing."),
    )
    return next(
        (sentence for holds, sentence in reasons if holds),
        "It did not reach anything they could tell.",
    )
