"""A submission as the trainer's desk opens it, and how a person's level stands beside the engine's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from scoring.marked import Marked, marked
from scoring.transcript import EVENT, AnyEvent
from simulator.drills.desk.standing import people_levels
from simulator.drills.register.rows import Comment, Dispute, Grade, Label, Mark, SubmissionRow
from simulator.problem import Problem


@dataclass(frozen=True)
class Handed:
    """A submission opened: the call, the engine's scorecard, and what people have said."""

    row: SubmissionRow
    lines: tuple[str, ...]
    """The call's log."""
    grade: Grade | None
    marks: tuple[Mark, ...]
    comments: tuple[Comment, ...]
    disputes: tuple[Dispute, ...]
    trainer: str
    """The drill's own."""

    @cached_property
    def events(self) -> tuple[AnyEvent, ...]:
        """The call's record. Raises Problem at the first event that is none."""
        found = []
        for number, line in enumerate(self.lines, 1):
            try:
                found.append(EVENT.validate_json(line))
            except ValidationError:
                raise Problem(
                    f"{self.row.trainee}, {self.row.scenario}, attempt {self.row.attempt}: event "
                    f"{number} of the log cannot be read; the flags on the board say more"
                ) from None
        return tuple(found)

    @cached_property
    def card(self) -> Mapping[str, Any] | None:
        """The engine's scorecard in its public form; None before it was graded."""
        return None if self.grade is None else from_json(self.grade.card)

    @property
    def people(self) -> dict[str, int]:
        """The people's levels that count, by criterion."""
        return people_levels(self.marks, self.trainer)

    @property
    def said(self) -> int:
        """How much people have said of it; it only ever grows, so the greater is the newer."""
        answered = sum(item.outcome is not None for item in self.disputes)
        return len(self.marks) + len(self.comments) + len(self.disputes) + answered

    @property
    def marked(self) -> Marked | None:
        """What it comes to with them; None unless scored."""
        if self.card is None or self.card["status"] != "scored":
            return None
        return marked(self.card, self.people)


@dataclass(frozen=True, slots=True)
class Beside:
    """A person's level beside the engine's."""

    criterion: str
    level: int
    engine: int
    label: Label


def told_by(level: int, engine: int) -> Label:
    """The label that two levels tell by themselves."""
    return "accurate" if level == engine else "too_high" if level < engine else "too_low"


def belied(label: Label, level: int, engine: int) -> bool:
    """Whether two levels contradict what a label says of the engine's."""
    return label in ("accurate", "too_high", "too_low") and label != told_by(level, engine)
