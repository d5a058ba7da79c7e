"""Learns hearing anew: `uv run --group train python -m scoring.hearing.learning.train`.

Same corpus, same bytes. Every decision threshold and every confidence is set on voices the model had
not seen (five folds by voice); the frozen test lines in `tests/golden/hearing` are never read here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personas.vocabulary import Act, BuyerAct, Topic
from scoring.hearing.clauses import boundary_features, clause_offsets, cut, read_line
from scoring.hearing.features import (
    clause_features,
    context_of,
    line_features,
    shape,
    topic_features,
)
from scoring.hearing.learning.corpus import (
    TRAINING,
    Labelled,
    corpus_version,
    read_corpus,
    unpunctuated,
)
from scoring.hearing.model import MIDDLE, WEIGHTS, LinearModel, pack

FOLDS = 5
LEAST_COUNT = 2
"""Features seen less often are not learned."""
LEAST_STEPS = 5
"""Features whose every weight is smaller, in steps of a 127th of the largest, are dropped."""
PITCH_PRECISION = 0.975
TOPIC_ACTS = frozenset(
    {Act.OPEN_QUESTION, Act.CLOSED_QUESTION, Act.REFLECTION, Act.INSIGHT}
) | frozenset({BuyerAct.DISCLOSURE, BuyerAct.CORRECT, BuyerAct.CONFIRM, BuyerAct.DEFLECT})
COVERS, COVERED = 0.4, 0.6
"""A cut clause has a labelled one's acts when that covers this much of it, or lies this much in it."""


@dataclass(frozen=True)
class Example:
    """One clause as cut by the model, with its features and the labels it should get."""

    voice: str
    features: list[str]
    topic_features: list[str]
    acts: frozenset[str]
    topics: frozenset[str]


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


def boundary_rows(item: Labelled) -> list[tuple[list[str], bool]]:
    """Every possible boundary of a line, with whether a hand cut there."""
    line = read_line(item.text)
    starts = {clause.start for clause in item.clauses[1:]}
    rows = []
    for at in range(1, len(line.words)):
        gap = range(line.words[at - 1].end, line.words[at].start + 1)
        rows.append((boundary_features(line, at), any(start in gap for start in starts)))
    return rows


def labels_of(item: Labelled, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """What a clause cut from `start` to `end` should be heard as."""
    acts: set[str] = set()
    topics: set[str] = set()
    for clause in item.clauses:
        shared = min(end, clause.end) - max(start, clause.start)
        if shared > 0 and (
            shared >= COVERS * (end - start) or shared >= COVERED * (clause.end - clause.start)
        ):
            acts.update(clause.acts)
            topics.update(clause.topics)
    return frozenset(acts), frozenset(topics)


def examples(lines: Sequence[Labelled], cuts: Sequence[list[int]], role: str) -> list[Example]:
    """The clauses of all lines of one role as examples; `cuts` are each line's boundaries."""
    found = []
    for item, boundaries in zip(lines, cuts, strict=True):
        line = read_line(item.text)
        if item.role != role or not line.words:
            continue
        context = context_of(item.context[-1] if item.context else "")
        spans = cut(line, boundaries)
        previous = ""
        for place, span in enumerate(spans):
            features = clause_features(line, span, (place, len(spans)), context, previous)
            previous = shape(line, span)
            acts, topics = labels_of(item, *clause_offsets(line, span))
            found.append(
                Example(
                    voice=item.voice,
                    features=features,
                    topic_features=topic_features(line, span, features, context),
                    acts=acts,
                    topics=topics,
                )
            )
    return found


def train(folder: Path = TRAINING) -> bytes:
    """The weights file for a corpus folder."""
    lines = read_corpus(folder)
    lines += [unpunctuated(line) for line in lines]
    boundary, cuts = learn_boundaries(lines)
    models = {"boundary": boundary}
    for role, prefix, acts in (
        ("seller", "", [str(act) for act in Act]),
        ("buyer", "buyer_", [str(act) for act in BuyerAct]),
    ):
        clauses = examples(lines, cuts, role)
        models[f"{prefix}acts"], _ = learn(
            [item.features for item in clauses],
            acts,
            [item.acts for item in clauses],
            [item.voice for item in clauses],
            least_precision={"pitch": PITCH_PRECISION},
        )
        about = [item for item in clauses if item.acts & TOPIC_ACTS]
        models[f"{prefix}topics"], _ = learn(
            [item.topic_features for item in about],
            [str(topic) for topic in Topic],
            [item.topics for item in about],
            [item.voice for item in about],
        )
    models["buyer_facts"] = learn_buyer_facts([item for item in lines if item.role == "buyer"])
    return pack(corpus_version(folder), models)


def learn_boundaries(lines: Sequence[Labelled]) -> tuple[LinearModel, list[list[int]]]:
    """The model of boundaries, and every line's boundaries as heard when its voice was unseen."""
    cutting = [boundary_rows(item) for item in lines]
    boundary, sure = learn(
        [row for found in cutting for row, _ in found],
        ["cut"],
        [frozenset({"cut"} if is_cut else ()) for found in cutting for _, is_cut in found],
        [item.voice for item, found in zip(lines, cutting, strict=True) for _ in found],
    )
    cuts: list[list[int]] = []
    at = 0
    for found in cutting:
        here = sure[at : at + len(found), 0]
        cuts.append([i + 1 for i, value in enumerate(here) if value >= boundary.cuts[0]])
        at += len(found)
    return boundary, cuts


def learn_buyer_facts(buyers: Sequence[Labelled]) -> LinearModel:
    """Whether a buyer's line is specific, and whether it answers what was asked."""
    model, _ = learn(
        [
            line_features(read_line(item.text), item.context[-1] if item.context else "")
            for item in buyers
        ],
        ["specific", "answers"],
        [
            frozenset(
                name
                for name, holds in (("specific", item.specific), ("answers", item.answers))
                if holds
            )
            for item in buyers
        ],
        [item.voice for item in buyers],
    )
    return model


if __name__ == "__main__":
    data = train()
    WEIGHTS.write_bytes(data)
    print(f"{WEIGHTS.name}: {len(data):,} bytes")
