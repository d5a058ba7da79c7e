"""Makes a drill: pins what is installed, draws its id and its key."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from personas.vocabulary import Level
from scoring.rubric import CRITERIA
from simulator.drills.assigning.drill import Drill, Opens, PassRule
from simulator.drills.assigning.pins import ENGINE, hearing_version, pinned, pinned_rubric
from simulator.naming import minute
from simulator.problem import Problem

RUBRIC = "explore-before-pitch"
_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Rules:
    """What a trainer decides about a drill."""

    level: Level = Level.STANDARD
    attempts: int = 1
    deadline: datetime | None = None
    score: Opens = Opens.AT_ONCE
    review: Opens = Opens.AT_ONCE
    truth: Opens = Opens.AT_ONCE
    coach: bool = False
    hold: bool = False
    """Grades show when the trainer lets them out."""
    passing: PassRule = field(default_factory=PassRule)


def make(
    title: str,
    trainer: str,
    scenarios: Sequence[str],
    rules: Rules,
    *,
    now: datetime,
    draw: Callable[[int], str],
) -> tuple[Drill, str]:
    """A drill and the trainer's key to it; `draw` gives so many random bytes in hexadecimal.

    Raises Problem for rules that contradict each other, ContentError for a scenario that is not
    there.
    """
    _check(rules, now)
    if len(set(scenarios)) != len(scenarios):
        raise Problem("a scenario is named twice; each is one meeting of the drill")
    drill = Drill(
        id=f"{slug(title) or 'drill'}-{draw(3)}",
        title=title,
        trainer=trainer,
        made=now,
        meetings=tuple(pinned(name) for name in scenarios),
        level=rules.level,
        attempts=rules.attempts,
        deadline=rules.deadline,
        score=rules.score,
        review=rules.review,
        truth=rules.truth,
        coach=rules.coach,
        release="by_trainer" if rules.hold else "at_once",
        passing=rules.passing,
        rubric=pinned_rubric(RUBRIC),
        engine=ENGINE,
        hearing=hearing_version(),
    )
    return drill, draw(32)


def slug(name: str) -> str:
    """A name as it may stand in a file's name: lower case, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def _check(rules: Rules, now: datetime) -> None:
    if rules.deadline is not None and rules.deadline <= now:
        raise Problem(f"the deadline {minute(rules.deadline)} has passed; name a later one")
    if rules.deadline is None and Opens.AFTER_DEADLINE in (rules.score, rules.review, rules.truth):
        raise Problem("something opens after the deadline and there is none; add --deadline")
    unknown = sorted(set(rules.passing.levels) - set(CRITERIA))
    if unknown:
        raise Problem(
            f"there is no criterion {unknown[0]!r} to pass by; there are {', '.join(CRITERIA)}"
        )
