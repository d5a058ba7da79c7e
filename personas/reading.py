"""How content is read: a TOML file's text, its table, and what is wrong with either.

Personas, scenarios and rubrics are read by this one way, so a broken or hostile file is refused alike.
"""

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from personas.errors import ContentError

LARGEST_FILE = 1_000_000
"""Bytes; a persona is some tens of thousand."""
_DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+\s*\.\s*){64}")
"""A key of more parts than any file needs: tomllib takes the square of them in time and memory."""

_DIGITS = re.compile(r"\d[\d_]{3999}")


def read_content(path: Path) -> str:
    """The text of a content file, a mark of byte order left out.

    Raises ContentError when it cannot be read, is too large or not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ContentError(path, [("file", f"cannot be read ({error.strerror})")]) from None
    if len(data) > LARGEST_FILE:
        raise ContentError(path, [("file", f"is larger than {LARGEST_FILE:,} bytes")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(path, [(f"byte {error.start}", "is not UTF-8 text")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(text: str, path: Path) -> dict[str, object]:
    """The table in `text`; ContentError, with line and column where they are known, when it is not TOML."""
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ContentError(path, [("TOML", f"is nested too deeply (at line {line})")])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, [("TOML", str(error))]) from None
    except RecursionError:
        raise ContentError(path, [("TOML", "is nested too deeply")]) from None
    except ValueError:  # int() refuses thousands of digits before anybody sees their key
        digits = _DIGITS.search(text)
        line = text.count("\n", 0, digits.start() if digits else 0) + 1
        sentence = f"holds a number of thousands of digits (at line {line})"
        raise ContentError(path, [("TOML", sentence)]) from None


def schema_problems(error: ValidationError) -> list[tuple[str, str]]:
    """Pydantic's complaints as (dotted key, sentence)."""
    return [
        (".".join(str(part) for part in item["loc"]), item["msg"])
        for item in error.errors(include_url=False)
    ]
