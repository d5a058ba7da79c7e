"""Cuts a line into clauses, each with one function, with or without punctuation.

A clause boundary may stand before any word. Whether it does is a linear decision over the words and
the punctuation around it, learned from hand-cut lines; so speech-recogniser text without a single
full stop is cut as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scoring.hearing.keys import Array, code, codes, runs
from scoring.hearing.words import STOP_WORDS, stem

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.:]*\d|\d|[?!.,;:…]+|[—–-]+|[^\w\s]")
_STRONG = frozenset(".?!…")
SHORTEST_SLIP = 4
"""Letters from which a word may be read as a slip of another."""
_EDGE = codes(["<edge>"])
LONGEST = 1_500
"""Words of a line that are read; nobody says more in one turn, and time stays bounded."""


class Word(NamedTuple):
    """One word of a line: normalised text, stem, offsets, and the punctuation just before it."""

    text: str
    stem: str
    start: int
    end: int
    before: str
    """Up to two punctuation characters between the word before and this one."""


@dataclass(frozen=True)
class Line:
    """A line's words and whether it is punctuated at all."""

    text: str
    words: tuple[Word, ...]
    punctuated: bool

    @cached_property
    def word_codes(self) -> Array:
        """A number per word."""
        return codes([word.text for word in self.words])

    @cached_property
    def stem_codes(self) -> Array:
        """A number per stem."""
        return codes([word.stem for word in self.words])

    @cached_property
    def carries(self) -> list[bool]:
        """Per word, whether it carries meaning."""
        return [_carries(word.text) for word in self.words]

    def content(self, start: int, end: int) -> list[str]:
        """Stems that carry meaning, from word `start` up to `end`, in order."""
        return [
            word.stem
            for word, kept in zip(self.words[start:end], self.carries[start:end], strict=True)
            if kept
        ]


@lru_cache(maxsize=50_000)
def _carries(text: str) -> bool:
    return len(text) > 1 and text not in STOP_WORDS and text.partition("'")[0] not in STOP_WORDS


def read_line(text: str) -> Line:
    """The words of a line. Figures are normalised to "0", quotes to straight ones."""
    found: list[Word] = []
    before = ""
    punctuated = False
    for match in TOKEN.finditer(text):
        token = match.group()
        if not token[0].isalnum():
            before += token[0]
            punctuated = punctuated or token[0] in ".?!"
            continue
        lower = token.lower().replace("’", "'")
        if lower[0].isdigit():
            lower = "0"
        found.append(Word(lower, stem(lower), match.start(), match.end(), before[:2]))
        before = ""
        if len(found) >= LONGEST:
            break
    return Line(text, tuple(found), punctuated)


def respelled(line: Line, known: frozenset[str]) -> Line:
    """The line with slips of the keyboard read as the word that was meant.

    Only a word that is unknown and one slip away from a known one (two letters swapped, one too
    many, one missing) is read so; the offsets stay those of the text as typed.
    """
    if all(word.text in known or len(word.text) < SHORTEST_SLIP for word in line.words):
        return line
    words = []
    for word in line.words:
        meant = word.text
        if word.text not in known and len(word.text) >= SHORTEST_SLIP and word.text.isalpha():
            meant = next((slip for slip in _one_slip(word.text) if slip in known), word.text)
        words.append(
            word
            if meant == word.text
            else Word(meant, stem(meant), word.start, word.end, word.before)
        )
    return Line(line.text, tuple(words), line.punctuated)


def _one_slip(word: str) -> Iterator[str]:
    """Words one keyboard slip away, the likeliest kinds first; the first letter is mostly right."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in "etaoinsrhldcumfpgwybvkxjqz":
            yield word[:at] + letter + word[at:]


def boundary_keys(line: Line) -> Array:
    """What speaks for or against a boundary: keys per gap between two words (gaps x features).

    Row 0 is the gap before word number 1.
    """
    count = len(line.words)
    padded = np.concatenate((_EDGE, line.word_codes, _EDGE, _EDGE))
    earlier, before, here = padded[: count - 1], padded[1:count], padded[2 : count + 1]
    after, later = padded[3 : count + 2], padded[4 : count + 3]
    marks = codes([f"mark {word.before}" for word in line.words[1:]])
    style: Array = np.full(count - 1, code("P" if line.punctuated else "N"), dtype=np.uint64)
    start = codes([f"n={min(at, 6)}" for at in range(1, count)])
    rest = codes([f"r={min(count - at, 4)}" for at in range(1, count)])
    keys: Array = np.stack(
        (
            runs("p", marks),
            runs("hp", marks, style),
            runs("b", before),
            runs("c", here),
            runs("cd", here, after),
            runs("cde", here, after, later),
            runs("ab", earlier, before),
            runs("bc", before, here),
            runs("pc", marks, here),
            runs("pb", marks, before),
            runs("pcd", marks, here, after),
            runs("pd", marks, after),
            runs("n", start),
            runs("r", rest),
        ),
        axis=1,
    )
    return keys


def cut(line: Line, boundaries: list[int]) -> list[tuple[int, int]]:
    """Word ranges (from, to) of the clauses between boundaries."""
    edges = [0, *boundaries, len(line.words)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def clause_offsets(line: Line, span: tuple[int, int]) -> tuple[int, int]:
    """Character offsets of a clause, its closing punctuation included."""
    start = line.words[span[0]].start
    if span[1] < len(line.words):
        end = line.words[span[1]].start
        while end > start and line.text[end - 1].isspace():
            end -= 1
        opening = line.text[line.words[span[1] - 1].end : end]
        end -= len(opening) - len(opening.rstrip("(\"“‘'"))
    else:
        end = len(line.text.rstrip())
    return start, max(end, line.words[span[1] - 1].end)
