"""Finds and reads persona files. The only reader of disk in this folder."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from personas.checks import problems_in
from personas.errors import ContentError
from personas.persona import PersonaFile

LIBRARY = Path(__file__).parent / "library"
LARGEST_FILE = 1_000_000
"""Bytes; a persona is some tens of thousand."""


@dataclass(frozen=True, slots=True)
class PersonaSource:
    """A persona file as read: the model and the exact text it came from."""

    persona: PersonaFile
    text: str
    sha256: str


@cache
def load_persona(persona_id: str, folder: Path = LIBRARY) -> PersonaSource:
    """Reads, validates and checks one persona.

    Raises ContentError naming the file and every faulty key; also when the id is not there.
    """
    path = folder / f"{persona_id}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.toml"))) or "none"
        raise ContentError(path, [("id", f"there is no such persona; known: {known}")])
    return parse_persona(read_content(path), path)


def parse_persona(text: str, path: Path) -> PersonaSource:
    """The persona in `text`; `path` gives its name and is used in errors."""
    try:
        persona = PersonaFile.model_validate(parse_toml(text, path))
    except ValidationError as error:
        raise ContentError(path, schema_problems(error)) from None
    problems = problems_in(persona)
    if persona.id != path.stem:
        problems.insert(0, ("id", f"is {persona.id!r}, but the file is named {path.name}"))
    if problems:
        raise ContentError(path, problems)
    return PersonaSource(persona, text, hashlib.sha256(text.encode()).hexdigest())


def read_content(path: Path) -> str:
    """The text of a content file; ContentError when it is too large or not UTF-8."""
    if path.stat().st_size > LARGEST_FILE:
        raise ContentError(path, [("file", f"is larger than {LARGEST_FILE:,} bytes")])
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(path, [(f"byte {error.start}", "is not UTF-8 text")]) from None


def parse_toml(text: str, path: Path) -> dict[str, object]:
    """The table in `text`; ContentError with line and column when it is not TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ContentError(path, [("TOML", str(error) or "is nested too deeply")]) from None


def schema_problems(error: ValidationError) -> list[tuple[str, str]]:
    """Pydantic's complaints as (dotted key, sentence)."""
    return [
        (".".join(str(part) for part in item["loc"]), item["msg"])
        for item in error.errors(include_url=False)
    ]


def persona_ids(folders: Iterable[Path] = (LIBRARY,)) -> list[str]:
    """Ids of the personas in these folders, sorted."""
    return sorted(path.stem for folder in folders for path in folder.glob("*.toml"))
