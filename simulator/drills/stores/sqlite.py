"""A register in a file of the trainer's own: SQLite, opened as the archive of calls is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from simulator.archive import store
from simulator.archive.errors import ArchiveDamaged, ArchiveError, ArchiveNewer, ArchiveUnavailable
from simulator.archive.file import HEADER, MAGIC, alone, first_page, free_name, numbers, touch
from simulator.archive.migrations import migrate
from simulator.drills.stores.steps import STEPS, Step
from simulator.places import made, network_filesystem

APPLICATION_ID = 0x50524F44
"""Marks the file as a register of ours ("PROD")."""
SETTING = "drills_kept_in FILE"
"""What names another register."""
_BUSY = "1"
"""What a checkpoint answers first when somebody else kept it from its end."""


class FileStore:
    """The register's file."""

    def __init__(self, path: Path) -> None:
        journal = "truncate" if network_filesystem(path) else "wal"
        self.path = path
        self._file = store.file_store(path, journal=journal, setting=SETTING)

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view."""
        return self._file.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, on disk when the block ends, not at all when it raises."""
        return self._file.writing()

    def wipe(self) -> str:
        """Builds the file anew without what was deleted, and empties the log beside it."""
        self._file.run_alone("VACUUM")
        if self._file.run_alone("PRAGMA wal_checkpoint(TRUNCATE)") == _BUSY:
            return (
                f"the words still stand in the log beside {self.path}, which another program "
                "reads; close that program and purge again"
            )
        return ""

    def copy(self, to: Path) -> None:
        """Writes a whole copy of the file."""
        self._file.run_alone(f"VACUUM INTO '{str(to).replace(chr(39), chr(39) * 2)}'")

    def close(self) -> None:
        """Closes every connection."""
        self._file.close()


def open_file(path: Path, steps: Sequence[Step] = STEPS) -> FileStore:
    """The register in a file, made when it is not there and brought up to date when it is older.

    Raises ArchiveUnavailable where it cannot be written or is another program's, ArchiveNewer and
    ArchiveDamaged for a file that is left as it is.
    """
    try:
        made(path.parent)
        touch(path)
    except OSError as error:
        raise ArchiveUnavailable(
            f"{path} cannot be a register ({error.strerror}); name another file with "
            f"'prospect config set {SETTING}'"
        ) from None
    _refuse(path, known=len(steps))
    if numbers(path) == (len(steps), APPLICATION_ID):
        return FileStore(path)
    with alone(path):
        return _brought_up(path, steps)


def _refuse(path: Path, *, known: int) -> None:
    """Raises for a file that this program must not touch."""
    beginning = first_page(path)
    if beginning and (len(beginning) < HEADER or not beginning.startswith(MAGIC)):
        raise ArchiveDamaged(
            f"{path} is no register or is damaged, and was not touched; put a copy of it there, or "
            f"name another with 'prospect config set {SETTING}'"
        )
    version, application = numbers(path)
    if beginning and application != APPLICATION_ID and (application or _tables(path)):
        raise ArchiveUnavailable(
            f"{path} belongs to another program and was not touched; name another file with "
            f"'prospect config set {SETTING}'"
        )
    if version > known:
        raise ArchiveNewer(
            f"{path} was written by a newer version of this program (register {version}, this one "
            f"knows {known}) and was not touched; update the program"
        )


def _brought_up(path: Path, steps: Sequence[Step]) -> FileStore:
    """Does the steps that the file has not had, after a copy of one that holds something."""
    opened = FileStore(path)
    try:
        version, _ = numbers(path)
        if 0 < version < len(steps):
            opened.copy(free_name(path.with_name(f"{path.name}.before-{version + 1}")))
        with opened.writing() as connection:
            migrate(connection, steps, application=APPLICATION_ID)
        opened.wipe()  # so that the file's first page tells its version
    except ArchiveError:
        opened.close()
        raise
    return opened


def _tables(path: Path) -> int:
    """How many tables a file holds; nothing is written beside it, or into it."""
    found = store.still_store(path)
    try:
        with found.reading() as connection:
            statement = "SELECT count(*) FROM sqlite_master"
            return int(connection.exec_driver_sql(statement).scalar_one())
    finally:
        found.close()
