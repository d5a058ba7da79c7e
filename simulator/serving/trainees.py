"""Trainees by name, and the folder that is theirs alone."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from simulator.text_safety import inert

LONGEST_NAME = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody who practises here, and where everything of theirs is kept."""

    name: str
    """As they typed it, on one line and made inert."""
    folder: Path

    @property
    def calls(self) -> Path:
        """The folder of their calls (PROSPECT_DATA)."""
        return self.folder / "calls"

    @property
    def settings(self) -> Path:
        """The folder of their settings (PROSPECT_CONFIG)."""
        return self.folder / "settings"

    @property
    def pin(self) -> Path:
        """The file of their name and hashed PIN, which their own process is never told of."""
        return self.folder / "pin.json"


def trainee_of(name: str, server: Path) -> Trainee | None:
    """The trainee of a name; None when it is empty or too long.

    Case, spacing and the ways of writing one letter make no difference. The folder is named by a
    hash, so that no name, whatever it holds, can lead elsewhere.
    """
    tidy = inert(" ".join(unicodedata.normalize("NFKC", name).split()))
    if not 0 < len(tidy) <= LONGEST_NAME:
        return None
    digest = hashlib.sha256(tidy.casefold().encode("utf-8", "surrogatepass")).hexdigest()
    return Trainee(tidy, server / "trainees" / digest[:32])
