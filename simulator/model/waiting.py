"""Who is told while a busy model is waited for."""

from collections.abc import Callable

Waiting = Callable[[float], None]
"""Told how many seconds it is until the next attempt."""


def patiently(seconds: float) -> None:
    """Waits without telling anybody."""
