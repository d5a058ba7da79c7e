"""A call under two rubrics: what changed, by how much, and which rule did it. Never averaged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.grader import grade
from scoring.rubric import Rubric, RubricText
from scoring.scorecard import UNITS, Cap, CriterionScore, Scorecard, shown
from scoring.transcript import AnyEvent
from simulator.debrief.words import NAMES


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One figure that the rubrics differ in."""

    key: str
    """As in the file: "weights.impact", "caps.early_pitch.by_rungs"."""
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.key}: {_figure(self.before)} to {_figure(self.after)}"


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One criterion of one call under both; only those that differ in level or points."""

    id: str
    before: CriterionScore
    after: CriterionScore
    rules: tuple[str, ...] = ()
    """Thresholds and caps of which each by itself changes its level; weights speak for themselves."""

    @property
    def points(self) -> float:
        """Points gained; negative when lost."""
        return (self.after.units - self.before.units) / UNITS

    @property
    def why(self) -> str:
        """Whether the level or the weight did it, in one sentence."""
        parts = []
        if self.before.level != self.after.level:
            parts.append(f"level {self.before.level} to {self.after.level}")
        if self.before.weight != self.after.weight:
            parts.append(f"weight {self.before.weight} to {self.after.weight}")
        if self.before.limited_by != self.after.limited_by:
            parts.append(
                f"held by {self.after.limited_by}"
                if self.after.limited_by
                else f"no longer held by {self.before.limited_by}"
            )
        return ", ".join(parts) + _by(self.rules)


@dataclass(frozen=True, slots=True)
class Regraded:
    """One call, graded by two rubrics."""

    before: Scorecard
    after: Scorecard
    criteria: tuple[CriterionChange, ...]
    rules: tuple[str, ...] = ()
    """Thresholds and caps of which each by itself changes the status or what holds the score."""

    @property
    def change(self) -> float | None:
        """Points of score gained; None unless both rubrics could score it."""
        if self.before.score is None or self.after.score is None:
            return None
        return (self.after.score - self.before.score) / UNITS

    @property
    def cap_changed(self) -> bool:
        """Whether another cap holds, or another limit of the same."""
        return _cap(self.before.cap) != _cap(self.after.cap)

    @property
    def why(self) -> tuple[str, ...]:
        """Every rule that did something, caps first, one phrase each; empty when nothing changed."""
        parts = []
        if self.before.status != self.after.status:
            parts.append((self.after.reason or "it can be scored now") + _by(self.rules))
        if self.cap_changed:
            held = f"limit {_cap(self.before.cap)} to {_cap(self.after.cap)}"
            parts.append(held + _by(self.rules))
        parts += [
            f"{NAMES[item.id]} {item.points:+g} ({item.why})"
            for item in self.criteria
            if item.points
        ]
        return tuple(parts)

    def to_json(self) -> dict[str, Any]:
        """The object of `grade --compare-rubric --json`, without `file`."""
        return {
            "status": self.after.status,
            "before": _side(self.before),
            "after": _side(self.after),
            "change": self.change,
            "criteria": [
                {
                    "id": item.id,
                    "level": [item.before.level, item.after.level],
                    "weight": [item.before.weight, item.after.weight],
                    "points": [shown(item.before.units), shown(item.after.units)],
                    "why": item.why,
                    "rules": list(item.rules),
                }
                for item in self.criteria
            ],
            "rules": list(self.rules),
            "why": list(self.why),
        }


def regraded(events: Sequence[AnyEvent], before: Rubric, after: Rubric) -> Regraded:
    """A record under both rubrics."""
    old, new = grade(events, before), grade(events, after)
    alone = _one_rule_at_a_time(events, before, after)
    changes = (
        CriterionChange(
            a.id,
            a,
            b,
            tuple(
                key
                for key, card in alone.items()
                if at < len(card.criteria) and _level(card.criteria[at]) != _level(a) != _level(b)
            ),
        )
        for at, (a, b) in enumerate(zip(old.criteria, new.criteria, strict=False))
    )
    held = tuple(key for key, card in alone.items() if _held(card) != _held(old) != _held(new))
    return Regraded(old, new, tuple(item for item in changes if item.why), held)


def _one_rule_at_a_time(
    events: Sequence[AnyEvent], before: Rubric, after: Rubric
) -> dict[str, Scorecard]:
    """The scorecard under the first rubric with one threshold or cap of the second, by its key."""
    alone = {}
    for change in rule_changes(before, after):
        path = change.key.split(".")
        if path[0] in _RULES:
            text = before.text.model_dump()
            part = text
            for name in path[:-1]:
                part = part[name]
            part[path[-1]] = change.after
            alone[change.key] = grade(events, Rubric(RubricText.model_validate(text), ""))
    return alone


_RULES = ("thresholds", "caps")


def _level(score: CriterionScore) -> tuple[int, str]:
    return score.level, score.limited_by


def _held(card: Scorecard) -> tuple[str, str]:
    return card.status, _cap(card.cap)


def _by(rules: Sequence[str]) -> str:
    return f" by {' and '.join(rules)}" if rules else ""


def rule_changes(before: Rubric, after: Rubric) -> tuple[RuleChange, ...]:
    """Every figure in which two rubrics differ, in the order of the file; names and versions aside."""
    old, new = _flat(before.text.model_dump()), _flat(after.text.model_dump())
    return tuple(
        RuleChange(key, old[key], new[key])
        for key in old
        if old[key] != new[key] and key not in _NAMES_IT
    )


_NAMES_IT = ("id", "version", "title")


def _flat(value: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    return dict(_leaves(value, above))


def _leaves(value: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, part in value.items():
        if isinstance(part, Mapping):
            yield from _leaves(part, f"{above}{key}.")
        else:
            yield f"{above}{key}", part


def _figure(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list | tuple) else str(value)


def _cap(cap: Cap | None) -> str:
    if cap is None:
        return "none"
    return f"{cap.id} {cap.limit}{' advisory' if cap.advisory else ''}"


def _side(card: Scorecard) -> dict[str, Any]:
    public = card.to_json()
    return {key: public[key] for key in ("status", "reason", "score", "raw", "cap", "rubric")}
