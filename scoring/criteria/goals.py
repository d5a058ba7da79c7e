"""2. Goals.

0 none · 1 asked and nothing new came, or the goal came only after the impact · 2 the buyer states
a goal · 3 one with a measure or a date, before any cause or explicitly linked to an issue · 4 and
what it means to them is played back and confirmed.
"""

from personas.vocabulary import Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.quoting import asking, earning, exchange, let_stand
from scoring.rubric import Thresholds
from scoring.scorecard import Finding

_ISSUES = (Topic.PROBLEM, Topic.CAUSE, Topic.IMPACT)


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of what was learned of the buyer's goals."""
    goals = call.earned.get(Topic.GOAL, [])
    if not goals:
        return _nothing_earned(call)
    first = goals[0]
    impact = call.earned.get(Topic.IMPACT, [])
    if impact and impact[0].turn < first.turn and not _linked(call, first):
        return Finding(
            1,
            earning(call, first, "The buyer states a goal, but only after the impact."),
            "Ask for the goal first, or tie it to the problem the buyer named.",
        )
    cause = next((item for item in call.told if item.topic is Topic.CAUSE), None)
    measured = next(
        (
            goal
            for goal in goals
            if (goal.quantified or goal.dated)
            and (cause is None or goal.turn < cause.turn or _linked(call, goal))
        ),
        None,
    )
    if measured is None:
        return Finding(
            2,
            earning(call, first, "The buyer states a goal."),
            "Ask by when, or how the buyer would measure it, before going into causes.",
        )
    evidence = earning(call, measured, "The goal has a measure or a date.")
    played = call.played_back(Topic.GOAL, meaning=True)
    if played is None:
        return Finding(
            3,
            evidence,
            "Ask what reaching it means to the buyer, play it back and have it confirmed.",
        )
    confirmed = exchange(
        call,
        played,
        "What the goal means is played back.",
        let_stand(played),
        acts=("reflection",),
    )
    return Finding(4, (*evidence, *confirmed))


def _nothing_earned(call: Call) -> Finding:
    yes = call.a_yes_on(Topic.GOAL)
    if yes is not None:
        return Finding(
            1,
            earning(call, yes, "A yes/no question got the goal."),
            "Ask openly what the buyer is trying to reach.",
        )
    asked = call.first_asked(Topic.GOAL)
    if asked is not None:
        return Finding(
            1,
            asking(asked, Topic.GOAL, "The goal was asked for; nothing new came: attempted."),
            "Earn enough trust that the buyer tells what they are trying to reach, then ask again.",
        )
    return Finding(0, (), "Ask what the buyer is trying to reach.")


def _linked(call: Call, goal: Told) -> bool:
    """Whether the question that earned the goal takes up an issue the buyer told."""
    turn = call.by_turn[goal.asked_turn]
    return any(
        fact in call.facts and call.facts[fact].topic in _ISSUES for fact in turn.verdict.follows
    )
