"""Reads any transcript file: decides whether it is a log of ours or plain text, and decodes it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scoring.transcript import AnyEvent, MeetingOpened
from simulator.imports.errors import TranscriptProblem
from simulator.imports.labelled import read_labelled
from simulator.imports.log import read_log, seal_all

LARGEST_FILE = 50_000_000
"""Bytes; an hour's call is some hundred thousand."""
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class CallFile:
    """A call read from a file."""

    events: tuple[AnyEvent, ...]
    """Sealed."""
    source: Literal["own", "imported"]
    notes: tuple[str, ...] = ()


def read_call_file(path: Path, seller: str | None = None) -> CallFile:
    """The call in a file.

    `seller` names who sold, where plain text uses other labels than `Seller` and `Buyer`. Raises
    TranscriptProblem naming file and line.
    """
    text = read_text(path)
    name = str(path)
    if text.lstrip().startswith("{"):
        log = read_log(text, name)
        opened = log.events[0]
        source = opened.source if isinstance(opened, MeetingOpened) else "own"
        return CallFile(log.events, source, log.notes)
    from scoring.imported import read_call

    labelled = read_labelled(text, name, seller)
    events = read_call(labelled.turns)
    return CallFile(seal_all(events), "imported", labelled.notes)


def read_text(path: Path) -> str:
    """A file's text: UTF-8, or UTF-16 with its byte order mark."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TranscriptProblem(str(path), None, f"is larger than {LARGEST_FILE:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise TranscriptProblem(
            str(path), None, f"cannot be read ({error.strerror}); check the name"
        ) from None
    coding = next((code for mark, code in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(coding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TranscriptProblem(
            str(path), line, "is not UTF-8 text; save the file as UTF-8"
        ) from None
