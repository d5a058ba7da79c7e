"""The register's tables, built step by step, the same in SQLite and PostgreSQL.

A step is a named function and never changes once released: a new need is a new step.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from simulator.drills.register.tables import METADATA

Step = Callable[[Connection], None]


def s001_tables(connection: Connection) -> None:
    """Drills, members, submissions, grades, and what people say of them."""
    METADATA.create_all(connection)


STEPS: Sequence[Step] = (s001_tables,)
