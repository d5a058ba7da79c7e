"""What every part of a register shares: the database under it, and how a lost connection is borne."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, Literal, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, RowMapping, Select

from simulator.problem import Problem

Taken = Literal["kept", "already kept"]
TIMES = 6
"""How often something that may be done twice is begun before giving up."""
P = ParamSpec("P")
Found = TypeVar("Found")


class UnknownDrill(Problem):
    """There is no such drill in the register."""


class UnknownSubmission(Problem):
    """There is no such submission in the register."""


class SubmissionConflict(Problem):
    """The same attempt was handed in before, with other content."""


class Interrupted(Problem):
    """The database broke off in the middle; what may be done twice is done again."""


class Store(Protocol):
    """A database that is written in whole transactions only.

    Both raise Interrupted when the database breaks off, which a server may.
    """

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, kept when the block ends, undone when it raises."""
        ...

    def wipe(self) -> str:
        """Overwrites what deleted rows left behind; what is still to be done by hand, or empty."""
        ...

    def close(self) -> None:
        """Closes every connection."""
        ...


class Keeper:
    """A part of the register."""

    def __init__(self, store: Store) -> None:
        self.store = store


def repeated(method: Callable[P, Found]) -> Callable[P, Found]:
    """A method that is done again when it was interrupted; twice done is the same as once."""

    @wraps(method)
    def until_done(*arguments: P.args, **named: P.kwargs) -> Found:
        import tenacity

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Interrupted),
            stop=tenacity.stop_after_attempt(TIMES),
            wait=tenacity.wait_random_exponential(multiplier=0.05, max=1.0),
            reraise=True,
        )(method, *arguments, **named)

    return until_done


def one_row(connection: Connection, statement: Select[Any]) -> RowMapping | None:
    """The first row there is, or None."""
    return connection.execute(statement).mappings().first()
