"""What hearing learned, read from one small file: linear models and a network.

A linear model is keys of features with a row of small integers for each. A score is an integer sum,
so that every machine gets the same one. The file is written by
`python -m scoring.hearing.learning.train`.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from scoring.hearing.groups import sums
from scoring.hearing.keys import Array, short
from scoring.hearing.network import Network

WEIGHTS = Path(__file__).parent / "weights.npz"


class Table:
    """Rows of weights by key; several models over the same features share one.

    `keys` are sorted 32-bit keys, `rows` one row of bytes each (features x labels). Keys are even as
    only hashes are, so a key's first bits say within a few rows where it is: in which drawer. There
    are two to four drawers for each key.
    """

    def __init__(self, keys: Array, rows: Array) -> None:
        self.keys = keys
        self.rows = rows
        first_bits = len(keys).bit_length() + 1
        self._rest = np.uint32(32 - first_bits)
        counts = np.bincount(keys >> self._rest, minlength=1 << first_bits)
        self._used: Array = counts > 0
        self._begins: Array = np.cumsum(counts, dtype=np.int32) - counts.astype(np.int32)
        self._nth: Array = np.arange(counts.max())
        # Behind the last drawer, so that one may look as many keys ahead as any drawer has.
        self._padded: Array = np.append(keys, np.zeros(len(self._nth), dtype=np.uint32))

    def totals(self, keys: Array, of: Array, count: int) -> Array:
        """The summed rows of the known features of each of `count` groups (groups x labels).

        `keys` are 64-bit keys, `of` the group each belongs to.
        """
        known, place = self._found(short(keys))
        return sums(self.rows.take(place, axis=0), of[known], count)

    def _found(self, wanted: Array) -> tuple[Array, Array]:
        """Which of the keys are known, and the row of each."""
        drawer = wanted >> self._rest
        used = self._used[drawer].nonzero()[0]
        begin = self._begins[drawer[used]]
        # As many keys as the fullest drawer has: those of the next ones are never the wanted one.
        near = self._padded[begin[:, None] + self._nth]
        # Found in one flat row, several times faster than in two dimensions.
        at, nth = np.divmod((near == wanted[used, None]).ravel().nonzero()[0], len(self._nth) or 1)
        return used[at], begin[at] + nth


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Several yes-or-no decisions over the same features."""

    labels: tuple[str, ...]
    steps: tuple[float, ...]
    """Per label, what one step of weight is worth in log-odds."""
    offsets: tuple[float, ...]
    """Per label, the log-odds without any feature."""
    slopes: tuple[float, ...]
    shifts: tuple[float, ...]
    """What turns log-odds into honest confidences (Platt)."""
    cuts: tuple[float, ...]
    """Per label, the least confidence at which it is taken."""
    rivalry: tuple[float, ...]
    """Per label, what the log-odds of the likeliest other label count in it; 0 where labels do not compete."""

    def confidences(self, summed: Array, beside: Array | None = None) -> Array:
        """How sure the model is, 0 to 1, from summed weights (both groups x labels).

        `beside` are the network's log-odds of the same labels.
        """
        margins = summed * np.array(self.steps) + np.array(self.offsets)
        if beside is not None:
            margins = together(margins, beside)
        against = rivals(margins) * np.array(self.rivalry) if any(self.rivalry) else 0.0
        margins = margins * np.array(self.slopes) + against + np.array(self.shifts)
        found: Array = 1.0 / (1.0 + np.exp(-margins.clip(-30.0, 30.0)))
        return found

    def taken(
        self, sure: Sequence[float], cuts: Sequence[float] | None = None
    ) -> list[tuple[str, float]]:
        """The labels that are sure enough, with their confidences; `cuts` in place of the learned ones."""
        return [
            (label, round(value, 2))
            for label, value, least in zip(self.labels, sure, cuts or self.cuts, strict=True)
            if value >= least
        ]


def together(linear: Array, network: Array) -> Array:
    """The log-odds of both: the network's count four times, for it was taught more than the labels."""
    found: Array = (linear + 4 * network) / 5
    return found


def rivals(margins: Array) -> Array:
    """Of each label the log-odds of the likeliest other one, row by row."""
    first, second = np.partition(margins, -2, axis=1)[:, [-1, -2]].T[:, :, None]
    found: Array = np.where(margins == first, second, first)
    return found


@dataclass(frozen=True, slots=True)
class RoleModels:
    """What a role's lines do and are about: two models that share a table, and the network."""

    table: Table
    acts: LinearModel
    topics: LinearModel
    outputs: slice
    """Where this role's acts and topics are among the network's outputs."""


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """Everything hearing learned, and from what. What is read anew is another one."""

    version: str
    network: Network
    boundary: tuple[Table, LinearModel]
    seller: RoleModels
    buyer: RoleModels
    facts: tuple[Table, LinearModel]
    """A buyer's `specific` and `answers`, decided for the whole line."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One table with the models that read it, in the order of its columns."""

    keys: Array
    rows: Array
    models: tuple[LinearModel, ...]


def pack(version: str, network: Network, tables: dict[str, Packed]) -> bytes:
    """The file's content."""
    words = sorted(network.index, key=network.index.__getitem__)
    head = {
        "version": version,
        "words": " ".join(words),
        "models": {
            name: [asdict(model) for model in table.models] for name, table in tables.items()
        },
    }
    arrays: dict[str, Array] = {"head": np.array(json.dumps(head, sort_keys=True))}
    for name, table in sorted(tables.items()):
        gaps = np.diff(table.keys, prepend=np.uint32(0)).astype("<u4")
        # The bytes of the gaps by place, and the weights by label: like beside like packs best.
        arrays[f"{name} gaps"] = gaps.view(np.uint8).reshape(-1, 4).T.copy()
        arrays[f"{name} rows"] = table.rows.T.astype(np.int8)
    for name in _LEARNED:
        value = getattr(network, name)
        whole = name in _WHOLE
        arrays[f"network {name}"] = value.astype(np.int8 if whole else np.float32)
    written = io.BytesIO()
    np.savez_compressed(written, **arrays)  # type: ignore[arg-type]
    return written.getvalue()


_WHOLE = ("vectors", "echo", "filters", "beside", "alone", "alone_beside", "among", "out")
_LEARNED = (
    *_WHOLE,
    *("filter_gain", "filter_bias", "beside_gain", "beside_bias"),
    *("alone_gain", "alone_bias"),
    *("among_gain", "among_bias", "out_gain", "out_bias"),
)


def unpack(data: bytes) -> Models:
    """The models in a weights file's content."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        head = json.loads(str(arrays["head"]))
        tables = {}
        for name in head["models"]:
            planes = arrays[f"{name} gaps"]
            gaps = np.ascontiguousarray(planes.T).view("<u4").ravel()
            rows = np.ascontiguousarray(arrays[f"{name} rows"].T)
            tables[name] = Table(np.cumsum(gaps, dtype=np.uint32), rows)
        learned = {name: arrays[f"network {name}"].astype(np.float32) for name in _LEARNED}
    models = {
        name: [LinearModel(**{key: tuple(value) for key, value in item.items()}) for item in items]
        for name, items in head["models"].items()
    }
    index = {word: at for at, word in enumerate(head["words"].split(), 2)}
    seller_acts, seller_topics = models["seller"]
    buyer_acts, buyer_topics = models["buyer"]
    first = len(seller_acts.labels) + len(seller_topics.labels)
    last = first + len(buyer_acts.labels) + len(buyer_topics.labels)
    return Models(
        version=head["version"],
        network=Network(index=index, **learned),
        boundary=(tables["boundary"], models["boundary"][0]),
        seller=RoleModels(tables["seller"], seller_acts, seller_topics, slice(0, first)),
        buyer=RoleModels(tables["buyer"], buyer_acts, buyer_topics, slice(first, last)),
        facts=(tables["facts"], models["facts"][0]),
    )


@cache
def load_models(path: Path = WEIGHTS) -> Models:
    """The models of this installation, read once.

    From then on this process multiplies on one core: a clause is so little work that handing it
    to several takes longer than doing it, several times longer when they are busy.
    """
    threadpool_limits(limits=1, user_api="blas")
    return unpack(path.read_bytes())
