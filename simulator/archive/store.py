"""The SQLite file under the archive: opened safely, written in whole transactions only.

Every write begins IMMEDIATE and is synced before it returns; every read is read-only by pragma, so
a deferred write, which fails under load, cannot be written by mistake.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from simulator.archive.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveUnavailable,
)

PATIENCE_S = 10.0
"""How long a write waits for another program's."""
_TURN_MS = 3
"""Milliseconds after which a write that waits asks anew; in them it asks twice or three times."""
CALLS = "calls_kept_in FOLDER"
"""What names another place for calls."""
_PRIMARY = 0xFF
"""An extended SQLite error code's low byte is its kind."""


class Store:
    """One SQLite database: a file, or memory when nothing can be kept."""

    def __init__(
        self, path: Path | None, engine: Engine, *, writable: bool = True, setting: str = CALLS
    ) -> None:
        self.path = path
        self.writable = writable
        self._setting = setting
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view; cannot write."""
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, on disk when the block ends, not at all when it raises."""
        if not self.writable:
            raise ArchiveUnavailable(
                f"{self.path} cannot be written: its folder is read-only; name another with "
                f"'prospect config set {self._setting}'"
            )
        with self._told(), self._engine.connect() as plain:
            connection = plain.execution_options(prospect_writes=True)
            with connection.begin():
                yield connection

    def run_alone(self, statement: str) -> str:
        """Runs what SQLite refuses inside a transaction; its first value as text."""
        with self._told():
            raw = self._engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("PRAGMA query_only = OFF")
                row = cursor.execute(statement).fetchone()
            finally:
                raw.close()
        return "" if row is None else str(row[0])

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns SQLite's complaints into ours."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise translated(error, self.path, self._setting) from error


def file_store(path: Path, *, journal: str, setting: str = CALLS) -> Store:
    """The database in a file, made when it is not there. `journal`: "wal" or "truncate".

    `setting` is what to set for another file, for errors.
    """

    def connect() -> sqlite3.Connection:
        connection = _connection(str(path))
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    return Store(path, _engine(connect), setting=setting)


def still_store(path: Path, *, log: bool = False) -> Store:
    """The database in a file that cannot or must not be written, such as one in a read-only folder.

    Nothing is made beside it; with `log` what stands in the write-ahead log there is read too.
    """
    target = f"{path.absolute().as_uri()}?mode=ro{'' if log else '&immutable=1'}"
    return Store(path, _engine(lambda: _connection(target, uri=True)), writable=False)


def memory_store() -> Store:
    """A database that is gone when the program ends; one connection, handed from user to user."""
    return Store(None, _engine(lambda: _connection(":memory:"), connections=1))


def translated(error: Exception, path: Path | None, setting: str = CALLS) -> ArchiveError:
    """SQLite's complaint as an error that says what to do."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", 0) & _PRIMARY
    where = path or "the archive in memory"
    match code:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return ArchiveFull(f"{where} cannot grow: the disk is full or failing; make room on it")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ArchiveBusy(
                f"{where} has been held by another program for {PATIENCE_S:g} seconds; "
                "close that program"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return ArchiveUnavailable(
                f"{where} cannot be written: its folder is read-only or missing; name another "
                f"with 'prospect config set {setting}'"
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return ArchiveDamaged(
                f"{where} is damaged; 'prospect doctor' says how much, and a copy or "
                "'prospect calls import' brings calls back"
            )
    return ArchiveError(f"{where} did not do what was asked ({original}); run 'prospect doctor'")


def _connection(target: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
        uri=uri,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], *, connections: int = 5) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Opens the transaction itself: the driver's own would be a deferred one."""
    writes = connection.get_execution_options().get("prospect_writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    if writes:
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Waits for its turn among those who write, asking as often as whoever has just come.

    SQLite's own waiting grows from one millisecond to a hundred, so that of many who write at once
    the one who has waited longest is overtaken until its patience ends.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    until = time.monotonic() + PATIENCE_S
    driver.execute(f"PRAGMA busy_timeout = {_TURN_MS}")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > until:
                    raise
    finally:
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000:.0f}")
