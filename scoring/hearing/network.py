"""A small convolution network beside the linear models: it knows which words mean alike.

Everything that is summed is a whole number small enough to be exact in 32-bit floats, so that every
machine computes the same. Learned by `scoring.hearing.learning.convolving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import Line
from scoring.hearing.features import Context
from scoring.hearing.keys import Array

LONGEST_CLAUSE = 30
LONGEST_REST = 15
"""Words of the turn that are seen on either side of a clause."""
WIDTHS = (1, 2, 3, 5)
"""Words that a filter sees at once; as many filters of each."""
WINDOW = max(WIDTHS)
LENGTH_BANDS = 8
TOP = 127
"""Activations are whole numbers from 0 to this."""
UNKNOWN = 1
"""The vector of words that were never met; vector 0 stands for no word."""


class Sight(NamedTuple):
    """What the network sees of a clause."""

    words: list[str]
    rest: list[str]
    """Words of the turn around it."""
    context: tuple[str, ...]
    """Words of the other speaker's last line."""
    asks: bool
    """Whether it ends in a question mark."""


def sight_of(line: Line, span: tuple[int, int], context: Context, *, asks: bool) -> Sight:
    """A clause as the network sees it."""
    start, end = span
    around = [
        *line.words[max(0, start - LONGEST_REST) : start],
        *line.words[end : end + LONGEST_REST],
    ]
    return Sight(
        [word.text for word in line.words[start : min(end, start + LONGEST_CLAUSE)]],
        [word.text for word in around],
        context.words,
        asks,
    )


def first_word(size: int) -> int:
    """Where in the window a filter of so many words begins: they stand around its middle."""
    return WINDOW // 2 - size // 2


def length_band(count: int) -> int:
    """Which of the bands a clause's number of words is in."""
    return min(count // 3, LENGTH_BANDS - 1)


@dataclass(frozen=True, slots=True)
class Network:
    """The learned numbers: whole weights (kept as floats to multiply fast) and their gains."""

    index: dict[str, int]
    vectors: Array
    """words x width"""
    filters: Array
    """(window * width) x filters"""
    filter_gain: Array
    filter_bias: Array
    beside: Array
    """width x units, twice: what the rest of the turn and the context say."""
    beside_gain: Array
    beside_bias: Array
    hidden: Array
    hidden_gain: Array
    hidden_bias: Array
    """length bands x (asks or not) x units"""
    out: Array
    out_gain: Array
    out_bias: Array

    def margins(self, sight: Sight) -> Array:
        """Log-odds of every output, in the order they were learned in."""
        seen = self._vectors(sight.words)
        width = seen.shape[1]
        padded: Array = np.zeros((len(seen) + WINDOW - 1, width), dtype=np.float32)
        padded[WINDOW // 2 : WINDOW // 2 + len(seen)] = seen
        windows = np.concatenate([padded[at : at + len(seen)] for at in range(WINDOW)], axis=1)
        parts = [_active(self._strongest(windows, width), self.filter_gain, self.filter_bias)]
        for side, words in enumerate((sight.rest, sight.context)):
            mean = self._mean(words) @ self.beside[side]
            parts.append(_active(mean, self.beside_gain[side], self.beside_bias[side]))
        bias = self.hidden_bias[length_band(len(sight.words)), int(sight.asks)]
        inner = _active(np.concatenate(parts) @ self.hidden, self.hidden_gain, bias)
        found: Array = (inner @ self.out) * self.out_gain + self.out_bias
        return found

    def _strongest(self, windows: Array, width: int) -> Array:
        """Each filter's strongest answer anywhere in the clause.

        A filter of three words does not look at the other two: products that small also stay on one
        core, where they are fastest.
        """
        each = self.filters.shape[1] // len(WIDTHS)
        found = []
        for place, size in enumerate(WIDTHS):
            first = first_word(size)
            seen = slice(first * width, (first + size) * width)
            own = slice(place * each, (place + 1) * each)
            found.append((windows[:, seen] @ self.filters[seen, own]).max(axis=0))
        return np.concatenate(found)

    def _vectors(self, words: Sequence[str]) -> Array:
        index = self.index
        return self.vectors[[index.get(word, UNKNOWN) for word in words]]

    def _mean(self, words: Sequence[str]) -> Array:
        if not words:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        mean: Array = np.rint(self._vectors(words).sum(axis=0) / np.float32(len(words)))
        return mean


def _active(summed: Array, gain: Array, bias: Array) -> Array:
    """Whole numbers from 0 to `TOP`."""
    active: Array = np.rint(summed * gain + bias).clip(0, TOP)
    return active
