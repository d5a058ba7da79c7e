"""Which files a check is about, and where the personas are that its scenarios name."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from personas.catalog import PERSONAS, yaml_files
from personas.errors import ContentError
from personas.reading import read_content
from scenarios.catalog import SCENARIOS
from simulator.problem import Problem


@dataclass
class Bundle:
    """The files to be checked."""

    personas: list[Path] = field(default_factory=list)
    scenarios: list[Path] = field(default_factory=list)
    yaml: list[Path] = field(default_factory=list)
    """Files that are content in the wrong format."""
    around: list[Path] = field(default_factory=list)
    """Personas beside the scenarios that these may name, and that are not checked themselves."""

    def persona_file(self, persona_id: str) -> Path | None:
        """The file of the persona that a scenario of the bundle names; None when there is none.

        It is the bundle's own, a neighbour's, or a shipped or installed one.
        """
        for path in (*self.personas, *self.around):
            if path.stem == persona_id:
                return path
        return PERSONAS.files().get(persona_id)


def bundle_of(name: str | None) -> Bundle:
    """The files that a path or the id of a scenario names; without one, all that is there.

    Raises Problem when it names nothing.
    """
    if name is None:
        return Bundle([*PERSONAS.files().values()], [*SCENARIOS.files().values()])
    path = Path(name).expanduser()
    if path.is_dir():
        return _of_folder(path)
    if path.is_file():
        return _of_file(path)
    scenario = SCENARIOS.files().get(name)
    if scenario is None:
        known = ", ".join(SCENARIOS.files())
        raise Problem(
            f"{name} is no file, no folder and no scenario; name one of them (scenarios: {known})"
        )
    return _with_personas(Bundle(scenarios=[scenario]))


def _of_folder(folder: Path) -> Bundle:
    parts = [folder / "personas", folder / "scenarios"]
    if any(part.is_dir() for part in parts):
        bundle = Bundle(*(sorted(part.glob("*.toml")) for part in parts))
        folders = [folder, *parts]
    else:
        bundle = _sorted_out(sorted(folder.glob("*.toml")))
        bundle.around = _neighbours(folder, "personas")
        folders = [folder]
    bundle.yaml = [path for place in folders for path in yaml_files(place)]
    if not (bundle.personas or bundle.scenarios or bundle.yaml):
        raise Problem(f"{folder} holds no TOML file; 'prospect pack new ID' begins a pair")
    return bundle


def _of_file(path: Path) -> Bundle:
    """The file with its other half: a scenario's persona, or a persona's scenarios beside it."""
    if path.suffix in (".yaml", ".yml"):
        return Bundle(yaml=[path])
    bundle = _sorted_out([path])
    if bundle.scenarios:
        return _with_personas(bundle)
    beside = _sorted_out({*_neighbours(path.parent, "scenarios"), *path.parent.glob("*.toml")})
    there = {*beside.scenarios, *SCENARIOS.files().values()}
    bundle.scenarios = sorted(s for s in there if _table(s).get("persona") == path.stem)
    return bundle


def _with_personas(bundle: Bundle) -> Bundle:
    """Scenarios with the personas they name."""
    for scenario in bundle.scenarios:
        bundle.around += _neighbours(scenario.parent, "personas")
        bundle.around += _sorted_out(sorted(scenario.parent.glob("*.toml"))).personas
    named = {str(_table(scenario).get("persona", "")) for scenario in bundle.scenarios}
    found = (bundle.persona_file(persona) for persona in sorted(named))
    bundle.personas = [path for path in found if path is not None]
    return bundle


def _neighbours(folder: Path, kind: str) -> list[Path]:
    """The files of the other kind where a pack has them: in the folder beside this one."""
    return sorted((folder.parent / kind).glob("*.toml"))


def _sorted_out(paths: Iterable[Path]) -> Bundle:
    """Files by what they hold: only a scenario has a brief, or names a persona."""
    bundle = Bundle()
    for path in paths:
        is_scenario = path.parent.name == "scenarios" or {"persona", "brief"} & _table(path).keys()
        (bundle.scenarios if is_scenario else bundle.personas).append(path)
    return bundle


def _table(path: Path) -> dict[str, object]:
    """What a file holds; nothing when it cannot be read, which its own check will say."""
    try:
        return tomllib.loads(read_content(path))
    except (ContentError, tomllib.TOMLDecodeError, RecursionError):
        return {}
