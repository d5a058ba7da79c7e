"""Reads a line as words, and mends slips of the keyboard."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from scoring.hearing.keys import Array, code, codes
from scoring.hearing.words import STOP_WORDS, stem

_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.:]*\d|\d)")
_PUNCTUATION = re.compile(r"[?!.,;:…]+|[—–-]+|[^\w\s]")
FIGURE = "0"
"""The text of every word that is a figure."""
SHORTEST_SLIP = 4
"""Letters from which a word may be read as a slip of another."""
LONGEST = 1_500
"""Words of a line that are read; nobody says more in one turn, and time stays bounded."""


class Word(NamedTuple):
    """One word, wherever it stands: normalised text and stem."""

    text: str
    stem: str
    codes: bytes
    """Both as numbers (`keys.code`), and 1 if the word carries meaning, else 0 (see `word_codes`)."""
    carries: bool
    """Whether it carries meaning."""


class Pause(NamedTuple):
    """What stands between two words."""

    marks: str
    """Up to two punctuation characters."""
    ends: bool
    """Whether a sentence may end there."""
    apart: bool
    """Whether there is room between them."""
    code: int


_ends = attrgetter("ends")


class Line(NamedTuple):
    """A line's words, in lists that are equally long, and whether it is punctuated at all."""

    text: str
    typed: list[str]
    """The words letter for letter."""
    words: list[Word]
    texts: list[str]
    """Of each word its normalised text."""
    pauses: list[Pause]
    """What stands before each word."""
    starts: list[int]
    ends: list[int]
    """Where each word stands, in characters of the text."""
    punctuated: bool

    def content(self, start: int, end: int) -> list[str]:
        """Stems that carry meaning, from word `start` up to `end`, in order."""
        return [word.stem for word in self.words[start:end] if word.carries]

    def figures(self, start: int, end: int) -> frozenset[str]:
        """Figures as typed, from word `start` up to `end`."""
        texts = self.texts[start:end]
        if FIGURE not in texts:
            return frozenset()
        typed = self.typed[start:end]
        return frozenset(raw for raw, text in zip(typed, texts, strict=True) if text == FIGURE)


def read_line(text: str) -> Line:
    """The words of a line. Figures are normalised to `FIGURE`, quotes to straight ones."""
    # What stands before a word and the word, in turn; last what stands behind all.
    parts = _WORD.split(text)
    typed = parts[1::2][:LONGEST]
    words = list(map(_word, typed))
    # Whatever follows the last word that is read says nothing about the line.
    pauses = list(map(_pause, parts[0::2][:LONGEST]))
    edges = list(accumulate(map(len, parts)))
    return Line(
        text=text,
        typed=typed,
        words=words,
        texts=[word.text for word in words],
        pauses=pauses[: len(words)],
        starts=edges[0:-1:2][:LONGEST],
        ends=edges[1::2][:LONGEST],
        punctuated=any(map(_ends, pauses)),
    )


def read_words(text: str) -> list[tuple[str, Word]]:
    """Only the words of a line, each with how it was typed."""
    return [(typed, _word(typed)) for typed in _WORD.findall(text)[:LONGEST]]


@lru_cache(maxsize=50_000)
def _word(typed: str) -> Word:
    text = typed.lower().replace("’", "'")
    if text[0].isdigit():
        text = FIGURE
    root = stem(text)
    carries = len(text) > 1 and text not in STOP_WORDS and text.partition("'")[0] not in STOP_WORDS
    return Word(text, root, codes([text, root]).tobytes() + np.uint64(carries).tobytes(), carries)


def word_codes(words: Iterable[Word]) -> Array:
    """Of each word the text and the stem as numbers, and whether it carries meaning (3 x words)."""
    return (
        np.frombuffer(b"".join([word.codes for word in words]), dtype=np.uint64)
        .reshape(-1, 3)
        .T.copy()
    )


@lru_cache(maxsize=10_000)
def _pause(between: str) -> Pause:
    # Of a run of marks ("...?") the question mark says most.
    marks = "".join("?" if "?" in run else run[0] for run in _PUNCTUATION.findall(between))
    ends, apart = not set(".?!").isdisjoint(marks), any(map(str.isspace, between))
    return Pause(marks[:2], ends, apart, code(f"mark {marks[:2]}"))


def respelled(line: Line, known: frozenset[str]) -> Line:
    """The line with slips of the keyboard read as the word that was meant.

    Only a word that is unknown and one slip away from a known one (two letters swapped, one too
    many, one missing) is read so; the offsets stay those of the text as typed.
    """
    if known.issuperset(line.texts):
        return line
    words = [word if word.text in known else _word(_meant(word.text, known)) for word in line.words]
    return line._replace(words=words, texts=[word.text for word in words])


@lru_cache(maxsize=50_000)
def _meant(word: str, known: frozenset[str]) -> str:
    if len(word) < SHORTEST_SLIP or not word.isalpha():
        return word
    return next((slip for slip in _one_slip(word) if slip in known), word)


def _one_slip(word: str) -> Iterator[str]:
    """Words one keyboard slip away, the likeliest kinds first; the first letter is mostly right."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in "etaoinsrhldcumfpgwybvkxjqz":
            yield word[:at] + letter + word[at:]
