"""The archive's tables, built step by step; `user_version` counts the steps a file has had.

A step is a named function and never changes once released: a new need is a new step.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

Migration = Callable[[Connection], None]

APPLICATION_ID = 0x50524F53
"""Marks the file as an archive of ours ("PROS")."""


def m001_calls_events_content_marks(connection: Connection) -> None:
    """One row per call, one per event, one per content text, one per line marked misheard."""
    for statement in (
        """CREATE TABLE calls (
            id TEXT PRIMARY KEY, source TEXT NOT NULL, purpose TEXT NOT NULL,
            scenario TEXT NOT NULL, persona TEXT NOT NULL, buyer TEXT NOT NULL,
            variant TEXT NOT NULL, seed INTEGER NOT NULL, level TEXT NOT NULL,
            started TEXT NOT NULL, changed TEXT NOT NULL, ended TEXT,
            ending TEXT NOT NULL, outcome TEXT NOT NULL,
            turns INTEGER NOT NULL, events INTEGER NOT NULL)""",
        "CREATE INDEX calls_started ON calls (started)",
        """CREATE TABLE events (
            call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL, type TEXT NOT NULL, json TEXT NOT NULL,
            PRIMARY KEY (call_id, seq))""",
        """CREATE TABLE content (
            sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
            version TEXT NOT NULL, text TEXT NOT NULL)""",
        """CREATE TABLE marks (
            call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL, turn INTEGER NOT NULL,
            acts TEXT NOT NULL, topics TEXT NOT NULL,
            PRIMARY KEY (call_id, seq))""",
    ):
        connection.exec_driver_sql(statement)


def m002_remarks(connection: Connection) -> None:
    """One row per turn that a trainer stops at or comments on; the record itself stays as it is."""
    connection.exec_driver_sql(
        """CREATE TABLE remarks (
            call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
            turn INTEGER NOT NULL, breakpoint INTEGER NOT NULL, comment TEXT NOT NULL,
            PRIMARY KEY (call_id, turn))"""
    )


def m003_drill_tickets_attempts(connection: Connection) -> None:
    """One row per drill joined, one per attempt begun; an attempt outlives its call."""
    for statement in (
        """CREATE TABLE drill_tickets (
            drill TEXT PRIMARY KEY, trainee TEXT NOT NULL, json TEXT NOT NULL,
            joined TEXT NOT NULL)""",
        """CREATE TABLE drill_attempts (
            drill TEXT NOT NULL, scenario TEXT NOT NULL, attempt INTEGER NOT NULL,
            call_id TEXT NOT NULL, handed_in TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (drill, scenario, attempt))""",
    ):
        connection.exec_driver_sql(statement)


MIGRATIONS: Sequence[Migration] = (
    m001_calls_events_content_marks,
    m002_remarks,
    m003_drill_tickets_attempts,
)


def version_of(connection: Connection) -> int:
    """How many steps the file has had."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(
    connection: Connection,
    migrations: Sequence[Migration] = MIGRATIONS,
    *,
    application: int = APPLICATION_ID,
) -> None:
    """Runs the steps the file has not had; inside the caller's one write transaction.

    `application` marks whose file it is.
    """
    for number, step in enumerate(migrations[version_of(connection) :], version_of(connection) + 1):
        step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    connection.exec_driver_sql(f"PRAGMA application_id = {application}")
