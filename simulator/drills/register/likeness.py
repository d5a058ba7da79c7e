"""The part of a register that finds calls which are alike: one log, or many of the same lines."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from simulator.drills.register.keeping import Keeper, repeated
from simulator.drills.register.rows import SubmissionRow
from simulator.drills.register.submission_rows import LISTED, rows_of
from simulator.drills.register.tables import LINES, SUBMISSIONS
from simulator.drills.submission.submission import Submission

_FEW = 500
"""Values a statement asks for at once."""


class Likeness(Keeper):
    """Who else may have handed in the same call."""

    @repeated
    def with_head(self, head: str) -> list[SubmissionRow]:
        """Submissions whose log ends as this one does: the same call, under whatever name."""
        statement = select(*LISTED).where(SUBMISSIONS.c.head == head)
        with self.store.reading() as connection:
            return rows_of(connection.execute(statement))

    @repeated
    def sharing(self, submission: Submission, lines: Sequence[int], least: int) -> list[str]:
        """Ids of others' submissions that hold at least so many of these lines, most first."""
        shared = func.count().label("shared")
        statement = (
            select(LINES.c.submission, shared)
            .join(SUBMISSIONS, SUBMISSIONS.c.id == LINES.c.submission)
            .where(
                LINES.c.line.in_(lines[:_FEW]),
                SUBMISSIONS.c.scenario == submission.header.scenario,
                SUBMISSIONS.c.trainee != submission.header.trainee,
            )
            .group_by(LINES.c.submission)
            .having(shared >= least)
            .order_by(shared.desc(), LINES.c.submission)
            .limit(_FEW)
        )
        with self.store.reading() as connection:
            return list(connection.execute(statement).scalars())


def index_lines(connection: Connection, submission_id: str, lines: Iterable[int]) -> None:
    """Notes what was said, so that a copy is found; anew when it was noted before."""
    connection.execute(delete(LINES).where(LINES.c.submission == submission_id))
    rows = [{"submission": submission_id, "line": line} for line in set(lines)]
    if rows:
        connection.execute(insert(LINES), rows)
