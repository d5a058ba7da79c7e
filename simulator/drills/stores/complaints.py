"""What a PostgreSQL server complains of, in our sentences: what happened, where, and the mend."""

from simulator.drills.register.keeping import Interrupted
from simulator.problem import Problem

_REFUSALS = (
    "authentication",
    "password",
    "does not exist",
    "pg_hba.conf",
    "permission denied",
    "SSL",
)
"""What a server that is up says when it will not have us; waiting helps nothing then."""
_LOST = ("08", "57P")
"""SQLSTATE classes of a connection that was lost, and of a server that goes down."""
_RACED = ("40001", "40P01", "23505")
"""SQLSTATEs of two who wrote the same at once: the second finds it done when it looks again."""
_FULL = ("53100", "53200", "54")
"""SQLSTATEs of a disk or memory that is full, and of limits of the server."""


class ServerAway(Problem):
    """The server does not answer, or will not have this login."""


class NotAllowed(Problem):
    """The server's rights do not allow it to this login."""


class NoRegister(Problem):
    """There is no register in the database, or none that this version can use."""


def shown(address: str) -> tuple[str, str]:
    """(server and database, user) of an address, as they are told to a person."""
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(address)
    host = parts.get("host") or parts.get("service") or "the local server"
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"{host}{port}/{parts.get('dbname') or ''}", str(parts.get("user") or "your login")


def not_connected(address: str, said: str) -> str:
    """Why nobody could connect, from what the driver said."""
    where, user = shown(address)
    reason = " ".join(said.rpartition("failed: ")[2].split())
    if "authentication failed" in said or "no password supplied" in said:
        return (
            f"{where} does not accept the password of {user}; put it into the file that "
            "PGPASSFILE names (host:port:database:user:password)"
        )
    if "database" in said and "does not exist" in said:
        return f"{where}: there is no such database; make it with 'createdb', or mend the address"
    if any(word in said for word in _REFUSALS):
        return f"{where} does not let {user} in ({reason}); ask its administrator"
    return (
        f"{where} does not answer ({reason}); start the server or mend the address, then do it "
        "again: what was acknowledged is kept"
    )


def translated(address: str, error: BaseException | None, *, committing: bool) -> Problem:
    """An error of the driver's as ours; `committing` when it came at the very end."""
    where, user = shown(address)
    state = getattr(error, "sqlstate", None) or ""
    reason = " ".join(str(error).split("\n")[0].split())
    if state.startswith(_LOST) or (not state and _is_lost(error)):
        kept = "whether this was kept is not known" if committing else "nothing was kept"
        return Interrupted(
            f"the connection to {where} was lost; {kept}: look before doing it again"
        )
    if state in _RACED:
        return Interrupted(f"{where}: somebody else wrote the same ({reason}); do it again")
    if state in {"42P01", "3F000"}:
        return NoRegister(missing(where))
    if state == "42501":
        return NotAllowed(f"{where} does not allow this to {user} ({reason})")
    if state == "23514":
        return Problem(f"{where}: something is longer than a register takes ({reason})")
    if state.startswith(_FULL):
        return Problem(f"{where} cannot take more ({reason}); ask its administrator")
    return Problem(f"{where} did not do what was asked ({reason}); nothing was kept")


def may_come_back(error: BaseException) -> bool:
    """Whether a failed connection may succeed later: the server did not refuse this login."""
    import psycopg

    return isinstance(error, psycopg.OperationalError) and not any(
        word in str(error) for word in _REFUSALS
    )


def missing(where: str) -> str:
    """That a database holds no register."""
    return (
        f"there is no register in {where}; whoever administers it makes one with "
        "'prospect drill setup'"
    )


def _is_lost(error: BaseException | None) -> bool:
    """Whether the driver, not the server, gave up."""
    import psycopg

    return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
