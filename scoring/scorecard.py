"""What grading says about a call. Scores are whole numbers inside; one decimal is for showing.

A unit is a quarter of a point: a criterion of weight w at level n earns w × n units, a perfect call
400. Nothing is ever divided before it is shown.
"""

from dataclasses import dataclass, field
from typing import Literal

from scoring.evidence import Evidence

UNITS = 4
"""Units in a point."""
LEVELS = 4
"""The highest level of a criterion."""
Status = Literal["scored", "not_evaluable"]
Metric = int | float | bool | str | list[int] | list[str] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a criterion found."""

    level: int
    """0 to 4."""
    evidence: tuple[Evidence, ...] = ()
    missing: str = ""
    """The smallest behaviour that was missing for the next level; empty at level 4."""
    ask: str = ""
    """A question that would get it, where the level alone does not say which one would."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion of the scorecard."""

    id: str
    weight: int
    level: int
    advisory: bool
    evidence: tuple[Evidence, ...]
    missing: str
    limited_by: str = ""
    """Id of the cap that holds this level down; empty when none does."""
    ask: str = ""
    """A question that would get what is missing, where the level alone does not say which one would."""

    @property
    def units(self) -> int:
        """Quarter points earned."""
        return self.weight * self.level

    @property
    def at_stake(self) -> int:
        """Quarter points not earned."""
        return self.weight * (4 - self.level)


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on the whole score."""

    id: str
    limit: int
    """Points, after any recovery."""
    turn: int
    """The turn that set it."""
    why: str
    advisory: bool = False
    """Shown, but the score is not held down by it."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A limit on one criterion's level."""

    id: str
    criterion: str
    level: int
    why: str


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing worth working on."""

    criterion: str
    turn: int
    quote: str
    """The seller's words at that turn, verbatim."""
    why: str
    attempt: str
    """A question that could have stood there (`try` in JSON)."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A graded call. Equal records and equal rubrics give equal scorecards."""

    status: Status
    reason: str | None
    """Why it is not evaluable; null when scored."""
    source: Literal["own", "imported"]
    rubric: tuple[str, str, str]
    """Id, version and SHA-256."""
    hearing: str
    """Version of the hearing recorded in the call."""
    score: int | None = None
    """Units, after the cap; null unless scored."""
    raw: int | None = None
    """Units before the cap."""
    cap: Cap | None = None
    ceilings: tuple[Ceiling, ...] = ()
    criteria: tuple[CriterionScore, ...] = ()
    metrics: dict[str, Metric] = field(default_factory=dict)
    priorities: tuple[Priority, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The object of the public interface, without `file`, keys in its order."""
        rubric_id, version, sha256 = self.rubric
        return {
            "status": self.status,
            "reason": self.reason,
            "source": self.source,
            "score": shown(self.score),
            "raw": shown(self.raw),
            "cap": self.cap and _cap_json(self.cap),
            "rubric": {"id": rubric_id, "version": version, "sha256": sha256},
            "hearing": {"version": self.hearing},
            "criteria": [_criterion_json(item) for item in self.criteria],
            "metrics": dict(self.metrics),
            "priorities": [_priority_json(item) for item in self.priorities],
        }

    def explain(self) -> dict[str, str]:
        """For every criterion below level 4, the smallest behaviour missing for the next level."""
        return {item.id: item.missing for item in self.criteria if item.missing}


def shown(units: int | None) -> float | None:
    """Units as points with one decimal, halves up; None stays None."""
    return None if units is None else ((units * 20 + UNITS) // (2 * UNITS)) / 10


def _cap_json(cap: Cap) -> dict[str, object]:
    return {
        "id": cap.id,
        "limit": cap.limit,
        "turn": cap.turn,
        "advisory": cap.advisory,
        "why": cap.why,
    }


def _criterion_json(item: CriterionScore) -> dict[str, object]:
    return {
        "id": item.id,
        "weight": item.weight,
        "level": item.level,
        "points": shown(item.units),
        "advisory": item.advisory,
        "evidence": [evidence.to_json() for evidence in item.evidence],
    }


def _priority_json(item: Priority) -> dict[str, object]:
    return {
        "criterion": item.criterion,
        "turn": item.turn,
        "quote": item.quote,
        "why": item.why,
        "try": item.attempt,
    }
