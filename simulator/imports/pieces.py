"""What every format is read into: pieces of speech, each from one line of the file.

A format's reader says what stands where; who spoke, and who of them sold, is settled for all
formats alike in `speakers`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.imports.errors import TranscriptProblem

MOST_PIECES = 50_000
"""Pieces of one call: thirty hours of captions."""
MOST_CHARACTERS = 2_000_000
"""Characters said in one call: some forty hours at the pace of speech."""
LONGEST_LINE = 100_000
"""Characters of a line, marks and all; five times what fits into a turn."""
_LINE = re.compile(r"\S[^\n]*")


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


def numbered(text: str, file: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that hold anything, from 1, without the space before them.

    They come one at a time, and any number of empty ones costs nothing. Raises TranscriptProblem at
    a line longer than `LONGEST_LINE`.
    """
    number, counted = 1, 0
    for found in _LINE.finditer(text):
        number += text.count("\n", counted, found.start())
        counted = found.start()
        if found.end() - found.start() > LONGEST_LINE:
            raise TranscriptProblem(
                file, number, f"is longer than {LONGEST_LINE:,} characters; break it into lines"
            )
        yield number, found[0]


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
