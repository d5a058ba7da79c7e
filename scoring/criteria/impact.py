"""5. Impact quantified.

0 none · 1 asked, and no answer to use · 2 a consequence in kind, from the buyer · 3 a figure with
its unit and period from the buyer, or joint arithmetic on the buyer's own figures that the buyer
accepts · 4 and a second dimension (personal, customers, risk), the total confirmed. A figure the
seller spoke first is not the buyer's: the record does not mark such a fact as quantified. The
second dimension is another specific impact; where the call's ledger holds only two impact facts,
the other one.
"""

from personas.vocabulary import Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.evidence import Evidence
from scoring.quoting import asking, earning, exchange, let_stand
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn

_FEW = 2


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of how well the impact was put into figures."""
    impacts = call.earned.get(Topic.IMPACT, [])
    if not impacts:
        return _nothing_earned(call)
    figure = next((item for item in impacts if item.quantified and item.depth >= 2), None)
    reckoned = _joint_arithmetic(call)
    if figure is None and reckoned is None:
        return Finding(
            2,
            earning(call, impacts[0], "The buyer names a consequence."),
            "Ask for a figure: how much, how often, over what time; or work it out together.",
        )
    evidence = _figure(call, figure, reckoned)
    second = _second_dimension(call, impacts, figure or impacts[0])
    if second is None:
        return Finding(3, evidence, "Ask whom else it costs something: the buyer, their customers.")
    total = call.played_back(Topic.IMPACT)
    if total is None:
        return Finding(
            3, evidence, "Put the figures together and have the buyer confirm the total."
        )
    return Finding(
        4,
        (
            *evidence,
            *earning(call, second, "A second dimension of the impact."),
            *exchange(
                call,
                total,
                "The total is played back.",
                let_stand(total),
                acts=("reflection",),
            ),
        ),
    )


def _figure(call: Call, figure: Told | None, reckoned: SellerTurn | None) -> tuple[Evidence, ...]:
    if figure is not None:
        return earning(call, figure, "The buyer puts a figure on it.")
    assert reckoned is not None
    return exchange(
        call,
        reckoned,
        "Reckoned together on the buyer's own figures.",
        "The buyer accepts it.",
        acts=("reflection",),
    )


def _joint_arithmetic(call: Call) -> SellerTurn | None:
    """An accepted reflection that reckons with what the buyer told, the impact among it."""
    for turn in call.seller:
        verdict = turn.verdict
        held = [call.facts[fact] for fact in verdict.reflects if fact in call.facts]
        if (
            turn.accepted
            and verdict.complex
            and turn.numbers
            and any(item.topic is Topic.IMPACT for item in held)
            and any(item.quantified for item in held)
        ):
            return turn
    return None


def _second_dimension(call: Call, impacts: list[Told], first: Told) -> Told | None:
    others = [item for item in impacts if item is not first]
    specific = next((item for item in others if item.depth >= 2), None)
    there_are = sum(card.topic is Topic.IMPACT for card in call.opened.facts)
    if specific is None and others and 0 < there_are <= _FEW:
        return others[0]
    return specific


def _nothing_earned(call: Call) -> Finding:
    yes = call.a_yes_on(Topic.IMPACT)
    if yes is not None:
        return Finding(
            1,
            earning(call, yes, "The buyer only agreed to an impact put to them."),
            "Ask openly what it leads to, and let the buyer name the figure.",
        )
    asked = call.first_asked(Topic.IMPACT)
    if asked is not None:
        return Finding(
            1,
            asking(asked, Topic.IMPACT, "The impact was asked for; no answer to use: attempted."),
            "Get the problem and its cause on the table first, then ask what it leads to.",
        )
    return Finding(0, (), "Ask what it leads to: in money, in time, for people.")
