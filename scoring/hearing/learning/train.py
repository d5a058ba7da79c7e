"""Learns hearing anew: `uv run --group train python -m scoring.hearing.learning.train`.

Same corpus, same bytes. Every decision threshold and every confidence is set on voices the model had
not seen (five folds by voice); the frozen test lines in `tests/golden/hearing` are never read here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
from scoring.hearing.learning.fitting import learn
from scoring.hearing.model import WEIGHTS, LinearModel, pack

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
