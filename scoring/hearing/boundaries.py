"""Where a clause may begin: before any word.

Whether it does is a linear decision over the words and the punctuation around it, learned from hand-cut
lines; so speech-recogniser text without a single full stop is cut as well. In a seller's line one begins
with every sentence besides: a question behind a statement is not to be missed.
"""

from collections.abc import Sequence

import numpy as np

from scoring.hearing.groups import numbered
from scoring.hearing.keys import Array, code, codes, runs
from scoring.hearing.lines import Line, word_codes

_EDGE = np.uint64(code("<edge>"))
_PUNCTUATED, _BARE = codes(["P"]), codes(["N"])
_FROM_START = codes([f"n={count}" for count in range(7)])
_FROM_END = codes([f"r={count}" for count in range(5)])


def gaps_of(line: Line) -> int:
    """The number of gaps between the words of a line."""
    return max(len(line.words) - 1, 0)


def sentences_begin(line: Line) -> list[int]:
    """Word numbers before which a sentence begins, the first one left out."""
    return [at for at, pause in enumerate(line.pauses) if at and pause.ends and pause.apart]


def boundary_keys(lines: Sequence[Line]) -> Array:
    """What speaks for or against a boundary: keys per gap between two words (gaps x features).

    The gaps of all lines, one after the other; a line's first is the one before its word number 1.
    """
    lines = [line for line in lines if len(line.words) > 1]
    counts = np.array([len(line.words) for line in lines], dtype=np.int64)
    place = numbered(counts)
    # One edge before each line and two behind it, so that no word sees another line's.
    at = np.repeat(np.cumsum(counts + 3) - counts - 2, counts) + place
    padded = np.full(len(at) + 3 * len(lines), _EDGE)
    padded[at] = word_codes(word for line in lines for word in line.words)[0]
    here = at[place > 0]
    earlier, before, after, later = (padded[here + by] for by in (-2, -1, 1, 2))
    here_words = padded[here]
    marks = np.array([pause.code for line in lines for pause in line.pauses[1:]], dtype=np.uint64)
    punctuated = np.array([line.punctuated for line in lines], dtype=bool)
    style = np.where(np.repeat(punctuated, counts - 1), _PUNCTUATED, _BARE)
    nth = place[place > 0]
    left = np.repeat(counts, counts - 1) - nth
    keys: Array = np.stack(
        (
            runs("p", marks),
            runs("hp", marks, style),
            runs("b", before),
            runs("c", here_words),
            runs("cd", here_words, after),
            runs("cde", here_words, after, later),
            runs("ab", earlier, before),
            runs("bc", before, here_words),
            runs("pc", marks, here_words),
            runs("pb", marks, before),
            runs("pcd", marks, here_words, after),
            runs("pd", marks, after),
            runs("n", _FROM_START[np.minimum(nth, 6)]),
            runs("r", _FROM_END[np.minimum(left, 4)]),
        ),
        axis=1,
    )
    return keys
