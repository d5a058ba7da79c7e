"""Reads a line as words, and mends slips of the keyboard."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from scoring.hearing.keys import code
from scoring.hearing.words import STOP_WORDS, stem

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.:]*\d|\d"
_WORDS = re.compile(_WORD)
_PIECE = re.compile(rf"([\W_]*)({_WORD}|\Z)")
"""What stands before a word, and the word; after the last one only what stands before the end."""
_PUNCTUATION = re.compile(r"[?!.,;:…]+|[—–-]+|[^\w\s]")
FIGURE = "0"
"""The text of every word that is a figure."""
SHORTEST_SLIP = 4
"""Letters from which a word may be read as a slip of another."""
LONGEST = 1_500
"""Words of a line that are read; nobody says more in one turn, and time stays bounded."""


class Word(NamedTuple):
    """One word, wherever it stands: normalised text, stem, and both as numbers (`keys.code`)."""

    text: str
    stem: str
    code: int
    stem_code: int
    carries: bool
    """Whether it carries meaning."""


class Pause(NamedTuple):
    """What stands between two words."""

    marks: str
    """Up to two punctuation characters."""
    ends: bool
    """Whether a sentence may end there."""
    code: int


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
    pieces = _PIECE.findall(text)
    while pieces and pieces[-1] == ("", ""):
        pieces.pop()
    pauses = [_pause(before) for before, _ in pieces[: LONGEST + 1]]
    if pieces and not pieces[-1][1]:
        del pieces[-1]
    if len(pieces) >= LONGEST:  # Whatever follows the last word that is read says nothing.
        del pieces[LONGEST:], pauses[LONGEST:]
    words = [_word(typed) for _, typed in pieces]
    edges = list(accumulate(map(len, chain.from_iterable(pieces))))
    return Line(
        text=text,
        typed=[typed for _, typed in pieces],
        words=words,
        texts=[word.text for word in words],
        pauses=pauses[: len(words)],
        starts=edges[0::2],
        ends=edges[1::2],
        punctuated=any([pause.ends for pause in pauses]),
    )


def read_words(text: str) -> list[tuple[str, Word]]:
    """Only the words of a line, each with how it was typed."""
    return [(typed, _word(typed)) for typed in _WORDS.findall(text)[:LONGEST]]


@lru_cache(maxsize=50_000)
def _word(typed: str) -> Word:
    text = typed.lower().replace("’", "'")
    if text[0].isdigit():
        text = FIGURE
    root = stem(text)
    carries = len(text) > 1 and text not in STOP_WORDS and text.partition("'")[0] not in STOP_WORDS
    return Word(text, root, code(text), code(root), carries)


@lru_cache(maxsize=10_000)
def _pause(between: str) -> Pause:
    marks = "".join(mark[0] for mark in _PUNCTUATION.findall(between))
    return Pause(marks[:2], not set(".?!").isdisjoint(marks), code(f"mark {marks[:2]}"))


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
