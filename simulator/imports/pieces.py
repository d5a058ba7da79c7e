"""What every format is read into: pieces of speech, each from one line of the file.

A format's reader says what stands where; who spoke, and who of them sold, is settled for all
formats alike in `speakers`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.imports.errors import TranscriptProblem

MOST_PIECES = 100_000
"""Pieces of one call: sixty hours of captions."""
MOST_CHARACTERS = 2_000_000
"""Characters said in one call: some forty hours at the pace of speech."""


class Piece(NamedTuple):
    """Some words, and the name they stand under."""

    label: str | None
    """The name; None where the words go on with what was said before."""
    text: str
    line: int
    """Line of the file, from 1."""
    unlabelled: str = ""
    """The words with their label, for when the label turns out to be no speaker ("Where: here?").

    Empty where the format itself says that the label is a speaker."""

    @property
    def certain(self) -> bool:
        """Whether the format itself says who speaks."""
        return self.label is not None and not self.unlabelled


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, from 1, without holding them all at once."""
    number, start = 1, 0
    while (end := text.find("\n", start)) >= 0:
        yield number, text[start:end]
        number, start = number + 1, end + 1
    yield number, text[start:]


def bounded(pieces: Iterable[Piece], file: str) -> list[Piece]:
    """The pieces, unless they are more than one call can hold.

    Raises TranscriptProblem naming the line at which it became too much.
    """
    kept: list[Piece] = []
    characters = 0
    for piece in pieces:
        kept.append(piece)
        characters += len(piece.text)
        if len(kept) > MOST_PIECES or characters > MOST_CHARACTERS:
            raise TranscriptProblem(
                file,
                piece.line,
                f"holds more than one call can: over {MOST_PIECES:,} lines or {MOST_CHARACTERS:,} "
                "characters of speech; split it into calls",
            )
    return kept
