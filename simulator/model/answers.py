"""What a provider's bodies hold, read without trusting their shape."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or many answers, as the provider counted them."""

    requests: int = 0
    read: int = 0
    cached: int = 0
    """Of those read, what the provider had kept from an earlier request."""
    written: int = 0
    uncounted: int = 0
    """Answers for which the provider gave no count."""

    def plus(self, other: "Usage") -> "Usage":
        """Both together."""
        return Usage(
            self.requests + other.requests,
            self.read + other.read,
            self.cached + other.cached,
            self.written + other.written,
            self.uncounted + other.uncounted,
        )

    def cost(self, price_in: float, price_out: float) -> float:
        """What it costs, by prices per million tokens."""
        return (self.read * price_in + self.written * price_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """What one body, or one chunk of a stream, holds."""

    text: str = ""
    finish: str | None = None
    """"stop", "length", "content_filter"…; None when it does not say."""
    refused: bool = False
    """The model declined, in the field that says so."""
    usage: Usage | None = None
    whole: bool = False
    """The answer came in one piece, though it was asked for in many."""
    comment: bool = False
    """Nothing but a sign of life."""


def complaint_in(body: Mapping[str, Any]) -> object:
    """The error that a body is, under the key of its own or as a whole; None when it is none."""
    if "error" in (body.get("object"), body.get("type")):
        return body.get("error") or body
    return body.get("error") or None


def piece_of(body: Mapping[str, Any]) -> Piece:
    """The piece in a decoded body; empty where the body holds nothing that is known."""
    usage = usage_of(body.get("usage"))
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], Mapping):
        return Piece(usage=usage)
    choice = choices[0]
    said = choice.get("delta") or choice.get("message")
    said = said if isinstance(said, Mapping) else {}
    text = said.get("content")
    finish = choice.get("finish_reason")
    return Piece(
        text=text if isinstance(text, str) else "",
        finish=finish if isinstance(finish, str) else None,
        refused=bool(said.get("refusal")),
        usage=usage,
    )


def usage_of(body: object) -> Usage | None:
    """The tokens in a usage body; None when there is none."""
    if not isinstance(body, Mapping):
        return None
    details = body.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, Mapping) else 0
    return Usage(
        requests=0,
        read=_count(body.get("prompt_tokens")),
        cached=_count(cached),
        written=_count(body.get("completion_tokens")),
    )


def complaint_of(error: object) -> str:
    """The words of an error body, one line and not too long."""
    words = error.get("message") if isinstance(error, Mapping) else error
    return " ".join(str(words or "no reason given").split())[:200]


def strict_json(text: str) -> Any:
    """The JSON value that is the whole text.

    Raw control characters inside strings pass: constrained decoders write them. Prose around it,
    code fences, a repeated key, NaN and infinite numbers do not. Raises ValueError.
    """
    try:
        value = json.loads(
            text.strip(),
            strict=False,
            parse_constant=_no_constant,
            parse_float=_finite,
            object_pairs_hook=_no_repeats,
        )
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not one JSON value: {error.msg} at {error.pos}") from None
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits} is not a finite number")
    return value


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("it holds a key twice")
    return found


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
