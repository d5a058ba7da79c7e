"""What people say of submissions: levels, comments, objections and answers.

It is only ever added to: the latest counts, and the history stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, Table, delete, func, insert, select

from simulator.drills.register.keeping import Keeper, one_row, repeated
from simulator.drills.register.rows import Comment, Dispute, Mark, Outcome
from simulator.drills.register.tables import ANSWERS, COMMENTS, DISPUTES, MARKS, SUBMISSIONS
from simulator.problem import Problem

_MISHEARD = "I marked this line as misheard."


class Judgements(Keeper):
    """The people's side of a register.

    What is only added is not done again when the database breaks off: whoever said it is told, and
    looks whether it is there.
    """

    def mark(self, mark: Mark) -> None:
        """Adds a level given by a person; the latest of each trainer counts."""
        with self.store.writing() as connection:
            connection.execute(insert(MARKS).values(asdict(mark)))

    @repeated
    def marks(self, drill_id: str) -> list[Mark]:
        """Every level given by a person in a drill, the oldest first."""
        with self.store.reading() as connection:
            rows = _of_drill(connection, select(*_columns(Mark, MARKS)), MARKS, drill_id)
            return [Mark(**row) for row in rows]

    def comment(self, comment: Comment) -> None:
        """Adds what somebody says of a turn."""
        with self.store.writing() as connection:
            connection.execute(insert(COMMENTS).values(asdict(comment)))

    @repeated
    def comments(self, drill_id: str) -> list[Comment]:
        """Every comment of a drill, the oldest first."""
        with self.store.reading() as connection:
            rows = _of_drill(connection, select(*_columns(Comment, COMMENTS)), COMMENTS, drill_id)
            return [Comment(**row) for row in rows]

    def dispute(
        self, submission_id: str, *, criterion: str, turn: int | None, text: str, at: str
    ) -> int:
        """Adds a trainee's objection; its number."""
        with self.store.writing() as connection:
            added = connection.execute(
                insert(DISPUTES).values(
                    submission=submission_id, criterion=criterion, turn=turn, text=text, at=at
                )
            )
        number: int = added.inserted_primary_key[0]  # type: ignore[index]
        return number

    @repeated
    def misheard(self, submission_id: str, turns: Sequence[int], at: str) -> None:
        """Adds an objection for every turn marked as misheard that has none yet."""
        raised = select(DISPUTES.c.turn).where(
            DISPUTES.c.submission == submission_id, DISPUTES.c.criterion == ""
        )
        with self.store.writing() as connection:
            there = set(connection.execute(raised).scalars())
            rows = [
                {"submission": submission_id, "criterion": "", "turn": turn, "text": _MISHEARD}
                for turn in turns
                if turn not in there
            ]
            if rows:
                connection.execute(insert(DISPUTES), [row | {"at": at} for row in rows])

    @repeated
    def answer(self, number: int, *, trainer: str, outcome: Outcome, text: str, at: str) -> None:
        """Answers an objection; a second answer replaces the first."""
        with self.store.writing() as connection:
            if one_row(connection, select(DISPUTES).where(DISPUTES.c.number == number)) is None:
                raise Problem(f"there is no dispute {number}; 'prospect drill board' lists them")
            connection.execute(delete(ANSWERS).where(ANSWERS.c.dispute == number))
            connection.execute(
                insert(ANSWERS).values(
                    dispute=number, trainer=trainer, outcome=outcome, text=text, at=at
                )
            )

    @repeated
    def disputes(self, drill_id: str) -> list[Dispute]:
        """Every objection of a drill with its answer, the oldest first."""
        statement = select(
            *_columns(Dispute, DISPUTES),
            func.coalesce(ANSWERS.c.trainer, "").label("answered_by"),
            ANSWERS.c.outcome,
            func.coalesce(ANSWERS.c.text, "").label("answer"),
            func.coalesce(ANSWERS.c.at, "").label("answered"),
        ).outerjoin(ANSWERS, ANSWERS.c.dispute == DISPUTES.c.number)
        with self.store.reading() as connection:
            rows = _of_drill(connection, statement, DISPUTES, drill_id)
            return [Dispute(**row) for row in rows]


def _columns(kind: type, table: Table) -> list[Column[Any]]:
    """The table's columns that a row's class has."""
    return [table.c[field.name] for field in fields(kind) if field.name in table.c]


def _of_drill(
    connection: Connection, statement: Select[Any], table: Table, drill_id: str
) -> Iterator[RowMapping]:
    """Rows on submissions of a drill, the oldest first."""
    mine = (
        statement.join(SUBMISSIONS, SUBMISSIONS.c.id == table.c.submission)
        .where(SUBMISSIONS.c.drill == drill_id)
        .order_by(table.c.number)
    )
    yield from connection.execute(mine).mappings()
