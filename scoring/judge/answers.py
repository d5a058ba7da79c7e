"""What the judge must answer, and the reading of it: strictly, for nothing is guessed or mended."""

import json
from typing import Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_ANSWER = 20_000
"""Characters; a longer answer is not read."""


class Unreadable(ValueError):
    """An answer that is not the JSON asked for; its text says in a few words what is wrong."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Quote(_Part):
    """Words the judge says were spoken."""

    turn: int
    speaker: Literal["seller", "buyer"]
    quote: str


class Answer(_Part):
    """Yes or no, and for a yes the words that prove it."""

    yes: bool
    quotes: list[Quote] = Field(max_length=6)


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["yes", "quotes"],
    "properties": {
        "yes": {"type": "boolean"},
        "quotes": {
            "type": "array",
            "maxItems": 6,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["turn", "speaker", "quote"],
                "properties": {
                    "turn": {"type": "integer"},
                    "speaker": {"type": "string", "enum": ["seller", "buyer"]},
                    "quote": {"type": "string"},
                },
            },
        },
    },
}
"""`Answer` as JSON Schema, in the small dialect that every provider accepts."""


def read_answer(text: str) -> Answer:
    """The answer in a model's text. Raises Unreadable.

    Prose, fences, NaN, a key too many, too few or twice: none of it is an answer. Raw control
    characters inside a string are read, because model servers write them; a quote is folded anyway.
    """
    if len(text) > LONGEST_ANSWER:
        raise Unreadable(f"it is longer than {LONGEST_ANSWER:,} characters")
    try:
        data = json.loads(
            text, strict=False, parse_constant=_refuse, object_pairs_hook=_without_doubles
        )
        return Answer.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the answer"
        raise Unreadable(f"{where}: {first['type'].replace('_', ' ')}") from None
    except Unreadable:
        raise
    except (ValueError, RecursionError):
        raise Unreadable("it is not one JSON object") from None


def _refuse(constant: str) -> NoReturn:
    raise Unreadable(f"it holds {constant}")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("it holds a key twice")
    return found
