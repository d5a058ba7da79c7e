"""Plays calls again from their records: `uv run python -m tests.benchmarks.replay_identity [calls]`.

Scripted sellers, good, half-skilled and gaming, call every shipped buyer at every level, a seed each. Every
record is written as JSON Lines and read back, as an export is; then three things are asked of it. Replayed
from its recorded hearing, does every state have the recorded hash? Said again in a session of another id
and clock, are all events the same but for id, time and chain? Is the grade of that call the same to the
byte? And forked before a turn in its middle, is the state the original's there?
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from personas.vocabulary import Level
from scenarios.catalog import scenario_ids
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import EVENT, AnyEvent, BuyerDecided, MeetingEnded, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.call.replay import Divergence, replay
from simulator.call.session import Session
from simulator.sellers.catalog import seller_named
from simulator.simulation.call import meeting_for
from simulator.simulation.playing import Table, play_all, questions_about
from simulator.voices.authored import AuthoredVoice

CALLS = 1000
BATCH = 50
"""Calls that go on together; hearing many lines at once is what makes this quick."""
SELLERS = ("reference", "reference:0.75", "reference:0.5", "pitch_first", "quitter", "keywords")
RUBRIC = load_rubric()
OUTSIDE = {"id", "at", "chain"}
"""What two plays of the same call differ in."""


def meetings() -> Iterator[tuple[Meeting, str]]:
    """Meetings and the sellers who come, without end: every scenario, seller and level in turn."""
    seed = 0
    while True:
        for scenario in scenario_ids():
            for seller in SELLERS:
                seed += 1
                yield meeting_for(scenario, seed, list(Level)[seed % len(Level)]), seller


def recorded(batch: Sequence[tuple[Meeting, str]]) -> list[list[AnyEvent]]:
    """The records of a batch of calls, written and read back."""
    tables = []
    for meeting, seller in batch:
        session = _session(meeting)
        session.open("first", purpose="program")
        tables.append(
            Table(session, seller_named(seller, meeting.seed), questions_about(meeting.persona))
        )
    play_all(tables)
    return [
        [EVENT.validate_json(event.model_dump_json()) for event in table.session.events]
        for table in tables
    ]


def differences(meeting: Meeting, events: Sequence[AnyEvent]) -> Iterator[str]:
    """Everything in which a record, played again, is not what it was; nothing when it is."""
    try:
        replay(meeting, events)
    except Divergence:
        yield "states"
    again = _said_again(meeting, events)
    if [_bare(event) for event in again] != [_bare(event) for event in events]:
        yield "events"
    if _graded(again) != _graded(events):
        yield "grades"
    spoken = [event.turn for event in events if isinstance(event, SellerSpoke)]
    middle = spoken[len(spoken) // 2]
    forked = _session(meeting)
    forked.open_again("forked", events, middle)
    if _hashes(forked.events, middle) != _hashes(events, middle):
        yield "forks"


def _session(meeting: Meeting, at: str = "2000-01-01T00:00:00+00:00") -> Session:
    return Session(meeting, AuthoredVoice(), clock=lambda: at, record=lambda _: None)


def _said_again(meeting: Meeting, events: Sequence[AnyEvent]) -> list[AnyEvent]:
    session = _session(meeting, at="2030-06-06T12:00:00+00:00")
    session.open("again", purpose="program")
    for event in events:
        if isinstance(event, SellerSpoke):
            session.take(event.text, event.hearings)
    if any(isinstance(event, MeetingEnded) for event in events):
        session.leave()
    return session.events


def _bare(event: AnyEvent) -> str:
    return event.model_dump_json(exclude=OUTSIDE)


def _graded(events: Sequence[AnyEvent]) -> str:
    return json.dumps(grade(events, RUBRIC).to_json())


def _hashes(events: Sequence[AnyEvent], before: int) -> list[str]:
    return [e.state_sha256 for e in events if isinstance(e, BuyerDecided) and e.turn < before]


def tally(calls: int) -> Counter[str]:
    """How many of so many calls differ, by what; and how many calls and turns there were."""
    found: Counter[str] = Counter()
    endless = islice(meetings(), calls)
    while batch := list(islice(endless, BATCH)):
        for (meeting, _), events in zip(batch, recorded(batch), strict=True):
            found["calls"] += 1
            found["turns"] += sum(isinstance(event, SellerSpoke) for event in events)
            found.update(differences(meeting, events))
    return found


def main() -> None:
    """Prints the tally; 1 when anything differs."""
    began = time.process_time()
    found = tally(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
    print(
        f"{found['calls']} calls, {found['turns']} turns of the seller's, {time.process_time() - began:.0f} s"
    )
    for name in ("states", "events", "grades", "forks"):
        print(f"{name:<7} {found[name]} differ")
    sys.exit(any(found[name] for name in ("states", "events", "grades", "forks")))


if __name__ == "__main__":
    main()
