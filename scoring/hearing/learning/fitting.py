"""Fits linear models whose confidences and thresholds are set on voices they had not seen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scoring.hearing.model import MIDDLE, LinearModel

FOLDS = 5
LEAST_COUNT = 2
"""Features seen less often are not learned."""
LEAST_STEPS = 5
"""Features whose every weight is smaller, in steps of a 127th of the largest, are dropped."""


@dataclass(frozen=True)
class Fitted:
    """A learned model in full precision, before it is written as bytes."""

    names: dict[str, int]
    weights: np.ndarray
    """features x labels"""
    offsets: np.ndarray


def matrix(rows: Sequence[list[str]], names: dict[str, int]) -> csr_matrix:
    """Feature lists as a sparse 0/1 matrix."""
    indices: list[int] = []
    starts = [0]
    for row in rows:
        indices.extend(sorted({names[name] for name in row if name in names}))
        starts.append(len(indices))
    return csr_matrix(
        (np.ones(len(indices), dtype=np.float64), indices, starts), shape=(len(rows), len(names))
    )


def fit(
    rows: Sequence[list[str]],
    labels: Sequence[str],
    truth: Sequence[frozenset[str]],
    *,
    strength: float = 1.0,
    balanced: bool = True,
) -> Fitted:
    """One logistic regression per label; rare labels weigh as much as common ones."""
    counts = Counter(name for row in rows for name in set(row))
    names = {
        name: i for i, name in enumerate(sorted(k for k, n in counts.items() if n >= LEAST_COUNT))
    }
    data = matrix(rows, names)
    weights = np.zeros((len(names), len(labels)))
    offsets = np.zeros(len(labels))
    for column, label in enumerate(labels):
        wanted = np.array([label in item for item in truth])
        model = LogisticRegression(
            C=strength,
            solver="liblinear",
            class_weight="balanced" if balanced else None,
            random_state=0,
        ).fit(data, wanted)
        weights[:, column] = model.coef_[0]
        offsets[column] = model.intercept_[0]
    return Fitted(names, weights, offsets)


def margins(fitted: Fitted, rows: Sequence[list[str]]) -> np.ndarray:
    """Log-odds per row and label."""
    found: np.ndarray = np.asarray(matrix(rows, fitted.names) @ fitted.weights + fitted.offsets)
    return found


def calibrated(margin: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """Slope and offset that turn unseen voices' margins into honest confidences (Platt)."""
    model = LogisticRegression(C=1e6, solver="lbfgs").fit(margin.reshape(-1, 1), wanted)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def best_cut(sure: np.ndarray, wanted: np.ndarray, least_precision: float = 0.0) -> float:
    """The confidence from which taking the label gives the best F1 at that precision.

    Where no threshold reaches the precision, the most precise one that still finds a third.
    """
    tried = []
    for threshold in np.arange(0.15, 0.96, 0.01):
        taken = sure >= threshold
        hits = int((taken & wanted).sum())
        if 3 * hits < wanted.sum():
            break
        precision, recall = hits / taken.sum(), hits / wanted.sum()
        enough = precision >= least_precision
        worth = 2 * precision * recall / (precision + recall) if enough else precision
        tried.append((enough, worth, float(threshold)))
    return round(max(tried)[2], 2)


def packed(
    fitted: Fitted,
    labels: Sequence[str],
    slopes: Sequence[tuple[float, float]],
    cuts: Sequence[float],
) -> LinearModel:
    """The model as bytes, calibration folded into steps and offsets."""
    largest = np.abs(fitted.weights).max(axis=0)
    steps = np.where(largest > 0, largest / 127, 1.0)
    whole = np.rint(fitted.weights / steps).astype(int)
    kept = np.abs(whole).max(axis=1) >= LEAST_STEPS
    rows = {
        name: bytes((whole[i] + MIDDLE).tolist()) for name, i in fitted.names.items() if kept[i]
    }
    return LinearModel(
        labels=tuple(str(label) for label in labels),
        rows=rows,
        offsets=tuple(
            round((offset + shift / slope) / step)
            for offset, step, (slope, shift) in zip(fitted.offsets, steps, slopes, strict=True)
        ),
        steps=tuple(
            round(float(step * slope), 8) for step, (slope, _) in zip(steps, slopes, strict=True)
        ),
        cuts=tuple(cuts),
    )


def fold_of(voices: Sequence[str]) -> dict[str, int]:
    """Voices dealt over the folds."""
    return {voice: i % FOLDS for i, voice in enumerate(sorted(set(voices)))}


def learn(
    rows: Sequence[list[str]],
    labels: Sequence[str],
    truth: Sequence[frozenset[str]],
    voices: Sequence[str],
    *,
    strength: float = 1.0,
    least_precision: dict[str, float] | None = None,
) -> tuple[LinearModel, np.ndarray]:
    """A model with thresholds and calibration set on unseen voices, and those confidences."""
    folds = fold_of(voices)
    unseen = np.zeros((len(rows), len(labels)))
    for fold in range(FOLDS):
        inside = [i for i, voice in enumerate(voices) if folds[voice] != fold]
        outside = [i for i, voice in enumerate(voices) if folds[voice] == fold]
        part = fit([rows[i] for i in inside], labels, [truth[i] for i in inside], strength=strength)
        unseen[outside] = margins(part, [rows[i] for i in outside])
    slopes, cuts = [], []
    sure = np.zeros_like(unseen)
    for column, label in enumerate(labels):
        wanted = np.array([label in item for item in truth])
        slope, shift = calibrated(unseen[:, column], wanted)
        sure[:, column] = 1 / (1 + np.exp(-(slope * unseen[:, column] + shift)))
        slopes.append((slope, shift))
        cuts.append(best_cut(sure[:, column], wanted, (least_precision or {}).get(str(label), 0.0)))
    whole = fit(rows, labels, truth, strength=strength)
    return packed(whole, labels, slopes, cuts), sure
