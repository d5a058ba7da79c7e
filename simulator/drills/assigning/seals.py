"""Keys and seals of a drill: HMAC-SHA256, all in hexadecimal.

What a seal proves: these words were put together by somebody who holds that ticket. It does not
prove who sat at the keyboard, nor that a seed was not rehearsed (`docs/drills.md`).
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

from scoring.transcript import canonical

OPEN_TICKET = ""
"""The name on a ticket that anybody may use."""


def ticket_key(drill_key: str, drill: str, trainee: str) -> str:
    """The key of a trainee's ticket, from the key that only the trainer has."""
    return _signed(drill_key, ["ticket", drill, trainee])


def seal(key: str, *, drill: str, trainee: str, scenario: str, attempt: int, head: str) -> str:
    """The seal of an attempt: `head` is the chain of its log's last event."""
    return _signed(key, ["submission", drill, trainee, scenario, attempt, head])


def stamp(key: str, sealed: str, sent: datetime, misheard: Sequence[int]) -> str:
    """The seal of one sending of an attempt; `sealed` is the attempt's own.

    Without it, whoever holds somebody's file could have an earlier attempt of theirs count again.
    """
    return _signed(key, ["sending", sealed, sent.astimezone(UTC).isoformat(), list(misheard)])


def same(one: str, other: str) -> bool:
    """Whether two seals are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _signed(key: str, parts: list[object]) -> str:
    return hmac.new(bytes.fromhex(key), canonical(parts), hashlib.sha256).hexdigest()
