"""The authored voice: the lines of the persona's author, none twice while another is left."""

import hashlib
from collections.abc import Sequence
from typing import Literal

from personas.gesture import ungestured
from simulator.buyer.brief import Part, ReplyBrief, Say


class AuthoredVoice:
    """Picks for every part of a brief a line not yet said in this call; the seed decides which."""

    name: Literal["authored"] = "authored"

    def speak(self, brief: ReplyBrief, said: Sequence[str]) -> str:
        """The parts' lines in order, with at most one gesture, at the start."""
        spoken: list[str] = []
        for part in brief.parts:
            line = _choose(part, brief, [*said, *spoken])
            spoken.append(ungestured(line) if spoken else line)
        return " ".join(spoken)


def _choose(part: Part, brief: ReplyBrief, said: list[str]) -> str:
    """The first line, in an order drawn from seed and turn, that was said least recently."""

    def drawn(line: str) -> bytes:
        turn = 0 if part.say in (Say.FACT, Say.RETELL) else brief.turn
        return hashlib.sha256(f"{brief.seed}:{turn}:{part.name}:{line}".encode()).digest()

    def last_said(line: str) -> int:
        bare = ungestured(line)
        return max((i for i, text in enumerate(said) if bare in text), default=-1)

    return min(part.lines, key=lambda line: (last_said(line), drawn(line)))
