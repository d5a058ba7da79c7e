"""Calls as they are kept: written batch by batch, listed, read back, purged.

`record` gives a session its recorder: each batch is one committed transaction before the session
returns it, so what was shown is on disk.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from scoring.transcript import (
    EVENT,
    AnyEvent,
    MarkedMisheard,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
    meeting,
)
from simulator.archive import content
from simulator.archive.errors import (
    ArchiveDamaged,
    CallConflict,
    PurgeUnfinished,
    UnknownCall,
)
from simulator.archive.locks import Lock, hold
from simulator.archive.recorder import Recorder
from simulator.archive.rows import Attempt, CallRow, MarkRow
from simulator.archive.store import Store
from simulator.archive.tables import CALLS, DRILL_ATTEMPTS, EVENTS, MARKS
from simulator.call.meeting import Meeting, meeting_of
from simulator.places import made

_BUSY = "1"
"""What a checkpoint answers first when somebody else kept it from its end."""


class Archive:
    """The calls of one folder. `banner` is what the person should be told, or empty."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.banner = ""

    @property
    def path(self) -> Path | None:
        """The archive's file; None when it is in memory."""
        return self.store.path

    def record(self, call_id: str, attempt: Attempt | None = None) -> Recorder:
        """What a session writes a call with; an attempt of a drill is counted as it is begun."""
        return Recorder(partial(self.append, call_id, attempt=attempt))

    def append(
        self, call_id: str, events: Sequence[AnyEvent], *, attempt: Attempt | None = None
    ) -> None:
        """Keeps the next events of a call, all or none; with the first, that an attempt was begun.

        Raises CallConflict when they do not follow what is kept, ArchiveError otherwise.
        """
        if not events:
            return
        with self.store.writing() as connection:
            if attempt is not None and events[0].seq == 0:
                _count(connection, call_id, attempt)
            _append(connection, call_id, events)

    def keep_content(self, *sources: content.Source) -> None:
        """Keeps the texts of a scenario and persona under their hashes."""
        with self.store.writing() as connection:
            for source in sources:
                content.keep(connection, source)

    def calls(self) -> list[CallRow]:
        """Every call, the latest first."""
        statement = select(CALLS).order_by(CALLS.c.started.desc(), CALLS.c.id.desc())
        with self.store.reading() as connection:
            return [_row(row) for row in connection.execute(statement).mappings()]

    def unfinished(self) -> list[CallRow]:
        """Own calls that can go on, the latest first."""
        return [row for row in self.calls() if row.ended is None and row.source == "own"]

    def find(self, call_id: str) -> CallRow:
        """The call whose id is this or, if only one does, begins with it or with its second part.

        Raises UnknownCall.
        """
        rows = self.calls()
        found = [row for row in rows if row.id == call_id] or [
            row
            for row in rows
            if call_id and call_id in (row.id[: len(call_id)], _last_part(row.id)[: len(call_id)])
        ]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(row.id for row in found[:5])
            raise UnknownCall(f"{call_id} could be {len(found)} calls: {ids}; give more of the id")
        raise UnknownCall(f"no call {call_id} is kept; 'prospect calls list' names them all")

    def events(self, call_id: str) -> list[AnyEvent]:
        """A call's record.

        Raises UnknownCall when there is none, ArchiveDamaged at the first event that is none.
        """
        return [read_event(call_id, seq, line) for seq, line in enumerate(self.lines(call_id))]

    def lines(self, call_id: str) -> list[str]:
        """A call's record as it is kept: one JSON object per event."""
        statement = select(EVENTS.c.json).where(EVENTS.c.call_id == call_id).order_by(EVENTS.c.seq)
        with self.store.reading() as connection:
            found = list(connection.execute(statement).scalars())
        if not found:
            raise UnknownCall(f"no call {call_id} is kept; 'prospect calls list' names them all")
        return found

    def marks(self) -> list[MarkRow]:
        """Every line marked misheard, in the order of calls and turns."""
        statement = select(MARKS).order_by(MARKS.c.call_id, MARKS.c.seq)
        with self.store.reading() as connection:
            return [
                MarkRow(row.call_id, row.turn, _split(row.acts), _split(row.topics))
                for row in connection.execute(statement)
            ]

    def meeting_for(self, events: Sequence[AnyEvent]) -> Meeting:
        """The meeting a record was played with, from the content kept under its hashes.

        Raises ContentMissing naming file and version.
        """
        opened = meeting(events)
        with self.store.reading() as connection:
            scenario = content.scenario_of(connection, opened)
            persona = content.persona_of(connection, opened)
        return meeting_of(
            scenario,
            persona,
            seed=opened.seed,
            level=opened.level,
            variant=opened.variant,
        )

    def purge(self, call_ids: Sequence[str]) -> int:
        """Removes calls without trace: rows, free pages and log. How many there were.

        Raises CallInUse, with nothing removed, when another terminal holds one of them, and
        PurgeUnfinished when all are removed but another program keeps the log from being emptied.
        """
        gone = 0
        with self.store.writing() as connection:
            for call_id in call_ids:
                # Held one by one, for a system opens only so many files at once; until this
                # transaction ends, nobody else can write to a call that was let go.
                with self.lock(call_id):
                    gone += connection.execute(delete(CALLS).where(CALLS.c.id == call_id)).rowcount
        for call_id in call_ids:
            lock = self._lock_file(call_id)
            if lock is not None:
                lock.unlink(missing_ok=True)
        self.store.run_alone("VACUUM")
        if self.store.run_alone("PRAGMA wal_checkpoint(TRUNCATE)") == _BUSY:
            raise PurgeUnfinished(
                f"{gone} call(s) are out of {self.path}, but the purge is not finished: another "
                "program is reading it, so their words are still on the disk; close that program, "
                "then run 'prospect calls list', which wipes them"
            )
        return gone

    def lock(self, call_id: str) -> Lock:
        """Holds a call for this process; CallInUse names who else has it."""
        file = self._lock_file(call_id)
        if file is None:
            return Lock(None)
        made(file.parent)
        return hold(file, call_id)

    def check(self) -> str:
        """What SQLite finds wrong in the whole file; "ok" when nothing is."""
        return self.store.run_alone("PRAGMA integrity_check(1)")

    def close(self) -> None:
        """Closes the file."""
        self.store.close()

    def _lock_file(self, call_id: str) -> Path | None:
        """Named by a hash: an imported id may hold anything."""
        import hashlib

        if self.path is None:
            return None
        name = hashlib.sha256(call_id.encode()).hexdigest()[:24]
        return self.path.parent / "open" / f"{name}.lock"


def _count(connection: Connection, call_id: str, attempt: Attempt) -> None:
    """Counts an attempt; each can be begun once, in however many terminals."""
    row = {"drill": attempt.drill, "scenario": attempt.scenario, "attempt": attempt.number}
    kept = connection.execute(
        insert(DRILL_ATTEMPTS)
        .prefix_with("OR IGNORE", dialect="sqlite")
        .values(row | {"call_id": call_id})
    )
    if kept.rowcount != 1:
        raise CallConflict(
            f"attempt {attempt.number} of {attempt.scenario} in drill {attempt.drill} was begun "
            "elsewhere; choose the drill again to go on with it"
        )


def _append(connection: Connection, call_id: str, events: Sequence[AnyEvent]) -> None:
    first = events[0]
    if isinstance(first, MeetingOpened) and first.seq == 0:
        _open(connection, call_id, first)
    ended = next((event for event in events if isinstance(event, MeetingEnded)), None)
    changes: dict[str, object] = {
        "changed": events[-1].at,
        "events": CALLS.c.events + len(events),
        "turns": CALLS.c.turns + sum(isinstance(event, SellerSpoke) for event in events),
    }
    if ended is not None:
        changes |= {"ended": ended.at, "ending": ended.ending, "outcome": str(ended.outcome)}
    follows = update(CALLS).where(CALLS.c.id == call_id, CALLS.c.events == first.seq)
    if connection.execute(follows.values(changes)).rowcount != 1:
        raise CallConflict(
            f"call {call_id} has gone on elsewhere since this one read it; open it again with "
            f"'prospect calls resume {call_id}'"
        )
    connection.execute(
        insert(EVENTS),
        [
            {
                "call_id": call_id,
                "seq": event.seq,
                "type": event.type,
                "json": event.model_dump_json(),
            }
            for event in events
        ],
    )
    for event in events:
        if isinstance(event, MarkedMisheard):
            connection.execute(
                insert(MARKS).values(
                    call_id=call_id,
                    seq=event.seq,
                    turn=event.turn,
                    acts=" ".join(event.acts),
                    topics=" ".join(event.topics),
                )
            )


def _open(connection: Connection, call_id: str, opened: MeetingOpened) -> None:
    statement = insert(CALLS).prefix_with("OR IGNORE", dialect="sqlite")
    kept = connection.execute(
        statement.values(
            id=call_id,
            source=opened.source,
            purpose=opened.purpose,
            scenario=opened.scenario,
            persona=opened.persona,
            buyer=opened.buyer,
            variant=opened.variant,
            seed=opened.seed,
            level=str(opened.level),
            started=opened.at,
            changed=opened.at,
            ending="",
            outcome="",
            turns=0,
            events=0,
        )
    )
    if kept.rowcount != 1:
        raise CallConflict(f"a call {call_id} is kept already; purge it first or use another id")


def read_event(call_id: str, seq: int, line: str) -> AnyEvent:
    """An event as it is kept; ArchiveDamaged when this version cannot read it."""
    try:
        return EVENT.validate_json(line)
    except ValidationError:
        raise ArchiveDamaged(
            f"call {call_id}: event {seq} cannot be read by this version; update the program, or "
            f"look at the event in what 'prospect calls export {call_id}' writes"
        ) from None


def _row(row: RowMapping) -> CallRow:
    return CallRow(**row)


def _last_part(call_id: str) -> str:
    return call_id.rpartition("-")[2]


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())
