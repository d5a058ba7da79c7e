"""What a voice is."""

from collections.abc import Sequence
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
