"""The door: join code, name and PIN, and how often they may be tried."""

import asyncio
import hmac
import secrets
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path

from simulator.serving import pins
from simulator.serving.limits import Limit, network_of
from simulator.serving.sessions import Sessions
from simulator.serving.trainees import LONGEST_NAME, Trainee, trainee_of

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of a join code: none that looks like another (i, l, 1, o, 0)."""
SHORTEST_CODE = 6
"""Characters of a join code that a trainer chooses."""
QUARTER = 15 * 60
"""Seconds in which failures are counted."""
BY_NAME, BY_ADDRESS = 5, 40
"""Failures in that time. A class behind one address shares the second."""
AT_ONCE = 2
"""PINs hashed at the same time; each takes 16 MiB."""


class Refused(Exception):
    """Why somebody may not come in, in a sentence for them."""

    def __init__(self, because: str, status: int, wait: int = 0) -> None:
        """`status` is HTTP's; `wait` is in seconds, 0 when trying again at once is fine."""
        super().__init__(because)
        self.because = because
        self.status = status
        self.wait = wait


def new_code(choice: Callable[[str], str] = secrets.choice) -> str:
    """A join code: eight letters, about 40 bits."""
    return "".join(choice(LETTERS) for _ in range(8))


class Door:
    """Lets trainees in."""

    def __init__(
        self, server: Path, code: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`server` is the server's folder; `clock` counts seconds."""
        self._server = server
        self._code = code
        self.sessions = Sessions(clock)
        self._names = Limit(BY_NAME, QUARTER, clock)
        self._addresses = Limit(BY_ADDRESS, QUARTER, clock)
        self._hashing = asyncio.Semaphore(AT_ONCE)

    async def enter(self, address: str, code: str, name: str, pin: str) -> Trainee:
        """The trainee of a name and PIN, for who knows the code; otherwise raises Refused."""
        network = network_of(address)
        _refuse_for(self._addresses.wait(network))
        self._addresses.take(network)
        if not hmac.compare_digest(_folded(code), _folded(self._code)):
            raise Refused("That is not the join code. Ask your trainer for it.", 403)
        trainee = trainee_of(name, self._server)
        if trainee is None:
            raise Refused(f"A name has 1 to {LONGEST_NAME} characters.", 400)
        if not pins.is_pin(pin):
            raise Refused(f"A PIN has {pins.SHORTEST} to {pins.LONGEST} characters.", 400)
        await self._check(trainee, pin)
        self._addresses.give_back(network)
        return trainee

    async def _check(self, trainee: Trainee, pin: str) -> None:
        """Raises Refused when the PIN is not the trainee's, or was tried too often."""
        key = trainee.folder.name
        _refuse_for(self._names.wait(key))
        self._names.take(key)
        async with self._hashing:
            theirs = await asyncio.to_thread(pins.is_theirs, trainee, pin)
        if not theirs:
            raise Refused(
                "That is not the PIN of this name. If you are new here, somebody with your name "
                "came before you: add your surname.",
                403,
            )
        self._names.give_back(key)


def _refuse_for(seconds: float) -> None:
    if seconds > 0:
        minutes = ceil(seconds / 60)
        raise Refused(
            f"Too many attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}.",
            429,
            ceil(seconds),
        )


def _folded(code: str) -> bytes:
    """A code as it is compared: a phone's capital letters and spaces make no difference."""
    return "".join(code.split()).casefold().encode("utf-8", "surrogatepass")
