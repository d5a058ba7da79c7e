"""What was done well: at most two acts, quoted, about the task and never about the person.

From the record's verdicts alone, so imported calls have it too. The rarer an act, the sooner it is
named; two of the same kind are not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from personas.vocabulary import How
from scoring.call import Call, read
from scoring.seller_turn import SellerTurn
from scoring.transcript import AnyEvent, FactDisclosed
from simulator.debrief.quotes import bare, shortened
from simulator.debrief.words import topics_told

MOST = 2


@dataclass(frozen=True, slots=True)
class Done:
    """One act, and what came of it."""

    turn: int
    quote: str
    """The seller's words, verbatim but for their length."""
    what: str
    """What it did, in one sentence."""
    reply: str
    """The buyer's words in answer; empty when there were none."""


def did_well(events: Sequence[AnyEvent]) -> tuple[Done, ...]:
    """At most two acts of a call, in the order of its turns."""
    call = read(events)
    earned: dict[int, list[FactDisclosed]] = {}
    for event in events:
        if isinstance(event, FactDisclosed) and event.how is How.ELICITED:
            earned.setdefault(event.asked_turn, []).append(event)
    clean = [t for t in call.seller if not t.pitches_uninvited and not t.verdict.triggers]
    found: list[Done] = []
    taken: set[int] = set()
    for holds, sentence in _ACTS:
        if len(found) == MOST:
            break
        turn = next((t for t in clean if t.turn not in taken and holds(t)), None)
        if turn is not None:
            taken.add(turn.turn)
            found.append(_done(call, turn, sentence, earned.get(turn.turn, [])))
    return tuple(sorted(found, key=lambda done: done.turn))


def _done(call: Call, turn: SellerTurn, sentence: str, earned: Sequence[FactDisclosed]) -> Done:
    topics = topics_told(event.topic for event in earned)
    came = f" It brought out: {topics}." if topics else ""
    reply = "" if turn.reply is None else shortened(bare(call.buyer[turn.reply]))
    return Done(turn.turn, shortened(turn.text), f"{sentence}{came}", reply)


def _specific(turn: SellerTurn) -> bool:
    return any(told.depth > 1 for told in turn.told) and turn.asks


_ACTS: tuple[tuple[Callable[[SellerTurn], bool], str], ...] = (
    (
        lambda t: any(p.kind == "contradiction" and p.strength > 0 for p in t.verdict.probes),
        "You named, calmly, what did not fit.",
    ),
    (
        lambda t: t.verdict.problem_question == "answered",
        "Asked what makes you say that, you answered with a reason.",
    ),
    (lambda t: bool(t.verdict.cues_answered), "You took up a hint dropped in passing."),
    (lambda t: t.verdict.summary == "confirmed", "You summed up, and they confirmed it."),
    (
        lambda t: t.accepted and t.verdict.complex,
        "You gave back what it means, and they agreed.",
    ),
    (
        lambda t: bool(t.verdict.follows) and _specific(t),
        "Your question grew out of their answer.",
    ),
    (
        lambda t: t.verdict.presumption and bool(t.told),
        "You asked from what you had read about them.",
    ),
    (
        lambda t: (
            t.verdict.next_step is not None
            and t.verdict.next_step.accepted
            and t.verdict.next_step.date
        ),
        "You agreed a step with a day to it.",
    ),
    (_specific, "Your question got something specific."),
)
"""An act and the sentence that names it, the rarest first."""
