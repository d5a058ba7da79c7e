"""The verdict as rows for one screen, from a scorecard in its public form (`Scorecard.to_json`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from personas.vocabulary import LADDER
from scoring.discovery import rung_depths
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, meeting
from simulator.debrief.did_well import Done, did_well
from simulator.debrief.sheet import sheet_of
from simulator.debrief.turns import your_turn
from simulator.debrief.words import NAMES, SHORT_TOPICS

LEVELS = 4
_QUOTED = re.compile(r'["“]([^"”]{8,}?)[.…]*["”]')


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence."""

    turn: int
    your_turn: int
    speaker: str
    """"seller" or "buyer"."""
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One criterion."""

    id: str
    name: str
    level: int
    """0 to 4."""
    points: float
    weight: int
    advisory: bool
    evidence: tuple[Proof, ...]
    missing: str
    """The smallest behaviour that was missing for the next level."""


@dataclass(frozen=True, slots=True)
class WorkOn:
    """One thing worth working on."""

    name: str
    your_turn: int
    turn: int
    quote: str
    cue: str
    """The buyer's words it should have answered; empty where `why` quotes them."""
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder."""

    name: str
    depth: int
    """0 to 3."""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One screen."""

    score: str
    """With one decimal; empty when the call was not evaluable."""
    raw: str
    reason: str
    """Why there is no score."""
    cap: str
    """The cap as a sentence naming the turn that set it; empty when none holds."""
    ladder: tuple[Rung, ...]
    ladder_at: str
    """When the ladder stood like this."""
    bars: tuple[Bar, ...]
    work_on: tuple[WorkOn, ...]
    did_well: tuple[Done, ...]
    """At most two acts worth keeping."""
    sheet: str
    """The prepare sheet's own grade in one sentence; empty when none was written."""
    facts: str
    """Talk share, follow-ups and questions on one line."""
    rubric: str


def verdict_view(
    card: Mapping[str, Any], events: Sequence[AnyEvent], missing: Mapping[str, str] | None = None
) -> VerdictView:
    """The rows of a scorecard; `missing` says per criterion what the next level takes."""
    metrics = card["metrics"]
    at, ladder = _ladder(events, metrics.get("first_pitch_turn"))
    cap = card["cap"]
    return VerdictView(
        score="" if card["score"] is None else f"{card['score']:.1f}",
        raw="" if card["raw"] is None else f"{card['raw']:.1f}",
        reason=card["reason"] or "",
        cap="" if cap is None else _cap_sentence(cap, card["raw"], events),
        ladder=ladder,
        ladder_at=at,
        bars=tuple(_bar(item, events, missing or {}) for item in card["criteria"]),
        work_on=tuple(_work_on(item, events) for item in card["priorities"][:3]),
        did_well=did_well(events),
        sheet=_sheet(events),
        facts=_facts(metrics),
        rubric=f"{card['rubric']['id']} {card['rubric']['version']}",
    )


def _cap_sentence(cap: Mapping[str, Any], raw: float | None, events: Sequence[AnyEvent]) -> str:
    held = "Would be held" if cap["advisory"] else "Held"
    doubt = ", if that was heard rightly" if cap["advisory"] else ""
    below = ", and below that anyway" if raw is not None and raw <= cap["limit"] else ""
    turn = your_turn(events, cap["turn"])
    return f"{held} at {cap['limit']} by your turn {turn}{doubt}{below}: {cap['why']}"


def _bar(item: Mapping[str, Any], events: Sequence[AnyEvent], missing: Mapping[str, str]) -> Bar:
    return Bar(
        id=item["id"],
        name=NAMES.get(item["id"], item["id"]),
        level=item["level"],
        points=item["points"],
        weight=item["weight"],
        advisory=item["advisory"],
        evidence=tuple(
            Proof(
                turn=proof["turn"],
                your_turn=your_turn(events, proof["turn"]),
                speaker=proof["speaker"],
                quote=proof["quote"],
                rule=proof["rule"],
            )
            for proof in item["evidence"]
        ),
        missing=missing.get(item["id"], ""),
    )


def _work_on(item: Mapping[str, Any], events: Sequence[AnyEvent]) -> WorkOn:
    before = [e.text for e in events if e.type == "buyer_spoke" and e.turn < item["turn"]]
    quoted = any(part in before[-1] for part in _QUOTED.findall(item["why"])) if before else False
    return WorkOn(
        name=NAMES.get(item["criterion"], item["criterion"]),
        turn=item["turn"],
        your_turn=your_turn(events, item["turn"]),
        quote=item["quote"],
        cue=before[-1] if before and not quoted else "",
        why=item["why"],
        example=item["try"],
    )


def _sheet(events: Sequence[AnyEvent]) -> str:
    grade = sheet_of(meeting(events))
    if grade.empty:
        return ""
    pitch = "; it only described a pitch" if grade.only_a_pitch else ""
    return f"Your sheet earned {grade.points} of {grade.of}{pitch}. It is no part of the score."


def _ladder(events: Sequence[AnyEvent], first_pitch: int | None) -> tuple[str, tuple[Rung, ...]]:
    """The rungs just before the first pitch, or at the end when there was none."""
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    if first_pitch is not None:
        decided = [event for event in decided if event.turn < first_pitch]
        at = f"when you first pitched, your turn {your_turn(events, first_pitch)}"
    else:
        at = "at the end; you did not pitch"
    depths = decided[-1].rungs if decided else {}
    if not depths:
        told = [event for event in events if isinstance(event, FactDisclosed)]
        if first_pitch is not None:
            told = [event for event in told if event.asked_turn < first_pitch]
        found = rung_depths((event.topic, event.depth) for event in told)
        depths = {str(topic): depth for topic, depth in found.items()}
    return at, tuple(Rung(SHORT_TOPICS[topic], depths.get(topic, 0)) for topic in LADDER)


def _facts(metrics: Mapping[str, Any]) -> str:
    parts = []
    if metrics.get("talk_share") is not None:
        parts.append(f"you spoke {metrics['talk_share']:.0%} of the words")
    if metrics.get("follow_up_rate") is not None:
        parts.append(
            f"{metrics['follow_up_rate']:.0%} of your questions built on the answer before"
        )
    if metrics.get("questions") is not None:
        parts.append(f"{metrics['questions']} questions")
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]
