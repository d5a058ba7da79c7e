"""Calls in and out of the archive, as JSON Lines with their hash chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.transcript import AnyEvent, meeting
from simulator.archive.archive import Archive
from simulator.archive.errors import CallConflict, ContentMissing
from simulator.buyer.engine import VERSION as ENGINE
from simulator.call.replay import replay
from simulator.text_safety import inert_json


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a call that was brought."""

    call_id: str
    status: Literal["kept", "already kept"]
    replayed: bool
    """Whether this engine came to the same states."""
    note: str = ""
    """Why it was not replayed."""


def exported(archive: Archive, call_id: str) -> Iterator[str]:
    """A call's record, one line per event, with its chain."""
    for line in archive.lines(call_id):
        yield inert_json(line) + "\n"


def bring(archive: Archive, events: Sequence[AnyEvent]) -> Imported:
    """Keeps a call that was read from a file; nothing happens when the same one is kept already.

    The events must be sealed and their chain hold. Raises CallConflict when the id is kept with
    other content, Divergence when this engine decides otherwise than the record says.
    """
    opened = meeting(events)
    if any(row.id == opened.id for row in archive.calls()):
        return _same(archive, opened.id, events)
    note = ""
    if opened.source == "imported":
        note = "no simulated buyer took part"
    elif opened.engine != ENGINE:
        note = f"it was played with engine {opened.engine}, this is engine {ENGINE}"
    else:
        try:
            played = archive.meeting_for(events)
            replay(played, events)
            archive.keep_content(played.scenario_source, played.persona_source)
        except ContentMissing as missing:
            note = str(missing)
    archive.append(opened.id, events)
    return Imported(opened.id, "kept", not note, note)


def _same(archive: Archive, call_id: str, events: Sequence[AnyEvent]) -> Imported:
    kept = archive.events(call_id)
    if [event.chain for event in kept] == [event.chain for event in events]:
        return Imported(call_id, "already kept", replayed=False)
    differs = next(
        (
            index
            for index, (one, other) in enumerate(zip(kept, events, strict=False))
            if one.chain != other.chain
        ),
        min(len(kept), len(events)),
    )
    longer = kept if len(kept) > differs else events
    turn = getattr(longer[differs], "turn", 0)
    raise CallConflict(
        f"call {call_id} is kept already and differs from turn {turn} on; purge the kept one "
        f"first with 'prospect calls purge {call_id}', or keep it"
    )
