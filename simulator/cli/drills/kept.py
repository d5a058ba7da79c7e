"""The registers and tickets that the commands of `prospect drill` share, and how they say things."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.cli.kept import kept_calls
from simulator.naming import minute

if TYPE_CHECKING:
    from simulator.drills.drill import Drill
    from simulator.drills.joining import Joined, Standing
    from simulator.drills.register import Register
    from simulator.drills.rows import DrillRow


@contextmanager
def trainers_register() -> "Iterator[Register]":
    """The register of the settings in force."""
    from simulator.drills.opening import open_register
    from simulator.places import register_file
    from simulator.settings import load_settings

    register = open_register(register_file(load_settings().calls_folder))
    try:
        yield register
    finally:
        register.store.close()


@contextmanager
def joined_drills() -> "Iterator[Joined]":
    """The drills joined in the archive of the settings in force."""
    from simulator.drills.joining import Joined

    with kept_calls() as archive:
        yield Joined(archive)


def drill_named(register: "Register", named: str) -> "DrillRow":
    """A drill of the register by its id or the beginning of it. Raises UnknownDrill."""
    found = [row for row in register.drills() if named and row.drill.id.startswith(named)]
    return found[0] if len(found) == 1 else register.drill(named)


def instant(at: datetime | None) -> str:
    """A time as the person's own clock shows it; a hyphen for none."""
    return minute(at) if at else "-"


def meetings(drill: "Drill") -> str:
    """The scenarios of a drill in one cell."""
    return ", ".join(drill.scenarios)


def used(standings: "list[Standing]") -> str:
    """How many attempts were begun, by meeting."""
    return ", ".join(f"{len(one.attempts)} of {one.drill.attempts}" for one in standings)
