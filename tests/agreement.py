"""How far `prospect grade` agrees with readers: `uv run python -m tests.agreement`.

Whole transcripts from dreadful to excellent, each rated blind three times by independent readers who had only the
rubric's text and the guide to the labels (`tests/golden/rated`, and its README).
"""

import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from personas.vocabulary import LADDER
from scoring.grader import grade
from scoring.rubric import load_rubric
from simulator.imports.reading import read_call_file

GOLDEN = Path(__file__).parent / "golden"
SETS = ("rated", "rated_seen", "rated_unseen")
"""Rules were mended with the first two in view; of the third nobody who did so has read a call."""
RATERS = ("rater1", "rater2", "rater3")


@dataclass(frozen=True)
class Read:
    """One transcript, as one reader took it."""

    score: float
    first_pitch_turn: int | None
    topics_before_pitch: frozenset[str]
    next_step_agreed: bool


def engine(folder: Path) -> dict[str, Read]:
    """Each transcript as `prospect grade` takes it; one that cannot be evaluated scores 0 here."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        card: dict[str, Any] = grade(read_call_file(path).events, load_rubric()).to_json()
        metrics = card["metrics"]
        found[path.stem] = Read(
            score=card["score"] or 0.0,
            first_pitch_turn=metrics["first_pitch_turn"],
            topics_before_pitch=frozenset(metrics["topics_before_pitch"]).intersection(LADDER),
            next_step_agreed=metrics["next_step_agreed"],
        )
    return found


def rater(folder: Path, name: str) -> dict[str, Read]:
    """Each transcript as a person-like reader took it."""
    kept = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return {
        call: Read(
            score=float(item["score"]),
            first_pitch_turn=item["first_pitch_turn"],
            topics_before_pitch=frozenset(item["topics_before_pitch"]),
            next_step_agreed=item["next_step_agreed"],
        )
        for call, item in sorted(kept.items())
    }


def rank_agreement(one: list[float], other: list[float]) -> float:
    """Spearman's rank correlation, ties sharing the mean of their ranks."""
    ranks = []
    for values in (one, other):
        given = np.array(values)
        ranks.append([(given < value).sum() + ((given == value).sum() + 1) / 2 for value in given])
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def mean_error(one: list[float], other: list[float]) -> float:
    """Points by which two readers differ on the mean."""
    return mean(abs(a - b) for a, b in zip(one, other, strict=True))


def main() -> None:
    """Prints the agreement of the engine with the raters, and of the raters with each other, for each set."""
    for name in SETS:
        print(f"\n{name}")
        compare(GOLDEN / name)


def compare(folder: Path) -> None:
    """One set of transcripts."""
    ours, readers = engine(folder), [rater(folder, name) for name in RATERS]
    calls = sorted(ours)
    consensus = [mean(reader[call].score for reader in readers) for call in calls]
    own = [ours[call].score for call in calls]
    for at, call in enumerate(calls):
        scores = " ".join(f"{reader[call].score:5.0f}" for reader in readers)
        print(f"{call}  engine {own[at]:5.1f}  raters {scores}")
    print(
        f"engine and mean of raters: rank agreement {rank_agreement(own, consensus):.3f}, "
        f"mean error {mean_error(own, consensus):.1f} points"
    )
    between = [
        ([a[call].score for call in calls], [b[call].score for call in calls])
        for a, b in combinations(readers, 2)
    ]
    print(
        f"raters among themselves: rank agreement {mean(rank_agreement(a, b) for a, b in between):.3f}, "
        f"mean error {mean(mean_error(a, b) for a, b in between):.1f} points"
    )
    for what in ("first_pitch_turn", "next_step_agreed"):
        same = sum(
            getattr(ours[call], what) == getattr(reader[call], what)
            for call in calls
            for reader in readers
        )
        print(f"{what}: the same as a rater in {same} of {len(calls) * len(readers)}")
    overlap = [
        len(ours[call].topics_before_pitch & reader[call].topics_before_pitch)
        / max(len(ours[call].topics_before_pitch | reader[call].topics_before_pitch), 1)
        for call in calls
        for reader in readers
        if ours[call].topics_before_pitch | reader[call].topics_before_pitch
    ]
    print(f"topics before the pitch: share in common {mean(overlap):.2f}")


if __name__ == "__main__":
    main()
