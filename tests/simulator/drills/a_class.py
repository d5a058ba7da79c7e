"""A small class by hand: rows of a register without calls, archive or engine."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from personas.vocabulary import Level
from scoring.rubric import CRITERIA, load_rubric
from scoring.transcript import ContentVersion
from simulator.drills.assigning.drill import Drill, Meet, Opens, PassRule
from simulator.drills.desk.board import Board
from simulator.drills.desk.board import board as board_of
from simulator.drills.register.rows import (
    Dispute,
    DrillRow,
    Grade,
    Graded,
    Label,
    Mark,
    SubmissionRow,
)
from simulator.drills.submission.submission import Flag, Flagged

RUBRIC = load_rubric()
WEIGHTS = RUBRIC.text.weights
OWNER, CFO, BROKER = "skeptical-owner", "polite-cfo", "rfp-broker"
TRAINER = "Tara"
ALL_TOPICS = (
    *("goal", "problem", "cause", "impact", "priority", "inaction"),
    *("change", "stakeholders", "process"),
)


def drill(*scenarios: str, **more: Any) -> Drill:
    """A drill of these meetings, one attempt each, everything open at once."""
    return Drill.model_validate(
        {
            "id": "spring-class",
            "title": "Spring class",
            "trainer": TRAINER,
            "made": "2026-03-01T09:00:00+00:00",
            "meetings": [
                Meet(scenario=_content("scenario", name), persona=_content("persona", name))
                for name in scenarios or (OWNER,)
            ],
            "level": Level.STANDARD,
            "attempts": 3,
            "score": Opens.AT_ONCE,
            "review": Opens.AT_ONCE,
            "truth": Opens.AFTER_DEADLINE,
            "coach": False,
            "passing": PassRule(score=50),
            "rubric": _content("rubric", RUBRIC.id, RUBRIC.sha256),
            "engine": "2",
            **more,
        }
    )


def row(*scenarios: str, advisory: Sequence[str] = (), released: str = "", **more: Any) -> DrillRow:
    """The same as the register has it."""
    return DrillRow(drill(*scenarios, **more), advisory=tuple(advisory), released=released)


def handed_in(
    trainee: str,
    scenario: str = OWNER,
    attempt: int = 1,
    *,
    sent: str = "2026-03-02T10:00:00+00:00",
    flags: Sequence[Flagged] = (),
    gradable: bool = True,
) -> SubmissionRow:
    """A submission; its id says whose it is."""
    return SubmissionRow(
        id=f"{trainee.lower()}-{scenario}-{attempt}",
        drill="spring-class",
        trainee=trainee,
        scenario=scenario,
        attempt=attempt,
        call=f"call-{trainee}-{attempt}",
        flags=tuple(Flag(kind, f"{trainee}, turn 4: {kind}.", 4) for kind in flags),
        gradable=gradable,
        received="2026-03-05T10:00:00+00:00",
        sent=sent,
    )


def graded(
    submission: SubmissionRow,
    levels: Mapping[str, int] | int = 2,
    *,
    cap: int | None = None,
    topics: Sequence[str] = ALL_TOPICS,
    early: bool = False,
) -> Grade:
    """The engine's grade: these levels, the others at 2; or one level throughout."""
    given = (
        dict.fromkeys(CRITERIA, levels)
        if isinstance(levels, int)
        else {**dict.fromkeys(CRITERIA, 2), **levels}
    )
    raw = sum(WEIGHTS[name] * level for name, level in given.items())
    score = raw if cap is None else min(raw, cap * 4)
    card: dict[str, Any] = {
        "status": "not_evaluable" if early else "scored",
        "reason": "Left early: 2 seller turns are too few to grade." if early else None,
        "source": "own",
        "score": None if early else score / 4,
        "raw": None if early else raw / 4,
        "cap": cap
        and {"id": "G1", "limit": cap, "turn": 3, "advisory": False, "why": "Too early."},
        "rubric": {"id": RUBRIC.id, "version": RUBRIC.text.version, "sha256": RUBRIC.sha256},
        "hearing": {"version": "1"},
        "criteria": []
        if early
        else [
            {
                "id": name,
                "weight": WEIGHTS[name],
                "level": level,
                "points": WEIGHTS[name] * level / 4,
                "advisory": False,
                "evidence": [],
            }
            for name, level in given.items()
        ],
        "metrics": {"topics_explored": list(topics)},
        "priorities": [],
    }
    return Grade(
        submission=submission.id,
        rubric=RUBRIC.sha256,
        grader="1",
        status=str(card["status"]),
        score=None if early else score,
        levels={} if early else given,
        card=json.dumps(card),
    )


def board(
    drill_row: DrillRow,
    members: Sequence[str],
    submissions: Sequence[SubmissionRow],
    grades: Mapping[str, Grade],
    marks: Sequence[Mark] = (),
    disputes: Sequence[Dispute] = (),
) -> Board:
    """The board of a class from whole grades."""
    light = {
        name: Graded(
            grade.status,
            grade.score,
            grade.levels,
            frozenset(json.loads(grade.card)["metrics"]["topics_explored"]),
        )
        for name, grade in grades.items()
    }
    return board_of(drill_row, members, submissions, light, grades, marks, disputes)


def mark(
    submission: SubmissionRow,
    criterion: str,
    level: int,
    *,
    trainer: str = TRAINER,
    label: Label = "too_low",
    blind: bool = False,
) -> Mark:
    """A level given by a person."""
    reason = "They asked it in other words."
    return Mark(
        submission.id, criterion, trainer, level, reason, label, blind, "2026-03-06T08:00:00+00:00"
    )


def _content(kind: str, name: str, sha256: str = "0" * 64) -> ContentVersion:
    return ContentVersion.model_validate(
        {"kind": kind, "id": name, "version": "1", "sha256": sha256}
    )
