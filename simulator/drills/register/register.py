"""The register of a trainer's drills: who takes part, what was handed in, how the engine grades it.

One class over one set of tables; `Store` is SQLite in the trainer's own folder or PostgreSQL for a
class that shares one. Every write is one transaction, and what is returned is on disk.
"""

from collections.abc import Sequence

from sqlalchemy import RowMapping, insert, select, update

from simulator.drills.assigning.drill import Drill
from simulator.drills.register.grades import EngineGrades
from simulator.drills.register.keeping import (
    Interrupted,
    Store,
    SubmissionConflict,
    Taken,
    UnknownDrill,
    UnknownSubmission,
    one_row,
    repeated,
)
from simulator.drills.register.likeness import Likeness
from simulator.drills.register.purging import Purging
from simulator.drills.register.rows import DrillRow
from simulator.drills.register.submissions import Submissions
from simulator.drills.register.tables import DRILLS, KEYS, MEMBERS
from simulator.problem import Problem

__all__ = [  # the register's names by one door, wherever they are made
    "Interrupted",
    "Register",
    "Store",
    "SubmissionConflict",
    "Taken",
    "UnknownDrill",
    "UnknownSubmission",
    "one_row",
]


class Register(Submissions, Likeness, EngineGrades, Purging):
    """The drills of one trainer, or of all who share a database."""

    def add(self, drill: Drill, key: str) -> None:
        """Keeps a new drill with the trainer's key. Raises Problem when its id is taken."""
        with self.store.writing() as connection:
            if one_row(connection, select(DRILLS.c.id).where(DRILLS.c.id == drill.id)) is not None:
                raise Problem(f"there is a drill {drill.id} already; give the new one another id")
            connection.execute(insert(DRILLS).values(id=drill.id, json=drill.model_dump_json()))
            connection.execute(insert(KEYS).values(drill=drill.id, key=key))

    @repeated
    def drills(self) -> list[DrillRow]:
        """Every drill, the latest first."""
        with self.store.reading() as connection:
            rows = [_drill(row) for row in connection.execute(select(DRILLS)).mappings()]
        return sorted(rows, key=lambda row: row.drill.made, reverse=True)

    @repeated
    def drill(self, drill_id: str) -> DrillRow:
        """A drill by its id. Raises UnknownDrill."""
        with self.store.reading() as connection:
            row = one_row(connection, select(DRILLS).where(DRILLS.c.id == drill_id))
        if row is None:
            raise _unknown(drill_id)
        return _drill(row)

    @repeated
    def key(self, drill_id: str) -> str:
        """The trainer's key of a drill. Raises UnknownDrill."""
        with self.store.reading() as connection:
            row = one_row(connection, select(KEYS).where(KEYS.c.drill == drill_id))
        if row is None:
            raise _unknown(drill_id)
        return str(row["key"])

    def close_drill(self, drill_id: str, at: str) -> None:
        """Nothing is taken in any more."""
        self._change(drill_id, closed=at)

    def release(self, drill_id: str, at: str) -> None:
        """Releases held grades."""
        self._change(drill_id, released=at)

    def set_advisory(self, drill_id: str, criteria: Sequence[str]) -> None:
        """Which criteria are shown and not relied on in this class."""
        self._change(drill_id, advisory=" ".join(criteria))

    @repeated
    def enrol(self, drill_id: str, trainee: str, at: str, login: str = "") -> None:
        """Names somebody who takes part; nothing happens when they are named already."""
        self.drill(drill_id)
        with self.store.writing() as connection:
            named = select(MEMBERS.c.trainee).where(
                MEMBERS.c.drill == drill_id, MEMBERS.c.trainee == trainee
            )
            if one_row(connection, named) is None:
                connection.execute(
                    insert(MEMBERS).values(drill=drill_id, trainee=trainee, joined=at, login=login)
                )

    @repeated
    def members(self, drill_id: str) -> list[str]:
        """Who takes part, by name."""
        statement = select(MEMBERS.c.trainee).where(MEMBERS.c.drill == drill_id)
        with self.store.reading() as connection:
            return sorted(connection.execute(statement).scalars())

    @repeated
    def give_login(self, drill_id: str, trainee: str, login: str) -> None:
        """Says which database user a member is. Raises Problem when the user is somebody else."""
        with self.store.writing() as connection:
            other = select(MEMBERS.c.trainee).where(
                MEMBERS.c.login == login, MEMBERS.c.trainee != trainee
            )
            taken = one_row(connection, other)
            if taken is not None:
                raise Problem(
                    f"the login {login} is {taken['trainee']}'s; give {trainee} one of their own "
                    "with --login"
                )
            connection.execute(
                update(MEMBERS)
                .where(MEMBERS.c.drill == drill_id, MEMBERS.c.trainee == trainee)
                .values(login=login)
            )

    @repeated
    def _change(self, drill_id: str, **values: str) -> None:
        with self.store.writing() as connection:
            changed = connection.execute(
                update(DRILLS).where(DRILLS.c.id == drill_id).values(values)
            )
            if changed.rowcount != 1:
                raise _unknown(drill_id)


def _unknown(drill_id: str) -> UnknownDrill:
    return UnknownDrill(f"there is no drill {drill_id}; 'prospect drill list' names them")


def _drill(row: RowMapping) -> DrillRow:
    return DrillRow(
        drill=Drill.model_validate_json(row["json"]),
        closed=row["closed"] or "",
        released=row["released"] or "",
        advisory=tuple(row["advisory"].split()),
    )
