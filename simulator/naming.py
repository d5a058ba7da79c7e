"""When a call is and what it is called: clock and chance, read here and recorded in the call."""

import secrets
from datetime import UTC, datetime


def now() -> str:
    """The time as a record has it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def minute(at: datetime) -> str:
    """An instant as the person's own clock shows it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def new_call_id() -> str:
    """The day and a random part that is not met twice; its second part alone finds the call."""
    return f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(5)}"
