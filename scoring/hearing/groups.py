"""Groups of unequal length whose items stand in one array."""

import numpy as np

from scoring.hearing.keys import Array

_FIRST: Array = np.zeros(1, dtype=np.intp)


def numbered(lengths: Array) -> Array:
    """The place of every item within its group: lengths 2 and 3 give 0 1 0 1 2."""
    ends = np.cumsum(lengths)
    found: Array = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    return found


def sums(rows: Array, of: Array, count: int) -> Array:
    """The summed rows of each of `count` groups (groups x columns), 0 for one that has none.

    `of` is every row's group. Whole numbers are summed in 32 bits.
    """
    if not (of[1:] >= of[:-1]).all():
        # Sixteen bits are sorted several times faster than more.
        order = np.argsort(of.astype(np.uint16) if count < 1 << 16 else of, kind="stable")
        of, rows = of[order], rows.take(order, axis=0)
    dtype = np.int32 if rows.dtype.kind in "bi" else rows.dtype
    found: Array = np.zeros((count, rows.shape[1]), dtype=dtype)
    if len(rows):
        firsts = np.concatenate((_FIRST, np.flatnonzero(of[1:] != of[:-1]) + 1))
        found[of[firsts]] = np.add.reduceat(rows, firsts, axis=0, dtype=dtype)
    return found
