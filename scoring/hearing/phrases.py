"""Which phrases of the lexicon a clause holds, and what they point at."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from scoring.hearing.groups import sums
from scoring.hearing.keys import Array, Runs, codes, named, runs
from scoring.hearing.lexicon import MOOD_PHRASES, TOPIC_PHRASES
from scoring.hearing.lines import read_line

LONGEST_PHRASE = 4
"""Stems of the longest phrase that is looked for."""
PAIR_LENGTH = 3
"""Stems that two words count for that were both found, wherever they stood."""
_FIRST = np.uint64(64 - 16)
_NAMES = [f"T{name}" for name in TOPIC_PHRASES] + [f"M{name}" for name in MOOD_PHRASES]
_TOPICS = len(TOPIC_PHRASES)
_KINDS = ("X", "X2", "XL", "XB", "XU")
"""A name is pointed at, twice, by a long phrase, the most, and the most alone."""
_KEYS = np.array([[named(f"{kind}={name}") for name in _NAMES] for kind in _KINDS], dtype=np.uint64)
_STRETCHES = Runs(**{f"X{many}": tuple(range(many)) for many in range(LONGEST_PHRASE, 0, -1)})
_LENGTHS = np.arange(LONGEST_PHRASE, 0, -1)
_BEYOND = np.zeros(LONGEST_PHRASE - 1, dtype=np.uint64)
_NOBODYS = np.full(LONGEST_PHRASE - 1, -1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by the key of their stems, and pairs that must both be there."""

    keys: Array
    """Sorted."""
    begins: Array
    """Of the first 16 bits of a key, whether any key has them: most keys that are asked have others."""
    names: Array
    """Which topics and moods each phrase points at (phrases x names)."""
    pairs: Array
    """Two phrases each, by their place among the keys (2 x pairs)."""
    pair_names: Array
    """What both of a pair point at when they are there (pairs x names)."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, compiled once."""
    tables = (*TOPIC_PHRASES.values(), *MOOD_PHRASES.values())
    written = [
        (name, phrase.split("*"))
        for name, block in enumerate(tables)
        for phrase in block.split(";")
    ]
    parts = list(dict.fromkeys(part for _, phrase in written for part in phrase))
    key_of = dict(zip(parts, _phrase_keys(parts).tolist(), strict=True))
    keys = np.unique(np.array([key for key in key_of.values() if key], dtype=np.uint64))
    place = {key: at for at, key in enumerate(keys.tolist())}
    names: Array = np.zeros((len(keys), len(_NAMES)), dtype=bool)
    pairs = []
    for name, phrase in written:
        at = [place[key_of[part]] for part in phrase if key_of[part]]
        if len(phrase) == 1 and at:
            names[at[0], name] = True
        elif len(at) == 2:
            pairs.append((*at, name))
    first, second, name_of = np.array(pairs, dtype=np.int64).T
    begins: Array = np.zeros(1 << 16, dtype=bool)
    begins[keys >> _FIRST] = True
    return Lexicon(
        keys, begins, names, np.stack((first, second)), np.eye(len(_NAMES), dtype=np.int32)[name_of]
    )


def _phrase_keys(phrases: list[str]) -> Array:
    """A key for each phrase, 0 for one without words."""
    stems = [[word.stem for word in read_line(phrase).words] for phrase in phrases]
    keys: Array = np.zeros(len(phrases), dtype=np.uint64)
    for length in {len(found) for found in stems} - {0}:
        (here,) = np.nonzero([len(found) == length for found in stems])
        columns = zip(*(stems[at] for at in here), strict=True)
        keys[here] = runs(f"X{length}", *(codes(list(column)) for column in columns))
    return keys


def lexicon_words() -> frozenset[str]:
    """Every word of the lexicon as written."""
    blocks = (*TOPIC_PHRASES.values(), *MOOD_PHRASES.values())
    return frozenset(text for block in blocks for text in read_line(block).texts)


def lexicon_keys(stems: Array, of: Array, count: int) -> tuple[Array, Array]:
    """Which topics and moods the phrases of each clause point at, and which topic most.

    `stems` are the stems of all clauses, `of` the clause of each. The keys of the features, and
    each one's clause.
    """
    hits, longest = _hits(stems, of, count)
    strength = np.where(hits > 0, longest * 2 + hits, 0)
    strength[:, _TOPICS:] = 0
    leading = (strength > 0) & (strength == strength.max(axis=1, keepdims=True))
    only = leading & (leading.sum(axis=1, keepdims=True) == 1)
    kind, clause, name = np.nonzero(np.stack((hits > 0, hits > 1, longest > 1, leading, only)))
    return _KEYS[kind, name], clause


def _hits(stems: Array, of: Array, count: int) -> tuple[Array, Array]:
    """How often each name is pointed at, and by how long a phrase (both clauses x names)."""
    known = lexicon()
    keys, clauses, lengths = _stretches(stems, of)
    phrases = np.minimum(np.searchsorted(known.keys, keys), len(known.keys) - 1)
    here = known.keys[phrases] == keys
    phrases, clauses, lengths = phrases[here], clauses[here], lengths[here]
    by_length = sums(
        known.names[phrases], clauses * LONGEST_PHRASE + lengths - 1, count * LONGEST_PHRASE
    ).reshape(count, LONGEST_PHRASE, len(_NAMES))
    longest = ((by_length > 0) * np.arange(1, LONGEST_PHRASE + 1)[:, None]).max(axis=1)
    paired = _pairs(clauses, phrases, count) @ known.pair_names
    longest[paired > 0] = np.maximum(longest[paired > 0], PAIR_LENGTH)
    return by_length.sum(axis=1) + paired, longest


def _stretches(stems: Array, of: Array) -> tuple[Array, Array, Array]:
    """Every run of stems within a clause that may be a phrase: its key, its clause and its length."""
    # Behind the last stem stand some of no clause.
    window = np.arange(len(stems)) + np.arange(LONGEST_PHRASE)[:, None]
    keys = _STRETCHES.keys(np.append(stems, _BEYOND)[window])
    within = np.append(of, _NOBODYS)[window[::-1]] == of
    found = (within & lexicon().begins[keys >> _FIRST]).ravel().nonzero()[0]
    row, at = np.divmod(found, len(of) or 1)
    return keys.ravel()[found], of[at], _LENGTHS[row]


def _pairs(clauses: Array, phrases: Array, count: int) -> Array:
    """Which pairs each clause holds both phrases of (clauses x pairs)."""
    pairs = lexicon().pairs
    there: Array = np.zeros((*pairs.shape, count), dtype=bool)
    side, pair, hit = np.nonzero(pairs[:, :, None] == phrases)
    there[side, pair, clauses[hit]] = True
    both: Array = there[0].T & there[1].T
    return both
