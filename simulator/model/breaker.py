"""Leaves a failing endpoint alone for a while, so that a call does not wait for it every turn."""

import threading
from collections.abc import Callable

FAILURES = 3
"""In a row, until it is left alone."""
REST = 30.0
"""Seconds it is left alone; then one request may try."""


class Breaker:
    """Counts failures in a row. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    def resting(self) -> float:
        """Seconds for which nothing should be asked; 0 when it may. After a rest, one may try."""
        with self._lock:
            left = self._closed_until - self._clock()
            if self._failures >= FAILURES and left <= 0:
                self._closed_until = self._clock() + REST
                return 0.0
            return max(0.0, left)

    def worked(self) -> None:
        """An answer came."""
        with self._lock:
            self._failures, self._closed_until = 0, 0.0

    def failed(self) -> None:
        """No answer came, for a reason that lies with the endpoint."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._closed_until = self._clock() + REST
