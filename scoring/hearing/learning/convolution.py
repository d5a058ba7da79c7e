"""The small network while it learns, in floats; `scoring.hearing.network` is what becomes of it."""

from typing import NamedTuple

import torch
from torch import nn

from scoring.hearing.keys import Array
from scoring.hearing.network import SHAPES, WIDTHS

FILTERS = 192
"""Per width."""
BESIDE = 48
UNITS = 320
"""With 128 filters and 192 units voices left out lost .013 of their acts and .014 of their topics."""
DROPPED, DROPPED_OF_WORDS = 0.08, 0.05
"""Share of units, and of a word's vector, that are left out while learning. It learns from confidences and has few
numbers for what it learns: with .4 and .2 voices left out lost .004 of their acts and .009 of their topics."""


class Turns(NamedTuple):
    """Some turns as the network sees them: whose clauses stand together and in order."""

    words: torch.Tensor
    """clauses x words"""
    echoed: torch.Tensor
    rest: torch.Tensor
    shapes: torch.Tensor
    context: torch.Tensor
    """turns x words"""
    turn: torch.Tensor
    """Of each clause, which turn it stands in."""
    before: torch.Tensor
    behind: torch.Tensor
    """Of each clause, the number of the one before and behind it; behind the last of all for none."""


class Convolution(nn.Module):
    """The network while it learns, in floats."""

    def __init__(self, vectors: Array, outputs: int) -> None:
        super().__init__()
        width = vectors.shape[1]
        self.words = nn.Embedding.from_pretrained(
            torch.tensor(vectors), freeze=False, padding_idx=0
        )
        self.echo = nn.Parameter(torch.zeros(width))
        self.filters = nn.ModuleList(
            nn.Conv1d(width, FILTERS, size, padding=size // 2) for size in WIDTHS
        )
        self.rest, self.context = nn.Linear(width, BESIDE), nn.Linear(width, BESIDE)
        self.hidden = nn.Linear(2 * FILTERS * len(WIDTHS) + 2 * BESIDE, UNITS)
        self.shape = nn.Embedding(SHAPES, UNITS)
        nn.init.zeros_(self.shape.weight)
        self.near = nn.Linear(3 * UNITS, UNITS)
        self.out = nn.Linear(2 * UNITS, outputs)
        self.drop = nn.Dropout(DROPPED)

    def strongest(self, words: torch.Tensor, echoed: torch.Tensor | None = None) -> torch.Tensor:
        """Each filter's strongest answer anywhere in each row of words."""
        vectors = self.words(words)
        if echoed is not None:
            vectors = vectors + self.echo * echoed.unsqueeze(2)
        seen = nn.functional.dropout(vectors, DROPPED_OF_WORDS, self.training).transpose(1, 2)
        none = (words == 0).unsqueeze(1)
        found = [
            torch.relu(one(seen)[:, :, : words.shape[1]]).masked_fill(none, 0).amax(2)
            for one in self.filters
        ]
        return torch.cat(found, 1)

    def beside(self, turns: Turns) -> torch.Tensor:
        """What the rest of the turn and the other speaker's line say on the whole."""
        rest, context = self.rest(self._mean(turns.rest)), self.context(self._mean(turns.context))
        return torch.relu(torch.cat([rest, context[turns.turn]], 1))

    def alone(self, turns: Turns) -> torch.Tensor:
        """What each clause is without its neighbours."""
        own = self.strongest(turns.words, turns.echoed)
        said_before = self.strongest(turns.context)[turns.turn]
        seen = self.drop(torch.cat([own, said_before, self.beside(turns)], 1))
        return torch.relu(self.hidden(seen) + self.shape(turns.shapes))

    def among(self, turns: Turns, alone: torch.Tensor) -> torch.Tensor:
        """What each clause is with them."""
        padded = torch.cat([alone, alone.new_zeros(1, UNITS)])
        seen = torch.cat([alone, padded[turns.before], padded[turns.behind]], 1)
        return torch.relu(self.near(self.drop(seen)))

    def forward(self, turns: Turns) -> torch.Tensor:
        """Log-odds of every output."""
        alone = self.alone(turns)
        found: torch.Tensor = self.out(self.drop(torch.cat([alone, self.among(turns, alone)], 1)))
        return found

    def _mean(self, words: torch.Tensor) -> torch.Tensor:
        count = (words != 0).sum(1, keepdim=True).clamp(min=1)
        mean: torch.Tensor = self.words(words).sum(1) / count
        return mean
