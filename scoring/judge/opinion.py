"""The judge's opinion beside the official levels: advisory, with its spread and what was void."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence import Evidence
from scoring.judge.items import ITEMS, level_of
from scoring.judge.presenting import Presented
from scoring.judge.weighing import SAMPLES, Asked, Said, counted
from scoring.rubric import CRITERIA
from scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class CriterionOpinion:
    """What the judge says of one criterion."""

    id: str
    engine: int
    """The official level."""
    level: int | None
    """The judge's, by majority; None where too few of its answers could be read."""
    samples: tuple[int, ...]
    """The level each round of answers comes to by itself; empty where there is no level."""
    asked: tuple[Asked, ...]

    @property
    def voided(self) -> int:
        """Yes answers whose quotes did not stand."""
        return counted(self.asked, Said.VOID)

    @property
    def differs(self) -> bool:
        """Whether engine and judge disagree."""
        return self.level is not None and self.level != self.engine

    def to_json(self) -> dict[str, object]:
        """The object of the public interface."""
        return {
            "id": self.id,
            "level": self.level,
            "spread": [min(self.samples), max(self.samples)] if self.samples else None,
            "samples": list(self.samples),
            "voided": self.voided,
            "items": [_item_json(question) for question in self.asked],
        }


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion on a graded call. No score, cap or level depends on it."""

    reason: str | None
    """Why there is none; null when there is."""
    criteria: tuple[CriterionOpinion, ...]
    yes: int
    """Single answers that said yes, the control's among them."""
    voided: int
    """How many of them are void."""
    unmatched: int
    """Quotes that are not in the call."""
    flagged: tuple[Evidence, ...]
    """Words to the grader in the call, which the judge was not shown."""
    repeated: int
    """Repeated sentences of the seller, which it was shown once."""

    @property
    def disagreements(self) -> tuple[CriterionOpinion, ...]:
        """Where engine and judge differ, in the rubric's order."""
        return tuple(item for item in self.criteria if item.differs)

    def to_json(self) -> dict[str, object]:
        """The value of "judge" in the public interface."""
        return {
            "status": "unavailable" if self.reason else "given",
            "reason": self.reason,
            "criteria": [item.to_json() for item in self.criteria],
            "disagreements": [
                {"criterion": item.id, "engine": item.engine, "judge": item.level}
                for item in self.disagreements
            ],
            "yes": self.yes,
            "voided": self.voided,
            "unmatched_quotes": self.unmatched,
            "flagged": [evidence.to_json() for evidence in self.flagged],
            "repeated": self.repeated,
        }


def unavailable(reason: str, call: Presented) -> Opinion:
    """No opinion, and why; what the call holds for a grader is flagged all the same."""
    return Opinion(reason, (), 0, 0, 0, call.flagged, call.repeated)


def formed(
    asked: Sequence[Asked], card: Scorecard, call: Presented, distrusted: str = ""
) -> Opinion:
    """The opinion that the answers come to. `distrusted` says why none of them counts."""
    by_id = {question.item.id: question for question in asked}
    engine = {item.id: item.level for item in card.criteria}
    criteria = tuple(_criterion(name, engine[name], by_id) for name in CRITERIA)
    none = all(item.level is None for item in criteria)
    voided = counted(asked, Said.VOID)
    return Opinion(
        reason=distrusted or (_why_none(asked) if none else None),
        criteria=criteria,
        yes=counted(asked, Said.YES) + voided,
        voided=voided,
        unmatched=sum(sample.unmatched for question in asked for sample in question.samples),
        flagged=call.flagged,
        repeated=call.repeated,
    )


def _criterion(name: str, engine: int, by_id: dict[str, Asked]) -> CriterionOpinion:
    """A level needs an answer to every question of the criterion: half of them say too little."""
    items = ITEMS[name]
    asked = tuple(by_id[item.id] for item in items if item.id in by_id)
    if len(asked) < len(items) or any(question.said is Said.MISSING for question in asked):
        return CriterionOpinion(name, engine, None, (), asked)
    standing = {question.item.id for question in asked if question.said is Said.YES}
    rounds = tuple(
        level_of(name, {q.item.id for q in asked if q.samples[number].said is Said.YES})
        for number in range(SAMPLES)
    )
    return CriterionOpinion(name, engine, level_of(name, standing), rounds, asked)


def _why_none(asked: Sequence[Asked]) -> str:
    """What the last missing answer was missing for."""
    reasons = [sample.why for question in asked for sample in question.samples if sample.why]
    return reasons[-1]


def _item_json(question: Asked) -> dict[str, object]:
    return {
        "id": question.item.id,
        "question": question.item.question,
        "said": question.said,
        "samples": [sample.said for sample in question.samples],
        "evidence": [evidence.to_json() for evidence in question.evidence],
    }
