"""Submissions between the database and Python: columns of a list, flags as JSON, instants as text."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from pydantic_core import from_json
from sqlalchemy import RowMapping

from simulator.drills.rows import SubmissionRow
from simulator.drills.submission import Flag
from simulator.drills.tables import SUBMISSIONS

LISTED = [SUBMISSIONS.c[name] for name in SubmissionRow.__dataclass_fields__]
"""The columns of a list: all but header and log."""


def row_of(row: RowMapping) -> SubmissionRow:
    """A submission without its log, from a row of `LISTED`."""
    return SubmissionRow(**dict(row) | {"flags": flags_in(row["flags"])})


def flags_json(flags: Iterable[Flag]) -> str:
    """Flags as the database keeps them."""
    return json.dumps([asdict(flag) for flag in flags])


def flags_in(text: str) -> tuple[Flag, ...]:
    """Flags as the database kept them."""
    if text == "[]":  # most have none, and a board reads thousands
        return ()
    return tuple(Flag(**flag) for flag in from_json(text))


def instant(at: datetime) -> str:
    """An instant as ISO 8601 in UTC, which sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
