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
Array = NDArray[Any]


@lru_cache(maxsize=200_000)
def code(text: str) -> int:
    """A 64-bit number for a word or a name."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def codes(texts: list[str]) -> Array:
    """The numbers of several words."""
    return np.array([code(text) for text in texts], dtype=np.uint64)


@lru_cache(maxsize=64)
def _kind(name: str) -> np.uint64:
    return np.uint64(code(f"kind {name}"))


def runs(kind: str, *parts: Array) -> Array:
    """Keys of features of a kind made of one number of each array, in order."""
    mixed = (parts[0] ^ _kind(kind)) * _SPREAD
    for part in parts[1:]:
        mixed = ((mixed ^ (mixed >> _HALF)) + part) * _SPREAD
    return mixed ^ (mixed >> _HALF)


def short(keys: Array) -> Array:
    """Keys as the 32 bits by which they are kept."""
    return ((keys * _SPREAD) >> _HALF).astype(np.uint32)
