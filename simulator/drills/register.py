"""The register of a trainer's drills: who takes part, what was handed in, how the engine grades it.

One class over one set of tables; `Store` is SQLite in the trainer's own folder or PostgreSQL for a
class that shares one. Every write is one transaction, and what is returned is on disk.
"""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from simulator.drills.drill import Drill
from simulator.drills.rows import DrillRow, Grade, SubmissionRow
from simulator.drills.submission import Flag, Submission
from simulator.drills.tables import (
    DRILLS,
    GRADES,
    KEYS,
    MEMBERS,
    SUBMISSIONS,
)
from simulator.problem import Problem

Taken = Literal["kept", "already kept"]


class UnknownDrill(Problem):
    """There is no such drill in the register."""


class UnknownSubmission(Problem):
    """There is no such submission in the register."""


class SubmissionConflict(Problem):
    """The same attempt was handed in before, with other content."""


class Store(Protocol):
    """A database that is written in whole transactions only."""

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, kept when the block ends, undone when it raises."""
        ...

    def close(self) -> None:
        """Closes every connection."""
        ...


_LISTED = [column for column in SUBMISSIONS.c if column.name not in ("log", "header", "head")]


class Register:
    """The drills of one trainer, or of all who share a database."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, drill: Drill, key: str) -> None:
        """Keeps a new drill with the trainer's key. Raises Problem when its id is taken."""
        with self.store.writing() as connection:
            if one_row(connection, select(DRILLS.c.id).where(DRILLS.c.id == drill.id)) is not None:
                raise Problem(f"there is a drill {drill.id} already; give the new one another id")
            connection.execute(insert(DRILLS).values(id=drill.id, json=drill.model_dump_json()))
            connection.execute(insert(KEYS).values(drill=drill.id, key=key))

    def drills(self) -> list[DrillRow]:
        """Every drill, the latest first."""
        with self.store.reading() as connection:
            rows = [_drill(row) for row in connection.execute(select(DRILLS)).mappings()]
        return sorted(rows, key=lambda row: row.drill.made, reverse=True)

    def drill(self, drill_id: str) -> DrillRow:
        """A drill by its id. Raises UnknownDrill."""
        with self.store.reading() as connection:
            row = one_row(connection, select(DRILLS).where(DRILLS.c.id == drill_id))
        if row is None:
            raise UnknownDrill(f"there is no drill {drill_id}; 'prospect drill list' names them")
        return _drill(row)

    def key(self, drill_id: str) -> str:
        """The trainer's key of a drill. Raises UnknownDrill."""
        with self.store.reading() as connection:
            row = one_row(connection, select(KEYS).where(KEYS.c.drill == drill_id))
        if row is None:
            raise UnknownDrill(f"there is no drill {drill_id}; 'prospect drill list' names them")
        return str(row["key"])

    def close_drill(self, drill_id: str, at: str) -> None:
        """Nothing is taken in any more."""
        self._change(drill_id, closed=at)

    def release(self, drill_id: str, at: str) -> None:
        """Lets the grades out."""
        self._change(drill_id, released=at)

    def set_advisory(self, drill_id: str, criteria: Sequence[str]) -> None:
        """Which criteria are shown and not relied on in this class."""
        self._change(drill_id, advisory=" ".join(criteria))

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

    def members(self, drill_id: str) -> list[str]:
        """Who takes part, by name."""
        statement = select(MEMBERS.c.trainee).where(MEMBERS.c.drill == drill_id)
        with self.store.reading() as connection:
            return sorted(connection.execute(statement).scalars())

    def take(self, submission: Submission, at: str) -> Taken:
        """Keeps a submission; handing in the same one again changes nothing.

        Raises SubmissionConflict when that attempt was handed in before with other content.
        """
        header = submission.header
        with self.store.writing() as connection:
            there = one_row(
                connection,
                select(SUBMISSIONS.c.id).where(
                    SUBMISSIONS.c.drill == header.drill,
                    SUBMISSIONS.c.trainee == header.trainee,
                    SUBMISSIONS.c.scenario == header.scenario,
                    SUBMISSIONS.c.attempt == header.attempt,
                ),
            )
            if there is not None and there["id"] == submission.id:
                return "already kept"
            if there is not None:
                raise SubmissionConflict(
                    f"{header.trainee} handed in attempt {header.attempt} of {header.scenario} "
                    "before, with other content; the first one stands"
                )
            connection.execute(
                insert(SUBMISSIONS).values(
                    id=submission.id,
                    drill=header.drill,
                    trainee=header.trainee,
                    scenario=header.scenario,
                    attempt=header.attempt,
                    call=header.call,
                    head=header.head,
                    header=header.model_dump_json(),
                    log="\n".join(submission.log),
                    flags=json.dumps([asdict(flag) for flag in submission.flags]),
                    gradable=submission.gradable,
                    received=at,
                    sent=header.sent.astimezone(UTC).isoformat(timespec="seconds"),
                )
            )
        return "kept"

    def submissions(self, drill_id: str) -> list[SubmissionRow]:
        """What was handed in, in the order it came in."""
        statement = (
            select(*_LISTED)
            .where(SUBMISSIONS.c.drill == drill_id)
            .order_by(SUBMISSIONS.c.received, SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return [_submission(row) for row in connection.execute(statement).mappings()]

    def submission(self, submission_id: str) -> SubmissionRow:
        """A submission by its id. Raises UnknownSubmission."""
        with self.store.reading() as connection:
            row = one_row(connection, select(*_LISTED).where(SUBMISSIONS.c.id == submission_id))
        if row is None:
            raise UnknownSubmission(f"there is no submission {submission_id}")
        return _submission(row)

    def find(self, named: str) -> SubmissionRow:
        """The submission whose id is this or, if only one does, begins with it.

        Raises UnknownSubmission.
        """
        begins = SUBMISSIONS.c.id.startswith(named, autoescape=True)
        statement = select(*_LISTED).where(begins).order_by(SUBMISSIONS.c.id).limit(2)
        with self.store.reading() as connection:
            rows = list(connection.execute(statement).mappings()) if named else []
        if len(rows) > 1:
            raise UnknownSubmission(f"several submissions begin with {named}; give more of the id")
        if not rows:
            raise UnknownSubmission(
                f"there is no submission {named}; 'prospect drill board DRILL --plain' lists them"
            )
        return _submission(rows[0])

    def log(self, submission_id: str) -> list[str]:
        """A submission's call, one JSON object per event. Raises UnknownSubmission."""
        with self.store.reading() as connection:
            row = one_row(
                connection, select(SUBMISSIONS.c.log).where(SUBMISSIONS.c.id == submission_id)
            )
        if row is None:
            raise UnknownSubmission(f"there is no submission {submission_id}")
        return str(row["log"]).split("\n")

    def with_head(self, head: str) -> list[SubmissionRow]:
        """Submissions whose log ends as this one does: the same call, under whatever name."""
        statement = select(*_LISTED).where(SUBMISSIONS.c.head == head)
        with self.store.reading() as connection:
            return [_submission(row) for row in connection.execute(statement).mappings()]

    def keep_grades(self, grades: Sequence[Grade]) -> None:
        """Keeps the engine's grades; one that is there already is replaced by an equal one."""
        with self.store.writing() as connection:
            for grade in grades:
                connection.execute(
                    delete(GRADES).where(
                        GRADES.c.submission == grade.submission,
                        GRADES.c.rubric == grade.rubric,
                        GRADES.c.grader == grade.grader,
                    )
                )
                connection.execute(
                    insert(GRADES).values(asdict(grade) | {"levels": json.dumps(grade.levels)})
                )

    def ungraded(self, drill_id: str, rubric: str, grader: str) -> list[str]:
        """Ids of gradable submissions that this grader has not graded by this rubric."""
        graded = select(GRADES.c.submission).where(
            GRADES.c.rubric == rubric, GRADES.c.grader == grader
        )
        statement = (
            select(SUBMISSIONS.c.id)
            .where(
                SUBMISSIONS.c.drill == drill_id,
                SUBMISSIONS.c.gradable,
                SUBMISSIONS.c.id.not_in(graded),
            )
            .order_by(SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return list(connection.execute(statement).scalars())

    def grades(self, drill_id: str, rubric: str, grader: str) -> dict[str, Grade]:
        """The engine's grades of a drill by submission."""
        statement = (
            select(GRADES)
            .join(SUBMISSIONS, SUBMISSIONS.c.id == GRADES.c.submission)
            .where(
                SUBMISSIONS.c.drill == drill_id,
                GRADES.c.rubric == rubric,
                GRADES.c.grader == grader,
            )
        )
        with self.store.reading() as connection:
            rows = connection.execute(statement).mappings()
            return {
                row["submission"]: Grade(**dict(row) | {"levels": json.loads(row["levels"])})
                for row in rows
            }

    def purge(self, trainee: str) -> int:
        """Removes a trainee from every drill, with all that was said of them; how many submissions.

        Where the database keeps traces of what it deletes, wiping them is the store's business.
        """
        with self.store.writing() as connection:
            gone = connection.execute(
                delete(SUBMISSIONS).where(SUBMISSIONS.c.trainee == trainee)
            ).rowcount
            connection.execute(delete(MEMBERS).where(MEMBERS.c.trainee == trainee))
        return gone

    def _change(self, drill_id: str, **values: str) -> None:
        with self.store.writing() as connection:
            changed = connection.execute(
                update(DRILLS).where(DRILLS.c.id == drill_id).values(values)
            )
            if changed.rowcount != 1:
                raise UnknownDrill(
                    f"there is no drill {drill_id}; 'prospect drill list' names them"
                )


def one_row(connection: Connection, statement: Select[Any]) -> RowMapping | None:
    """The first row there is, or None."""
    return connection.execute(statement).mappings().first()


def _drill(row: RowMapping) -> DrillRow:
    return DrillRow(
        drill=Drill.model_validate_json(row["json"]),
        closed=row["closed"] or "",
        released=row["released"] or "",
        advisory=tuple(row["advisory"].split()),
    )


def _submission(row: RowMapping) -> SubmissionRow:
    flags = tuple(Flag(**flag) for flag in json.loads(row["flags"]))
    return SubmissionRow(**dict(row) | {"flags": flags})
