"""A small convolution network beside the linear models: it knows which words mean alike.

It sees a clause, what the other speaker said last, which words come back from there, and what it made
of the clauses before and behind. Everything that is summed is a whole number small enough to be exact in
32-bit floats, so that every machine computes the same. Learned by `scoring.hearing.learning.convolving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import BEGUN, Clause
from scoring.hearing.groups import numbered, sums
from scoring.hearing.keys import Array

LONGEST_CLAUSE = 30
LONGEST_REST = 15
"""Words of the turn that are seen on either side of a clause."""
WIDTHS = (1, 2, 3, 5)
"""Words that a filter sees at once; as many filters of each."""
WINDOW = max(WIDTHS)
_LENGTH_BANDS = 8
SHAPES = 4 * _LENGTH_BANDS
ECHO_STEPS = 8
"""What marks a word that comes back is kept in so many parts of a vector's step: it is short, and counts for much."""
TOP = 127
"""Activations are whole numbers from 0 to this."""
HALVED = 2
"""Answers to single words are kept in halves: short numbers, of which twice as many are added at once."""
_MOST = 32_767 // WINDOW
"""As many together as a filter is wide exceed no short number; an activation is at its top far below."""
UNKNOWN = 1
"""The vector of words that were never met; vector 0 stands for no word."""


class Sight(NamedTuple):
    """What the network sees of a clause."""

    words: list[str]
    echoed: list[bool]
    """Which of them come back from the other speaker's last line."""
    rest: list[str]
    """Words of the turn around it."""
    context: tuple[str, ...]
    """Words of that line."""
    asks: bool
    """Whether it ends in a question mark."""
    asked: bool
    """Whether the other speaker's last line does: what is said then answers."""
    follows: bool
    """Whether the clause before it in a row of sights stands in the same turn."""


def sight_of(clause: Clause) -> Sight:
    """A clause as the network sees it."""
    line, start, end = clause.line, clause.start, clause.end
    own, texts, context = slice(start, min(end, start + LONGEST_CLAUSE)), line.texts, clause.context
    words = texts[own]
    echoed = [word[:BEGUN] in context.begun for word in words]
    rest = texts[max(0, start - LONGEST_REST) : start] + texts[end : end + LONGEST_REST]
    asks = clause.asks == "?"
    return Sight(words, echoed, rest, context.words, asks, context.asks, start > 0)


def first_word(size: int) -> int:
    """Where in the window a filter of so many words begins: they stand around its middle."""
    return WINDOW // 2 - size // 2


def shape_of(sight: Sight) -> int:
    """Which of the `SHAPES` a clause has: how long it is, whether it asks, and whether it answers."""
    band = min(len(sight.words) // 3, _LENGTH_BANDS - 1)
    return 4 * band + 2 * sight.asked + sight.asks


@dataclass(frozen=True, slots=True)
class Network:
    """The learned numbers: whole weights (kept as floats to multiply fast) and their gains."""

    index: dict[str, int]
    vectors: Array
    """words x width"""
    echo: Array
    """width: what is added to the vector of a word that comes back, in `ECHO_STEPS`."""
    filters: Array
    """width x filters of each place of each width, the first places first"""
    filter_gain: Array
    filter_bias: Array
    beside: Array
    """width x few, twice: what the rest of the turn and the other speaker's line say on the whole."""
    beside_gain: Array
    beside_bias: Array
    alone: Array
    """filters x units, twice: what is strongest in the clause, and in the other speaker's last line."""
    alone_beside: Array
    """few x units, twice"""
    alone_gain: Array
    alone_bias: Array
    """shapes x units"""
    among: Array
    """units x units, three times: of the clause itself, the one before and the one behind."""
    among_gain: Array
    among_bias: Array
    out: Array
    """(what it is alone and among others: 2 * units) x outputs"""
    out_gain: Array
    out_bias: Array
    _kept: Array = field(init=False)
    """What the filters answer to each word, as far as it was met: who speaks says most words again."""
    _met: Array = field(init=False)

    def __post_init__(self) -> None:
        # Empty, it takes no memory: a page is there once something is written on it.
        kept: Array = np.empty((len(self.vectors), self.filters.shape[1]), dtype=np.int16)
        object.__setattr__(self, "_kept", kept)
        object.__setattr__(self, "_met", np.zeros(len(kept), dtype=bool))

    def margins(self, sights: Sequence[Sight]) -> Array:
        """Log-odds of every output (sights x outputs), in the order they were learned in.

        Clauses of one turn stand together and in order, all of them.
        """
        alone = self._alone(sights)
        itself, before, behind = self.among
        among = alone @ itself
        (first,) = np.nonzero([sight.follows for sight in sights[1:]])
        among[first + 1] += alone[first] @ before
        among[first] += alone[first + 1] @ behind
        among = _active(among, self.among_gain, self.among_bias)
        both = np.concatenate((alone, among), axis=1)
        found: Array = (both @ self.out) * self.out_gain + self.out_bias
        return found

    def _alone(self, sights: Sequence[Sight]) -> Array:
        """What each clause is without its neighbours (sights x units)."""
        # Clauses of one turn have the same context. The last is that of a clause that has none.
        said = dict.fromkeys(sight.context for sight in sights if sight.context)
        place = dict(zip(said, range(len(said)), strict=True))
        contexts = [place.get(sight.context, -1) for sight in sights]
        strongest = self._strongest(
            [*(sight.words for sight in sights), *said],
            [back for sight in sights for back in sight.echoed],
        )
        seen = _active(strongest, self.filter_gain * HALVED, self.filter_bias)
        own, before = self.alone
        asides = np.zeros((len(said) + 1, own.shape[1]), dtype=np.float32)
        asides[:-1] = seen[len(sights) :] @ before
        summed = seen[: len(sights)] @ own
        summed += asides[contexts]
        means = self._means([*(sight.rest for sight in sights), *said, ()])
        wholes = (means[: len(sights)], means[len(sights) :][contexts])
        for side, mean in enumerate(wholes):
            few = _active(mean @ self.beside[side], self.beside_gain[side], self.beside_bias[side])
            summed += few @ self.alone_beside[side]
        bias = self.alone_bias[[shape_of(sight) for sight in sights]]
        return _active(summed, self.alone_gain, bias)

    def _strongest(self, bags: Sequence[Sequence[str]], echoed: Sequence[bool]) -> Array:
        """Each filter's strongest answer anywhere in each row of words (rows x filters).

        `echoed` are of the first words. A filter's answer to some words is the sum of its answers to each
        at its place, so every word is multiplied once, however often it is there. Windows stand by their
        place in the row, the longest row first: the first words of all rows are one block, the second
        ones another, and a block as a whole is compared with what is strongest so far.
        """
        lengths = np.array([len(words) for words in bags])
        order = np.argsort(-lengths, kind="stable")
        words, seen = self._windows(bags, echoed, lengths, order)
        places = sum(WIDTHS)
        each = self.filters.shape[1] // places
        by_place = self._answers(words).reshape(-1, each)
        seen *= places
        blocks = [int((lengths > place).sum()) for place in range(int(lengths.max()))]
        found: Array = np.empty((len(bags), each * len(WIDTHS)), dtype=np.int16)
        answers: Array = np.empty((len(seen[0]), each), dtype=np.int16)
        added = np.empty_like(answers)
        nth = 0
        for number, size in enumerate(WIDTHS):
            for place in range(size):
                rows = seen[first_word(size) + place] + nth
                # With the mode given, the rows go straight into the array that is used again.
                np.take(by_place, rows, axis=0, out=added if place else answers, mode="clip")
                if place:
                    answers += added
                nth += 1
            strongest, end = answers[: blocks[0]], blocks[0]
            for many in blocks[1:]:
                best = strongest[:many]
                np.maximum(best, answers[end : end + many], out=best)
                end += many
            found[order, number * each : (number + 1) * each] = strongest
        return found

    def _answers(self, words: Array) -> Array:
        """What the filters of each place answer to words: twice their numbers, one more where they come back."""
        there = words >> 1
        new = there[~self._met[there]]
        self._kept[new] = _short(self.vectors[new] @ self.filters)
        self._met[new] = True
        found: Array = self._kept.take(there, axis=0)
        echoed = (words & 1) == 1
        back = found[echoed] + _short((self.echo / ECHO_STEPS) @ self.filters)
        found[echoed] = back.clip(-_MOST, _MOST)
        return found

    def _windows(
        self, bags: Sequence[Sequence[str]], echoed: Sequence[bool], lengths: Array, order: Array
    ) -> tuple[Array, Array]:
        """The words there are (`_answers`), and which of them stand around each word (window x words).

        The first words of all rows, then the second ones, and so on; the longest row first.
        """
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        longest, sorted_lengths = int(lengths[order[0]]), lengths[order]
        words = 2 * self._numbers(bags)
        words[: len(echoed)] += np.array(echoed, dtype=np.intp)
        grid: Array = np.zeros((longest + WINDOW - 1, len(bags)), dtype=np.intp)
        grid[numbered(lengths) + WINDOW // 2, np.repeat(rank, lengths)] = words
        local: Array = np.zeros(2 * len(self.vectors), dtype=np.intp)
        local[grid] = 1
        (there,) = np.nonzero(local)
        local[there] = np.arange(len(there))
        place, row = np.nonzero(np.arange(longest)[:, None] < sorted_lengths)
        return there, np.stack([local[grid[place + by, row]] for by in range(WINDOW)])

    def _numbers(self, bags: Sequence[Sequence[str]]) -> Array:
        """The number of every word, those of the next row after those of the one before."""
        known = map(self.index.get, chain.from_iterable(bags), repeat(UNKNOWN))
        return np.fromiter(known, dtype=np.intp)

    def _means(self, bags: Sequence[Sequence[str]]) -> Array:
        """The mean of the vectors of each bag of words, rounded; zeros for an empty one."""
        lengths = np.array([len(words) for words in bags])
        of = np.repeat(np.arange(len(bags)), lengths)
        summed = sums(self.vectors[self._numbers(bags)], of, len(bags))
        mean: Array = np.rint(
            summed.astype(np.float32) / np.maximum(lengths, 1).astype(np.float32)[:, None]
        )
        return mean


def _short(answers: Array) -> Array:
    """Answers to single words in halves, as short whole numbers."""
    found: Array = np.rint(answers / HALVED).clip(-_MOST, _MOST).astype(np.int16)
    return found


def _active(summed: Array, gain: Array, bias: Array) -> Array:
    """Whole numbers from 0 to `TOP`."""
    active: Array = summed * gain
    active += bias
    np.rint(active, out=active)
    np.maximum(active, 0, out=active)
    return np.minimum(active, TOP, out=active)
