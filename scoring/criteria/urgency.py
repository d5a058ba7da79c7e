"""6. Priority, why now, cost of inaction.

0 none · 1 a yes/no 'is it a priority?', or asked in vain · 2 its rank against other work, or a
dated trigger · 3 both · 4 and the buyer says what happens if nothing is done. An honestly reached
'not now', agreed with its reason, counts as much as that.
"""

from personas.vocabulary import Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.quoting import asking, earning, exchange
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn
from scoring.wording import says_rank

_RANK = "where it ranks", "Where does that sit among everything else you have to do?"
_CLOCK = "what sets the clock", "What sets the date for that?"
"""What may be lacking beside the other, and a question for it."""


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how clear it became whether this deserves attention now."""
    ranked = call.earned.get(Topic.PRIORITY, [])
    if not ranked:
        return _nothing_earned(call)
    trigger = next((item for item in ranked if item.dated or item.depth >= 2), None)
    rank = next((item for item in ranked if item is not trigger and _ranks(call, item)), None)
    if trigger is None or rank is None:
        what = "what it is dated by" if trigger else "where it ranks among the buyer's other work"
        lacking, ask = _RANK if trigger else _CLOCK
        return Finding(
            2,
            earning(call, ranked[0], f"The buyer says {what}."),
            f"Ask {lacking} as well.",
            ask,
        )
    evidence = (
        *earning(call, rank, "The buyer says where it ranks among other work."),
        *earning(call, trigger, "A dated trigger."),
    )
    inaction = call.earned.get(Topic.INACTION, [])
    if inaction:
        told = earning(call, inaction[0], "The buyer says what happens if nothing is done.")
        return Finding(4, (*evidence, *told))
    not_now = _honest_not_now(call)
    if not_now is not None:
        agreed = exchange(
            call, not_now, "Both agree that it is not for now.", "The buyer agrees to leave it."
        )
        return Finding(4, (*evidence, *agreed))
    return Finding(3, evidence, "Ask what happens if everything stays as it is.")


def _ranks(call: Call, item: Told) -> bool:
    """Whether a fact says where it ranks; of an imported call only the buyer's words tell."""
    return not call.imported or says_rank(call.buyer.get(item.turn, ""))


def _honest_not_now(call: Call) -> SellerTurn | None:
    return next(
        (turn for turn, step in call.next_steps if step.no_step_agreed and step.accepted), None
    )


def _nothing_earned(call: Call) -> Finding:
    for topic in (Topic.PRIORITY, Topic.INACTION):
        told = call.a_yes_on(topic) or next(iter(call.earned.get(topic, ())), None)
        if told is not None:
            return Finding(
                1,
                earning(call, told, "Something about urgency, but neither a rank nor a trigger."),
                "Ask openly where it stands among the buyer's other work.",
            )
    for topic in (Topic.PRIORITY, Topic.INACTION):
        asked = call.first_asked(topic)
        if asked is not None:
            return Finding(
                1,
                asking(asked, topic, "Urgency was asked for; nothing came: attempted."),
                "Settle what it costs first, then ask where it ranks.",
            )
    return Finding(0, (), "Ask where it ranks among the buyer's other work, and why now.")
