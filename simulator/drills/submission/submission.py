"""What a trainee hands in, and what is found when it is taken in.

A submission's file is JSON Lines: this header, then the call's log as `calls export` writes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime, Field

from scoring.verdict import Record

FORMAT = 1
MOST_MISHEARD = 50
"""Turns of a call that can be called misheard."""


class Header(Record):
    """The first line of a submission."""

    type: Literal["submission"] = "submission"
    format: int = FORMAT
    drill: str
    trainee: str = Field(min_length=1, max_length=100)
    scenario: str
    attempt: int = Field(ge=1)
    call: str
    """Id of the call."""
    head: str
    """Chain of the log's last event."""
    sent: AwareDatetime
    seal: str
    misheard: tuple[int, ...] = Field(default=(), max_length=MOST_MISHEARD)
    """Turns that the trainee says were heard wrongly: on the trainer's side each is a dispute."""
    stamp: str = ""
    """Seal of this sending: of `sent` and `misheard`."""


Flagged = Literal[
    "edited",
    "cut",
    "copied",
    "foreign_token",
    "forged_name",
    "other_content",
    "other_seed",
    "diverges",
    "late",
    "clock",
    "coach",
    "too_many_attempts",
    "unchecked",
    "corrupt",
]

UNGRADABLE: frozenset[Flagged] = frozenset(
    {
        "edited",
        "cut",
        "foreign_token",
        "forged_name",
        "other_content",
        "other_seed",
        "diverges",
        "too_many_attempts",
        "corrupt",
    }
)
"""Flags of a log that is not what was played, or not in this drill. With the others the call was
held; it is graded, and the trainer decides."""
DOUBTFUL: frozenset[Flagged] = UNGRADABLE | {"copied", "unchecked"}
"""Flags that put in question whether an attempt is the trainee's own and the drill's: by itself it
does not pass. The rest (late, clock, coach) are for the trainer to know."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a trainer should know about a submission."""

    kind: Flagged
    why: str
    """One sentence, with the turn where it belongs to one."""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as it is kept. Equal files give equal ids, so sending one twice changes nothing."""

    id: str
    """SHA-256 of the header without what differs between two sendings, and of the log."""
    header: Header
    log: tuple[str, ...]
    """The call's events, one JSON object each, as they came."""
    flags: tuple[Flag, ...] = ()
    gradable: bool = True
    """Whether the log can be graded at all; a flagged one may be, the trainer decides."""


def is_late(flags: Iterable[Flag]) -> bool:
    """Whether it was held, sent or received after the deadline."""
    return any(flag.kind == "late" for flag in flags)
