"""Keeps a report of an unexpected error: where it happened, never what the variables held."""

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from simulator import __version__
from simulator.places import data_folder, made
from simulator.text_safety import inert


def keep_report(error: BaseException, command: str) -> Path | None:
    """Writes the report to a file of its own; None when no file can be written."""
    told = "".join(
        traceback.TracebackException.from_exception(error, capture_locals=False).format()
    )
    report = inert(
        f"prospect {__version__}, {command}\n"
        f"Python {sys.version.split()[0]} on {platform.platform()}\n\n{told}"
    )
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    try:
        folder = made(data_folder() / "crashes")
        for number in range(1, 100):
            path = folder / f"{name}-{number}.txt"
            try:
                file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w")
            except FileExistsError:
                continue
            with file:
                file.write(report)
            return path
    except OSError:
        return None
    return None
