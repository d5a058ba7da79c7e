"""Grades a call: a pure function of its record and the rubric, in whole numbers."""

from collections.abc import Callable, Sequence

from personas.vocabulary import Outcome
from scoring.call import Call, read
from scoring.caps import caps, ceilings, counting, held_down
from scoring.criteria import (
    causes,
    change_people_process,
    goals,
    impact,
    listening,
    next_step,
    opening,
    pitch_timing,
    problem,
    urgency,
)
from scoring.metrics import metrics
from scoring.priorities import priorities
from scoring.rubric import CRITERIA, Rubric, RubricText, Thresholds
from scoring.scorecard import Ceiling, CriterionScore, Finding, Scorecard
from scoring.transcript import AnyEvent

VERSION = "1"
"""Version of these rules; it changes with any of them that can change a grade."""

Criterion = Callable[[Call, Thresholds], Finding]

GRADERS: dict[str, Criterion] = {
    "opening": opening.grade,
    "goals": goals.grade,
    "problem": problem.grade,
    "causes": causes.grade,
    "impact": impact.grade,
    "urgency": urgency.grade,
    "change_people_process": change_people_process.grade,
    "listening": listening.grade,
    "pitch_timing": pitch_timing.grade,
    "next_step": next_step.grade,
}


def grade(events: Sequence[AnyEvent], rubric: Rubric, *, confirmed_error: str = "") -> Scorecard:
    """The scorecard of a record.

    `confirmed_error` says what the simulator got wrong, once a person has confirmed it: the attempt
    is then not evaluable, never low. Raises ValueError when the record has no opening event.
    """
    call, text = read(events), rubric.text
    identity = (text.id, text.version, rubric.sha256)
    figures = metrics(call, text.thresholds)
    reason = confirmed_error or _not_evaluable(call, text.thresholds)
    if reason:
        return Scorecard(
            status="not_evaluable",
            reason=reason,
            source=call.opened.source,
            rubric=identity,
            hearing=call.opened.hearing,
            metrics=figures,
        )
    limits = ceilings(call, text)
    criteria = tuple(_criterion(name, call, text, limits) for name in CRITERIA)
    raw = sum(item.units for item in criteria)
    cap = counting(caps(call, text))
    score = held_down(raw, None if cap is None or cap.advisory else cap.limit)
    return Scorecard(
        status="scored",
        reason=None,
        source=call.opened.source,
        rubric=identity,
        hearing=call.opened.hearing,
        score=score,
        raw=raw,
        cap=cap,
        ceilings=tuple(limits),
        criteria=criteria,
        metrics=figures,
        priorities=priorities(call, criteria, cap, raw, score),
    )


def _not_evaluable(call: Call, thresholds: Thresholds) -> str:
    """Why there is nothing to grade; empty when there is."""
    ended = call.ended
    if ended is not None and ended.outcome is Outcome.OTHER_LANGUAGE:
        return "The call was not held in English, the only language this version grades."
    if not call.seller:
        return "The seller said nothing."
    enough = len(call.seller) >= thresholds.seller_turns
    if enough or call.step_agreed or (ended is not None and ended.ended_by == "buyer"):
        return ""
    return (
        f"Left early: {len(call.seller)} seller turns are too few to grade; it takes "
        f"{thresholds.seller_turns}, a next step the buyer accepted, or a buyer who ended the call."
    )


def _criterion(
    name: str, call: Call, text: RubricText, limits: Sequence[Ceiling]
) -> CriterionScore:
    finding = _proven(GRADERS[name](call, text.thresholds))
    level, missing, ask, limited_by = finding.level, finding.missing, finding.ask, ""
    for limit in limits:
        if limit.criterion == name and limit.level < level:
            level, missing, ask, limited_by = limit.level, limit.why, "", limit.id
    return CriterionScore(
        id=name,
        weight=text.weights[name],
        level=level,
        advisory=name in text.advisory,
        evidence=finding.evidence,
        missing=missing,
        ask=ask,
        limited_by=limited_by,
    )


def _proven(finding: Finding) -> Finding:
    """Level 2 and above stand only with the seller's words and the buyer's; else it is level 1."""
    speakers = {item.speaker for item in finding.evidence}
    if finding.level < 2 or len(speakers) == 2:
        return finding
    return Finding(1, finding.evidence, "The record holds no quote of both speakers for more.")
