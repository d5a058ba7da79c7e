"""Learns the small convolution network, and turns it into whole numbers.

Beginning from word vectors of a public sentence model (`vectors.py`), because a few ten
thousand clauses are too few to learn which words mean alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from scoring.hearing.keys import Array
from scoring.hearing.network import (
    LENGTH_BANDS,
    LONGEST_CLAUSE,
    LONGEST_REST,
    TOP,
    UNKNOWN,
    WIDTHS,
    WINDOW,
    Network,
    Sight,
    first_word,
    length_band,
)

VECTORS = Path(__file__).parent / "vectors.npz"
FILTERS = 128
"""Per width."""
BESIDE = 48
HIDDEN = 192
ROUNDS = 5
BATCH = 256
ALIKE = 16
"""Batches that are filled together, each with clauses of about the same length."""
FORGOTTEN_WORDS = 0.04
"""Share of words hidden while learning, so that no single word decides."""
RARE_LABEL = 2.0
"""What a topic's presence weighs beside its absence."""
COMMON = 10_000
"""Of the public model's commonest words, how many are kept though the corpus has them not."""
_LONGEST_CONTEXT = 40
_WHOLE = 127


@dataclass(frozen=True)
class Lesson:
    """One clause: what is seen, which outputs are wanted, and which are judged at all."""

    sight: Sight
    wanted: Array
    judged: Array


class _Convolution(nn.Module):
    """The network while it learns, in floats."""

    def __init__(self, vectors: Array, outputs: int) -> None:
        super().__init__()
        width = vectors.shape[1]
        self.words = nn.Embedding.from_pretrained(
            torch.tensor(vectors), freeze=False, padding_idx=0
        )
        self.filters = nn.ModuleList(
            nn.Conv1d(width, FILTERS, size, padding=size // 2) for size in WIDTHS
        )
        self.rest, self.context = nn.Linear(width, BESIDE), nn.Linear(width, BESIDE)
        inner = FILTERS * len(WIDTHS) + 2 * BESIDE
        self.hidden = nn.Linear(inner, HIDDEN)
        self.length = nn.Embedding(2 * LENGTH_BANDS, HIDDEN)
        nn.init.zeros_(self.length.weight)
        self.out = nn.Linear(HIDDEN, outputs)
        self.drop = nn.Dropout(0.4)

    def strongest(self, words: torch.Tensor) -> torch.Tensor:
        """Each filter's strongest answer anywhere in the clause."""
        seen = nn.functional.dropout(self.words(words), 0.2, self.training).transpose(1, 2)
        none = (words == 0).unsqueeze(1)
        found = [
            torch.relu(one(seen)[:, :, : words.shape[1]]).masked_fill(none, 0).amax(2)
            for one in self.filters
        ]
        return torch.cat(found, 1)

    def aside(self, rest: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        """What the rest of the turn and the other speaker's line say on the whole."""
        parts = [
            torch.relu(layer(self._mean(w)))
            for layer, w in ((self.rest, rest), (self.context, context))
        ]
        return torch.cat(parts, 1)

    def inner(
        self, words: torch.Tensor, rest: torch.Tensor, context: torch.Tensor, shape: torch.Tensor
    ) -> torch.Tensor:
        """The last layer but one."""
        seen = torch.cat([self.strongest(words), self.aside(rest, context)], 1)
        return torch.relu(self.hidden(self.drop(seen)) + self.length(shape))

    def forward(
        self, words: torch.Tensor, rest: torch.Tensor, context: torch.Tensor, shape: torch.Tensor
    ) -> torch.Tensor:
        """Log-odds of every output."""
        found: torch.Tensor = self.out(self.drop(self.inner(words, rest, context, shape)))
        return found

    def _mean(self, words: torch.Tensor) -> torch.Tensor:
        mean: torch.Tensor = self.words(words).sum(1) / (words != 0).sum(1, keepdim=True).clamp(
            min=1
        )
        return mean


def convolve(lessons: Sequence[Lesson]) -> Network:
    """A network learned from these clauses; the same clauses give the same network."""
    torch.manual_seed(0)
    index, vectors = _vocabulary(lessons)
    net = _Convolution(vectors, len(lessons[0].wanted))
    inputs = _tensors(lessons, index)
    wanted = torch.tensor(np.array([item.wanted for item in lessons], dtype=np.float32))
    judged = torch.tensor(np.array([item.judged for item in lessons], dtype=np.float32))
    weight = torch.full((wanted.shape[1],), RARE_LABEL)
    own = [value for name, value in net.named_parameters() if not name.startswith("words.")]
    steps = ROUNDS * ((len(lessons) + BATCH - 1) // BATCH)
    optimiser = torch.optim.AdamW(
        [{"params": net.words.parameters(), "lr": 1e-3}, {"params": own, "lr": 2e-3}],
        weight_decay=0.01,
    )
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [1e-3, 2e-3], total_steps=steps)
    lengths = (inputs[0] != 0).sum(1)
    for _ in range(ROUNDS):
        for chosen in _batches(lengths):
            words, *others = (part[chosen] for part in inputs)
            words = words[:, : lengths[chosen].max()]
            forgotten = (torch.rand(words.shape) < FORGOTTEN_WORDS) & (words > 0)
            margins = net(words.masked_fill(forgotten, UNKNOWN), *others)
            loss = nn.functional.binary_cross_entropy_with_logits(
                margins, wanted[chosen], reduction="none", pos_weight=weight
            )
            here = judged[chosen]
            optimiser.zero_grad()
            ((loss * here).sum() / here.sum()).backward()
            optimiser.step()
            pace.step()
    net.eval()
    with torch.no_grad():
        return _in_whole_numbers(net, index, [part[:4096] for part in inputs])


def _batches(lengths: torch.Tensor) -> list[torch.Tensor]:
    """All clauses in batches drawn by chance; those of a batch are about equally long, for speed."""
    found: list[torch.Tensor] = []
    for drawn in torch.randperm(len(lengths)).split(BATCH * ALIKE):
        found += drawn[lengths[drawn].argsort(stable=True)].split(BATCH)
    return [found[at] for at in torch.randperm(len(found)).tolist()]


def _vocabulary(lessons: Sequence[Lesson]) -> tuple[dict[str, int], Array]:
    """Every word with a vector: no word, an unknown word, then the known ones."""
    kept = np.load(VECTORS)
    names = str(kept["words"]).split("\n")
    met = {
        word
        for item in lessons
        for part in (item.sight.words, item.sight.rest, item.sight.context)
        for word in part
    }
    chosen = [i for i, name in enumerate(names) if name in met or i < COMMON]
    found = kept["vectors"][chosen].astype(np.float32)
    found /= found.std() * 3
    vectors = np.concatenate((np.zeros((2, found.shape[1]), np.float32), found))
    return {names[i]: at + 2 for at, i in enumerate(chosen)}, vectors


def _tensors(lessons: Sequence[Lesson], index: dict[str, int]) -> list[torch.Tensor]:
    def table(rows: list[Sequence[str]], longest: int) -> torch.Tensor:
        found = np.zeros((len(rows), longest), dtype=np.int64)
        for at, row in enumerate(rows):
            found[at, : len(row)] = [index.get(word, UNKNOWN) for word in row]
        return torch.tensor(found)

    sights = [item.sight for item in lessons]
    return [
        table([sight.words for sight in sights], LONGEST_CLAUSE),
        table([sight.rest for sight in sights], 2 * LONGEST_REST),
        table([sight.context[-_LONGEST_CONTEXT:] for sight in sights], _LONGEST_CONTEXT),
        torch.tensor([2 * length_band(len(sight.words)) + int(sight.asks) for sight in sights]),
    ]


def _whole(weights: Array) -> tuple[Array, Array]:
    """Columns of weights as whole numbers up to 127, and what one step of each is worth."""
    step = np.abs(weights).max(axis=0) / _WHOLE
    step[step == 0] = 1.0
    return np.rint(weights / step).astype(np.float32), step.astype(np.float32)


def _in_whole_numbers(
    net: _Convolution, index: dict[str, int], sample: list[torch.Tensor]
) -> Network:
    """The learned network with whole weights; gains from how strongly a sample activates it."""
    strong = net.strongest(sample[0])
    beside = net.aside(sample[1], sample[2])
    inner = net.inner(*sample)
    level = [
        float(torch.quantile(part.flatten()[:1_000_000], 0.9995)) / TOP
        for part in (strong, beside, inner)
    ]
    vectors = net.words.weight.numpy()
    word_step = np.float32(np.abs(vectors).max() / _WHOLE)
    width = vectors.shape[1]
    filters, filter_bias = [], []
    for size, one in zip(WIDTHS, net.filters, strict=True):
        placed = np.zeros((WINDOW, width, FILTERS), dtype=np.float32)
        first = first_word(size)
        placed[first : first + size] = one.weight.numpy().transpose(2, 1, 0)
        filters.append(placed.reshape(WINDOW * width, FILTERS))
        filter_bias.append(one.bias.numpy())
    whole_filters, filter_step = _whole(np.concatenate(filters, axis=1))
    sides = [_whole(layer.weight.numpy().T) for layer in (net.rest, net.context)]
    hidden_weights = net.hidden.weight.numpy().T.copy()
    count = FILTERS * len(WIDTHS)
    hidden_weights[:count] *= level[0]
    hidden_weights[count:] *= level[1]
    hidden, hidden_step = _whole(hidden_weights)
    out, out_step = _whole(net.out.weight.numpy().T * np.float32(level[2]))
    bias = net.length.weight.numpy().reshape(LENGTH_BANDS, 2, HIDDEN) + net.hidden.bias.numpy()
    return Network(
        index=index,
        vectors=np.rint(vectors / word_step).astype(np.float32),
        filters=whole_filters,
        filter_gain=filter_step * word_step / np.float32(level[0]),
        filter_bias=np.concatenate(filter_bias) / np.float32(level[0]),
        beside=np.stack([whole for whole, _ in sides]),
        beside_gain=np.stack([step * word_step / np.float32(level[1]) for _, step in sides]),
        beside_bias=np.stack(
            [layer.bias.numpy() / np.float32(level[1]) for layer in (net.rest, net.context)]
        ),
        hidden=hidden,
        hidden_gain=hidden_step / np.float32(level[2]),
        hidden_bias=(bias / np.float32(level[2])).astype(np.float32),
        out=out,
        out_gain=out_step,
        out_bias=net.out.bias.numpy().astype(np.float32),
    )
