"""One terminal per call: a file lock that the system frees when its process dies."""

import json
import os
import socket
import sys
from pathlib import Path
from typing import IO, Self

from simulator.archive.errors import CallInUse

_FAR = 1 << 30
"""Windows locks a byte; one far behind the content leaves the holder's name readable."""


class Lock:
    """Held until released, or until the process ends in any way."""

    def __init__(self, file: IO[str] | None) -> None:
        self._file = file

    def release(self) -> None:
        """Lets another terminal have the call; nothing happens the second time."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def hold(path: Path, call_id: str) -> Lock:
    """The lock of a call. Raises CallInUse naming process and host that hold it."""
    file = open(path, "a+", encoding="utf-8", opener=_private)  # noqa: SIM115 - the lock keeps it
    try:
        _lock(file)
    except OSError:
        file.seek(0)
        holder = _holder(file.read())
        file.close()
        raise CallInUse(
            f"call {call_id} is open in {holder}; end it there, or read it here with "
            f"'prospect calls show {call_id}'"
        ) from None
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
    file.flush()
    return Lock(file)


def _private(path: str, flags: int) -> int:
    """Opens a file that, if it is made, its owner alone can read."""
    return os.open(path, flags, 0o600)


def _holder(text: str) -> str:
    try:
        found = json.loads(text)
        return f"process {found['pid']} on {found['host']}"
    except (ValueError, KeyError, TypeError):
        return "another process"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0, os.SEEK_END)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
