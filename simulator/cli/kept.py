"""The kept calls, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.output import note

if TYPE_CHECKING:
    from simulator.archive.archive import Archive


@contextmanager
def kept_calls(*, read: bool = False) -> "Iterator[Archive]":
    """The archive of the settings in force, its banner told."""
    from simulator.archive.opening import open_archive, open_to_read
    from simulator.settings import load_settings

    folder = load_settings().calls_folder
    archive = open_to_read(folder) if read else open_archive(folder)
    if archive.banner:
        note(archive.banner)
    try:
        yield archive
    finally:
        archive.close()
