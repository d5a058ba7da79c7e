"""Linear models read from one small file: feature names to rows of small integers.

A score is an integer sum, so that every machine gets the same one. The file is written by
`python -m scoring.hearing.learning.train` and holds, per model, its labels, one offset and one
scale each, and a byte per feature and label.
"""

import json
import math
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights.bin"
MIDDLE = 128
"""The byte that stands for a weight of nought."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Several yes-or-no decisions over the same features."""

    labels: tuple[str, ...]
    rows: dict[str, bytes]
    """Per feature, one byte per label: the weight in steps of `steps`, `MIDDLE` added."""
    offsets: tuple[int, ...]
    """Per label, the score without any feature, in steps."""
    steps: tuple[float, ...]
    """Per label, what one step is worth in log-odds."""
    cuts: tuple[float, ...]
    """Per label, the least confidence at which it is taken."""

    def scores(self, features: list[str]) -> list[int]:
        """Per label, the summed weights in steps."""
        rows = [row for name in features if (row := self.rows.get(name)) is not None]
        if not rows:
            return list(self.offsets)
        middle = MIDDLE * len(rows)
        return [
            sum(column) - middle + offset
            for column, offset in zip(zip(*rows, strict=True), self.offsets, strict=True)
        ]

    def confidences(self, features: list[str]) -> list[float]:
        """Per label, how sure the model is, 0 to 1."""
        return [
            1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score * step))))
            for score, step in zip(self.scores(features), self.steps, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Models:
    """Everything hearing learned, and from what."""

    version: str
    boundary: LinearModel
    acts: LinearModel
    topics: LinearModel
    buyer_acts: LinearModel
    buyer_topics: LinearModel
    buyer_facts: LinearModel
    """`specific` and `answers`, decided for the whole line."""


def pack(version: str, models: dict[str, LinearModel]) -> bytes:
    """The file's content for these models."""
    header = []
    body = bytearray()
    for name, model in models.items():
        names = sorted(model.rows)
        header.append(
            {
                "name": name,
                "labels": model.labels,
                "offsets": model.offsets,
                "steps": model.steps,
                "cuts": model.cuts,
                "features": len(names),
            }
        )
        text = "\n".join(names).encode()
        body += len(text).to_bytes(4, "big") + text
        for feature in names:
            body += model.rows[feature]
    head = json.dumps({"version": version, "models": header}, sort_keys=True).encode()
    return zlib.compress(len(head).to_bytes(4, "big") + head + bytes(body), 9)


def unpack(data: bytes) -> Models:
    """The models in a weights file's content."""
    raw = zlib.decompress(data)
    size = int.from_bytes(raw[:4], "big")
    head = json.loads(raw[4 : 4 + size])
    at = 4 + size
    models = {}
    for item in head["models"]:
        length = int.from_bytes(raw[at : at + 4], "big")
        names = raw[at + 4 : at + 4 + length].decode().split("\n")
        at += 4 + length
        width = len(item["labels"])
        rows = {
            name: raw[at + i * width : at + (i + 1) * width]
            for i, name in enumerate(names[: item["features"]])
        }
        at += width * item["features"]
        models[item["name"]] = LinearModel(
            labels=tuple(item["labels"]),
            rows=rows,
            offsets=tuple(item["offsets"]),
            steps=tuple(item["steps"]),
            cuts=tuple(item["cuts"]),
        )
    return Models(version=head["version"], **models)


@cache
def load_models(path: Path = WEIGHTS) -> Models:
    """The models of this installation, read once."""
    return unpack(path.read_bytes())
