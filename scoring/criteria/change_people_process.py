"""7. Change, people, process.

0 none · 1 asked in vain, or only 'are you the decision maker?' · 2 one of the three disclosed ·
3 two (of which one is then how they decide or who else) · 4 all three, the standing of earlier
supporters where the brief names any, and other ways of solving it probed with a presuming question.
The probe earns its level even when nothing comes out.
"""

import re

from personas.vocabulary import SIDE_TOPICS, Topic
from scoring.call import Call
from scoring.evidence import Evidence
from scoring.hearing.heard import Mark
from scoring.quoting import asking, earning, exchange, present, seller_quote
from scoring.rubric import Thresholds
from scoring.scorecard import Finding
from scoring.seller_turn import SellerTurn

_SUPPORTER = re.compile(
    r"\b(?:champion\w*|support(?:er|ers|ed)|sponsor\w*|backed|enthusias\w+|in favou?r|"
    r"your contact)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}\b")
_ASKS = {
    Topic.CHANGE: "what has changed on their side",
    Topic.STAKEHOLDERS: "who else has a say",
    Topic.PROCESS: "how a decision like this is made",
}
_QUESTIONS = {
    Topic.CHANGE: "What has changed on your side lately?",
    Topic.STAKEHOLDERS: "Who else has a say in this?",
    Topic.PROCESS: "How would a decision like this be made?",
}


def grade(call: Call, _thresholds: Thresholds) -> Finding:
    """Level 0 to 4 of what was learned about change, people and process."""
    disclosed = [topic for topic in SIDE_TOPICS if call.earned.get(topic)]
    lacking = [topic for topic in SIDE_TOPICS if topic not in disclosed]
    if not disclosed:
        return _nothing_earned(call)
    evidence = tuple(
        item
        for topic in disclosed
        for item in earning(call, call.earned[topic][0], f"The buyer says {_ASKS[topic]}.")
    )
    if lacking:
        level = 2 if len(disclosed) == 1 else 3
        missing = f"Ask {' and '.join(_ASKS[topic] for topic in lacking)}."
        return Finding(level, evidence, missing, _QUESTIONS[lacking[0]])
    probe = next((turn for turn in call.seller if _probes_alternatives(turn)), None)
    if probe is None:
        return Finding(
            3,
            evidence,
            "Ask about other ways of solving it as if there were some: which, not whether.",
        )
    supporters = _supporters(call)
    asked = next((t for t in call.seller if t.asks and _names(t, supporters)), None)
    if supporters and asked is None:
        return Finding(3, evidence, "Ask how those stand now who supported this before.")
    return Finding(4, (*evidence, *_extra(call, probe, asked)))


def _extra(call: Call, probe: SellerTurn, asked: SellerTurn | None) -> tuple[Evidence, ...]:
    standing = "The standing of an earlier supporter is asked about."
    return (
        *present(seller_quote(asked, standing) if asked else None),
        *exchange(
            call,
            probe,
            "A presuming question about other ways of solving it.",
            "The buyer's answer to it, whatever it is worth.",
        ),
    )


def _probes_alternatives(turn: SellerTurn) -> bool:
    if any(probe.kind == "presuming" for probe in turn.verdict.probes):
        return True
    return turn.has(Mark.PRESUMING) and turn.asks_about(Topic.COMPETITION)


def _supporters(call: Call) -> frozenset[str]:
    """Names in those facts of the brief that speak of earlier support."""
    return frozenset(
        name
        for fact in call.opened.brief_facts
        if _SUPPORTER.search(fact.text)
        for name in _NAME.findall(fact.text)
    )


def _names(turn: SellerTurn, names: frozenset[str]) -> bool:
    return any(name in turn.text for name in names)


def _nothing_earned(call: Call) -> Finding:
    for topic in SIDE_TOPICS:
        yes = call.a_yes_on(topic)
        if yes is not None:
            return Finding(
                1,
                earning(
                    call, yes, "Only a yes/no question, such as 'are you the decision maker?'."
                ),
                "Ask openly who else has a say and how they decide.",
            )
    for topic in SIDE_TOPICS:
        asked = call.first_asked(topic)
        if asked is not None:
            return Finding(
                1,
                asking(asked, topic, "Asked for, and nothing came of it: attempted."),
                "Ask what has changed once the problem is on the table.",
            )
    return Finding(0, (), "Ask what has changed, who else has a say, and how they decide.")
