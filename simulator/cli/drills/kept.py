"""The registers and tickets that the commands of `prospect drill` share, and how they say things."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.kept import kept_calls
from simulator.naming import minute

if TYPE_CHECKING:
    from simulator.drills.assigning.drill import Drill
    from simulator.drills.register.register import Register
    from simulator.drills.register.rows import DrillRow
    from simulator.drills.trainee.joining import Held, Joined


address_option = click.option(
    "--register",
    "address",
    default="",
    metavar="ADDRESS",
    help="Where the class shares a register and hands in: postgresql://HOST/DATABASE.",
)


@contextmanager
def trainers_register() -> "Iterator[Register]":
    """The register of the settings in force."""
    from simulator.drills.stores.opening import open_register

    register = open_register(registers_place())
    try:
        yield register
    finally:
        register.store.close()


def registers_place() -> Path | str:
    """Where the register of the settings in force is: a file, or a server's address."""
    from simulator.settings import load_settings

    return load_settings().register_place


@contextmanager
def joined_drills() -> "Iterator[Joined]":
    """The drills joined in the archive of the settings in force."""
    from simulator.drills.trainee.joining import Joined

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


def size(drill: "Drill") -> str:
    """How many meetings and attempts a drill has, in words."""
    many, tries = len(drill.meetings), drill.attempts
    return (
        f"{many} meeting{'s' if many > 1 else ''}, {tries} attempt{'s' if tries > 1 else ''}"
        f"{' each' if many > 1 else ''}"
    )


def used(all_held: "list[Held]") -> str:
    """How many attempts were begun, by meeting."""
    return ", ".join(f"{len(one.attempts)} of {one.drill.attempts}" for one in all_held)


def progress(label: str, length: int) -> AbstractContextManager[Any]:
    """A progress bar on standard error; silent where that is no terminal."""
    return click.progressbar(length=length, label=label, file=sys.stderr)
