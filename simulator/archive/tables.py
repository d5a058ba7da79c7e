"""The archive's tables as queries see them; `migrations` builds them."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

METADATA = MetaData()

CALLS = Table(
    "calls",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("scenario", Text, nullable=False),
    Column("persona", Text, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("ended", Text),
    Column("ending", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("events", Integer, nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("call_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("json", Text, nullable=False),
)

CONTENT = Table(
    "content",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
)

MARKS = Table(
    "marks",
    METADATA,
    Column("call_id", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("acts", Text, nullable=False),
    Column("topics", Text, nullable=False),
)

REMARKS = Table(
    "remarks",
    METADATA,
    Column("call_id", Text, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("breakpoint", Integer, nullable=False),
    Column("comment", Text, nullable=False),
)

DRILL_TICKETS = Table(
    "drill_tickets",
    METADATA,
    Column("drill", Text, primary_key=True),
    Column("trainee", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("joined", Text, nullable=False),
)

DRILL_ATTEMPTS = Table(
    "drill_attempts",
    METADATA,
    Column("drill", Text, primary_key=True),
    Column("scenario", Text, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("call_id", Text, nullable=False),
    Column("handed_in", Text, nullable=False, default=""),
)
