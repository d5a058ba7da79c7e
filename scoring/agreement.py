"""How far two raters agree on the same calls: people with the engine, and people with each other.

What agrees by chance or because nothing varies says nothing, so every figure is a number or the
reason why there is none, and never a NaN. Formulas, sources and the bar are in `docs/board.md`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.scorecard import LEVELS

LEAST = 5
"""Fewest pairs of which a coefficient is stated."""
DRAWS = 400
"""Resamples behind an interval."""
SEED = 20_240_229
"""The resamples are the same for equal data."""
INTERVAL = (2.5, 97.5)
"""Percentiles of the resamples: 95%."""
_DEFINED = 0.9
"""Share of the resamples in which a coefficient must exist for an interval to be stated."""
Scale = Literal["ordinal", "interval"]
Ratings = npt.NDArray[np.float64]
"""A row for each call, a column for each rater."""
Coefficient = Callable[[Ratings], float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient with its 95% interval, or why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""

    def to_json(self) -> dict[str, object]:
        """Value, interval and reason."""
        return {"value": self.value, "low": self.low, "high": self.high, "why": self.why}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree on the same calls."""

    n: int
    exact: Figure
    """Share of calls with equal ratings."""
    within_one: Figure
    """Share of calls with ratings one apart at most."""
    kappa: Figure
    """Cohen's kappa, weighted by the squared distance."""
    icc: Figure
    """ICC(2,1): one rater, both raters from a population, absolute agreement."""
    alpha: Figure
    """Krippendorff's alpha."""
    difference: Figure
    """Mean of the first rater's ratings less the second's; above 0, the first is milder."""

    def to_json(self) -> dict[str, object]:
        """The figures by name, and how many calls they rest on."""
        return {
            "n": self.n,
            "exact": self.exact.to_json(),
            "within_one": self.within_one.to_json(),
            "kappa": self.kappa.to_json(),
            "icc": self.icc.to_json(),
            "alpha": self.alpha.to_json(),
            "difference": self.difference.to_json(),
        }


NO_LIBRARY = Figure(
    None, why="alpha needs the extra 'agreement'; in a clone: uv run --extra agreement prospect …"
)


class Undefined(ValueError):
    """A coefficient does not exist for these ratings; the text says why."""


def of_levels(one: Sequence[int], other: Sequence[int], *, draws: int = DRAWS) -> Agreement:
    """Agreement on levels 0 to 4; `one` and `other` are two raters' levels of the same calls.

    `draws` is how many resamples the intervals rest on; 0 states none.
    """
    return _agreement(one, other, "ordinal", draws)


def of_scores(one: Sequence[float], other: Sequence[float], *, draws: int = DRAWS) -> Agreement:
    """Agreement on whole scores, in points; kappa is for levels and is not stated."""
    return _agreement(one, other, "interval", draws)


def _agreement(one: Sequence[float], other: Sequence[float], scale: Scale, draws: int) -> Agreement:
    if len(one) != len(other):
        raise ValueError(f"{len(one)} ratings cannot be paired with {len(other)}")
    table: Ratings = np.array([one, other], dtype=np.float64).T.reshape(-1, 2)
    figure = partial(_figure, table, draws)
    return Agreement(
        n=len(table),
        exact=figure(lambda drawn: _share(drawn, 0), least=1),
        within_one=figure(lambda drawn: _share(drawn, 1), least=1),
        kappa=figure(quadratic_kappa)
        if scale == "ordinal"
        else Figure(None, why="kappa is for levels, not for scores"),
        icc=figure(icc_2_1),
        alpha=figure(alpha) if (alpha := _alpha(scale)) else NO_LIBRARY,
        difference=figure(lambda drawn: float((drawn[:, 0] - drawn[:, 1]).mean()), least=1),
    )


def quadratic_kappa(table: Ratings) -> float:
    """Cohen's kappa of two raters on levels, weighted by the squared distance (Cohen 1968).

    Raises Undefined when both raters give one and the same level throughout.
    """
    one, other = table.T.astype(np.int64)
    observed = float(((one - other) ** 2).mean())
    steps = np.arange(LEVELS + 1)
    distance = (steps[:, None] - steps[None, :]) ** 2
    shares = [np.bincount(levels, minlength=LEVELS + 1) / len(table) for levels in (one, other)]
    expected = float(shares[0] @ distance @ shares[1])
    if expected == 0:
        raise Undefined("every rating is the same level, so agreement by chance is certain")
    return 1 - observed / expected


def icc_2_1(table: Ratings) -> float:
    """ICC(2,1) of any number of raters (Shrout & Fleiss 1979, case 2).

    Raises Undefined when all ratings are equal.
    """
    calls, raters = table.shape
    mean = table.mean()
    between = raters * float(((table.mean(axis=1) - mean) ** 2).sum()) / (calls - 1)
    judges = calls * float(((table.mean(axis=0) - mean) ** 2).sum()) / (raters - 1)
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + mean
    error = float((rest**2).sum()) / ((calls - 1) * (raters - 1))
    whole = between + (raters - 1) * error + raters * (judges - error) / calls
    if np.ptp(table) == 0 or abs(whole) < 1e-12:
        raise Undefined("no rating differs from another, so there is nothing to agree on")
    return float((between - error) / whole)


def _alpha(scale: Scale) -> Coefficient | None:
    """Krippendorff's alpha, by the library that people check theirs against; None without it."""
    try:
        from krippendorff import alpha
    except ImportError:
        return None

    def of(drawn: Ratings) -> float:
        if np.ptp(drawn) == 0:
            raise Undefined("every rating is the same, so there is nothing to agree on")
        return float(alpha(reliability_data=drawn.T, level_of_measurement=scale))

    return of


def _figure(table: Ratings, draws: int, of: Coefficient, *, least: int = LEAST) -> Figure:
    """A coefficient and its interval by resampling calls."""
    calls = len(table)
    if calls < least:
        return Figure(None, why=f"{calls} rated by both; it takes {least}")
    try:
        value = of(table)
    except Undefined as reason:
        return Figure(None, why=str(reason))
    if calls < LEAST:
        return Figure(round(value, 4), why=f"no interval for fewer than {LEAST}")
    if draws == 0:
        return Figure(round(value, 4), why="no interval was asked for")
    chance = np.random.default_rng(SEED)
    found = []
    for _ in range(draws):
        try:
            found.append(of(table[chance.integers(0, calls, calls)]))
        except Undefined:
            continue
    if len(found) < _DEFINED * draws:
        return Figure(round(value, 4), why="the ratings vary too little for an interval")
    low, high = np.percentile(found, INTERVAL)
    return Figure(round(value, 4), round(float(low), 4), round(float(high), 4))


def _share(table: Ratings, apart: int) -> float:
    return float((np.abs(table[:, 0] - table[:, 1]) <= apart).mean())
