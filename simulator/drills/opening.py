"""Opens a register, wherever it is."""

from pathlib import Path

from simulator.archive.errors import ArchiveUnavailable
from simulator.archive.store import file_store
from simulator.drills.register import Register
from simulator.drills.tables import METADATA
from simulator.places import made, network_filesystem


def open_register(place: Path | str) -> Register:
    """The register in a file, which is made, closed to other users, when it is not there.

    Raises Problem in one sentence when it cannot be opened.
    """
    path = Path(place).expanduser()
    try:
        made(path.parent)
        path.touch(mode=0o600)
    except OSError as error:
        raise ArchiveUnavailable(f"{path} cannot be a register ({error.strerror})") from None
    store = file_store(path, journal="truncate" if network_filesystem(path) else "wal")
    with store.writing() as connection:
        METADATA.create_all(connection)
    return Register(store)
