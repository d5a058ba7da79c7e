"""Reads any transcript file: decides by its content what it is, never by its name.

bytes -> text (`decoding`) -> pieces (`cues`, `vendor`, `labelled`) -> turns (`speakers`) -> events.
Our own logs are events already.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scoring.transcript import AnyEvent, MeetingOpened
from simulator.imports.decoding import read_text
from simulator.imports.errors import SellerUnknown, Speaker
from simulator.imports.log import read_log, seal_all
from simulator.imports.pieces import Piece, bounded

_OURS = re.compile(
    r'"type"\s*:\s*"(?:meeting_opened|seller_spoke|buyer_spoke|buyer_decided|scorecard)"'
)
_FIRST_LINE = 100_000
"""Characters within which a log's first line says what it is."""

Ask = Callable[[str, Sequence[Speaker]], Sequence[str]]
"""Asks a person who sold: the file and its speakers in, the names that sold out."""


@dataclass(frozen=True, slots=True)
class CallFile:
    """A call read from a file."""

    events: tuple[AnyEvent, ...]
    """Sealed."""
    source: Literal["own", "imported"]
    notes: tuple[str, ...] = ()


def read_call_file(path: Path, sellers: Sequence[str] = (), ask: Ask | None = None) -> CallFile:
    """The call in a file.

    `sellers` name who sold, where the labels are others than `Seller` and `Buyer`; when they do not
    and nothing in the file does, `ask` is asked. Raises TranscriptProblem naming file and line, and
    SellerUnknown when there is nobody to ask.
    """
    text, notes = read_text(path)
    file = str(path)
    if text.lstrip().startswith("{") and _OURS.search(text[:_FIRST_LINE].lstrip().split("\n")[0]):
        log = read_log(text, file)
        opened = log.events[0]
        source = opened.source if isinstance(opened, MeetingOpened) else "own"
        return CallFile(log.events, source, (*notes, *log.notes))
    left_out: list[str] = []
    pieces = pieces_in(text, file, left_out)
    from scoring.imported import read_call
    from simulator.imports.speakers import conversation
    from simulator.imports.swapped import doubt_of

    try:
        held = conversation(pieces, file, sellers)
    except SellerUnknown as unknown:
        if ask is None:
            raise
        held = conversation(pieces, file, ask(file, unknown.speakers))
    doubt = doubt_of(held.turns)
    events = read_call(held.turns, doubts=(doubt,) if doubt else ())
    told = (*notes, *left_out, *held.notes, *([f"{file}: {doubt}"] if doubt else []))
    return CallFile(seal_all(events), "imported", told)


def pieces_in(text: str, file: str, notes: list[str]) -> list[Piece]:
    """What was said, by the reader of the file's format."""
    from simulator.imports.cues import is_captions, read_cues
    from simulator.imports.labelled import read_labelled
    from simulator.imports.vendor import read_vendor

    if _looks_like_json(text):
        return bounded(read_vendor(text, file), file)
    if is_captions(text):
        return bounded(read_cues(text, file, notes), file)
    return bounded(read_labelled(text, file), file)


def _looks_like_json(text: str) -> bool:
    """Whether it begins as an object or a list does; '[00:05] Jane: …' does not."""
    return re.match(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])', text[:_FIRST_LINE]) is not None
