"""Where packs are: folders named in the settings, and packages that offer one.

A pack is data: a folder with `personas/` and `scenarios/` in it. Nothing of it is run: a package is
looked up by name and its folder read, so a pack that would break when imported cannot break anything.
"""

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

import personas.catalog
import scenarios.catalog
from simulator.settings import Settings, load_settings

GROUP = "prospect.packs"
"""Entry points of this group name a package whose folder is a pack."""
PARTS = ("personas", "scenarios")


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder somebody named as a pack."""

    named_by: str
    """Where it was named, for sentences about it."""
    folder: Path | None
    """None when nothing is found under the name."""

    @property
    def trouble(self) -> str:
        """Why it cannot be used, with the mend; empty when it can."""
        if self.folder is None:
            return f"{self.named_by}: there is no such package as files; install it again, unpacked"
        if not self.folder.is_dir():
            return (
                f"{self.named_by}: {self.folder} is no folder; name the folder that holds the pack"
            )
        if not any((self.folder / part).is_dir() for part in PARTS):
            return (
                f"{self.named_by}: {self.folder} holds neither a personas nor a scenarios folder; "
                "put its TOML files into these"
            )
        return ""


def packs(settings: Settings) -> list[Pack]:
    """The packs of the settings, in their order, then those of installed packages by name."""
    named = [Pack("setting packs", folder.expanduser()) for folder in settings.packs]
    installed = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return [*named, *(Pack(f"installed pack {point.name}", _folder(point)) for point in installed)]


def open_packs() -> list[str]:
    """Has the catalogs look into every pack that can be used; what is wrong with the rest.

    Everything that needs content which is not shipped calls this first. A pack that cannot be used, or
    a file that is refused, keeps nobody from the others. Raises SettingsProblem for broken settings.
    """
    found = packs(load_settings())
    folders = [pack.folder for pack in found if pack.folder is not None and not pack.trouble]
    personas.catalog.register(folder / "personas" for folder in folders)
    scenarios.catalog.register(folder / "scenarios" for folder in folders)
    refused = [*personas.catalog.PERSONAS.refused(), *scenarios.catalog.SCENARIOS.refused()]
    return [*(pack.trouble for pack in found if pack.trouble), *map(str, refused)]


def _folder(point: EntryPoint) -> Path | None:
    """The folder of a package, found by walking from the top one: importing it would run it."""
    top, *inner = point.module.split(".")
    spec = find_spec(top)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, *inner)
        if folder.is_dir():
            return folder
    return None
