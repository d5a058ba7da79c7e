"""Submissions between the database and Python: columns of a list, flags as JSON, instants as text."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Result, Row

from simulator.drills.register.rows import SubmissionRow
from simulator.drills.register.tables import SUBMISSIONS
from simulator.drills.submission.submission import Flag

LISTED = [SUBMISSIONS.c[name] for name in SubmissionRow.__dataclass_fields__]
"""The columns of a list: all but header and log."""
_FLAGS = [column.name for column in LISTED].index("flags")
AT_ONCE = 1000
"""Rows that are fetched from the database at once."""


def row_of(row: Row[Any]) -> SubmissionRow:
    """A submission without its log, from a row of `LISTED`."""
    values = list(row)
    values[_FLAGS] = flags_in(values[_FLAGS])
    return SubmissionRow(*values)


def rows_of(found: Result[Any]) -> list[SubmissionRow]:
    """Submissions without their logs, from rows of `LISTED`; many are fetched at once."""
    return [row_of(row) for some in found.partitions(AT_ONCE) for row in some]


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
