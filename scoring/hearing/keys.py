"""Features as numbers: every word, name and run of words is one 32-bit key.

A key is a hash that is the same on every machine; no list of names is kept or looked up. Two of a
few hundred thousand learned features share a key about once in ten; an unknown feature hits a
learned one about once in ten thousand.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_BITS = (1 << 64) - 1
Array = NDArray[Any]


@lru_cache(maxsize=200_000)
def code(text: str) -> int:
    """A 64-bit number for a word or a name."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def codes(texts: list[str]) -> Array:
    """The numbers of several words."""
    return np.array([code(text) for text in texts], dtype=np.uint64)


@lru_cache(maxsize=200_000)
def named(text: str) -> int:
    """The key of a feature that has a name of its own."""
    mixed = (code(text) ^ int(_kind("named"))) * int(_SPREAD) & _BITS
    return mixed ^ (mixed >> 32)


@lru_cache(maxsize=64)
def _kind(name: str) -> np.uint64:
    return np.uint64(code(f"kind {name}"))


def runs(kind: str, *parts: Array) -> Array:
    """Keys of features of a kind made of one number of each array, in order."""
    mixed = (parts[0] ^ _kind(kind)) * _SPREAD
    for part in parts[1:]:
        mixed = ((mixed ^ (mixed >> _HALF)) + part) * _SPREAD
    return mixed ^ (mixed >> _HALF)


class Runs:
    """Features of several kinds, made of numbers that stand side by side; each key is that of `runs`.

    All kinds are mixed in one go: of a single line there is so little that each call of numpy counts.
    """

    def __init__(self, **kinds: tuple[int, ...]) -> None:
        """By the name of each kind the rows its parts are in; those of the most parts come first."""
        parts = list(kinds.values())
        self._kinds: Array = np.array([_kind(name) for name in kinds])[:, None]
        self._rows = [
            np.array([rows[nth] for rows in parts if len(rows) > nth])
            for nth in range(len(parts[0]))
        ]

    def keys(self, table: Array) -> Array:
        """The keys of every column of a table of numbers (kinds x columns), in the order of the kinds."""
        mixed: Array = (table[self._rows[0]] ^ self._kinds) * _SPREAD
        for rows in self._rows[1:]:
            longer = mixed[: len(rows)]
            longer ^= longer >> _HALF
            longer += table[rows]
            longer *= _SPREAD
        mixed ^= mixed >> _HALF
        return mixed


def short(keys: Array) -> Array:
    """Keys as the 32 bits by which they are kept."""
    return ((keys * _SPREAD) >> _HALF).astype(np.uint32)
