"""Keys, tables and the network: exact on every machine, and right about what they know."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.hearing.keys import code, codes, runs, short
from scoring.hearing.model import Table, load_models
from scoring.hearing.network import ECHO_STEPS, SHAPES, Sight, shape_of


def test_keys_are_the_same_everywhere() -> None:
    """A key depends on nothing but the word, its kind and its place."""
    assert code("why") == 7_986_358_997_747_667_724
    a, b = codes(["pays"]), codes(["late"])
    assert runs("2", a, b) != runs("2", b, a)
    assert runs("2", a, b) != runs("k", a, b)
    assert short(runs("w", a)).dtype == np.uint32


@settings(deadline=None)  # speed is measured elsewhere
@given(st.lists(st.text(min_size=1, max_size=6), max_size=60, unique=True))
def test_a_table_finds_what_it_knows_and_nothing_else(words: list[str]) -> None:
    """Totals are the sums of the rows of known features, one by one or for many rows at once."""
    known = words[::2]
    keys = np.unique(short(runs("w", codes(known)))) if known else np.zeros(0, dtype=np.uint32)
    rows = np.arange(len(keys) * 3, dtype=np.int8).reshape(-1, 3)
    table = Table(keys, rows)
    asked = runs("w", codes(words)) if words else np.zeros(0, dtype=np.uint64)
    by_hand = [rows[np.flatnonzero(keys == key)].sum(axis=0) for key in short(asked)]
    whole = table.totals(asked, np.zeros(len(asked), dtype=np.int64), 1)
    assert whole.tolist() == [sum(by_hand, np.zeros(3)).tolist()]
    apart = table.totals(asked[::-1], np.arange(len(asked))[::-1], len(asked) + 1)
    assert apart.tolist() == [row.tolist() for row in (*by_hand, np.zeros(3))]


@pytest.mark.parametrize("name", ["filters", "alone", "alone_beside", "among", "out"])
def test_sums_in_floats_are_those_in_whole_numbers(name: str) -> None:
    """Whatever order a machine adds in, the sum is exact."""
    weights = getattr(load_models().network, name)
    if weights.ndim == 3:
        weights = weights.reshape(-1, weights.shape[2])[: weights.shape[1]]
    given = np.random.default_rng(1).integers(-127, 128, (50, weights.shape[0]))
    whole = given.astype(np.int64) @ weights.astype(np.int64)
    assert np.array_equal(given.astype(np.float32) @ weights, whole)


@pytest.mark.parametrize(
    "sight",
    [
        Sight(["why"], [False], [], (), asks=False, asked=False, follows=False),
        Sight(
            ["zzxqy", "qqq"] * 15,
            [True] * 30,
            ["zzxqy"] * 30,
            ("qqq",) * 40,
            asks=True,
            asked=True,
            follows=True,
        ),
    ],
)
def test_the_network_judges_anything(sight: Sight) -> None:
    """A lone word and words nobody knows have finite log-odds for every output."""
    network = load_models().network
    margins = network.margins([sight])[0]
    assert margins.shape == network.out_bias.shape
    assert np.isfinite(margins).all()


def test_what_is_said_around_a_clause_counts() -> None:
    """Its neighbours in the turn do, and what comes back from the other speaker's line, but no other turn."""
    network = load_models().network
    why = Sight(["why", "is", "that"], [False] * 3, [], (), asks=True, asked=False, follows=False)
    story = why._replace(words=["our", "scanner", "reads", "labels"], echoed=[False] * 4)
    back = why._replace(context=("it", "is", "late"))
    alone = network.margins([why])[0]
    assert np.array_equal(network.margins([story, why])[1], alone)
    assert not np.array_equal(network.margins([story, why._replace(follows=True)])[1], alone)
    assert not np.array_equal(network.margins([why, story._replace(follows=True)])[0], alone)
    assert not np.array_equal(network.margins([back])[0], alone)
    echoed = back._replace(echoed=[False, True, False])
    assert not np.array_equal(network.margins([back])[0], network.margins([echoed])[0])
    answering = back._replace(asked=True)
    assert not np.array_equal(network.margins([back])[0], network.margins([answering])[0])


def test_the_networks_weights_are_whole_and_small() -> None:
    """The bound that makes 32-bit sums exact: the largest possible sum stays below 2**24."""
    network = load_models().network
    for name in ("vectors", "echo", "filters", "beside", "alone", "alone_beside", "among", "out"):
        weights = getattr(network, name)
        assert np.array_equal(weights, np.rint(weights)), name
        assert np.abs(weights).max() <= 127, name
    # Of what is summed in parts of a step, there must be room for all the parts.
    largest = ECHO_STEPS * np.abs(network.vectors).max() + np.abs(network.echo).max()
    assert len(network.filters) * largest * 127 < 2**24
    summed_at_once = (network.beside.shape[1], network.alone.shape[1], len(network.out))
    assert max(summed_at_once) * 127 * 127 < 2**24
    # Two sums of whole numbers that are exact are added to one another in one way only.
    assert network.among.shape[0] * network.among.shape[1] * 127 * 127 < 2**24


def test_every_clause_has_a_shape() -> None:
    """How long it is, whether it asks and whether it answers are told apart, and nothing is out of range."""
    lone = Sight(["why"], [False], [], (), asks=False, asked=False, follows=False)
    long = lone._replace(words=["why"] * 500)
    shapes = [
        shape_of(sight._replace(asks=asks, asked=asked))
        for sight in (lone, long)
        for asks in (False, True)
        for asked in (False, True)
    ]
    assert len(set(shapes)) == 8
    assert (min(shapes), max(shapes)) == (0, SHAPES - 1)
