"""Nothing is lost: processes are killed at any moment, and every acknowledged turn is there."""

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from scoring.transcript import BuyerDecided, first_break
from simulator.archive.archive import Archive
from simulator.archive.opening import open_archive
from simulator.archive.resume import resume
from simulator.call.replay import replay
from simulator.voices.authored import AuthoredVoice
from tests.simulator.archive import kill_child

KILLS = 100
WRITERS, WRITES = 8, 60

Acknowledged = dict[str, int]
"""Call id to the number of events that were shown."""


@pytest.fixture(scope="module")
def births() -> multiprocessing.context.ForkContext:
    """Children that are born with everything imported; the parent has no file open then."""
    return multiprocessing.get_context("fork")


def _drained(told: Connection, into: Acknowledged, at_most: int | None = None) -> None:
    """Reads what the child told, until it is silent for good or has told enough."""
    try:
        while at_most is None or at_most > 0:
            call_id, shown = told.recv()
            into[call_id] = shown
            at_most = None if at_most is None else at_most - 1
    except (EOFError, OSError):
        return


def _checked(archive: Archive, shown: Acknowledged) -> None:
    """Asserts that the file is whole and that everything shown is kept and plays again."""
    assert archive.check() == "ok"
    for call_id, count in shown.items():
        events = archive.events(call_id)
        assert len(events) >= count
        assert [event.seq for event in events] == list(range(len(events)))
        assert first_break(events) is None
        decided = [event for event in events if isinstance(event, BuyerDecided)]
        state = replay(archive.meeting_for(events), events).state
        assert not decided or decided[-1].state_sha256 == state.sha256()


def test_no_acknowledged_turn_is_lost_in_a_hundred_kills(
    births: multiprocessing.context.ForkContext, folder: Path, script: tuple[str, ...]
) -> None:
    """F01, F02: after SIGKILL at random moments the file is whole, every turn shown is kept, and a
    resumed call is in the state that its record leads to.
    """
    chance = random.Random(20261122)
    for kill in range(KILLS):
        ours, theirs = births.Pipe(duplex=False)
        child = births.Process(
            target=kill_child.hold_calls, args=(folder, script, kill * 1000, theirs)
        )
        child.start()
        theirs.close()
        shown: Acknowledged = {}
        _drained(ours, shown, at_most=chance.randint(1, 10))
        time.sleep(chance.random() * 0.02)
        child.kill()
        child.join()
        _drained(ours, shown)
        ours.close()
        archive = open_archive(folder)
        _checked(archive, shown)
        last = list(shown)[-1]
        with resume(archive, last, voice=AuthoredVoice()) as call:
            kept = len(archive.events(last))
            if not call.session.ended:
                call.session.say(script[0])
                assert len(archive.events(last)) > kept
        archive.close()


def test_eight_writers_lose_nothing(
    births: multiprocessing.context.ForkContext, folder: Path
) -> None:
    """F08: eight processes with sixty transactions each, all begun by a read: 480 of 480."""
    children = [
        births.Process(target=kill_child.write_alone, args=(folder, f"writer-{n}", WRITES))
        for n in range(WRITERS)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * WRITERS
    archive = open_archive(folder)
    with archive.store.reading() as connection:
        written = connection.exec_driver_sql(
            "SELECT count(*) FROM events WHERE type = 'coach_shown'"
        ).scalar_one()
    archive.close()
    assert written == WRITERS * WRITES
