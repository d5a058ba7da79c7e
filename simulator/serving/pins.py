"""PINs: the first use sets one, only a salted scrypt hash is kept, in a file of the server's."""

import hashlib
import hmac
import json
import os
from collections.abc import Callable

from simulator.places import made
from simulator.problem import Problem
from simulator.serving.trainees import Trainee

SHORTEST, LONGEST = 6, 64
"""Characters of a PIN."""
COST, BLOCK, LANES = 2**14, 8, 1
"""scrypt's N, r and p (RFC 7914): 16 MiB and about a twentieth of a second."""


def is_pin(pin: str) -> bool:
    """Whether a PIN is of a length that can be used."""
    return SHORTEST <= len(pin) <= LONGEST


def is_theirs(trainee: Trainee, pin: str, salt: Callable[[int], bytes] = os.urandom) -> bool:
    """Whether the PIN is the trainee's; where there is none yet, it is theirs from now on.

    Raises Problem when the file cannot be read or written.
    """
    try:
        kept = json.loads(trainee.pin.read_text(encoding="utf-8"))
        right, seasoning = bytes.fromhex(kept["hash"]), bytes.fromhex(kept["salt"])
    except FileNotFoundError:
        return _set(trainee, pin, salt(16)) or is_theirs(trainee, pin, salt)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(
            f"{trainee.pin} cannot be read ({type(error).__name__}); let the trainee choose a new "
            "PIN with 'prospect serve --forget-pin NAME'"
        ) from None
    return hmac.compare_digest(_hashed(pin, seasoning), right)


def forget(trainee: Trainee) -> bool:
    """Forgets a PIN, so that the next use sets a new one; False when there was none."""
    try:
        trainee.pin.unlink()
    except FileNotFoundError:
        return False
    return True


def _set(trainee: Trainee, pin: str, salt: bytes) -> bool:
    """Writes the first PIN whole or not at all; False when somebody else was first."""
    kept = {"name": trainee.name, "salt": salt.hex(), "hash": _hashed(pin, salt).hex()}
    fresh = trainee.folder / f".pin.{salt.hex()}"
    try:
        made(trainee.folder)
        opened = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.link(fresh, trainee.pin)
    except FileExistsError:
        return False
    except OSError as error:
        raise Problem(f"{trainee.pin} cannot be written ({error.strerror})") from None
    finally:
        fresh.unlink(missing_ok=True)
    return True


def _hashed(pin: str, salt: bytes) -> bytes:
    secret = pin.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=2**26)
