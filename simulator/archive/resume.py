"""A live session over the archive: a call begun, or one that goes on where it was left."""

from dataclasses import dataclass
from typing import Self

from simulator.archive.archive import Archive
from simulator.archive.locks import Lock
from simulator.archive.recorder import Recorder
from simulator.archive.rows import Attempt
from simulator.call.meeting import Meeting
from simulator.call.replay import replay
from simulator.call.session import Clock, Session
from simulator.naming import new_call_id, now
from simulator.voices.voice import FreeVoice, Voice


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A session, and the hold on its call that keeps other terminals out until `close`."""

    call_id: str
    session: Session
    recorder: Recorder
    lock: Lock

    @property
    def banner(self) -> str:
        """What the person should be told; empty when every word is on disk."""
        return self.recorder.banner

    def close(self) -> bool:
        """Lets the call go; whether everything said is on disk."""
        try:
            return self.recorder.flush()
        finally:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def begin(
    archive: Archive,
    meeting: Meeting,
    *,
    voice: Voice,
    free: FreeVoice | None = None,
    clock: Clock = now,
    call_id: str = "",
    purpose: str = "practice",
    prepared: dict[str, str] | None = None,
    attempt: Attempt | None = None,
) -> LiveCall:
    """Opens a meeting and keeps it, with the texts it is played from.

    As an `attempt` of a drill its purpose is "drill", whatever is said.

    Raises CallConflict when `call_id` (a new one when empty) is kept already, ArchiveError when
    nothing can be kept.
    """
    named = call_id or new_call_id()
    archive.keep_content(meeting.scenario_source, meeting.persona_source)
    recorder = archive.record(named, attempt)
    session = Session(meeting, voice, clock=clock, record=recorder, free=free)
    lock = archive.lock(named)
    try:
        if attempt is None:
            session.open(named, purpose=purpose, prepared=prepared)
        else:
            session.open(
                named,
                purpose="drill",
                prepared=prepared,
                drill=attempt.drill,
                attempt=attempt.number,
            )
    except BaseException:
        lock.release()
        raise
    return LiveCall(named, session, recorder, lock)


def resume(
    archive: Archive,
    call_id: str,
    *,
    voice: Voice,
    free: FreeVoice | None = None,
    clock: Clock = now,
) -> LiveCall:
    """The call where it was left, its buyer's state computed again and compared with the record.

    Raises UnknownCall, CallInUse, ContentMissing, or Divergence at the first turn that this engine
    decides otherwise.
    """
    lock = archive.lock(call_id)
    try:
        events = archive.events(call_id)
        meeting = archive.meeting_for(events)
        replayed = replay(meeting, events)
        recorder = archive.record(call_id)
        session = Session(meeting, voice, clock=clock, record=recorder, free=free)
        last = replayed.decisions[-1] if replayed.decisions else None
        session.resume(events, replayed.state, last)
    except BaseException:
        lock.release()
        raise
    return LiveCall(call_id, session, recorder, lock)
