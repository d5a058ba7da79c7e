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

OURS = frozenset({"personas", "scenarios", "scoring", "simulator"})
"""Packages whose errors choose their words; other errors may quote what they were given."""


def keep_report(error: BaseException, command: str) -> Path | None:
    """Writes the report to a file of its own; None when no file can be written."""
    told = "\nthen\n".join(_told(each) for each in _chain(error))
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
                opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                continue
            with os.fdopen(opened, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(report)
            return path
    except OSError:
        return None
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """The error after those that led to it."""
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.insert(0, each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return found


def _told(error: BaseException) -> str:
    """Where an error happened and its type; its words only when they are ours."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    words = f": {error}" if kind.__module__.partition(".")[0] in OURS else ""
    return "".join(traceback.format_tb(error.__traceback__)) + f"{name}{words}\n"
