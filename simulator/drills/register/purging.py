"""The part of a register that forgets: a trainee, with all that was said of them."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from simulator.drills.register.keeping import Keeper, repeated
from simulator.drills.register.tables import (
    ANSWERS,
    COMMENTS,
    DISPUTES,
    EXPORTS,
    MARKS,
    MEMBERS,
    SUBMISSIONS,
)

SOMEBODY = "somebody who was purged"
"""Stands for the name in what is said of others' submissions."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What became of a purge."""

    submissions: int
    """How many were removed, with grades, marks, comments, disputes and answers."""
    memberships: int
    logins: tuple[str, ...]
    """Database users who were this trainee and are nobody's now."""
    mentions: int
    """Words that people wrote about others and that hold the name; they are left as they are."""
    files: tuple[str, ...]
    """Files with results of the trainee's drills that this program wrote; they are the trainer's
    to delete."""


class Purging(Keeper):
    """What a register forgets, and where else it may still stand."""

    @repeated
    def exported(self, drill_id: str, path: str, at: str) -> None:
        """Notes a file that people's results were written to, so that a purge can name it."""
        with self.store.writing() as connection:
            connection.execute(
                delete(EXPORTS).where(EXPORTS.c.drill == drill_id, EXPORTS.c.path == path)
            )
            connection.execute(insert(EXPORTS).values(drill=drill_id, path=path, at=at))

    @repeated
    def purge(self, trainee: str) -> Purged:
        """Removes a trainee from every drill, with all that was said of them.

        `store.wipe` then overwrites what the database still holds of deleted rows. The name is also
        taken out of flags on others' submissions.
        """
        with self.store.writing() as connection:
            files = _files(connection, trainee)
            logins = _logins(connection, trainee)
            gone = connection.execute(
                delete(SUBMISSIONS).where(SUBMISSIONS.c.trainee == trainee)
            ).rowcount
            left = connection.execute(delete(MEMBERS).where(MEMBERS.c.trainee == trainee)).rowcount
            _unname(connection, trainee)
            return Purged(gone, left, logins, _mentions(connection, trainee), files)


def _files(connection: Connection, trainee: str) -> tuple[str, ...]:
    theirs = select(SUBMISSIONS.c.drill).where(SUBMISSIONS.c.trainee == trainee)
    statement = select(EXPORTS.c.path).where(EXPORTS.c.drill.in_(theirs)).order_by(EXPORTS.c.path)
    return tuple(connection.execute(statement.distinct()).scalars())


def _logins(connection: Connection, trainee: str) -> tuple[str, ...]:
    statement = select(MEMBERS.c.login).where(MEMBERS.c.trainee == trainee, MEMBERS.c.login != "")
    return tuple(sorted(set(connection.execute(statement).scalars())))


def _unname(connection: Connection, trainee: str) -> None:
    """Takes the name out of flags on others' submissions: a copy's flag names both."""
    # Flags are kept as JSON, in which a name may be spelled with escapes.
    spelled = json.dumps(trainee)[1:-1]
    named = SUBMISSIONS.c.flags.contains(spelled, autoescape=True)
    rows = connection.execute(select(SUBMISSIONS.c.id, SUBMISSIONS.c.flags).where(named)).all()
    for row in rows:
        flags = [
            flag | {"why": flag["why"].replace(trainee, SOMEBODY)} for flag in json.loads(row.flags)
        ]
        connection.execute(
            update(SUBMISSIONS).where(SUBMISSIONS.c.id == row.id).values(flags=json.dumps(flags))
        )


def _mentions(connection: Connection, trainee: str) -> int:
    """How many marks, comments, disputes and answers still hold the name."""
    places = (
        (MARKS, (MARKS.c.reason, MARKS.c.trainer)),
        (COMMENTS, (COMMENTS.c.text, COMMENTS.c.author)),
        (DISPUTES, (DISPUTES.c.text,)),
        (ANSWERS, (ANSWERS.c.text, ANSWERS.c.trainer)),
    )
    return sum(
        connection.execute(
            select(func.count())
            .select_from(table)
            .where(or_(*(column.contains(trainee, autoescape=True) for column in columns)))
        ).scalar_one()
        for table, columns in places
    )
