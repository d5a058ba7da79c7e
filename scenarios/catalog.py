"""Finds and reads scenario files. The only reader of disk in this folder."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from personas.catalog import parse_toml, read_content, schema_problems
from personas.errors import ContentError
from personas.vocabulary import Level
from scenarios.scenario import Scenario

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class ScenarioSource:
    """A scenario file as read: the model and the exact text it came from."""

    scenario: Scenario
    text: str
    sha256: str


@cache
def load_scenario(scenario_id: str, folder: Path = LIBRARY) -> ScenarioSource:
    """Reads, validates and checks one scenario.

    Raises ContentError naming the file and every faulty key; also when the id is not there.
    """
    path = folder / f"{scenario_id}.toml"
    if not path.is_file():
        known = ", ".join(scenario_ids(folder)) or "none"
        raise ContentError(path, [("id", f"there is no such scenario; known: {known}")])
    return parse_scenario(read_content(path), path)


def parse_scenario(text: str, path: Path) -> ScenarioSource:
    """The scenario in `text`; `path` gives its name and is used in errors."""
    try:
        scenario = Scenario.model_validate(parse_toml(text, path))
    except ValidationError as error:
        raise ContentError(path, schema_problems(error)) from None
    problems = []
    if scenario.id != path.stem:
        problems.append(("id", f"is {scenario.id!r}, but the file is named {path.name}"))
    problems += [
        (f"levels.{level}", "is missing") for level in Level if level not in scenario.levels
    ]
    names = [fact.id for fact in scenario.brief.facts]
    if len(names) != len(set(names)):
        problems.append(("brief.facts", "two facts share an id"))
    if problems:
        raise ContentError(path, problems)
    return ScenarioSource(scenario, text, hashlib.sha256(text.encode()).hexdigest())


def scenario_ids(folder: Path = LIBRARY) -> list[str]:
    """Ids of the scenarios in a folder, easiest first."""
    ids = (path.stem for path in folder.glob("*.toml"))
    return sorted(ids, key=lambda name: (load_scenario(name, folder).scenario.difficulty, name))
