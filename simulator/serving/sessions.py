"""Who is in: a random token in the visitor's cookie, its hash and the trainee here in memory."""

import hashlib
import secrets
from collections.abc import Callable

from simulator.serving.trainees import Trainee

LIFETIME = 12 * 3600
"""Seconds after which one must come in anew."""


class Sessions:
    """Sessions of this server's life; after a restart everybody comes in anew."""

    def __init__(
        self,
        clock: Callable[[], float],
        token: Callable[[], str] = secrets.token_urlsafe,
    ) -> None:
        self._clock = clock
        self._token = token
        self._open: dict[bytes, tuple[Trainee, float]] = {}
        """Trainee and end of each session. By hash: how long a look-up takes tells nothing."""

    def open(self, trainee: Trainee) -> str:
        """A new session; the token for the cookie."""
        now = self._clock()
        self._open = {key: kept for key, kept in self._open.items() if kept[1] > now}
        token = self._token()
        self._open[_hashed(token)] = (trainee, now + LIFETIME)
        return token

    def trainee(self, token: str) -> Trainee | None:
        """Whose session a token is; None for one that is not known or has ended."""
        kept = self._open.get(_hashed(token))
        return kept[0] if kept is not None and kept[1] > self._clock() else None

    def close(self, token: str) -> None:
        """Ends a session; one that is not known is none."""
        self._open.pop(_hashed(token), None)


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
