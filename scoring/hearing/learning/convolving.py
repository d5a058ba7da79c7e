"""Learns the small convolution network, and turns it into whole numbers.

Beginning from word vectors of a public sentence model (`vectors.py`), because a few ten
thousand clauses are too few to learn which words mean alike.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch import nn

from scoring.hearing.keys import Array
from scoring.hearing.learning.classroom import Classroom, Lesson
from scoring.hearing.learning.convolution import BESIDE, FILTERS, UNITS, Convolution, Turns
from scoring.hearing.network import (
    ECHO_STEPS,
    TOP,
    UNKNOWN,
    WIDTHS,
    Network,
)

VECTORS = Path(__file__).parent / "vectors.npz"
ROUNDS = 5
FORGOTTEN_WORDS = 0.04
"""Share of words hidden while learning, so that no single word decides."""
RARE_LABEL = 2.0
"""What a topic's presence weighs beside its absence."""
COMMON = 10_000
"""Of the public model's commonest words, how many are kept though the corpus has them not."""
VECTOR_STEPS = 2.5
"""Steps of a word vector's whole numbers in one standard deviation: fewer take fewer bytes."""
_SAMPLED = 4000
"""Turns from which is read how strongly the network is activated."""
_WHOLE = 127


def convolve(lessons: Sequence[Lesson], words: Collection[str]) -> Network:
    """A network learned from these clauses; the same clauses give the same network.

    Clauses of one turn stand together and in order. Of all the words in them it keeps `words` and common ones.
    """
    torch.manual_seed(0)
    index, vectors = _vocabulary(lessons)
    net = Convolution(vectors, len(lessons[0].wanted))
    room = Classroom(lessons, index)
    weight = torch.full((len(lessons[0].wanted),), RARE_LABEL)
    own = [value for name, value in net.named_parameters() if not name.startswith("words.")]
    optimiser = torch.optim.AdamW(
        [{"params": net.words.parameters(), "lr": 1e-3}, {"params": own, "lr": 2e-3}],
        weight_decay=0.01,
    )
    steps = ROUNDS * len(room.batches())
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [1e-3, 2e-3], total_steps=steps)
    for _ in range(ROUNDS):
        for chosen in room.batches():
            turns, rows = room.turns(chosen), room.clauses(chosen)
            forgotten = (torch.rand(turns.words.shape) < FORGOTTEN_WORDS) & (turns.words > 0)
            margins = net(turns._replace(words=turns.words.masked_fill(forgotten, UNKNOWN)))
            loss = nn.functional.binary_cross_entropy_with_logits(
                margins, torch.tensor(room.wanted[rows]), reduction="none", pos_weight=weight
            )
            here = torch.tensor(room.judged[rows])
            optimiser.zero_grad()
            ((loss * here).sum() / here.sum()).backward()
            optimiser.step()
            pace.step()
    net.eval()
    with torch.no_grad():
        sample = room.turns(np.concatenate(room.batches())[:_SAMPLED])
        learned = _in_whole_numbers(net, index, sample)
    return of_words(learned, words)


def of_words(network: Network, words: Collection[str]) -> Network:
    """The network when it knows no other words than these and common ones."""
    kept = {*words, *_names()[:COMMON]}
    known = [word for word in network.index if word in kept]
    rows = [0, UNKNOWN, *(network.index[word] for word in known)]
    index = {word: at for at, word in enumerate(known, UNKNOWN + 1)}
    return replace(network, index=index, vectors=network.vectors[rows])


def _names() -> list[str]:
    """The words that have a vector to begin from, the commonest first."""
    return str(np.load(VECTORS)["words"]).split("\n")


def _vocabulary(lessons: Sequence[Lesson]) -> tuple[dict[str, int], Array]:
    """Every word with a vector: no word, an unknown word, then the known ones."""
    kept, names = np.load(VECTORS), _names()
    met = {
        word
        for item in lessons
        for word in chain(item.sight.words, item.sight.rest, item.sight.context)
    }
    chosen = [i for i, name in enumerate(names) if name in met or i < COMMON]
    found = kept["vectors"][chosen].astype(np.float32)
    found /= found.std() * 3
    vectors = np.concatenate((np.zeros((2, found.shape[1]), np.float32), found))
    return {names[i]: at + 2 for at, i in enumerate(chosen)}, vectors


def _whole(weights: Array) -> tuple[Array, Array]:
    """Columns of weights as whole numbers up to 127, and what one step of each is worth."""
    step = np.abs(weights).max(axis=0) / _WHOLE
    step[step == 0] = 1.0
    return np.rint(weights / step).astype(np.float32), step.astype(np.float32)


def _in_whole_numbers(net: Convolution, index: dict[str, int], sample: Turns) -> Network:
    """The learned network with whole weights; gains from how strongly a sample activates it."""
    alone = net.alone(sample)
    strong, few, lone, near = (
        np.float32(float(torch.quantile(part.flatten()[:1_000_000], 0.9995)) / TOP)
        for part in (
            net.strongest(sample.words, sample.echoed),
            net.beside(sample),
            alone,
            net.among(sample, alone),
        )
    )
    vectors, echo = net.words.weight.numpy(), net.echo.numpy()
    word_step = np.float32(vectors.std() / VECTOR_STEPS)
    filters, filter_step = zip(*(_filters(one.weight.numpy()) for one in net.filters), strict=True)
    sides = [_whole(layer.weight.numpy().T) for layer in (net.rest, net.context)]
    count = 2 * FILTERS * len(WIDTHS)
    hidden_levels = np.repeat([strong, few], [count, 2 * BESIDE])[:, None]
    hidden, hidden_step = _whole(net.hidden.weight.numpy().T * hidden_levels)
    among, among_step = _whole(net.near.weight.numpy().T * lone)
    levels = np.repeat([lone, near], UNITS)[:, None]
    out, out_step = _whole(net.out.weight.numpy().T * levels)
    shape = net.shape.weight.numpy() + net.hidden.bias.numpy()
    return Network(
        index=index,
        vectors=_steps(vectors, word_step),
        echo=_steps(echo * ECHO_STEPS, word_step),
        filters=np.concatenate(filters, axis=1),
        filter_gain=np.concatenate(filter_step) * word_step / strong,
        filter_bias=np.concatenate([one.bias.numpy() for one in net.filters]) / strong,
        beside=np.stack([whole for whole, _ in sides]),
        beside_gain=np.stack([step * word_step / few for _, step in sides]),
        beside_bias=np.stack([layer.bias.numpy() / few for layer in (net.rest, net.context)]),
        alone=hidden[:count].reshape(2, -1, UNITS),
        alone_beside=hidden[count:].reshape(2, -1, UNITS),
        alone_gain=(hidden_step / lone).astype(np.float32),
        alone_bias=(shape / lone).astype(np.float32),
        among=among.reshape(3, UNITS, UNITS),
        among_gain=(among_step / near).astype(np.float32),
        among_bias=net.near.bias.numpy() / near,
        out=out,
        out_gain=out_step.astype(np.float32),
        out_bias=net.out.bias.numpy().astype(np.float32),
    )


def _filters(weights: Array) -> tuple[Array, Array]:
    """Filters as whole numbers, width x filters of each place, and what one step of each filter is worth.

    `weights` are filters x width x places.
    """
    each, width, _ = weights.shape
    whole, step = _whole(weights.transpose(1, 2, 0).reshape(-1, each))
    return whole.reshape(width, -1), step


def _steps(values: Array, step: np.float32) -> Array:
    """Whole numbers of which no two together exceed what a byte holds: a word's and the echo's."""
    most = _WHOLE // 2
    found: Array = np.rint(values / step).clip(-most, most).astype(np.float32)
    return found
