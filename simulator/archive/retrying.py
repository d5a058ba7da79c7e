"""A moment of a call played again: the first time in the very same state, then in other situations.

A second try with the numbers of the first would train the memory. So from the second retry of a call
on, the same lines are said to the same person in a situation that has not been played yet.
"""

from collections.abc import Sequence
from itertools import count

from personas.casting import variant_for_seed
from scoring.transcript import AnyEvent, MeetingOpened, SellerSpoke, meeting
from simulator.archive.archive import Archive
from simulator.archive.exchange import bring
from simulator.archive.family import retries_of
from simulator.archive.resume import LiveCall
from simulator.call.meeting import Meeting, meeting_of
from simulator.call.replay import replay
from simulator.call.session import Clock, Session
from simulator.naming import new_call_id, now
from simulator.voices.authored import AuthoredVoice
from simulator.voices.voice import Voice


def retry(
    archive: Archive,
    events: Sequence[AnyEvent],
    turn: int,
    *,
    voice: Voice,
    clock: Clock = now,
) -> LiveCall:
    """Opens and keeps a new call that stands before the seller turn `turn` of this record.

    The record is kept too, if it is not yet: a retry is compared with it later. The first retry
    stands where the call stood. A later one stands at the same turn of another situation, or, where
    that call would have ended earlier, before the line that ends it (`retry_from` of its record).
    Raises ContentMissing, CallConflict, or Divergence when this engine does not come to the
    recorded states.
    """
    played = archive.meeting_for(events)
    replay(played, events)
    bring(archive, events)
    earlier = retries_of(archive, events)
    others = _other_situations(played, events, earlier) if earlier else []
    varied = bool(others)
    if varied:
        reached = [(_reach(other, events, turn), other) for other in others]
        turn, played = max(reached, key=lambda pair: pair[0])
    named = new_call_id()
    recorder = archive.record(named)
    session = Session(played, voice, clock=clock, record=recorder)
    lock = archive.lock(named)
    try:
        session.open_again(named, events, turn, varied=varied)
    except BaseException:
        lock.release()
        raise
    return LiveCall(named, session, recorder, lock)


def _other_situations(
    played: Meeting, events: Sequence[AnyEvent], earlier: Sequence[MeetingOpened]
) -> list[Meeting]:
    """The situations a further try may be in: those not played yet, or else all but this record's own.

    None where the buyer has a single situation.
    """
    own = meeting(events).variant
    file = played.persona_source.persona
    seen = {own, *(opened.variant for opened in earlier)}
    names = [item.id for item in file.variants]
    fresh = [name for name in names if name not in seen]
    return [
        meeting_of(
            played.scenario_source,
            played.persona_source,
            seed=next(
                seed for seed in count(played.seed + 1) if variant_for_seed(file, seed).id == name
            ),
            level=played.level,
        )
        for name in fresh or [name for name in names if name != own]
    ]


def _reach(other: Meeting, events: Sequence[AnyEvent], turn: int) -> int:
    """The turn to play on from when the lines before `turn` are said in another situation.

    It is `turn`, or that of the earlier line with which the call would have ended.
    """
    session = Session(other, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
    session.open("tried")
    for event in events:
        if isinstance(event, SellerSpoke) and event.turn < turn:
            session.say(event.text)
            if session.ended:
                return event.turn
    return turn
