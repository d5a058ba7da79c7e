"""What a voice is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from simulator.buyer.brief import ReplyBrief


class Voice(Protocol):
    """Words a reply. It is shown the brief and what the buyer has said so far; nothing else."""

    @property
    def name(self) -> Literal["authored", "model"]:
        """Recorded with every line it worded."""
        ...

    def speak(self, brief: ReplyBrief, said: Sequence[str]) -> str:
        """The buyer's line. `said` are the buyer's lines of this call, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the call as both sides heard it."""

    by_buyer: bool
    text: str


class Pieces(Protocol):
    """A reply as it comes, piece by piece."""

    confirmed: bool
    """Whether it is known to be whole; set after the last piece."""

    def __iter__(self) -> Iterator[str]:
        """The pieces, in order, once."""
        ...

    def close(self) -> None:
        """Wants no more of it."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reply was stopped, for a second try."""

    kept: str
    """What of the reply stands, and is to be gone on from; empty for nothing."""
    reason: str


class FreeVoice(Protocol):
    """Chooses its own words. Nothing it says is shown before the guard has read it."""

    def speak(
        self,
        brief: ReplyBrief,
        lines: Sequence[Line],
        refusal: Refusal | None,
        waiting: Callable[[float], None],
    ) -> Pieces:
        """The buyer's line. `lines` are the call so far, `refusal` what was wrong with the last try.

        `waiting` is told, before a pause, how many seconds it takes.
        """
        ...

    def stop(self) -> None:
        """Ends what is being said, from another thread."""
        ...
