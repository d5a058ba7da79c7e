"""A register that a class shares: PostgreSQL, where each login sees only its own.

The address is libpq's, and so are PGPASSFILE, PGSERVICE and the rest. A server that stops and comes
back is waited for; what was acknowledged before is there, and what broke off in the middle is said
to be kept, not kept, or not known to be.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tenacity
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from simulator.drills.register.tables import METADATA
from simulator.drills.stores.complaints import (
    NoRegister,
    NotAllowed,
    ServerAway,
    may_come_back,
    not_connected,
    shown,
    translated,
)
from simulator.drills.stores.steps import STEPS, Step
from simulator.places import holds_password
from simulator.problem import Problem

SCHEMA = "prospect"
RIGHTS = Path(__file__).with_name("rights.sql")
"""Who may do what."""
RIGHTS_VERSION = 2
"""Version of what stands in RIGHTS, raised whenever it changes. A register keeps the one it was last
set up with; before that was kept it was 1."""
PATIENCE_S = 20.0
"""Seconds for which a server that does not answer is waited for."""
_CONNECT_S = 5
"""Seconds for one attempt to connect."""
_AT_ONCE = 5
"""Connections of one program."""


class PostgresStore:
    """The register's database, as one login."""

    def __init__(self, address: str, *, patience: float = PATIENCE_S) -> None:
        self.address = _checked(address)
        self.patience = patience
        self._engine = _engine(self._connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view; cannot write."""
        with self._told(), self._engine.connect() as plain:
            yield plain.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, on the server's disk when the block ends, undone when it raises."""
        with self._told(), self._engine.connect() as connection:
            transaction = connection.begin()
            yield connection
            with self._told(committing=True):
                transaction.commit()

    def wipe(self) -> str:
        """Builds the tables anew without what was deleted; what is still to be done by hand."""
        names = ", ".join(f"{SCHEMA}.{table.name}" for table in METADATA.sorted_tables)
        by_hand = f"the server's administrator must run: VACUUM FULL {names}"
        with self._told(), self._engine.connect() as plain:
            if not _owns(plain):
                return f"the tables are another login's, so {by_hand}"
            plain.rollback()
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"VACUUM FULL {names}")
        return (
            "the server's write-ahead log and its backups may hold the words until they are "
            "recycled; that is its administrator's to know"
        )

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _connection(self) -> Any:
        """A new connection; a server that is away is waited for. Raises ServerAway."""
        import psycopg

        try:
            return tenacity.Retrying(
                retry=tenacity.retry_if_exception(may_come_back),
                stop=tenacity.stop_after_delay(self.patience),
                wait=tenacity.wait_random_exponential(multiplier=0.1, max=2.0),
                reraise=True,
            )(
                psycopg.connect,
                self.address,
                connect_timeout=_CONNECT_S,
                application_name="prospect",
                client_encoding="UTF8",
                # A trainee's tables must never stand in for ours: the temporary ones come last.
                options=f"-c search_path={SCHEMA},pg_temp -c default_transaction_isolation=read\\ committed",
            )
        except psycopg.Error as error:
            raise ServerAway(not_connected(self.address, str(error))) from None

    @contextmanager
    def _told(self, *, committing: bool = False) -> Iterator[None]:
        """Turns the server's complaints into ours."""
        import psycopg

        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise translated(self.address, cause, committing=committing) from None


def open_postgres(
    address: str, *, patience: float = PATIENCE_S, steps: Sequence[Step] = STEPS
) -> PostgresStore:
    """The register at an address. Raises Problem when it cannot be used, in one sentence."""
    store = PostgresStore(address, patience=patience)
    where, user = shown(store.address)
    try:
        with store.reading() as connection:
            version = _versions(connection)
    except NotAllowed:
        store.close()
        raise NotAllowed(
            f"{user} has no part in the register of {where}; the trainer gives one with "
            "'prospect drill login'"
        ) from None
    except Problem:
        store.close()
        raise
    known = (len(steps), RIGHTS_VERSION)
    if version == known:
        return store
    store.close()
    if _is_newer(version, known):
        raise NoRegister(
            f"{where} was set up by a newer version of this program ({_told(version)}; this one "
            f"knows {_told(known)}); update the program"
        )
    raise NoRegister(
        f"{where} was set up by an older version of this program ({_told(version)}; this one needs "
        f"{_told(known)}), so a trainee's login may see or do there what it must not; whoever "
        "administers it runs 'prospect drill setup' again, which keeps everything"
    )


def set_up(address: str, *, patience: float = PATIENCE_S, steps: Sequence[Step] = STEPS) -> int:
    """Makes the register in a database, or brings it up to date; the steps that were done.

    Needs a login that may make schemas and roles. What is kept there stays. Raises Problem.
    """
    store = PostgresStore(address, patience=patience)
    where, user = shown(store.address)
    try:
        with store.writing() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.exec_driver_sql(
                f"CREATE TABLE IF NOT EXISTS {SCHEMA}.register_version (step integer NOT NULL)"
            )
            connection.exec_driver_sql(
                f"ALTER TABLE {SCHEMA}.register_version ADD COLUMN IF NOT EXISTS rights "
                "integer NOT NULL DEFAULT 1"
            )
            found, known = _versions(connection), (len(steps), RIGHTS_VERSION)
            if _is_newer(found, known):
                raise NoRegister(
                    f"{where} was set up by a newer version of this program ({_told(found)}; this "
                    f"one knows {_told(known)}) and was not touched; update the program"
                )
            done, _ = found
            for number, step in enumerate(steps[done:], done + 1):
                step(connection)
                connection.execute(
                    text("INSERT INTO register_version (step) VALUES (:step)"), {"step": number}
                )
            _run_script(connection, RIGHTS.read_text(encoding="utf-8"))
            connection.execute(
                text("UPDATE register_version SET rights = :rights"), {"rights": RIGHTS_VERSION}
            )
    except NotAllowed as error:
        raise NotAllowed(
            f"{user} may not set up a register: {error}; use a login that may make schemas and roles"
        ) from None
    finally:
        store.close()
    return len(steps) - done


def _checked(address: str) -> str:
    """The address, when it is one, driver and all are here, and it holds no password."""
    if holds_password(address):
        raise Problem(
            "the register's address holds a password; leave it out and keep it in the file that "
            "PGPASSFILE names"
        )
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise Problem(
            "a register in PostgreSQL needs psycopg, which is not installed; install the extra "
            "'postgres'"
        ) from None
    try:
        conninfo_to_dict(address)
    except psycopg.Error as error:
        raise Problem(
            f"the register's address cannot be read ({' '.join(str(error).split())}); write it like "
            "postgresql://USER@HOST/DATABASE"
        ) from None
    return address


def _engine(connect: Callable[[], Any]) -> Engine:
    return create_engine(
        "postgresql+psycopg://",
        creator=connect,
        pool_pre_ping=True,
        pool_size=_AT_ONCE,
        max_overflow=0,
    )


def _run_script(connection: Connection, script: str) -> None:
    """Many statements at once, which only the driver itself takes."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(script)


def _versions(connection: Connection) -> tuple[int, int]:
    """How many steps the register has had, and the version of its rights."""
    # By way of JSON, because a register from before rights had a version has no such column.
    statement = text(
        "SELECT coalesce(max(step), 0), coalesce(max((to_json(v) ->> 'rights')::integer), 1) "
        "FROM prospect.register_version AS v"
    )
    steps, rights = connection.execute(statement).one()
    return int(steps), int(rights)


def _is_newer(found: tuple[int, int], known: tuple[int, int]) -> bool:
    """Whether steps or rights are beyond what this program knows."""
    return any(there > here for there, here in zip(found, known, strict=True))


def _told(version: tuple[int, int]) -> str:
    return f"register {version[0]}, rights {version[1]}"


def _owns(connection: Connection) -> bool:
    """Whether this login may build the tables anew."""
    statement = text(
        "SELECT bool_and(pg_has_role(tableowner, 'MEMBER')) FROM pg_tables WHERE schemaname = :here"
    )
    return bool(connection.execute(statement, {"here": SCHEMA}).scalar_one())
