"""A drill: what a trainer assigns, and all that decides how it is played, shown and passed.

A drill is data that travels: in a file to trainees, or in a shared register. What it is played with
is pinned by hash, so that everybody holds the same call and is graded by the same rubric.
"""

import hashlib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from personas.vocabulary import Level
from scoring.transcript import ContentVersion
from scoring.verdict import Record

FORMAT = 1
"""Version of a drill's file."""
SEEDS = 2**31
"""A drill's seeds lie from 0 up to this."""


class Opens(StrEnum):
    """From when on a trainee may see something of an attempt in a drill."""

    AT_ONCE = "at_once"
    AFTER_LAST_ATTEMPT = "after_last_attempt"
    AFTER_DEADLINE = "after_deadline"


class Meet(Record):
    """One of the drill's meetings: a scenario and its persona, pinned to their texts."""

    scenario: ContentVersion
    persona: ContentVersion


class PassRule(Record):
    """What an attempt needs to pass: all of it."""

    score: int = Field(default=0, ge=0, le=100)
    """Least points; 0 asks for none."""
    levels: dict[str, Annotated[int, Field(ge=1, le=4)]] = Field(default_factory=dict)
    """Least level by criterion."""


class Drill(Record):
    """An exercise for a class. Seeds are the same for attempt k of everyone (`seed`)."""

    format: int = FORMAT
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{2,63}$")
    title: str = Field(min_length=1, max_length=200)
    trainer: str = Field(min_length=1, max_length=100)
    made: AwareDatetime
    meetings: tuple[Meet, ...] = Field(min_length=1, max_length=50)
    level: Level
    attempts: int = Field(ge=1, le=100)
    """How often each meeting may be held. The trainee chooses which of them is submitted."""
    deadline: AwareDatetime | None = None
    score: Opens
    review: Opens
    truth: Opens
    coach: bool
    """Whether the coach may be opened in an attempt."""
    release: Literal["at_once", "by_trainer"] = "at_once"
    """Whether grades show as soon as they open, or when the trainer lets them out."""
    passing: PassRule = PassRule()
    rubric: ContentVersion
    engine: str
    """Version of the buyer's engine it was made with."""
    hearing: str = ""
    """Version of hearing it was made with; empty where it is not pinned."""

    def seed(self, attempt: int) -> int:
        """The seed of attempt `attempt` (from 1) of every meeting, for everyone."""
        named = hashlib.sha256(f"{self.id}\n{attempt}".encode()).digest()
        return int.from_bytes(named[:8], "big") % SEEDS

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Ids of the scenarios, in the trainer's order."""
        return tuple(meet.scenario.id for meet in self.meetings)


class Ticket(Record):
    """What lets somebody take part: the drill, and the key that seals what they submit.

    The trainer's key never leaves the trainer; a named ticket's key is made from it and the name
    (`simulator.drills.assigning.seals`), so that nobody can seal in another's name.
    """

    format: int = FORMAT
    drill: Drill
    trainee: str = Field(default="", max_length=100)
    """Whose ticket it is; empty for one that anybody may use."""
    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    address: str = ""
    """Where the class shares a register; empty where files are sent."""
