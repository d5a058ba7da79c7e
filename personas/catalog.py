"""Finds persona files, and has them read and checked."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from personas.checks import problems_in
from personas.errors import ContentError
from personas.persona import PersonaFile
from personas.reading import parse_toml, read_content, schema_problems

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class PersonaSource:
    """A persona file as read: the model and the exact text it came from."""

    persona: PersonaFile
    text: str
    sha256: str


class Folders:
    """Where one kind of content is looked for: the library, then the folders of packs.

    An id belongs to the first file that has it; a later one is refused, never used.
    """

    def __init__(self, kind: str, library: Path) -> None:
        self.kind = kind
        self.library = library
        self._more: tuple[Path, ...] = ()

    def register(self, folders: Iterable[Path]) -> bool:
        """Puts these folders behind the library in place of those before; whether that changed any."""
        more = tuple(folders)
        changed = more != self._more
        self._more = more
        return changed

    def files(self) -> dict[str, Path]:
        """The file of every id."""
        found: dict[str, Path] = {}
        for path in self._all():
            found.setdefault(path.stem, path)
        return found

    def refused(self) -> list[ContentError]:
        """Files of packs that are not used: their id is another file's, or they are YAML."""
        files = self.files()
        shadows = [path for path in self._all() if files[path.stem] != path]
        return [
            *(ContentError(path, [("id", self.taken(path, files[path.stem]))]) for path in shadows),
            *(
                ContentError(path, [("file", YAML)])
                for folder in self._more
                for path in yaml_files(folder)
            ),
        ]

    def file(self, content_id: str, folder: Path | None = None) -> Path:
        """The file of an id, in one folder alone when it is named.

        Raises ContentError naming the ids there are.
        """
        files = (
            self.files()
            if folder is None
            else {path.stem: path for path in sorted(folder.glob("*.toml"))}
        )
        if content_id in files:
            return files[content_id]
        for place in (self.library, *self._more) if folder is None else (folder,):
            for path in yaml_files(place):
                if path.stem == content_id:
                    raise ContentError(path, [("file", YAML)])
        known = ", ".join(sorted(files)) or "none"
        path = (folder or self.library) / f"{content_id}.toml"
        raise ContentError(path, [("id", f"there is no such {self.kind}; known: {known}")])

    def _all(self) -> list[Path]:
        return [
            path for folder in (self.library, *self._more) for path in sorted(folder.glob("*.toml"))
        ]

    def taken(self, path: Path, first: Path) -> str:
        """What is wrong with a file whose id is another's."""
        whose = f"a shipped {self.kind}" if first.parent == self.library else str(first)
        return f"{path.stem!r} is the id of {whose}; give this {self.kind} another id"


YAML = (
    "is YAML, and content is TOML only; write it anew as TOML ('prospect pack new' begins a file)"
)


def yaml_files(folder: Path) -> list[Path]:
    """Files in a folder that are content in the wrong format."""
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))


PERSONAS = Folders("persona", LIBRARY)
"""Where personas are looked for."""


def register(folders: Iterable[Path]) -> None:
    """Has personas looked for in these folders too; the folders of an earlier call are forgotten."""
    if PERSONAS.register(folders):
        load_persona.cache_clear()


@cache
def load_persona(persona_id: str, folder: Path | None = None) -> PersonaSource:
    """Reads, validates and checks one persona: a shipped or registered one, or one of `folder`.

    Raises ContentError naming the file and every faulty key; also when the id is not there.
    """
    path = PERSONAS.file(persona_id, folder)
    return parse_persona(read_content(path), path)


def parse_persona(text: str, path: Path) -> PersonaSource:
    """The persona in `text`; `path` gives its name and is used in errors."""
    source, problems = examine_persona(text, path)
    if source is None or problems:
        raise ContentError(path, problems)
    return source


def examine_persona(text: str, path: Path) -> tuple[PersonaSource | None, list[tuple[str, str]]]:
    """The persona in `text`, None when it cannot be read, and everything that is wrong with it."""
    try:
        persona = PersonaFile.model_validate(parse_toml(text, path))
    except ContentError as error:
        return None, error.problems
    except ValidationError as error:
        return None, schema_problems(error)
    problems = problems_in(persona)
    if persona.id != path.stem:
        problems.insert(0, ("id", f"is {persona.id!r}, but the file is named {path.name}"))
    return PersonaSource(persona, text, hashlib.sha256(text.encode()).hexdigest()), problems


def persona_ids() -> list[str]:
    """Ids of the personas there are, sorted."""
    return sorted(PERSONAS.files())
