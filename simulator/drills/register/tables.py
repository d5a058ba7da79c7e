"""The register's tables, the same in SQLite and PostgreSQL.

Trainee and trainer are names; instants are ISO 8601 in UTC, so that they sort as text. What people
say (marks, comments, disputes) is only ever added: the latest counts, and the history stays.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
LARGEST_LOG = 4_000_000
"""Characters of a submission's log; forty turns are some hundred thousand."""
LONGEST_TEXT = 10_000
"""Characters of anything a person writes."""
LONGEST_NAME = 1_000
"""Characters of a name, an id or an instant."""


def _at_most(length: int, column: str) -> CheckConstraint:
    """What a trainee's own login may write must not fill the disk."""
    return CheckConstraint(f"length({column}) <= {length}", name=f"{column}_length")


def _of_drill() -> Column[str]:
    return Column("drill", Text, ForeignKey("drills.id", ondelete="CASCADE"), nullable=False)


def _of_submission() -> Column[str]:
    return Column(
        "submission", Text, ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False
    )


DRILLS = Table(
    "drills",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("json", Text, nullable=False),
    Column("closed", Text),
    Column("released", Text),
    Column("advisory", Text, nullable=False, default=""),
    comment="advisory: ids of criteria that people and engine do not agree on, parted by spaces",
)

KEYS = Table(
    "drill_keys",
    METADATA,
    Column("drill", Text, ForeignKey("drills.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, nullable=False),
    comment="The trainer's own; no trainee may read it",
)

MEMBERS = Table(
    "members",
    METADATA,
    _of_drill(),
    Column("trainee", Text, nullable=False),
    Column("joined", Text, nullable=False),
    Column("login", Text, nullable=False, default=""),
    UniqueConstraint("drill", "trainee"),
    comment="login: the database user who is this trainee; empty where files are sent",
)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", Text, primary_key=True),
    _of_drill(),
    Column("trainee", Text, nullable=False),
    Column("scenario", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("call", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("checked", Boolean, nullable=False, default=True),
    Column("gradable", Boolean, nullable=False),
    Column("received", Text, nullable=False),
    Column("sent", Text, nullable=False, default=""),
    Column("flags", Text, nullable=False),
    # Last, because a list of submissions need not read past them.
    Column("header", Text, nullable=False),
    Column("log", Text, nullable=False),
    *(_at_most(LONGEST_NAME, name) for name in ("id", "trainee", "scenario", "call", "head")),
    *(_at_most(LONGEST_NAME, name) for name in ("received", "sent")),
    _at_most(LONGEST_TEXT, "header"),
    _at_most(LARGEST_LOG, "log"),
    comment="checked: whether the trainer's side verified it, which it has not where a trainee's "
    "own login wrote the row",
)
_STANDS = SUBMISSIONS.c.gradable | ~SUBMISSIONS.c.checked
Index(
    "submissions_one_an_attempt",
    SUBMISSIONS.c.drill,
    SUBMISSIONS.c.trainee,
    SUBMISSIONS.c.scenario,
    SUBMISSIONS.c.attempt,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)
"""An attempt is handed in once; what proved worthless stays to be seen and keeps nothing out."""
Index("submissions_of", SUBMISSIONS.c.drill)
Index("submissions_by_head", SUBMISSIONS.c.head)

LINES = Table(
    "seller_lines",
    METADATA,
    Column("submission", Text, ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("line", BigInteger, primary_key=True, autoincrement=False),
    comment="line: first 63 bits of a line's hash; by them a copied call is found",
)
Index("seller_lines_by_line", LINES.c.line)

GRADES = Table(
    "grades",
    METADATA,
    Column("submission", Text, ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True),
    Column("rubric", Text, primary_key=True),
    Column("grader", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("score", Integer),
    Column("levels", Text, nullable=False),
    Column("topics", Text, nullable=False, default=""),
    Column("card", Text, nullable=False),
    comment="The engine's; rubric: SHA-256, grader: version, score: quarter points, card: JSON; "
    "topics: what the card says was explored, so that a board need not read the cards",
)

MARKS = Table(
    "human_marks",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_submission(),
    Column("criterion", Text, nullable=False),
    Column("trainer", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("at", Text, nullable=False),
)
Index("human_marks_of", MARKS.c.submission)

COMMENTS = Table(
    "comments",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_submission(),
    Column("turn", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("breakpoint", Boolean, nullable=False),
    Column("at", Text, nullable=False),
)
Index("comments_of", COMMENTS.c.submission)

DISPUTES = Table(
    "disputes",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_submission(),
    Column("criterion", Text, nullable=False),
    Column("turn", Integer),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    _at_most(LONGEST_TEXT, "criterion"),
    _at_most(LONGEST_TEXT, "text"),
    comment="criterion: empty where a turn was misheard",
)
Index("disputes_of", DISPUTES.c.submission)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("dispute", Integer, ForeignKey("disputes.number", ondelete="CASCADE"), primary_key=True),
    Column("trainer", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    comment="outcome: upheld, refused, or simulator_error, which makes the attempt not evaluable",
)

EXPORTS = Table(
    "exported_files",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_drill(),
    Column("path", Text, nullable=False),
    Column("at", Text, nullable=False),
    comment="Files with people's results that this program wrote, so that a purge can name them",
)
