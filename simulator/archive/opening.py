"""Opens the archive, whatever is found in its place, and overwrites nothing.

A new file is built, an older one brought up to date after a copy was made, a newer one refused
untouched, a damaged one moved aside. Where nothing can be written, calls already kept can still be
read, and a new call can still be held in memory.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from simulator.archive.archive import Archive
from simulator.archive.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveNewer,
    ArchiveUnavailable,
)
from simulator.archive.file import HEADER, MAGIC, alone, first_page, free_name, numbers, touch
from simulator.archive.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    migrate,
    version_of,
)
from simulator.archive.store import Store, file_store, memory_store, still_store
from simulator.places import archive_file, made, network_filesystem

_BESIDE = ("-wal", "-shm", "-journal")
CHECKED_WHOLE = 8_000_000
"""Bytes up to which every page is checked on opening."""


def open_archive(folder: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Archive:
    """The archive of a folder, ready to write.

    Raises ArchiveNewer for a newer version's file and ArchiveUnavailable where nothing can be
    written. A damaged file is moved aside and a new one begun; `banner` says where it is.
    """
    path = archive_file(folder)
    try:
        made(folder)
        touch(path)
    except OSError as error:
        raise ArchiveUnavailable(
            f"{folder} cannot hold calls ({error.strerror}); name another folder with "
            "'prospect config set calls_kept_in FOLDER'"
        ) from None
    version, application = numbers(path)
    if application == APPLICATION_ID:
        _refuse(path, version, application, known=len(migrations))
    if _is_current(path, migrations) and not _is_damaged(path):
        store = _store(path)
        try:
            if _reads(store, path):
                _kept_version(store, path, len(migrations))
                return Archive(store)
        except ArchiveError:
            store.close()
            raise
        store.close()
    return _brought_up(path, migrations)


def open_or_remember(folder: Path) -> Archive:
    """As `open_archive`; where nothing can be written, an archive in memory with a banner."""
    try:
        return open_archive(folder)
    except (ArchiveUnavailable, ArchiveFull) as error:
        archive = Archive(_built(memory_store(), MIGRATIONS))
        archive.banner = f"This call will not be kept: {error}"
        return archive


def open_to_read(folder: Path) -> Archive:
    """As `open_archive`; in a read-only folder, what is kept there can be read."""
    try:
        return open_archive(folder)
    except (ArchiveUnavailable, ArchiveFull):
        path = archive_file(folder)
        if not _is_current(path, MIGRATIONS):
            raise
        return Archive(still_store(path))


def open_to_examine(folder: Path) -> Archive | None:
    """What is kept in a folder, with nothing made, moved or brought up to date; None for nothing.

    Raises ArchiveDamaged, ArchiveNewer, or ArchiveUnavailable where no call could be written.
    """
    path = archive_file(folder)
    _refuse_unwritable(path)
    if not path.exists():
        return None
    if _is_damaged(path):
        raise ArchiveDamaged(f"{path} is damaged: it does not begin as an archive does")
    log = path.with_name(path.name + "-wal")
    store = still_store(path, log=log.exists())
    try:
        if _kept_version(store, path, len(MIGRATIONS)):
            return Archive(store)
    except ArchiveError:
        store.close()
        raise
    store.close()
    return None


def _refuse_unwritable(path: Path) -> None:
    """Raises where the file could be neither made nor written."""
    above = next(place for place in path.parents if place.exists())
    if not above.is_dir():
        raise ArchiveUnavailable(f"{path.parent} cannot hold calls: {above} is not a folder")
    for place in (above, path):
        if place.exists() and not os.access(place, os.W_OK):
            raise ArchiveUnavailable(f"{path.parent} cannot hold calls: {place} is read-only")


def _refuse(path: Path, version: int, application: int, *, known: int) -> None:
    """Raises for a file that this version must not touch."""
    if application != APPLICATION_ID:
        raise ArchiveUnavailable(
            f"{path} belongs to another program and was not touched; name another folder with "
            "'prospect config set calls_kept_in FOLDER'"
        )
    if version > known:
        raise ArchiveNewer(
            f"{path} was written by a newer version of this program (archive {version}, this "
            f"one knows {known}) and was not touched; update the program"
        )


def _is_current(path: Path, migrations: Sequence[Migration]) -> bool:
    return numbers(path) == (len(migrations), APPLICATION_ID)


def _is_damaged(path: Path) -> bool:
    """Whether the file's start is not SQLite's; an empty file with a log beside it lost its own."""
    header = first_page(path)
    if header:
        return not header.startswith(MAGIC) or len(header) < HEADER
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _reads(store: Store, path: Path) -> bool:
    """Whether the pages hold together: all of them in a small file, the first in others."""
    small = path.stat().st_size <= CHECKED_WHOLE
    try:
        if small and store.run_alone("PRAGMA quick_check(1)") != "ok":
            return False
        store.run_alone("SELECT count(*) FROM (SELECT id FROM calls LIMIT 1)")
    except ArchiveDamaged:
        return False
    return True


def _store(path: Path) -> Store:
    """The write-ahead log where it is safe; between machines, a journal that is truncated."""
    return file_store(path, journal="truncate" if network_filesystem(path) else "wal")


def _brought_up(path: Path, migrations: Sequence[Migration]) -> Archive:
    """Builds, updates or replaces the file while no other program does."""
    with alone(path):
        banner = _moved_aside(path) if _is_damaged(path) else ""
        store = _store(path)
        if not _is_whole(store):
            store.close()
            banner = _moved_aside(path)
            store = _store(path)
        try:
            version = _kept_version(store, path, len(migrations))
            if 0 < version < len(migrations):
                _copied(store, path, version)
            archive = Archive(_built(store, migrations))
        except Exception:  # whatever went wrong is told by the caller; the file must not stay open
            store.close()
            raise
        archive.banner = banner
        return archive


def _is_whole(store: Store) -> bool:
    try:
        return store.run_alone("PRAGMA quick_check(1)") == "ok"
    except ArchiveDamaged:
        return False


def _kept_version(store: Store, path: Path, known: int) -> int:
    """The steps the file has had; raises for a file that is newer or another program's."""
    with store.reading() as connection:
        version = version_of(connection)
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if tables:
        _refuse(path, version, application, known=known)
    return version


def _built(store: Store, migrations: Sequence[Migration]) -> Store:
    """The store with every step done, and so in the file's first page too."""
    with store.writing() as connection:
        migrate(connection, migrations)
    store.run_alone("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def _copied(store: Store, path: Path, version: int) -> None:
    """A whole copy of the file before it is brought up to date; an older copy is kept."""
    copy = free_name(path.with_name(f"{path.name}.before-{version + 1}"))
    store.run_alone(f"VACUUM INTO '{str(copy).replace(chr(39), chr(39) * 2)}'")


def _moved_aside(path: Path) -> str:
    """Renames file and logs to a free name; the sentence to show."""
    aside = free_name(path.with_name(f"{path.name}.damaged"))
    path.rename(aside)
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    touch(path)
    return f"The archive {path} was damaged; it was moved to {aside} and a new one was begun."
