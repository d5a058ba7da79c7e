"""8. Listening.

By follow-up rate: 0 under 20% · 1 from 20% · 2 from 40% · 3 from 60%, with one confirmed summary ·
4 from 80%, with a confirmed summary, two accepted complex reflections, at most one missed cue and
no dodged question of the buyer. The rate is credited follow-ups ÷ seller turns with a question that
come after at least one disclosed fact; with fewer than three of those nothing can be said and the
level is 0.
"""

from scoring.call import Call
from scoring.evidence import Evidence
from scoring.quoting import buyer_quote, exchange, present, seller_quote
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn

_SHOWN = 2
"""Follow-ups quoted as evidence."""


def grade(call: Call, thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how much of what was said was taken up."""
    many = len(call.opportunities)
    if many < thresholds.follow_up_opportunities:
        return Finding(0, (), "Ask on: take up what the buyer just said in the next question.")
    credited = len(call.follow_ups)
    reached = sum(credited * 100 >= many * step for step in thresholds.follow_up_percent)
    evidence = tuple(item for turn in call.follow_ups[:_SHOWN] for item in _follow_up(call, turn))
    rate = f"{credited} of {many} questions took up something the buyer had told"
    if reached < 3:
        return Finding(reached, evidence, f"{rate}: build the next question on the last answer.")
    summed = next((turn for turn in call.seller if turn.verdict.summary == "confirmed"), None)
    if summed is None:
        return Finding(2, evidence, f"{rate}: now sum up what you heard and have it confirmed.")
    evidence += exchange(
        call,
        summed,
        "A summary of what was said.",
        "The buyer confirms the summary.",
        acts=("reflection",),
    )
    lacking = _lacking(call, thresholds, rate, reached)
    return Finding(3, evidence, lacking) if lacking else Finding(4, evidence)


def _lacking(call: Call, thresholds: Thresholds, rate: str, reached: int) -> str:
    """The first condition of level 4 that does not hold; empty when all do."""
    deep = sum(turn.accepted and turn.verdict.complex for turn in call.seller)
    missed = len(call.missed_cues)
    if reached < 4:
        return f"{rate}: {thresholds.follow_up_percent[3]}% is the mark."
    if call.dodges:
        return "Answer every 'what makes you say that?' before anything else."
    if deep < thresholds.complex_reflections:
        return "Give back more than the words: join two facts, reckon, or name what it means."
    if missed > thresholds.missed_cues:
        return f"{missed} hints were dropped and not taken up; ask about them when they fall."
    return ""


def _follow_up(call: Call, turn: SellerTurn) -> tuple[Evidence, ...]:
    told = next((call.facts[fact] for fact in turn.verdict.follows if fact in call.facts), None)
    return present(
        seller_quote(turn, "The question takes up something the buyer told."),
        buyer_quote(call, told, "This is what it takes up.") if told else None,
    )
