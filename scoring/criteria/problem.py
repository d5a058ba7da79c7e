"""3. The issue made concrete.

0 nothing asked, or the buyer is told their issue · 1 asked in general and nothing came · 2 the
buyer names it · 3 an instance: where, when, how often · 4 and a second issue or others affected,
played back and confirmed. Others affected are heard in who is involved, or in a second impact.
"""

from personas.vocabulary import Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.quoting import asking, earning, exchange, let_stand
from scoring.rubric import Thresholds
from scoring.scorecard import Finding


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how concrete the buyer's issue became."""
    named = call.earned.get(Topic.PROBLEM, [])
    if not named:
        return _nothing_earned(call)
    instance = next((item for item in named if item.depth >= 2), None)
    if instance is None:
        return Finding(
            2,
            earning(call, named[0], "The buyer names the issue."),
            "Ask for one case: where, when, how often.",
        )
    evidence = earning(call, instance, "The buyer gives an instance: where, when or how often.")
    more = _second(call, named)
    played = call.played_back(Topic.PROBLEM)
    if more is None:
        return Finding(3, evidence, "Ask what else goes wrong, or who else it touches.")
    if played is None:
        return Finding(3, evidence, "Give the issue back in your own words and have it confirmed.")
    return Finding(
        4,
        (
            *evidence,
            *earning(call, more, "A second issue, or somebody else it touches."),
            *exchange(
                call,
                played,
                "The issue is played back.",
                let_stand(played),
                acts=("reflection",),
            ),
        ),
    )


def _second(call: Call, named: list[Told]) -> Told | None:
    """A third fact on the problem, who is involved, or a second impact."""
    if len(named) > 2:
        return named[2]
    involved = call.earned.get(Topic.STAKEHOLDERS, [])
    impact = call.earned.get(Topic.IMPACT, [])
    return involved[0] if involved else impact[1] if len(impact) > 1 else None


def _nothing_earned(call: Call) -> Finding:
    yes = call.a_yes_on(Topic.PROBLEM)
    if yes is not None:
        return Finding(
            1,
            earning(call, yes, "A yes/no question got the issue."),
            "Ask openly what goes wrong.",
        )
    asked = call.first_asked(Topic.PROBLEM)
    if asked is not None:
        return Finding(
            1,
            asking(asked, Topic.PROBLEM, "The issue was asked for; nothing came: attempted."),
            "Ask about one recent case rather than about problems in general.",
        )
    return Finding(0, (), "Ask what goes wrong instead of naming it for the buyer.")
