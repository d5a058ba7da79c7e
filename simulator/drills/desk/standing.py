"""How a class stands: of every trainee and meeting what counts, the engine's score and the human one.

Pure: rows of a register in, the board out. Nothing here knows of private practice, for nothing of it
reaches a register.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import from_json

from scoring.marked import CAP, marked
from scoring.scorecard import UNITS
from simulator.drills.assigning.drill import PassRule
from simulator.drills.register.rows import Dispute, DrillRow, Grade, Graded, Mark, SubmissionRow
from simulator.drills.submission.submission import DOUBTFUL, is_late

UNPROVEN = (
    "What a submitted file cannot prove: who played it, and that its seed was not rehearsed. It is "
    "graded anew from the call itself; damage and casual editing are found and flagged."
)
"""Said on every board (`docs/drills.md` says how an examination is held instead)."""
State = Literal["nothing", "late", "ungraded", "unreadable", "not_evaluable", "scored"]
Result = Literal["passed", "failed", "undecided"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One trainee at one of the drill's meetings."""

    trainee: str
    scenario: str
    state: State
    """nothing: not handed in. late: only after the deadline. unreadable: the log cannot be graded.
    ungraded: the engine has not graded it yet."""
    submission: SubmissionRow | None = None
    """The one that counts, or the late one; None when nothing was handed in."""
    beside: tuple[SubmissionRow, ...] = ()
    """What else came under that name, another attempt or worthless."""
    engine: int | None = None
    """The engine's score in quarter points; None unless scored."""
    human: int | None = None
    """The score with a trainer's levels in their place: the one that is exported."""
    engine_levels: Mapping[str, int] | None = None
    levels: Mapping[str, int] | None = None
    """By criterion, the trainer's where there is one."""
    changed: tuple[str, ...] = ()
    """Criteria, or the cap, where a person said otherwise than the engine."""
    marked: bool = False
    """Whether a person gave any level."""
    topics: frozenset[str] = frozenset()
    """What the call explored."""
    result: Result | None = None
    """None where there is no score to judge, or nothing to judge it by."""
    why: str = ""
    """Why it did not pass, is undecided, or has no score."""
    open_disputes: int = 0

    @property
    def handed_in(self) -> int:
        """How many submissions came, the worthless ones too."""
        return len(self.beside) + (self.submission is not None)

    @property
    def refused(self) -> tuple[SubmissionRow, ...]:
        """Those beside the one that counts that proved worthless: a trainer should know of them."""
        return tuple(one for one in self.beside if one.checked and not one.gradable)

    @property
    def counts(self) -> bool:
        """Whether it has a score that counts."""
        return self.state == "scored"


def standing(
    row: DrillRow,
    trainee: str,
    scenario: str,
    submissions: Sequence[SubmissionRow],
    grades: Mapping[str, Graded],
    cards: Mapping[str, Grade],
    marks: Mapping[str, Sequence[Mark]],
    disputes: Mapping[str, Sequence[Dispute]],
) -> Standing:
    """How a trainee stands at a meeting, from all they handed in for it.

    Everything is by submission, marks and disputes the oldest first; `cards` are needed of those
    that somebody marked and those that have no score.
    """
    counted = counting(submissions)
    if counted is None:
        return Standing(trainee, scenario, "nothing")
    objections = disputes.get(counted.id, ())
    known: dict[str, Any] = {
        "submission": counted,
        "beside": tuple(one for one in submissions if one is not counted),
        "open_disputes": sum(item.outcome is None for item in objections),
    }
    state, why = _state(counted, grades.get(counted.id), cards.get(counted.id), objections)
    if state != "scored":
        return Standing(trainee, scenario, state, why=why, **known)
    grade = grades[counted.id]
    assert grade.score is not None
    people = people_levels(marks.get(counted.id, ()), row.drill.trainer)
    score, levels, changed = grade.score, grade.levels, []
    if people:
        human = marked(from_json(cards[counted.id].card), people)
        score, levels = human.score, dict(human.levels)
        changed = [name for name, level in grade.levels.items() if levels[name] != level]
        changed += [CAP] if human.cap_lifted else []
    result, why = judged(
        row.drill.passing,
        score,
        levels,
        advisory=row.advisory,
        given=people,
        doubtful=any(flag.kind in DOUBTFUL for flag in counted.flags),
    )
    return Standing(
        trainee,
        scenario,
        "scored",
        engine=grade.score,
        human=score,
        engine_levels=grade.levels,
        levels=levels,
        changed=tuple(changed),
        marked=bool(people),
        topics=grade.topics,
        result=result,
        why=why,
        **known,
    )


def counting(submissions: Sequence[SubmissionRow]) -> SubmissionRow | None:
    """The submission that counts: the one handed in last in time, else the last of the late ones.

    One that proved worthless (edited, forged) or is not verified yet displaces none that can be
    graded: whoever sent it may not be whom it names.
    """

    def handed_in(one: SubmissionRow) -> tuple[bool, bool, bool, str, str, int]:
        sent = one.sent or one.received
        return (
            one.gradable,
            not one.checked,
            not is_late(one.flags),
            sent,
            one.received,
            one.attempt,
        )

    return max(submissions, key=handed_in, default=None)


def counting_marks(marks: Sequence[Mark], trainer: str) -> dict[str, Mark]:
    """The marks of one submission that count, by criterion.

    The latest of the drill's own trainer counts; without one, the latest of anybody's. `marks`
    are of that submission, the oldest first.
    """
    latest = {mark.criterion: mark for mark in marks}
    return latest | {mark.criterion: mark for mark in marks if mark.trainer == trainer}


def people_levels(marks: Sequence[Mark], trainer: str) -> dict[str, int]:
    """The levels that `counting_marks` give."""
    return {name: mark.level for name, mark in counting_marks(marks, trainer).items()}


def judged(
    rule: PassRule,
    score: int,
    levels: Mapping[str, int],
    *,
    advisory: Sequence[str],
    given: Mapping[str, int],
    doubtful: bool,
) -> tuple[Result | None, str]:
    """Whether an attempt passes, and what stands in its way; neither where the drill asks for nothing.

    The engine alone fails nobody by a criterion on which it does not agree with people
    (`advisory`), and passes nobody whose submission is in doubt: a person's level (`given`)
    settles both.
    """
    if not rule.score and not rule.levels:
        return None, ""
    if score < rule.score * UNITS:
        return "failed", f"It takes {rule.score} points."
    short = [name for name, least in rule.levels.items() if levels.get(name, 0) < least]
    settled = [name for name in short if name in given or name not in advisory]
    if settled:
        return "failed", f"It takes level {rule.levels[settled[0]]} in {settled[0]}."
    if short:
        return "undecided", f"{short[0]} is advisory in this class; give it a level."
    if doubtful and not given:
        return "undecided", "It is flagged; give a level to let it count."
    return "passed", ""


def _state(
    counted: SubmissionRow,
    grade: Graded | None,
    card: Grade | None,
    disputes: Sequence[Dispute],
) -> tuple[State, str]:
    if not counted.checked:
        return "ungraded", "It is not verified yet; 'prospect drill collect' does that."
    if not counted.gradable:
        first = counted.flags[0].why if counted.flags else "Its log cannot be read."
        return "unreadable", first
    if is_late(counted.flags):
        return "late", "It was handed in after the deadline."
    if any(item.outcome == "simulator_error" for item in disputes):
        return "not_evaluable", "The simulator was wrong in this call, a trainer confirmed it."
    if grade is None:
        return "ungraded", "The engine has not graded it yet."
    if grade.status != "scored":
        reason = str(from_json(card.card)["reason"]) if card else "There is nothing to grade."
        return ("unreadable" if grade.status == "error" else "not_evaluable"), reason
    return "scored", ""


def by_submission(rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Marks or disputes by their submission, the order kept."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.submission].append(row)
    return dict(found)
