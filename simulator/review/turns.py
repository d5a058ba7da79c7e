"""A call reviewed turn by turn, like a game of chess: what each turn cost and what was better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from personas.vocabulary import LADDER, How, Topic
from scoring.caps import MISCONDUCT
from scoring.grader import grade
from scoring.hearing.heard import Mark
from scoring.rubric import Rubric
from scoring.scorecard import Cap, Scorecard
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, SellerSpoke
from scoring.verdict import Verdict
from simulator.call.meeting import Meeting
from simulator.debrief.words import TOPICS, topics_told
from simulator.review.attainable import Ways, ways_on
from simulator.sellers.agenda import PLAIN


class Worth(StrEnum):
    """What a turn was worth, by what it cost (`docs/review.md`)."""

    BEST = "best"
    GOOD = "good"
    INACCURACY = "inaccuracy"
    MISTAKE = "mistake"
    BLUNDER = "blunder"
    HELD = "held"
    """It cost nothing because a cap held the score already, and nothing came of it: no praise, no blame."""


COSTS: tuple[tuple[float, Worth], ...] = (
    (0.5, Worth.BEST),
    (2.0, Worth.GOOD),
    (6.0, Worth.INACCURACY),
    (15.0, Worth.MISTAKE),
)
"""Points under which a turn's cost is worth this; from the last on it is a blunder."""
SLIPS = (Worth.MISTAKE, Worth.BLUNDER)
"""What cost much: marked wherever a turn is shown."""
SIGNS: Mapping[Worth, str] = {
    Worth.BEST: "★",
    Worth.GOOD: "✓",
    Worth.INACCURACY: "?!",
    Worth.MISTAKE: "?",
    Worth.BLUNDER: "??",
    Worth.HELD: "–",
}


@dataclass(frozen=True, slots=True)
class Better:
    """What could have been said, and what it would have opened when really asked."""

    topic: str
    ask: str
    opens: tuple[str, ...] = ()
    """The buyer's topics that it opens, as played out; empty when it opens none."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One seller turn."""

    turn: int
    """Turn of the call, counting all turns from 0."""
    number: int
    """The seller's own count, 1 for the first."""
    said: str
    before: float | None
    """Attainable before it, in points; None in an imported call."""
    after: float | None
    reached: float | None
    """What the play-out from before it reached by itself."""
    worth: Worth | None
    why: str
    better: tuple[Better, ...]

    @property
    def slip(self) -> bool:
        """Whether it cost much."""
        return self.worth in SLIPS

    def to_json(self) -> dict[str, object]:
        """The object of the public interface, keys in its order."""
        return {
            "turn": self.turn,
            "attainable_before": self.before,
            "attainable_after": self.after,
            "verdict": None if self.worth in (None, Worth.HELD) else str(self.worth),
            "why": self.why,
            "better": [{"topic": item.topic, "ask": item.ask} for item in self.better],
        }


@dataclass(frozen=True, slots=True)
class Review:
    """A call with every turn reviewed."""

    card: Scorecard
    turns: tuple[Reviewed, ...]


def review(meeting: Meeting, events: Sequence[AnyEvent], rubric: Rubric) -> Review:
    """Reviews a call of ours. The same record gives the same review.

    Raises Divergence when this engine does not reproduce the record.
    """
    ways = ways_on(meeting, events, rubric)
    spoken = [event for event in events if isinstance(event, SellerSpoke)]
    verdicts = {event.turn: event for event in events if isinstance(event, BuyerDecided)}
    told = _told(events)
    turns = []
    for at, event in enumerate(spoken):
        before, after = ways.attainable[at], ways.attainable[at + 1]
        decided = verdicts.get(event.turn)
        worth = worth_of(before - after, sets_cap=_binds(ways.card.cap, event.turn))
        came = told.get(event.turn, ())
        why = _why(event, decided, ways.card, came)
        missed = worth is not Worth.BEST
        if worth is Worth.BEST and not _earned(decided, came):
            # What cost nothing and brought nothing is no mistake, and nothing to boast of.
            worth = Worth.GOOD
            if _held(ways.card.cap, event.turn):
                worth, why, missed = Worth.HELD, f"{why} The score was held by then.".strip(), True
        elif worth in SLIPS and event is spoken[-1] and not _binds(ways.card.cap, event.turn):
            why = f"{why} The call ended here, with more still within reach.".strip()
        turns.append(
            Reviewed(
                turn=event.turn,
                number=at + 1,
                said=event.text,
                before=before,
                after=after,
                reached=ways.reached[at],
                worth=worth,
                why=why,
                better=_better(ways, at, event.text) if missed else (),
            )
        )
    return Review(ways.card, tuple(turns))


def review_imported(events: Sequence[AnyEvent], rubric: Rubric) -> Review:
    """Reviews a transcript: what each turn did and a question that was open then.

    What the buyer would have said is not known, so nothing is said about what was attainable.
    """
    card = grade(events, rubric)
    verdicts = {event.turn: event for event in events if isinstance(event, BuyerDecided)}
    told = _told(events)
    known: set[str] = set()
    turns = []
    for number, event in enumerate((e for e in events if isinstance(e, SellerSpoke)), 1):
        came = told.get(event.turn, ())
        open_still = next((topic for topic in LADDER if topic not in known), None)
        wasted = not any(fact.how is How.ELICITED for fact in came)
        turns.append(
            Reviewed(
                turn=event.turn,
                number=number,
                said=event.text,
                before=None,
                after=None,
                reached=None,
                worth=None,
                why=_why(event, verdicts.get(event.turn), card, came),
                better=(Better(str(open_still), PLAIN[open_still][0]),)
                if open_still and wasted
                else (),
            )
        )
        known.update(str(fact.topic) for fact in came)
    return Review(card, tuple(turns))


def worth_of(cost: float, *, sets_cap: bool = False) -> Worth:
    """What a turn that cost so many points is worth; one that set a binding cap is a mistake at least."""
    worth = next((worth for under, worth in COSTS if cost < under), Worth.BLUNDER)
    return Worth.MISTAKE if sets_cap and worth is not Worth.BLUNDER else worth


def _binds(cap: Cap | None, turn: int) -> bool:
    return cap is not None and not cap.advisory and cap.turn == turn


def _held(cap: Cap | None, turn: int) -> bool:
    """Whether a cap held the score already before a turn."""
    return cap is not None and not cap.advisory and cap.turn < turn


def _earned(decided: BuyerDecided | None, told: Sequence[FactDisclosed]) -> bool:
    """Whether anything came of a turn by the record: a fact, an agreement, a question answered."""
    if any(event.how is How.ELICITED for event in told):
        return True
    if decided is None:
        return False
    verdict = decided.verdict
    return (
        verdict.reflection == "accepted"
        or verdict.summary == "confirmed"
        or verdict.problem_question == "answered"
        or bool(verdict.cues_answered)
        or (verdict.next_step is not None and verdict.next_step.accepted)
    )


def _told(events: Sequence[AnyEvent]) -> dict[int, tuple[FactDisclosed, ...]]:
    """What came out in reply to each seller turn."""
    found: dict[int, tuple[FactDisclosed, ...]] = {}
    for event in events:
        if isinstance(event, FactDisclosed):
            found[event.asked_turn] = (*found.get(event.asked_turn, ()), event)
    return found


def _better(ways: Ways, at: int, said: str) -> tuple[Better, ...]:
    """What the play-out said in place of the turn, with what came of it."""
    going = ways.goings[at]
    line = next((event for event in going if isinstance(event, SellerSpoke)), None)
    if line is None or line.text == said:
        return ()
    opened = [
        event
        for event in going
        if isinstance(event, FactDisclosed) and event.asked_turn == line.turn
    ]
    earned = tuple(dict.fromkeys(str(e.topic) for e in opened if e.how is How.ELICITED))
    topic = next(iter((*earned, *line.topics)), str(Topic.NEXT_STEP))
    return (Better(topic, line.text, earned),)


def _why(
    said: SellerSpoke,
    decided: BuyerDecided | None,
    card: Scorecard,
    told: Sequence[FactDisclosed],
) -> str:
    """The plainest reason in the record for what became of a turn."""
    if card.cap is not None and card.cap.turn == said.turn and not card.cap.advisory:
        return card.cap.why
    if decided is None:
        return ""
    verdict = decided.verdict
    for holds, reason in _REASONS:
        if holds(verdict, said):
            return reason
    earned = [event for event in told if event.how is How.ELICITED]
    if earned:
        return f"It brought out: {topics_told(event.topic for event in earned)}."
    if verdict.attempted:
        return f"Asked before the buyer was ready: {TOPICS[verdict.attempted[0]]}."
    return "It brought out nothing new."


def _uninvited(verdict: Verdict, _: SellerSpoke) -> bool:
    return verdict.pitch is not None and not verdict.pitch.invited


_REASONS = (
    (_uninvited, "A pitch that nobody had asked for."),
    (
        lambda v, _: v.problem_question == "dodged",
        "The buyer's 'what makes you say that?' went unanswered.",
    ),
    (
        lambda v, _: not MISCONDUCT.keys().isdisjoint(v.triggers),
        "It broke the trust there was.",
    ),
    (lambda v, _: v.reflection == "wrong", "Something was given back that the buyer had not said."),
    (lambda v, _: v.parrot, "The buyer's own words were said back, and nothing was added."),
    (lambda v, _: v.summary == "confirmed", "A summary the buyer confirmed."),
    (lambda v, _: v.repeated, "Asked before, and answered before."),
    (lambda v, _: v.next_step is not None and v.next_step.accepted, "A next step was agreed."),
    (lambda v, _: v.next_step is not None, "A next step before the buyer saw a reason for one."),
    (lambda _, s: Mark.EMPTY in s.marks, "Nothing was said or asked."),
)
"""What a verdict shows, the weightiest first, in one sentence each."""
