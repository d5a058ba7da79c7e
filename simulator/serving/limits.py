"""Limits on attempts: so many by one key in so many seconds."""

import ipaddress
from collections import deque
from collections.abc import Callable

MANY = 10_000
"""Keys remembered before those whose time is over are cleared away."""


class Limit:
    """At most `most` failed attempts per key within `seconds`, by a clock that is given."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._attempts: dict[str, deque[float]] = {}

    def wait(self, key: str) -> float:
        """Seconds until this key may try again; 0 for now."""
        attempts = self._recent(key)
        if len(attempts) < self._most:
            return 0.0
        return attempts[0] + self._seconds - self._clock()

    def take(self, key: str) -> None:
        """Counts an attempt as failed, before it is known: many at once count as many."""
        if len(self._attempts) >= MANY:
            for stale in [each for each in self._attempts if not self._recent(each)]:
                del self._attempts[stale]
        self._attempts.setdefault(key, deque()).append(self._clock())

    def give_back(self, key: str) -> None:
        """Takes an attempt that succeeded off the count."""
        if attempts := self._attempts.get(key):
            attempts.pop()

    def _recent(self, key: str) -> deque[float]:
        attempts = self._attempts.get(key, deque())
        while attempts and attempts[0] + self._seconds <= self._clock():
            attempts.popleft()
        return attempts


def network_of(address: str) -> str:
    """What counts as one address: of IPv6 the first 64 bits, which one household holds."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
