"""Opens a register, wherever it is: a file, or PostgreSQL that a class shares."""

from pathlib import Path

from simulator.drills.register.register import Register
from simulator.drills.stores.sqlite import open_file
from simulator.places import is_server


def open_register(place: Path | str) -> Register:
    """The register in a file, or at an address like postgresql://trainer@host/database.

    A file is made when it is not there; in PostgreSQL 'prospect drill setup' makes it. Raises
    Problem in one sentence when it cannot be opened.
    """
    if isinstance(place, str) and is_server(place):
        from simulator.drills.stores.postgres import open_postgres

        return Register(open_postgres(place))
    return Register(open_file(Path(place).expanduser()))
