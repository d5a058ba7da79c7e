"""Names of people and drills: as they are kept, and as they may stand in a file's name."""

import re
import unicodedata
from collections.abc import Iterable

from simulator.problem import Problem

LONGEST_NAME = 100
"""Characters."""
_LONGEST_SLUG = 40


def names_in(lines: Iterable[str]) -> list[str]:
    """Names of trainees, one a line, each once. Raises Problem for one that cannot be used."""
    return list(dict.fromkeys(proper_name(line) for line in lines if line.strip()))


def proper_name(name: str) -> str:
    """A trainee's name as it is kept: composed characters, single spaces."""
    proper = " ".join(unicodedata.normalize("NFC", name).split())
    if not proper:
        raise Problem("a trainee needs a name")
    if len(proper) > LONGEST_NAME:
        raise Problem(f"{proper[:20]}… is longer than {LONGEST_NAME} characters; shorten the name")
    hidden = next((char for char in proper if unicodedata.category(char)[0] == "C"), "")
    if hidden:
        raise Problem(
            f"{proper!r} holds a character that cannot be seen (U+{ord(hidden):04X}); leave it out"
        )
    return proper


def is_proper(name: str) -> bool:
    """Whether a name is one that a ticket can hold, to the letter."""
    try:
        return proper_name(name) == name
    except Problem:
        return False


def slug(name: str) -> str:
    """A name as it may stand in a file's name: lower case, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
