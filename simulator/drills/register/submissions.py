"""The part of a register that keeps what trainees handed in."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, and_, insert, select, update

from simulator.drills.register.keeping import (
    Keeper,
    SubmissionConflict,
    Taken,
    UnknownSubmission,
    one_row,
    repeated,
)
from simulator.drills.register.likeness import index_lines
from simulator.drills.register.rows import SubmissionRow
from simulator.drills.register.submission_rows import (
    LISTED,
    flags_in,
    flags_json,
    instant,
    row_of,
    rows_of,
)
from simulator.drills.register.tables import SUBMISSIONS
from simulator.drills.submission.submission import Flag, Header, Submission, is_late
from simulator.problem import Problem


class Submissions(Keeper):
    """What was handed in."""

    @repeated
    def take(self, submission: Submission, at: str, lines: Sequence[int] = ()) -> Taken:
        """Keeps a submission; handing in the same one again changes nothing.

        `lines` are the hashes by which copies of it are found. One that cannot be graded is kept
        beside others, for whoever sent it may not be whom it names. Raises SubmissionConflict when
        that attempt was handed in before with other content.
        """
        header = submission.header
        with self.store.writing() as connection:
            there = _there(connection, submission)
            if submission.id in there:
                return "already kept"
            if submission.gradable and there:
                raise _conflict(header)
            connection.execute(
                insert(SUBMISSIONS).values(
                    id=submission.id,
                    drill=header.drill,
                    trainee=header.trainee,
                    scenario=header.scenario,
                    attempt=header.attempt,
                    call=header.call,
                    head=header.head,
                    checked=True,
                    gradable=submission.gradable,
                    received=at,
                    sent=instant(header.sent),
                    flags=flags_json(submission.flags),
                    header=header.model_dump_json(),
                    log="\n".join(submission.log),
                )
            )
            if lines:  # a trainee's login has no part in them
                index_lines(connection, submission.id, lines)
        return "kept"

    @repeated
    def handed_in_again(self, submission: Submission) -> None:
        """Notes when a submission that is kept was handed in once more, as verified anew.

        Of several times the last one in time stands: a trainee chooses among their attempts by
        handing one in.
        """
        mine = SUBMISSIONS.c.id == submission.id
        with self.store.writing() as connection:
            kept = connection.execute(
                select(SUBMISSIONS.c.sent, SUBMISSIONS.c.flags).where(mine).with_for_update()
            ).one()
            flags, sent = flags_in(kept.flags), instant(submission.header.sent)
            if (not is_late(submission.flags), sent) <= (not is_late(flags), kept.sent):
                return
            stay = [flag for flag in flags if flag.kind != "late"]
            connection.execute(
                update(SUBMISSIONS)
                .where(mine)
                .values(
                    sent=sent,
                    flags=flags_json(dict.fromkeys([*stay, *submission.flags])),
                    header=submission.header.model_dump_json(),
                )
            )

    @repeated
    def choose(self, submission: Submission) -> None:
        """A trainee hands in once more, with their own login, what is kept: it counts from now on.

        A server takes its own clock's time. Raises Problem when the drill is closed or over.
        """
        with self.store.writing() as connection:
            changed = connection.execute(
                update(SUBMISSIONS)
                .where(SUBMISSIONS.c.id == submission.id)
                .values(sent=instant(submission.header.sent))
            )
        if changed.rowcount != 1:
            raise Problem(
                f"drill {submission.header.drill} is closed or its deadline has passed; what was "
                "handed in last before that counts"
            )

    def unchecked(self, drill_id: str) -> list[SubmissionRow]:
        """What trainees' own logins wrote and nobody verified yet, the earliest first."""
        statement = (
            select(*LISTED)
            .where(SUBMISSIONS.c.drill == drill_id, ~SUBMISSIONS.c.checked)
            .order_by(SUBMISSIONS.c.received, SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return rows_of(connection.execute(statement))

    @repeated
    def handed_in(self, submission_id: str) -> bytes:
        """A submission as the file it was, whatever it holds. Raises UnknownSubmission."""
        statement = select(SUBMISSIONS.c.header, SUBMISSIONS.c.log).where(
            SUBMISSIONS.c.id == submission_id
        )
        with self.store.reading() as connection:
            row = one_row(connection, statement)
        if row is None:
            raise UnknownSubmission(f"there is no submission {submission_id}")
        return f"{row['header']}\n{row['log']}".encode()

    @repeated
    def settle(
        self,
        submission_id: str,
        *,
        flags: Sequence[Flag],
        gradable: bool,
        lines: Sequence[int] = (),
    ) -> None:
        """Notes what verifying a submission that a login wrote has found."""
        found = {"flags": flags_json(flags), "gradable": gradable, "checked": True}
        with self.store.writing() as connection:
            connection.execute(
                update(SUBMISSIONS).where(SUBMISSIONS.c.id == submission_id).values(found)
            )
            index_lines(connection, submission_id, lines)

    @repeated
    def flag(self, submission_id: str, flags: Sequence[Flag]) -> None:
        """Adds flags to a submission that is kept; one that it has is not added again."""
        with self.store.writing() as connection:
            mine = SUBMISSIONS.c.id == submission_id
            text = connection.execute(
                select(SUBMISSIONS.c.flags).where(mine).with_for_update()
            ).scalar_one()
            both = dict.fromkeys([*flags_in(text), *flags])
            connection.execute(update(SUBMISSIONS).where(mine).values(flags=flags_json(both)))

    @repeated
    def submissions(self, drill_id: str) -> list[SubmissionRow]:
        """Every submission of a drill, by trainee, scenario and attempt, without the logs."""
        statement = (
            select(*LISTED)
            .where(SUBMISSIONS.c.drill == drill_id)
            .order_by(
                SUBMISSIONS.c.trainee,
                SUBMISSIONS.c.scenario,
                SUBMISSIONS.c.attempt,
                SUBMISSIONS.c.id,
            )
        )
        with self.store.reading() as connection:
            return rows_of(connection.execute(statement))

    @repeated
    def submission(self, submission_id: str) -> SubmissionRow:
        """A submission by its id. Raises UnknownSubmission."""
        with self.store.reading() as connection:
            row = connection.execute(
                select(*LISTED).where(SUBMISSIONS.c.id == submission_id)
            ).first()
        if row is None:
            raise UnknownSubmission(f"there is no submission {submission_id}")
        return row_of(row)

    @repeated
    def find(self, named: str) -> SubmissionRow:
        """The submission whose id is this or, if only one does, begins with it.

        Raises UnknownSubmission.
        """
        begins = SUBMISSIONS.c.id.startswith(named, autoescape=True)
        statement = select(*LISTED).where(begins).order_by(SUBMISSIONS.c.id).limit(2)
        with self.store.reading() as connection:
            rows = rows_of(connection.execute(statement)) if named else []
        if len(rows) > 1:
            raise UnknownSubmission(f"several submissions begin with {named}; give more of the id")
        if not rows:
            raise UnknownSubmission(
                f"there is no submission {named}; 'prospect drill board DRILL --plain' lists them"
            )
        return rows[0]

    def log(self, submission_id: str) -> list[str]:
        """A submission's call, one JSON object per event. Raises UnknownSubmission."""
        for _, lines in self.logs([submission_id]):
            return lines
        raise UnknownSubmission(f"there is no submission {submission_id}")

    @repeated
    def logs(self, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
        """The calls of some submissions, by id, one JSON object per event; for a few at once."""
        statement = select(SUBMISSIONS.c.id, SUBMISSIONS.c.log).where(SUBMISSIONS.c.id.in_(ids))
        with self.store.reading() as connection:
            found = {row.id: row.log.split("\n") for row in connection.execute(statement)}
        return [(name, found[name]) for name in ids if name in found]

    @repeated
    def whole(self, ids: Sequence[str]) -> list[Submission]:
        """Some verified submissions with header and log, by id; for a few at once."""
        columns = (*LISTED, SUBMISSIONS.c.header, SUBMISSIONS.c.log)
        statement = (
            select(*columns)
            .where(SUBMISSIONS.c.id.in_(ids), SUBMISSIONS.c.checked)
            .order_by(SUBMISSIONS.c.id)
        )
        with self.store.reading() as connection:
            return [
                Submission(
                    id=row["id"],
                    header=Header.model_validate_json(row["header"]),
                    log=tuple(row["log"].split("\n")),
                    flags=flags_in(row["flags"]),
                    gradable=row["gradable"],
                )
                for row in connection.execute(statement).mappings()
            ]


def _there(connection: Connection, submission: Submission) -> list[str]:
    """Ids of the submission itself and of the one that stands for its attempt, where there is one.

    What stands is gradable, or not verified yet. Both are asked for at once: between two questions
    somebody else may hand in the same.
    """
    header = submission.header
    stands = and_(
        SUBMISSIONS.c.drill == header.drill,
        SUBMISSIONS.c.trainee == header.trainee,
        SUBMISSIONS.c.scenario == header.scenario,
        SUBMISSIONS.c.attempt == header.attempt,
        SUBMISSIONS.c.gradable | ~SUBMISSIONS.c.checked,
    )
    statement = select(SUBMISSIONS.c.id).where((SUBMISSIONS.c.id == submission.id) | stands)
    return list(connection.execute(statement).scalars())


def _conflict(header: Header) -> SubmissionConflict:
    return SubmissionConflict(
        f"{header.trainee} handed in attempt {header.attempt} of {header.scenario} before, with "
        "other content; the first one stands"
    )


def in_shards(ids: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """The ids in runs of so many."""
    for start in range(0, len(ids), size):
        yield tuple(ids[start : start + size])
