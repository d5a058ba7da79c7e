"""Rows of a register, as lists show them."""

from dataclasses import dataclass
from typing import Literal

from simulator.drills.assigning.drill import Drill
from simulator.drills.submission.submission import Flag

Label = Literal["accurate", "too_high", "too_low", "wrong_reason", "missing_evidence"]
"""What a trainer says of the engine's level."""
Outcome = Literal["upheld", "refused", "simulator_error"]
"""What becomes of a dispute; an error of the simulator makes the attempt not evaluable."""


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A drill of the register."""

    drill: Drill
    closed: str = ""
    """When the trainer closed it; empty while it is open."""
    released: str = ""
    """When the trainer released held grades; empty until then."""
    advisory: tuple[str, ...] = ()
    """Criteria on which people and engine do not agree in this class."""


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission without its log."""

    id: str
    drill: str
    trainee: str
    scenario: str
    attempt: int
    call: str
    flags: tuple[Flag, ...]
    gradable: bool
    received: str
    sent: str = ""
    """When the trainee handed it in, by the header; many files may be received at once."""
    checked: bool = True
    """Whether the trainer's side verified it; what a trainee's own login wrote is not at first."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The engine's grade of a submission, as it is kept."""

    submission: str
    rubric: str
    """SHA-256 of the rubric."""
    grader: str
    """Version of the grader."""
    status: str
    """scored, not_evaluable or error."""
    score: int | None
    """Quarter points after the cap; None unless scored."""
    levels: dict[str, int]
    """By criterion; empty unless scored."""
    card: str
    """The public scorecard as JSON."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What a board shows of the engine's grade."""

    status: str
    """scored, not_evaluable or error."""
    score: int | None
    """Quarter points after the cap; None unless scored."""
    levels: dict[str, int]
    """By criterion; empty unless scored."""
    topics: frozenset[str] = frozenset()
    """What the call explored."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A level given by a person."""

    submission: str
    criterion: str
    trainer: str
    level: int
    """0 to 4."""
    reason: str
    label: Label
    blind: bool
    """Given before the engine's level was seen."""
    at: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says of a turn."""

    submission: str
    turn: int
    author: str
    text: str
    breakpoint: bool
    """Whether a replay stops there."""
    at: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a trainee objects to, and the answer when there is one."""

    number: int
    submission: str
    criterion: str
    """Empty where a turn was misheard."""
    turn: int | None
    text: str
    at: str
    answered_by: str = ""
    outcome: Outcome | None = None
    answer: str = ""
    answered: str = ""
