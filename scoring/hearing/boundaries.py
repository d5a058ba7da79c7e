"""Where a clause may begin: before any word.

Whether it does is a linear decision over the words and the punctuation around it, learned from hand-cut
lines; so speech-recogniser text without a single full stop is cut as well. In a seller's line one begins
with every sentence besides: a question behind a statement is not to be missed.
"""

from collections.abc import Sequence

import numpy as np

from scoring.hearing.forms import WONDERS
from scoring.hearing.groups import numbered
from scoring.hearing.keys import Array, Runs, code, codes
from scoring.hearing.lines import Line, word_codes

_EDGE = np.uint64(code("<edge>"))
_PUNCTUATED, _BARE = codes(["P"]), codes(["N"])
_FROM_START = codes([f"n={count}" for count in range(7)])
_FROM_END = codes([f"r={count}" for count in range(5)])
_EARLIER, _BEFORE, _HERE, _AFTER, _LATER, _PAUSE, _STYLE, _NTH, _LEFT = range(9)
"""What a gap is looked at with: words before and behind it, the pause in it, its place in the line."""
_AROUND = np.arange(-2, 3)[:, None]
"""Where the five words are, from the one behind the gap."""
_KEYS = Runs(
    pcd=(_PAUSE, _HERE, _AFTER),
    cde=(_HERE, _AFTER, _LATER),
    hp=(_PAUSE, _STYLE),
    cd=(_HERE, _AFTER),
    ab=(_EARLIER, _BEFORE),
    bc=(_BEFORE, _HERE),
    pc=(_PAUSE, _HERE),
    pb=(_PAUSE, _BEFORE),
    pd=(_PAUSE, _AFTER),
    p=(_PAUSE,),
    b=(_BEFORE,),
    c=(_HERE,),
    n=(_NTH,),
    r=(_LEFT,),
)


def gaps_of(line: Line) -> int:
    """The number of gaps between the words of a line."""
    return max(len(line.words) - 1, 0)


def ruled_begins(line: Line) -> tuple[int, ...]:
    """Word numbers before which a seller's clause begins whatever was learned, the first one left out.

    With every sentence, and where the speaker wonders aloud.
    """
    return (*_sentences_begin(line), *_wondering_begins(line))


def _sentences_begin(line: Line) -> list[int]:
    """Word numbers before which a sentence begins, the first one left out."""
    return [at for at, pause in enumerate(line.pauses) if at and pause.ends and pause.apart]


def _wondering_begins(line: Line) -> list[int]:
    """Word numbers before which the speaker begins to wonder aloud ("…, and I was wondering whether…").

    What comes before says why; the question stands apart from it.
    """
    if WONDERS.isdisjoint(line.texts):
        return []
    found = []
    for at, text in enumerate(line.texts):
        aloud = text in _I and not WONDERS.isdisjoint(line.texts[at + 1 : at + 3])
        start = at - 1 if at and line.texts[at - 1] in _JOINS else at
        if aloud and start:
            found.append(start)
    return found


_I = frozenset({"i", "i'm", "i’m"})
_JOINS = frozenset({"and", "so", "but"})


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
    gap, nth = at[place > 0], place[place > 0]
    punctuated = np.array([line.punctuated for line in lines], dtype=bool)
    table = np.empty((_LEFT + 1, len(gap)), dtype=np.uint64)
    table[: _LATER + 1] = padded[gap + _AROUND]
    table[_PAUSE] = [pause.code for line in lines for pause in line.pauses[1:]]
    table[_STYLE] = np.repeat(np.where(punctuated, _PUNCTUATED, _BARE), counts - 1)
    table[_NTH] = _FROM_START[np.minimum(nth, 6)]
    table[_LEFT] = _FROM_END[np.minimum(np.repeat(counts, counts - 1) - nth, 4)]
    return _KEYS.keys(table).T
