"""What to work on next: at most three things, each at a turn of this call with a question to try.

Every sentence is a template filled from the record; what stands in quotation marks was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from personas.vocabulary import LADDER, SIDE_TOPICS, Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.quoting import buyer_quote, seller_quote
from scoring.scorecard import UNITS, Cap, CriterionScore, Priority
from scoring.seller_turn import SellerTurn
from scoring.wording import clipped

MOST = 3
OVERLOADED_BELOW = 40
"""Points under which one priority is enough."""

_CAP_CRITERION = {
    "G1": "pitch_timing",
    "G2": "pitch_timing",
    "G5": "listening",
    "G7": "listening",
}
_ACTS = {"pitch_timing": ("pitch",), "next_step": ("next_step",)}
"""The part of the turn that is quoted."""


_TELL_MORE = "Could you say a little more about that?"


@dataclass(frozen=True, slots=True)
class _Advice:
    why: str
    """Why it matters."""
    ask: str
    """A question, put after what the buyer said where there is something."""
    further: str
    """The question once the first has been answered (level 2 or more)."""
    after: tuple[Topic, ...] = ()
    """What the buyer tells that calls for it, the best first."""


_ADVICE = {
    "opening": _Advice(
        "A buyer gives time to someone who has a reason to call that is about the buyer.",
        "I read up on you before this and may have it wrong: what matters most just now?",
        "What would make this conversation worth your time?",
    ),
    "goals": _Advice(
        "Without the goal no problem has a size: a problem is what stands in a goal's way.",
        "Where are you trying to get to with this?",
        "By when would you want to be there, and what would it mean to you?",
        (Topic.GOAL, Topic.PROBLEM),
    ),
    "problem": _Advice(
        "A problem in general moves nobody; one case with a place and a date does.",
        "Could you take me through the last time that happened?",
        "Where else does it show, and who else feels it?",
        (Topic.PROBLEM, Topic.CURRENT_STATE, Topic.GOAL),
    ),
    "causes": _Advice(
        "Why it happens matters more than that it happens: a cure for the wrong cause is no help.",
        "What do you think is behind that?",
        "What have you tried so far, and why has it not gone away?",
        (Topic.CAUSE, Topic.PROBLEM),
    ),
    "impact": _Advice(
        "Until the buyer has put a figure on it, nothing tells whether it is worth mending.",
        "What does that end up costing you, roughly, over a month or a year?",
        "And who else pays for it: you yourself, your people, your customers?",
        (Topic.IMPACT, Topic.CAUSE, Topic.PROBLEM),
    ),
    "urgency": _Advice(
        "Most calls end in no decision; only the buyer can say why this deserves attention now.",
        "Where does that sit among everything else you have to do, and what sets the date?",
        "If you leave it as it is for another year, what happens?",
        (Topic.PRIORITY, Topic.IMPACT, Topic.GOAL, Topic.PROBLEM),
    ),
    "change_people_process": _Advice(
        "Decisions are lost to people and changes a seller never asked about.",
        "What has changed on your side lately, and who else has a say in this?",
        "And which other ways of dealing with it are on the table already?",
        (Topic.CHANGE, Topic.STAKEHOLDERS, Topic.PROCESS, Topic.PROBLEM, Topic.GOAL),
    ),
    "listening": _Advice(
        "The next question should be one that only this answer could have led to.",
        _TELL_MORE,
        "Let me see whether I have understood it so far; what have I got wrong?",
    ),
    "pitch_timing": _Advice(
        "Buyers care about a solution once they understand their problem; then they ask for one.",
        "Before I say anything about us: what is it that you would most like to be different?",
        "From what you told me we may be of use in one part: which would you most like gone?",
    ),
    "next_step": _Advice(
        "A step holds when it has a day, serves an open question and both bring something.",
        "What would be worth settling together next, on which day, and who should be there?",
        "Who else should be there, and what could you have to hand so that we settle it?",
    ),
}


def priorities(
    call: Call, criteria: Sequence[CriterionScore], cap: Cap | None, raw: int, score: int
) -> tuple[Priority, ...]:
    """What would have earned most, most at stake first; ties in the order of the rubric."""
    stakes = {item.id: item.at_stake for item in criteria}
    if cap is not None:
        stakes[_CAP_CRITERION[cap.id]] += raw - score
    ranked = sorted((item for item in criteria if stakes[item.id]), key=lambda i: -stakes[i.id])
    most = 1 if score < OVERLOADED_BELOW * UNITS else MOST
    found = (_priority(call, item, cap) for item in ranked)
    return tuple([item for item in found if item is not None][:most])


def _priority(call: Call, item: CriterionScore, cap: Cap | None) -> Priority | None:
    advice = _ADVICE[item.id]
    told = _cue(call, item, advice)
    turn = _place(call, item, told, cap)
    if turn is None:
        return None
    quote = seller_quote(turn, "Where it could have gone otherwise.", acts=_ACTS.get(item.id, ()))
    if quote is None:
        return None
    cue = told and buyer_quote(call, told, "What the buyer had said.")
    heard = clipped(cue.quote) if cue and cue.turn < turn.turn else ""
    why = f'The buyer had said: "{heard}". ' if heard else ""
    missing = f"{item.missing} " if item.missing else ""
    ask = item.ask or (advice.further if item.level >= 2 else advice.ask)
    if item.id == "listening" and item.level < 3:
        ask = _follow_up(told)
    lead = f'You said "{heard}". ' if heard else ""
    return Priority(item.id, turn.turn, quote.quote, f"{why}{missing}{advice.why}", f"{lead}{ask}")


def _cue(call: Call, item: CriterionScore, advice: _Advice) -> Told | None:
    """What the buyer told that called for it: the best topic's last fact."""
    if item.id == "listening":
        for turn in call.opportunities:
            if not turn.follows_up:
                return next((t for t in reversed(call.told) if t.turn < turn.turn), None)
        return call.told[-1] if call.told else None
    for topic in advice.after:
        facts = [told for told in call.told if told.topic is topic]
        if facts:
            return facts[-1]
    return None


def _place(
    call: Call, item: CriterionScore, told: Told | None, cap: Cap | None
) -> SellerTurn | None:
    """The seller turn where it could have gone otherwise."""
    if cap is not None and _CAP_CRITERION[cap.id] == item.id:
        return call.by_turn.get(cap.turn)
    if item.id == "opening":
        return call.seller[0]
    if item.id == "pitch_timing":
        return _where_pitched(call)
    if item.id == "next_step":
        return call.next_steps[-1][0] if call.next_steps else call.seller[-1]
    if told is not None:
        after = next((turn for turn in call.seller if turn.turn > told.turn), None)
        return after or call.seller[-1]
    refused = (turn for turn in call.seller if any(t in turn.verdict.attempted for t in _ASKED))
    return next(refused, call.seller[0])


_ASKED = (*LADDER, *SIDE_TOPICS)


def _where_pitched(call: Call) -> SellerTurn:
    """The first pitch, else the turn after the buyer asked for one, else the last turn."""
    if call.pitches:
        return call.pitches[0]
    invited = call.invited_by
    after = (turn for turn in call.seller if invited and turn.turn > invited.turn)
    return next(after, call.seller[-1])


def _follow_up(told: Told | None) -> str:
    """A question that grows out of what was told."""
    return _ONWARDS.get(told.topic, _TELL_MORE) if told else _TELL_MORE


_ONWARDS = {
    Topic.GOAL: "What would that make possible for you?",
    Topic.PROBLEM: "How often does it go like that, and where?",
    Topic.CAUSE: "What is behind that, do you think?",
    Topic.IMPACT: "What does that lead to for you?",
    Topic.PRIORITY: "What makes it that, rather than something else?",
    Topic.INACTION: "What would that mean for your plans?",
    Topic.CHANGE: "What has that changed for you since?",
    Topic.STAKEHOLDERS: "How do they see it?",
    Topic.PROCESS: "What would they want to know first?",
    Topic.CURRENT_STATE: "Where in that does it go wrong?",
}
