"""Says a line again with some of its words exchanged for near ones.

What a varied line means nobody has labelled: the teacher (`teaching.py`) says it. The small network
learns from these how far the teacher's understanding goes beyond the corpus' own words.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scoring.hearing.learning.convolving import VECTORS
from scoring.hearing.learning.corpus import Labelled
from scoring.hearing.lines import read_line

EXCHANGED, DROPPED = 0.35, 0.02
"""Of the words that have near ones; of all words."""
NEAR, NEIGHBOURS = 0.35, 7
"""Least cosine between two words' vectors, and how many of the nearest are drawn from."""
SHORTEST, COMMONEST = 4, 400
"""Words of fewer letters, or that the corpus has this often, carry the grammar: they stay."""
MAIN = 64
"""Directions of the vectors that are looked at, the main ones first: finer ones tell near words apart."""
_WORD = re.compile(r"[A-Za-z']+")


def varied(lines: Sequence[Labelled], nth: int = 0) -> list[Labelled]:
    """Every line once more in other words, without its clauses; the same lines and `nth`, the same words."""
    draw = random.Random(nth)  # noqa: S311 - chance, no secret
    near = _near_words(lines)

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.lower() in near and draw.random() < EXCHANGED:
            chosen = draw.choice(near[word.lower()])
            return chosen.capitalize() if word[0].isupper() else chosen
        return "" if draw.random() < DROPPED else word

    return [
        replace(
            line,
            text=_WORD.sub(other, line.text),
            context=tuple(_WORD.sub(other, said) for said in line.context),
            clauses=(),
        )
        for line in lines
    ]


def _near_words(lines: Sequence[Labelled]) -> dict[str, list[str]]:
    """Of the corpus' rarer words, which others of its words mean nearly the same."""
    kept = np.load(VECTORS)
    names = str(kept["words"]).split("\n")
    counts = Counter(word.text for line in lines for word in read_line(line.text).words)
    met = [at for at, name in enumerate(names) if name in counts]
    vectors = kept["vectors"][met, :MAIN].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    found = {}
    for at, own in enumerate(met):
        word = names[own]
        if len(word) < SHORTEST or counts[word] >= COMMONEST:
            continue
        like = vectors @ vectors[at]
        like[at] = -1
        nearest = np.argpartition(-like, NEIGHBOURS)[:NEIGHBOURS]
        close = [names[met[other]] for other in nearest.tolist() if like[other] > NEAR]
        if close:
            found[word] = close
    return found
