"""Fits linear models whose confidences and thresholds are set on voices they had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scoring.hearing.keys import Array, short
from scoring.hearing.model import LinearModel, Packed, rivals

LEAST_COUNT = 2
"""Features seen less often are not learned."""
LARGEST = 31
"""Steps of the heaviest feature of a label. Four times as many took a sixth more bytes and heard no better."""
LIGHTEST = 13
"""The least a feature counts for with a label it is kept for: its steps, times the root of how often it was seen.

By steps alone, rare features of great weight crowded out common ones: in as many bytes, on `tests/golden/hearing_seen`,
each label at its best threshold, topics lost .004 and pitches .077 of their recall at the precision wanted.
"""


@dataclass(frozen=True)
class Fitted:
    """A learned model in full precision, before it is written as bytes."""

    keys: Array
    """Sorted 32-bit keys of its features."""
    counts: Array
    """How often each was seen."""
    weights: Array
    """features x labels"""
    offsets: Array


@dataclass(frozen=True)
class Rows:
    """Examples as their features' keys, one after the other, and where each begins."""

    keys: Array
    starts: Array

    @classmethod
    def of(cls, rows: Sequence[Array]) -> "Rows":
        """From one array of 64-bit keys per example."""
        starts = np.cumsum([0, *(len(row) for row in rows)])
        return cls(short(np.concatenate(rows)), starts)

    def only(self, chosen: Array) -> "Rows":
        """The examples with these numbers, in order."""
        lengths = np.diff(self.starts)[chosen]
        parts = [self.keys[self.starts[i] : self.starts[i + 1]] for i in chosen]
        return Rows(np.concatenate(parts), np.cumsum([0, *lengths]))

    def matrix(self, keys: Array) -> csr_matrix:
        """How often each example has each of the given features (sorted keys)."""
        column = np.searchsorted(keys, self.keys)
        column[column == len(keys)] = 0
        known = keys[column] == self.keys
        counted = np.concatenate(([0], np.cumsum(known)))
        found = csr_matrix(
            (np.ones(int(known.sum())), column[known], counted[self.starts]),
            shape=(len(self.starts) - 1, len(keys)),
        )
        found.sum_duplicates()
        return found


def fit(rows: Rows, truth: Array) -> Fitted:
    """One logistic regression per label (columns of `truth`); rare labels weigh as much as common."""
    keys, counts = np.unique(rows.keys, return_counts=True)
    keys, counts = keys[counts >= LEAST_COUNT], counts[counts >= LEAST_COUNT]
    data = rows.matrix(keys)
    fits = Parallel(n_jobs=2, prefer="threads")(
        delayed(_fit_one)(data, truth[:, column]) for column in range(truth.shape[1])
    )
    weights = np.stack([weights for weights, _ in fits], axis=1)
    return Fitted(keys, counts, weights, np.array([offset for _, offset in fits]))


def _fit_one(data: csr_matrix, wanted: Array) -> tuple[Array, float]:
    model = LogisticRegression(
        C=1.0, solver="liblinear", class_weight="balanced", random_state=0
    ).fit(data, wanted)
    return model.coef_[0], float(model.intercept_[0])


def margins(fitted: Fitted, rows: Rows) -> Array:
    """Log-odds per row and label."""
    found: Array = np.asarray(rows.matrix(fitted.keys) @ fitted.weights + fitted.offsets)
    return found


def calibrated(seen: Array, wanted: Array) -> tuple[Array, float]:
    """Slopes and offset that turn unseen voices' log-odds (rows x kinds) into honest confidences (Platt)."""
    model = LogisticRegression(C=1e6, solver="lbfgs").fit(seen, wanted)
    return model.coef_[0], float(model.intercept_[0])


def best_cut(sure: Array, wanted: Array, least_precision: float = 0.0) -> float:
    """The confidence from which taking the label gives the best F1 at that precision.

    Where no threshold reaches the precision, the most precise one that still finds a third.
    """
    tried = []
    for threshold in np.arange(0.05, 0.96, 0.01):
        taken = sure >= threshold
        hits = int((taken & wanted).sum())
        if 3 * hits < wanted.sum():
            break
        precision, recall = hits / taken.sum(), hits / wanted.sum()
        enough = precision >= least_precision
        worth = 2 * precision * recall / (precision + recall) if enough else precision
        tried.append((enough, worth, float(threshold)))
    return round(max(tried, default=(False, 0.0, 0.5))[2], 2)


def step_of(fitted: Fitted) -> Array:
    """Of each label, what one of the `LARGEST` steps of its heaviest feature is worth."""
    largest = np.abs(fitted.weights).max(axis=0)
    return np.where(largest > 0, largest / LARGEST, 1.0)


def in_steps(fitted: Fitted) -> Array:
    """Weights as whole steps, the light ones as nought (`LIGHTEST`)."""
    whole = np.rint(fitted.weights / step_of(fitted))
    counts_for = np.abs(whole) * np.sqrt(fitted.counts)[:, None]
    found: Array = np.where(counts_for < LIGHTEST, 0, whole).astype(np.int8)
    return found


def as_kept(fitted: Fitted) -> Fitted:
    """The model that is left of it in whole steps."""
    return replace(fitted, weights=in_steps(fitted) * step_of(fitted))


def decisions(
    fitted: Fitted,
    labels: Sequence[str],
    unseen: Array,
    wanted: Array,
    least_precision: dict[str, float] | None = None,
    *,
    compete: bool = False,
) -> LinearModel:
    """The model's decisions: calibration and thresholds from margins of voices it had not seen.

    `unseen` and `wanted` are rows x labels. Where labels `compete`, one is the less sure the likelier another is:
    by voices in turn unseen that gave topics .005, a buyer's acts .010, and a seller's acts nothing.
    """
    slopes, rivalry, shifts, cuts = [], [], [], []
    others = rivals(unseen) if compete else np.zeros_like(unseen)
    for column, label in enumerate(labels):
        seen = np.stack([unseen[:, column], others[:, column]], axis=1)
        (slope, against), shift = calibrated(seen, wanted[:, column])
        sure = 1 / (1 + np.exp(-(seen @ [slope, against] + shift)))
        slopes.append(round(float(slope), 6))
        rivalry.append(round(float(against), 6))
        shifts.append(round(shift, 6))
        least = (least_precision or {}).get(str(label), 0.0)
        cuts.append(best_cut(sure, wanted[:, column], least))
    return LinearModel(
        labels=tuple(str(label) for label in labels),
        steps=tuple(round(float(step), 10) for step in step_of(fitted)),
        offsets=tuple(round(float(offset), 6) for offset in fitted.offsets),
        slopes=tuple(slopes),
        shifts=tuple(shifts),
        cuts=tuple(cuts),
        rivalry=tuple(rivalry),
    )


def packed(parts: Sequence[tuple[Fitted, LinearModel]]) -> Packed:
    """One table for models over the same features; where one has no weight, it is nought."""
    whole = [in_steps(fitted) for fitted, _ in parts]
    keys = np.unique(np.concatenate([fitted.keys for fitted, _ in parts]))
    rows = np.zeros((len(keys), sum(own.shape[1] for own in whole)), dtype=np.int8)
    column = 0
    for (fitted, _), own in zip(parts, whole, strict=True):
        rows[np.searchsorted(keys, fitted.keys), column : column + own.shape[1]] = own
        column += own.shape[1]
    kept = rows.any(axis=1)
    return Packed(keys[kept], rows[kept], tuple(model for _, model in parts))


def dealt(voices: Sequence[str], folds: int) -> Array:
    """The fold of every example: voices dealt over the folds in order."""
    fold = {voice: at % folds for at, voice in enumerate(sorted(set(voices)))}
    return np.array([fold[voice] for voice in voices])


def truth_of(found: Sequence[frozenset[str]], labels: Sequence[str]) -> Array:
    """Which labels hold: rows x labels."""
    return np.array([[label in item for label in labels] for item in found], dtype=bool)


def unseen_margins(rows: Rows, wanted: Array, fold: Array) -> Array:
    """Log-odds of every example while its voice was unseen."""
    found = np.zeros(wanted.shape)

    def judge(number: int) -> None:
        (inside,), (outside,) = np.nonzero(fold != number), np.nonzero(fold == number)
        part = fit(rows.only(inside), wanted[inside])
        found[outside] = margins(part, rows.only(outside))

    Parallel(n_jobs=2, require="sharedmem")(
        delayed(judge)(number) for number in sorted(set(fold.tolist()))
    )
    return found
