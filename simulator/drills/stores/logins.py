"""Logins to a shared register: database users in the group of trainees, or of trainers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simulator.drills.assigning.making import slug
from simulator.drills.stores.postgres import PostgresStore
from simulator.problem import Problem

LONGEST = 63
"""Bytes of a role's name in PostgreSQL."""
_AT_ONCE = 20
"""Connections of one login."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another."""
_GROUPS = {False: "prospect_trainee", True: "prospect_trainer"}


def login_for(person: str) -> str:
    """A database user's name made from a person's. Raises Problem when nothing of it can be used."""
    name = slug(person).replace("-", "_")
    if not name:
        raise Problem(f"no login can be made from {person}; name one with --login")
    return name


def new_password() -> str:
    """A password that nobody guesses: twenty letters and digits, in groups of five."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def give_login(
    address: str, login: str, password: str, *, trainer: bool = False, anew: bool = False
) -> bool:
    """Makes a login, or gives one of ours another password when `anew`; whether it did either.

    Raises Problem when a database user of that name is there for something else, or when this login
    may not make roles.
    """
    if not login or len(login.encode()) > LONGEST or "\0" in login:
        raise Problem(f"a login has one to {LONGEST} bytes; name another with --login")
    with _driver(address) as connection:
        from psycopg import sql

        found = _groups_of(connection, login)
        if found is not None and found != {_GROUPS[trainer]}:
            raise Problem(
                f"there is a database user {login} already, for something else; name another with "
                "--login"
            )
        if found is not None and not anew:
            return False
        # What is sent is no password but what the server checks one with: logs do not hold it.
        secret = connection.pgconn.encrypt_password(
            password.encode(), login.encode(), b"scram-sha-256"
        ).decode()
        what = (
            sql.SQL("ALTER ROLE {} PASSWORD {}")
            if found
            else sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT {} IN ROLE {} PASSWORD {}")
        )
        limit, group = sql.Literal(_AT_ONCE), sql.Identifier(_GROUPS[trainer])
        parts = (limit, group) if not found else ()
        connection.execute(what.format(sql.Identifier(login), *parts, sql.Literal(secret)))
    return True


def drop_login(address: str, login: str) -> bool:
    """Removes a trainee's login; whether there was one of ours."""
    with _driver(address) as connection:
        from psycopg import sql

        if _groups_of(connection, login) != {_GROUPS[False]}:
            return False
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
    return True


def _groups_of(connection: Any, login: str) -> set[str] | None:
    """The groups that a database user is in; None when there is no such user.

    One with rights of its own counts as in no group of ours.
    """
    row = connection.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication, "
        "ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = r.oid) "
        "FROM pg_roles AS r WHERE rolname = %s",
        (login,),
    ).fetchone()
    if row is None:
        return None
    return set() if row[0] else set(row[1])


@contextmanager
def _driver(address: str) -> Iterator[Any]:
    """The driver's own connection to the register, in one transaction."""
    store = PostgresStore(address)
    try:
        with store.writing() as connection:
            yield connection.connection.driver_connection
    finally:
        store.close()
