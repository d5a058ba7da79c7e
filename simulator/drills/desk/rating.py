"""How far a trainer, another trainer and the engine agree in one class.

Only levels given blind count: a level changed after the engine's was seen was changed because it
seemed wrong, so such marks say nothing about agreement.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pydantic_core import from_json

from scoring.agreement import DRAWS, Agreement, of_levels, of_scores
from scoring.marked import CAP, marked
from scoring.rubric import CRITERIA
from scoring.scorecard import UNITS
from simulator.drills.register.rows import Grade, Label, Mark

KAPPA = 0.60
"""Least weighted kappa of engine and trainer; from .61 on it is called substantial (Landis & Koch)."""
WITHIN_ONE = 0.90
"""Least share of levels one apart at most."""
BELOW_PEOPLE = 0.10
"""How far kappa may lie below that of two people on the same criterion (Williamson 2012)."""
LEAST_CALLS = 10
"""Fewest calls marked blind from which a criterion is held against the bar."""
ENGINE = "engine"
TOTAL = "score"
"""What agreement on the whole score goes by: before the cap, on which nobody was asked blind."""
Levels = Mapping[str, Mapping[str, int]]
"""By submission, then by criterion."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters on one criterion, or on the whole score."""

    criterion: str
    one: str
    other: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Finding:
    """What a class's marks say about one criterion."""

    criterion: str
    advisory: bool
    """Under the bar: in this class the engine's level is shown and not relied on."""
    why: str
    """What it is short of, or why it is not known yet; empty where it is above the bar."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Agreement in one class."""

    pairs: tuple[Pair, ...]
    """Engine and every trainer first, then trainers with each other; criteria in rubric order."""
    findings: tuple[Finding, ...]
    labels: Mapping[Label, int]
    """What trainers said of the engine's levels, over all marks on criteria."""

    @property
    def advisory(self) -> tuple[str, ...]:
        """Criteria under the bar."""
        return tuple(item.criterion for item in self.findings if item.advisory)


def rating(marks: Sequence[Mark], grades: Mapping[str, Grade], *, draws: int = DRAWS) -> Rating:
    """Agreement of a class from its marks, the oldest first, and the engine's grades.

    `draws` is how many resamples the intervals rest on; 0 for none, which is quick.
    """
    scored = {name: grade for name, grade in grades.items() if grade.status == "scored"}
    blind = blind_levels([mark for mark in marks if mark.submission in scored])
    engine: Levels = {name: grade.levels for name, grade in scored.items()}
    raters = {ENGINE: engine, **blind}
    beside = [(ENGINE, name) for name in blind] + list(combinations(blind, 2))
    pairs = [
        pair
        for one, other in beside
        for pair in _pairs(one, raters[one], other, raters[other], scored, draws)
    ]
    return Rating(
        pairs=tuple(pairs),
        findings=tuple(_finding(criterion, pairs) for criterion in CRITERIA),
        labels=Counter(mark.label for mark in marks if mark.criterion != CAP),
    )


def blind_levels(marks: Sequence[Mark]) -> dict[str, dict[str, dict[str, int]]]:
    """Per trainer and submission the levels given blind; the first on a criterion counts."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for mark in marks:
        if mark.blind and mark.criterion != CAP:
            found[mark.trainer][mark.submission].setdefault(mark.criterion, mark.level)
    return {name: dict(levels) for name, levels in sorted(found.items())}


def _pairs(
    one: str, ones: Levels, other: str, others: Levels, grades: Mapping[str, Grade], draws: int
) -> list[Pair]:
    shared = sorted(ones.keys() & others.keys())
    found = []
    for criterion in CRITERIA:
        both = [name for name in shared if criterion in ones[name] and criterion in others[name]]
        found.append(
            Pair(
                criterion,
                one,
                other,
                of_levels(
                    [ones[name][criterion] for name in both],
                    [others[name][criterion] for name in both],
                    draws=draws,
                ),
            )
        )
    whole = [name for name in shared if len(ones[name]) == len(others[name]) == len(CRITERIA)]
    cards = {name: from_json(grades[name].card) for name in whole}
    scores = [
        [marked(cards[name], levels[name]).raw / UNITS for name in whole]
        for levels in (ones, others)
    ]
    return [*found, Pair(TOTAL, one, other, of_scores(scores[0], scores[1], draws=draws))]


def _finding(criterion: str, pairs: Sequence[Pair]) -> Finding:
    """The engine against the trainer who marked most, held against the bar."""
    mine = [pair for pair in pairs if pair.criterion == criterion]
    with_engine = [pair.agreement for pair in mine if pair.one == ENGINE]
    most = max(with_engine, key=lambda found: found.n, default=None)
    if most is None or most.n < LEAST_CALLS:
        many = most.n if most else 0
        return Finding(
            criterion, advisory=False, why=f"{many} calls marked blind; it takes {LEAST_CALLS}"
        )
    if most.kappa.value is None:
        return Finding(criterion, advisory=False, why=most.kappa.why)
    people = [
        pair.agreement.kappa.value
        for pair in mine
        if pair.one != ENGINE and pair.agreement.n >= LEAST_CALLS and pair.agreement.kappa.value
    ]
    short = []
    if most.kappa.value < KAPPA:
        short.append(f"kappa {most.kappa.value:.2f}, the bar is {KAPPA:.2f}")
    if (most.within_one.value or 0.0) < WITHIN_ONE:
        short.append(f"{most.within_one.value:.0%} within one level, the bar is {WITHIN_ONE:.0%}")
    if people and most.kappa.value < max(people) - BELOW_PEOPLE:
        short.append(f"kappa {most.kappa.value:.2f}, people reach {max(people):.2f}")
    return Finding(criterion, advisory=bool(short), why="; ".join(short))
