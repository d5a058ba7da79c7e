"""The calls that are kept, for the commands that read or change them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.output import note

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
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


def refuse_closed(events: "Sequence[AnyEvent]", *parts: str) -> None:
    """Raises Closed where the call is an attempt in a drill that does not show these parts yet.

    Parts are "score", "review", "truth".
    """
    from datetime import UTC, datetime

    from scoring.transcript import meeting

    if not meeting(events).drill:
        return
    from simulator.drills.trainee.showing import Part, require_open

    with kept_calls(read=True) as archive:
        require_open(archive, events, [Part(part) for part in parts], datetime.now(UTC))


def call_named(archive: "Archive", named: str, seller: str | None) -> "tuple[AnyEvent, ...]":
    """The record of a kept call, or of a log or transcript in a file.

    What is a file is read as one. Raises Problem when there is neither.
    """
    from simulator.imports.reading import read_call_file

    path = Path(named)
    if path.exists():
        read = read_call_file(path, (seller,) if seller else ())
        for sentence in read.notes:
            note(sentence)
        return read.events
    return tuple(archive.events(archive.find(named).id))


def purge_calls(archive: "Archive", call_ids: list[str]) -> int:
    """Purges calls, with what was typed beside them; how many there were."""
    from simulator.archive.errors import PurgeUnfinished

    try:
        count = archive.purge(call_ids)
    except PurgeUnfinished:
        _forget_drafts(archive, call_ids)
        raise
    _forget_drafts(archive, call_ids)
    return count


def _forget_drafts(archive: "Archive", call_ids: list[str]) -> None:
    """Forgets what was typed beside these calls: unsent lines and notes."""
    from simulator.tui.drafts import Drafts

    drafts = Drafts(archive.path.parent / "drafts.json" if archive.path else None)
    for call_id in call_ids:
        for kind in ("line", "notes"):
            drafts.keep(f"{kind}:{call_id}", "")
