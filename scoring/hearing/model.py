"""What hearing learned, read from one small file: linear models and a network.

A linear model is keys of features with a row of small integers for each. A score is an integer sum,
so that every machine gets the same one. The file is written by
`python -m scoring.hearing.learning.train`.
"""

import io
import json
import math
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from scoring.hearing.keys import Array, short
from scoring.hearing.network import Network

WEIGHTS = Path(__file__).parent / "weights.npz"


class Table:
    """Rows of weights by key; several models over the same features share one.

    `keys` are sorted 32-bit keys, `rows` one row of bytes each (features x labels).
    """

    def __init__(self, keys: Array, rows: Array) -> None:
        self.keys = keys
        self.rows = rows

    def total(self, keys: Array) -> Array:
        """The summed rows of the features that are known, one whole number per label."""
        summed: Array = self.rows[self._found(keys)[1]].sum(axis=0, dtype=np.int32)
        return summed

    def totals(self, keys: Array) -> Array:
        """As `total`, for each row of keys: (rows x features) to (rows x labels)."""
        at, row = self._found(keys.ravel())
        summed: Array = np.zeros((len(keys), self.rows.shape[1]), dtype=np.int32)
        np.add.at(summed, at // keys.shape[1], self.rows[row])
        return summed

    def _found(self, keys: Array) -> tuple[Array, Array]:
        """Which of the keys are known, and their rows."""
        wanted = short(keys)
        if not len(self.keys):
            none: Array = np.zeros(0, dtype=np.int64)
            return none, none
        place = np.searchsorted(self.keys, wanted)
        place[place == len(self.keys)] = 0
        (at,) = np.nonzero(self.keys[place] == wanted)
        return at, place[at]


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

    def confidences(self, summed: Array, beside: Array | None = None) -> list[float]:
        """Per label, how sure the model is, 0 to 1, from its summed weights.

        `beside` are the network's log-odds of the same labels; both count alike.
        """
        margins = summed * np.array(self.steps) + np.array(self.offsets)
        if beside is not None:
            margins = (margins + beside) / 2
        return [
            1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, margin * slope + shift))))
            for margin, slope, shift in zip(margins.tolist(), self.slopes, self.shifts, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class RoleModels:
    """What a role's lines do and are about: two models that share a table, and the network."""

    table: Table
    acts: LinearModel
    topics: LinearModel
    outputs: slice
    """Where this role's acts and topics are among the network's outputs."""


@dataclass(frozen=True, slots=True)
class Models:
    """Everything hearing learned, and from what."""

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


_WHOLE = ("vectors", "filters", "beside", "hidden", "out")
_LEARNED = (
    *_WHOLE,
    *("filter_gain", "filter_bias", "beside_gain", "beside_bias"),
    *("hidden_gain", "hidden_bias", "out_gain", "out_bias"),
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
