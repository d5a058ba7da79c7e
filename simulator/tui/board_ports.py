"""What the trainer's screens ask for, and what they are told. All of it is done in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

if TYPE_CHECKING:
    from simulator.drills.desk.board import Board
    from simulator.drills.desk.handed import Beside, Handed
    from simulator.drills.desk.rating import Rating
    from simulator.drills.register.rows import Dispute, Label, Outcome
    from simulator.review.turns import Review


class BoardDesk(Protocol):
    """A trainer's desk. Every method raises Problem, one sentence, when it cannot."""

    def board(self) -> Board:
        """The class as it stands."""
        ...

    def rating(self) -> Rating:
        """How far people and engine agree, without intervals."""
        ...

    def handed(self, submission_id: str) -> Handed:
        """A submission opened."""
        ...

    def next_blind(self) -> str | None:
        """A submission this trainer has not marked; None for none."""
        ...

    def review(self, handed: Handed) -> Review:
        """A call turn by turn."""
        ...

    def override(
        self, submission_id: str, criterion: str, level: int, *, reason: str, label: Label | None
    ) -> None:
        """Gives a level."""
        ...

    def mark_blind(
        self, submission_id: str, given: Mapping[str, tuple[int, str]]
    ) -> tuple[Beside, ...]:
        """Gives all ten levels; the engine's beside them."""
        ...

    def comment(self, submission_id: str, turn: int, text: str, *, stops: bool) -> None:
        """Says something of a turn."""
        ...

    def answer(self, number: int, outcome: Outcome, text: str) -> None:
        """Answers an objection."""
        ...

    def release(self) -> None:
        """Releases held grades."""
        ...

    def export(self, kind: str, path: str, home_page: str) -> str:
        """Writes the class to a new file; where it is."""
        ...

    def draft(self, key: str) -> str:
        """Text that was typed and not kept yet; empty for none."""
        ...

    def keep_draft(self, key: str, text: str) -> None:
        """Keeps such text; an empty one is forgotten."""
        ...


@dataclass(eq=False, repr=False)
class BoardRead(Message, bubble=False):
    """The class as it stands."""

    board: Board


@dataclass(eq=False, repr=False)
class HandedOpened(Message, bubble=False):
    """A submission is open, or was read anew."""

    handed: Handed


@dataclass(eq=False, repr=False)
class DisputeOpened(Message):
    """A dispute can be answered; beside it what it is about."""

    dispute: Dispute
    handed: Handed


@dataclass(eq=False, repr=False)
class BlindOpened(Message):
    """A submission can be marked blind; None when every one is."""

    handed: Handed | None
    draft: str = ""


@dataclass(eq=False, repr=False)
class RatingRead(Message):
    """Agreement in the class."""

    rating: Rating


@dataclass(eq=False, repr=False)
class CallReviewed(Message):
    """A call, turn by turn."""

    handed: Handed
    review: Review


@dataclass(eq=False, repr=False)
class BlindKept(Message):
    """All ten levels are kept."""

    beside: tuple[Beside, ...]


@dataclass(eq=False, repr=False)
class Said(Message):
    """Something was done, in one sentence."""

    sentence: str
