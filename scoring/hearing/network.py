"""A small convolution network beside the linear models: it knows which words mean alike.

Everything that is summed is a whole number small enough to be exact in 32-bit floats, so that every
machine computes the same. Learned by `scoring.hearing.learning.convolving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import Clause
from scoring.hearing.groups import numbered, sums
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


def sight_of(clause: Clause) -> Sight:
    """A clause as the network sees it."""
    texts, start, end = clause.line.texts, clause.start, clause.end
    return Sight(
        clause.texts[:LONGEST_CLAUSE],
        texts[max(0, start - LONGEST_REST) : start] + texts[end : end + LONGEST_REST],
        clause.context.words,
        clause.asks == "?",
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

    def margins(self, sights: Sequence[Sight]) -> Array:
        """Log-odds of every output (sights x outputs), in the order they were learned in."""
        parts = [_active(self._strongest(sights), self.filter_gain, self.filter_bias)]
        # Clauses of one line have the same context.
        contexts = dict.fromkeys(sight.context for sight in sights)
        means = self._means([*(sight.rest for sight in sights), *contexts])
        place = dict(zip(contexts, range(len(sights), len(means)), strict=True))
        context = means[[place[sight.context] for sight in sights]]
        for side, mean in enumerate((means[: len(sights)], context)):
            summed = mean @ self.beside[side]
            parts.append(_active(summed, self.beside_gain[side], self.beside_bias[side]))
        bands = [length_band(len(sight.words)) for sight in sights]
        bias = self.hidden_bias[bands, [int(sight.asks) for sight in sights]]
        inner = _active(np.concatenate(parts, axis=1) @ self.hidden, self.hidden_gain, bias)
        found: Array = (inner @ self.out) * self.out_gain + self.out_bias
        return found

    def _strongest(self, sights: Sequence[Sight]) -> Array:
        """Each filter's strongest answer anywhere in a clause (sights x filters).

        A filter's answer to some words is the sum of its answers to each at its place, so every word
        is multiplied once, however often it is there. Windows stand by their place in the clause, the
        longest clause first: the first words of all clauses are one block, the second ones another,
        and a block as a whole is compared with what is strongest so far.
        """
        lengths = np.array([len(sight.words) for sight in sights])
        order = np.argsort(-lengths, kind="stable")
        words, seen = self._windows([sights[at].words for at in order.tolist()], lengths[order])
        vectors = self.vectors[words]
        width = vectors.shape[1]
        blocks = [int((lengths > place).sum()) for place in range(int(lengths.max()))]
        each = self.filters.shape[1] // len(WIDTHS)
        found: Array = np.empty((len(sights), self.filters.shape[1]), dtype=np.float32)
        answers: Array = np.empty((len(seen[0]), each), dtype=np.float32)
        added = np.empty_like(answers)
        for number, size in enumerate(WIDTHS):
            own = slice(number * each, (number + 1) * each)
            answers[:] = 0
            for place in range(first_word(size), first_word(size) + size):
                part = vectors @ self.filters[place * width : (place + 1) * width, own]
                # With the mode given, the rows go straight into the array that is used again.
                np.take(part, seen[place], axis=0, out=added, mode="clip")
                answers += added
            strongest, end = answers[: blocks[0]], blocks[0]
            for many in blocks[1:]:
                best = strongest[:many]
                np.maximum(best, answers[end : end + many], out=best)
                end += many
            found[order, own] = strongest
        return found

    def _windows(self, clauses: Sequence[Sequence[str]], lengths: Array) -> tuple[Array, Array]:
        """The words there are, and which of them stand around each word (window x words).

        The first words of all clauses, then the second ones, and so on; the longest clause first.
        """
        longest = int(lengths[0])
        grid: Array = np.zeros((longest + WINDOW - 1, len(clauses)), dtype=np.intp)
        at = np.repeat(np.arange(len(clauses)), lengths)
        grid[numbered(lengths) + WINDOW // 2, at] = self._numbers(clauses)
        local: Array = np.zeros(len(self.vectors), dtype=np.intp)
        local[grid] = 1
        (words,) = np.nonzero(local)
        local[words] = np.arange(len(words))
        place, clause = np.nonzero(np.arange(longest)[:, None] < lengths)
        return words, np.stack([local[grid[place + by, clause]] for by in range(WINDOW)])

    def _numbers(self, clauses: Sequence[Sequence[str]]) -> list[int]:
        """The number of every word, those of the next clause after those of the one before."""
        return list(map(self.index.get, chain.from_iterable(clauses), repeat(UNKNOWN)))

    def _means(self, bags: Sequence[Sequence[str]]) -> Array:
        """The mean of the vectors of each bag of words, rounded; zeros for an empty one."""
        lengths = np.array([len(words) for words in bags])
        of = np.repeat(np.arange(len(bags)), lengths)
        summed = sums(self.vectors[self._numbers(bags)], of, len(bags))
        mean: Array = np.rint(
            summed.astype(np.float32) / np.maximum(lengths, 1).astype(np.float32)[:, None]
        )
        return mean


def _active(summed: Array, gain: Array, bias: Array) -> Array:
    """Whole numbers from 0 to `TOP`."""
    active: Array = summed * gain
    active += bias
    np.rint(active, out=active)
    np.maximum(active, 0, out=active)
    return np.minimum(active, TOP, out=active)
