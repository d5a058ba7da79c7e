"""Measures of hearing on the frozen lines; `tests.card` prints them.

The lines are by voices and from industries that training never saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from personas.vocabulary import QUESTIONS, Topic
from scoring.hearing.heard import Heard
from scoring.hearing.learning.corpus import Labelled, read_corpus
from scoring.hearing.reader import Said, hear_all

FROZEN = Path(__file__).parent / "golden" / "hearing"
CALLS = Path(__file__).parent / "golden" / "hearing_calls"
HARD = Path(__file__).parent / "golden" / "hearing_hard"


@dataclass(frozen=True)
class Figure:
    """How often a label was heard rightly."""

    hits: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Of those heard, the share that was there."""
        return self.hits / (self.hits + self.false) if self.hits else 0.0

    @property
    def recall(self) -> float:
        """Of those that were there, the share heard."""
        return self.hits / (self.hits + self.missed) if self.hits else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / (2 * self.hits + self.false + self.missed) if self.hits else 0.0


def figure(pairs: list[tuple[bool, bool]]) -> Figure:
    """From (is there, was heard)."""
    return Figure(
        hits=sum(there and found for there, found in pairs),
        false=sum(found and not there for there, found in pairs),
        missed=sum(there and not found for there, found in pairs),
    )


@dataclass(frozen=True)
class Measured:
    """Figures per label and their plain means."""

    acts: dict[str, Figure]
    topics: dict[str, Figure]
    any_question: Figure
    lines: int
    unsure: int

    @property
    def acts_f1(self) -> float:
        """Macro F1 over acts."""
        return sum(item.f1 for item in self.acts.values()) / len(self.acts)

    @property
    def topics_f1(self) -> float:
        """Macro F1 over the topics that occur."""
        found = [item.f1 for item in self.topics.values() if item.hits + item.missed]
        return sum(found) / len(found)


def heard(lines: Sequence[Labelled]) -> list[Heard]:
    """Labelled lines as the product hears them."""
    return hear_all([said(line) for line in lines])


def said(line: Labelled) -> Said:
    """A labelled line as it is put to hearing."""
    if line.role == "seller":
        return Said(line.text, "seller", [("buyer", text) for text in line.context])
    return Said(line.text, "buyer", [("seller", text) for text in line.context])


def measure(lines: list[Labelled], acts: list[str]) -> Measured:
    """Every figure on these lines."""
    found = list(zip(lines, heard(lines), strict=True))
    return Measured(
        acts={act: figure([(act in a.acts, act in b.acts) for a, b in found]) for act in acts},
        topics={
            str(topic): figure([(topic in a.topics, topic in b.topics) for a, b in found])
            for topic in Topic
        },
        any_question=figure(
            [(bool(QUESTIONS & a.acts), bool(QUESTIONS & set(b.acts))) for a, b in found]
        ),
        lines=len(found),
        unsure=sum(b.unsure for _, b in found),
    )


def sellers() -> list[Labelled]:
    """The frozen seller turns."""
    return [line for line in read_corpus(FROZEN) if line.role == "seller"]


def buyers() -> list[Labelled]:
    """The frozen buyer lines."""
    return [line for line in read_corpus(FROZEN) if line.role == "buyer"]


def whole_calls() -> list[Labelled]:
    """The seller turns of the whole calls; turns are labelled there, not clauses."""
    return read_corpus(CALLS)


def hard() -> list[Labelled]:
    """Turns made as hard as could be, most with a sale slipped in; thresholds were chosen with them in view."""
    return read_corpus(HARD)
