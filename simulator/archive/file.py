"""The file of an SQLite database as the file system sees it, before SQLite does."""

import os
import struct
import time
from contextlib import suppress
from pathlib import Path

from simulator.archive.errors import ArchiveBusy, CallInUse
from simulator.archive.locks import Lock, hold

MAGIC = b"SQLite format 3\x00"
"""How every SQLite file begins."""
HEADER = 100
"""Bytes of its header."""


def touch(path: Path) -> None:
    """Makes the file, closed to other users, unless it is there; OSError when it cannot be."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise PermissionError(13, "it is read-only")


def first_page(path: Path) -> bytes:
    """The beginning of a file, HEADER bytes at most; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER)
    except OSError:
        return b""


def numbers(path: Path) -> tuple[int, int]:
    """(steps, application id) as the file's first page has them; zeros when it has none."""
    header = first_page(path)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return 0, 0
    return struct.unpack(">I", header[60:64])[0], struct.unpack(">I", header[68:72])[0]


def free_name(path: Path) -> Path:
    """The path, or the first of path.2, path.3… that does not exist."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def alone(path: Path) -> Lock:
    """Waits for another program that is opening the same archive."""
    for _ in range(100):
        try:
            return hold(path.with_name(path.name + ".opening"), "archive")
        except CallInUse:
            time.sleep(0.1)
    raise ArchiveBusy(f"{path} is being opened by another program; close that program")
