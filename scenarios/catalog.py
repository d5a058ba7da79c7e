"""Finds and reads scenario files. The only reader of disk in this folder."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from personas.catalog import Folders
from personas.errors import ContentError
from personas.reading import parse_toml, read_content, schema_problems
from personas.vocabulary import Level
from scenarios.scenario import Scenario

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class ScenarioSource:
    """A scenario file as read: the model and the exact text it came from."""

    scenario: Scenario
    text: str
    sha256: str


SCENARIOS = Folders("scenario", LIBRARY)
"""Where scenarios are looked for."""


def register(folders: Iterable[Path]) -> None:
    """Has scenarios looked for in these folders too; the folders of an earlier call are forgotten."""
    if SCENARIOS.register(folders):
        load_scenario.cache_clear()


@cache
def load_scenario(scenario_id: str, folder: Path | None = None) -> ScenarioSource:
    """Reads, validates and checks one scenario: a shipped or registered one, or one of `folder`.

    Raises ContentError naming the file and every faulty key; also when the id is not there.
    """
    path = SCENARIOS.file(scenario_id, folder)
    return parse_scenario(read_content(path), path)


def parse_scenario(text: str, path: Path) -> ScenarioSource:
    """The scenario in `text`; `path` gives its name and is used in errors."""
    source, problems = examine_scenario(text, path)
    if source is None or problems:
        raise ContentError(path, problems)
    return source


def examine_scenario(text: str, path: Path) -> tuple[ScenarioSource | None, list[tuple[str, str]]]:
    """The scenario in `text`, None when it cannot be read, and everything that is wrong with it."""
    try:
        scenario = Scenario.model_validate(parse_toml(text, path))
    except ContentError as error:
        return None, error.problems
    except ValidationError as error:
        return None, schema_problems(error)
    problems = []
    if scenario.id != path.stem:
        problems.append(("id", f"is {scenario.id!r}, but the file is named {path.name}"))
    problems += [
        (f"levels.{level}", "is missing") for level in Level if level not in scenario.levels
    ]
    names = [fact.id for fact in scenario.brief.facts]
    if len(names) != len(set(names)):
        problems.append(("brief.facts", "two facts share an id"))
    return ScenarioSource(scenario, text, hashlib.sha256(text.encode()).hexdigest()), problems


def scenario_ids() -> list[str]:
    """Ids of the scenarios there are, sorted."""
    return sorted(SCENARIOS.files())
