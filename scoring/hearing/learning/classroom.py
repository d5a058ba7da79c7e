"""What the small network learns from, as tables, and the batches it is learned in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from scoring.hearing.groups import numbered
from scoring.hearing.keys import Array
from scoring.hearing.learning.convolution import Turns
from scoring.hearing.network import LONGEST_CLAUSE, LONGEST_REST, UNKNOWN, Sight, shape_of

BATCH = 200
"""Turns that are learned in one step."""
ALIKE = 16
"""Batches that are filled together, each with turns whose longest clauses are about equally long."""
_LONGEST_CONTEXT = 40


@dataclass(frozen=True)
class Lesson:
    """One clause: what is seen, which outputs are wanted, and which are judged at all."""

    sight: Sight
    wanted: Array
    judged: Array


class Classroom:
    """All lessons as tables, and the batches they are learned in."""

    def __init__(self, lessons: Sequence[Lesson], index: dict[str, int]) -> None:
        sights = [item.sight for item in lessons]
        firsts = [at for at, sight in enumerate(sights) if at == 0 or not sight.follows]
        self._first = np.array(firsts)
        self._count = np.diff([*firsts, len(sights)])
        self._words = _table([sight.words for sight in sights], LONGEST_CLAUSE, index)
        self._echoed = np.zeros(self._words.shape, dtype=bool)
        for at, sight in enumerate(sights):
            self._echoed[at, : len(sight.echoed)] = sight.echoed
        self._rest = _table([sight.rest for sight in sights], 2 * LONGEST_REST, index)
        contexts = [sights[at].context[-_LONGEST_CONTEXT:] for at in firsts]
        self._context = _table(contexts, _LONGEST_CONTEXT, index)
        self._shapes = np.array([shape_of(sight) for sight in sights])
        self._lengths = (self._words != 0).sum(axis=1)
        self._longest = np.maximum.reduceat(self._lengths, self._first)
        self.wanted = np.array([item.wanted for item in lessons], dtype=np.float32)
        self.judged = np.array([item.judged for item in lessons], dtype=np.float32)

    def batches(self) -> list[Array]:
        """All turns in batches drawn by chance; those of a batch are about equally long, for speed."""
        found: list[Array] = []
        for drawn in torch.randperm(len(self._first)).split(BATCH * ALIKE):
            alike = drawn.numpy()[np.argsort(self._longest[drawn.numpy()], kind="stable")]
            found += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
        return [found[at] for at in torch.randperm(len(found)).tolist()]

    def clauses(self, chosen: Array) -> Array:
        """The numbers of these turns' clauses."""
        count = self._count[chosen]
        found: Array = np.repeat(self._first[chosen], count) + numbered(count)
        return found

    def turns(self, chosen: Array) -> Turns:
        """These turns as the network sees them."""
        rows, count = self.clauses(chosen), self._count[chosen]
        turn, place = np.repeat(np.arange(len(chosen)), count), numbered(count)
        at, none = np.arange(len(rows)), len(rows)
        longest = self._lengths[rows].max()
        context = self._context[chosen]
        last = max(1, int((context != 0).sum(axis=1).max()))
        return Turns(
            words=torch.tensor(self._words[rows, :longest]),
            echoed=torch.tensor(self._echoed[rows, :longest]),
            rest=torch.tensor(self._rest[rows]),
            shapes=torch.tensor(self._shapes[rows]),
            context=torch.tensor(context[:, :last]),
            turn=torch.tensor(turn),
            before=torch.tensor(np.where(place == 0, none, at - 1)),
            behind=torch.tensor(np.where(place == count[turn] - 1, none, at + 1)),
        )


def _table(rows: Sequence[Sequence[str]], longest: int, index: dict[str, int]) -> Array:
    found: Array = np.zeros((len(rows), longest), dtype=np.int64)
    for at, row in enumerate(rows):
        found[at, : len(row)] = [index.get(word, UNKNOWN) for word in row]
    return found
