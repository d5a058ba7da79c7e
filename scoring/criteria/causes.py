"""4. Root causes.

0 none · 1 one 'why', and no fact · 2 a surface cause · 3 a root cause, reached by following up the
surface one · 4 and what was tried or why it persists, or the seller drops a presumption of
their own. What was tried is heard in how it works today; why it persists, in a further cause or in
a change that the seller asked about out of a cause.
"""

from personas.vocabulary import Topic
from scoring.call import Call
from scoring.discovery import Credit, Told
from scoring.quoting import asking, earning, exchange
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how far the causes were followed."""
    causes = call.earned.get(Topic.CAUSE, [])
    if not causes:
        return _nothing_earned(call)
    root = next((item for item in causes if item.depth >= 2 and _followed(call, item)), None)
    if root is None:
        return Finding(
            2,
            earning(call, causes[0], "The buyer names a cause."),
            "Follow the cause you heard one step further: what lies behind it?",
        )
    evidence = earning(call, root, "A root cause, reached by following up the surface one.")
    why = _persists(call, root)
    if why is not None:
        return Finding(
            4, (*evidence, *earning(call, why, "What was tried, or why it has not gone away."))
        )
    dropped = _dropped_presumption(call, root)
    if dropped is not None:
        return Finding(
            4,
            (
                *evidence,
                *exchange(
                    call,
                    dropped,
                    "The seller's own presumption, dropped.",
                    "The buyer corrects it.",
                ),
            ),
        )
    return Finding(3, evidence, "Ask what they have tried, or why it has not gone away by itself.")


def _followed(call: Call, root: Told) -> bool:
    """Whether a surface cause was out before and the question grew out of what was said.

    Who gets both in one reply has nothing left to follow up.
    """
    verdict = call.by_turn[root.asked_turn].verdict
    place = (root.turn, root.place)
    surface = any(
        item.topic is Topic.CAUSE and (item.turn, item.place) < place for item in call.told
    )
    return surface and (verdict.linked or bool(verdict.follows) or verdict.reflection == "accepted")


def _persists(call: Call, root: Told) -> Told | None:
    problem = next((item.turn for item in call.told if item.topic is Topic.PROBLEM), root.turn)
    for item in call.told:
        if item.credit is not Credit.FULL:
            continue
        if item.topic is Topic.CAUSE and item.turn > root.turn:
            return item
        if item.topic is Topic.CURRENT_STATE and item.turn > problem:
            return item
        if item.topic is Topic.CHANGE and any(
            fact in call.facts and call.facts[fact].topic is Topic.CAUSE
            for fact in call.by_turn[item.asked_turn].verdict.follows
        ):
            return item
    return None


def _dropped_presumption(call: Call, root: Told) -> SellerTurn | None:
    """A reflection about the cause that the buyer corrected before the root cause came."""
    return next(
        (
            turn
            for turn in call.seller
            if turn.turn < root.asked_turn
            and turn.verdict.reflection == "wrong"
            and Topic.CAUSE in turn.topics
        ),
        None,
    )


def _nothing_earned(call: Call) -> Finding:
    yes = call.a_yes_on(Topic.CAUSE)
    if yes is not None:
        return Finding(
            1,
            earning(call, yes, "A yes/no question got a cause."),
            "Ask openly why it happens.",
        )
    asked = call.first_asked(Topic.CAUSE)
    if asked is not None:
        return Finding(
            1,
            asking(asked, Topic.CAUSE, "One 'why', and no fact came of it: attempted."),
            "Stay with the case the buyer gave and ask what leads up to it.",
        )
    return Finding(0, (), "Ask why it happens.")
