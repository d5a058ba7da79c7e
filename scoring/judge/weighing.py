"""What an answer is worth: a yes stands only with quotes that are in the call."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.evidence import Evidence
from scoring.judge.answers import Answer
from scoring.judge.items import Item
from scoring.judge.presenting import Presented

SAMPLES = 3
"""Times each question is asked: one answer of a model may be chance."""
MAJORITY = SAMPLES // 2 + 1


class Said(StrEnum):
    """What an answer came to, or the answers to one question."""

    YES = "yes"
    """Yes, and every quote stands."""
    NO = "no"
    VOID = "void"
    """Yes, with a quote that is not in the call or without one it needs: worth nothing."""
    MISSING = "missing"
    """No answer came, or none that could be read."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer to one question."""

    said: Said
    evidence: tuple[Evidence, ...] = ()
    """The quotes of a yes that stands."""
    unmatched: int = 0
    """Quotes that are not in the call."""
    why: str = ""
    """Why it is missing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its samples came to."""

    item: Item
    samples: tuple[Sample, ...]

    @property
    def said(self) -> Said:
        """What most samples say; void where a yes has no majority because quotes were false."""
        said = [sample.said for sample in self.samples]
        if said.count(Said.MISSING) >= MAJORITY:
            return Said.MISSING
        if said.count(Said.YES) >= MAJORITY:
            return Said.YES
        if said.count(Said.YES) + said.count(Said.VOID) >= MAJORITY:
            return Said.VOID
        return Said.NO

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes of the first sample that stands, when the item does."""
        if self.said is not Said.YES:
            return ()
        return next(sample.evidence for sample in self.samples if sample.said is Said.YES)

    @property
    def missing(self) -> bool:
        """Whether not one answer could be read."""
        return all(sample.said is Said.MISSING for sample in self.samples)


def weighed(item: Item, answer: Answer, call: Presented) -> Sample:
    """A sample out of an answer. One false quote voids the yes: who invents one may invent all."""
    if not answer.yes:
        return Sample(Said.NO)
    found = [
        call.find(given.turn, given.speaker, given.quote, item.question) for given in answer.quotes
    ]
    evidence = tuple(quote for quote in found if quote is not None)
    unmatched = len(found) - len(evidence)
    speakers = {quote.speaker for quote in evidence}
    if unmatched or not speakers.issuperset(item.quotes):
        return Sample(Said.VOID, unmatched=unmatched)
    return Sample(Said.YES, evidence)


def counted(asked: Sequence[Asked], said: Said) -> int:
    """How many single answers came to `said`."""
    return sum(sample.said is said for question in asked for sample in question.samples)
