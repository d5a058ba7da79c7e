"""The start of a pack: a persona and a scenario to be filled in, and what is still the template's.

The two files in `templates/` are valid TOML that keeps to every rule but one: they hold marked
places, "…write here…" with what to write, and a check reports each until it is replaced.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from personas.catalog import PERSONAS
from scenarios.catalog import SCENARIOS
from simulator.packs.findings import Finding, problem
from simulator.problem import Problem

MARK = re.compile(r"…write here[^…]*…")
"""A place to fill in; what stands around it may stay."""
ID = re.compile(r"[a-z][a-z0-9-]*")
_STANDS_FOR_ID = "id-of-the-pair"


def write_pair(pack_id: str, folder: Path) -> list[Path]:
    """Writes a persona and a scenario of that id under a folder; the files.

    Raises Problem when the id cannot be used or a file is there: nothing is ever overwritten.
    """
    if not ID.fullmatch(pack_id):
        raise Problem(
            f"{pack_id!r} cannot be an id; use small letters, digits and hyphens, such as night-manager"
        )
    for kind in (PERSONAS, SCENARIOS):
        if (kind.library / f"{pack_id}.toml").exists():
            raise Problem(f"{pack_id} is the id of a shipped {kind.kind}; choose another")
    pair = {folder / f"{kind}s" / f"{pack_id}.toml": kind for kind in ("persona", "scenario")}
    for path in pair:
        if path.exists():
            raise Problem(f"{path} is there already and is left alone; choose another id or folder")
    for path, name in pair.items():
        text = template(name).replace(_STANDS_FOR_ID, pack_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as stream:
                stream.write(text)
        except OSError as error:
            raise Problem(
                f"{path} cannot be written ({error.strerror}); name a folder you may write to"
            ) from error
    return list(pair)


def template(kind: str) -> str:
    """The text of a template, "persona" or "scenario"."""
    return files("simulator.packs").joinpath("templates", f"{kind}.toml").read_text("utf-8")


def left_over(path: Path, text: str) -> Iterator[Finding]:
    """Every key of a file in which the template's words still stand."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    marked: dict[str, int] = {}
    for key, value in _strings(table, ""):
        if MARK.search(value):
            marked[key] = marked.get(key, 0) + 1
    for key, count in marked.items():
        places = "" if count == 1 else f" in {count} places"
        yield problem(path, key, f"still holds the template's words{places}; write your own")


def _strings(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Every string with its dotted key; a table in a list goes by its id."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for item in value:
            named = item.get("id") if isinstance(item, dict) else None
            yield from _strings(item, f"{key}.{named}" if named else key)
