"""A quote from the call, cut out of a turn and never written."""

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["seller", "buyer"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the call and the rule they are evidence for."""

    turn: int
    """Turn of the call, counting all turns from 0."""
    speaker: Speaker
    quote: str
    """Verbatim: the turn's text from `start` to `end`."""
    start: int
    end: int
    rule: str
    """One plain sentence: what these words show."""

    def to_json(self) -> dict[str, object]:
        """The object of the public interface, keys in its order."""
        return {
            "turn": self.turn,
            "speaker": self.speaker,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
        }


def quoted(text: str, turn: int, speaker: Speaker, place: tuple[int, int], rule: str) -> Evidence:
    """Evidence cut out of a turn's text.

    Raises ValueError when the offsets do not lie inside the text or hold nothing but space: a
    quote is never mended.
    """
    start, end = place
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError(f"turn {turn}: {start} to {end} quotes nothing of {len(text)} characters")
    return Evidence(turn, speaker, text[start:end], start, end, rule)
