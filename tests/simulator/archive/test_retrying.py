"""A moment played again: the same state the first time, another situation from the second try on."""

from collections.abc import Sequence

import pytest

from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    MeetingOpened,
    SellerSpoke,
    meeting,
)
from simulator.archive.archive import Archive
from simulator.archive.family import retries_of
from simulator.archive.resume import LiveCall
from simulator.archive.retrying import retry
from simulator.call.replay import replay
from simulator.examples.catalog import example_events
from simulator.voices.authored import AuthoredVoice
from tests.simulator.playback.calls import LINES, call_of, meeting_for

VOICE = AuthoredVoice()


def retried(archive: Archive, events: Sequence[AnyEvent], turn: int) -> MeetingOpened:
    """The opening of a retry that was begun and left."""
    with retry(archive, events, turn, voice=VOICE) as call:
        return meeting(call.session.events)


def hashes(events: Sequence[AnyEvent], before: int) -> list[str]:
    """The buyer's states before a turn."""
    return [e.state_sha256 for e in events if isinstance(e, BuyerDecided) and e.turn < before]


def said(events: Sequence[AnyEvent], kind: type[SellerSpoke] | type[BuyerSpoke]) -> list[str]:
    """One side's lines."""
    return [event.text for event in events if isinstance(event, kind)]


@pytest.mark.parametrize("turn", [1, 5, 7])
def test_the_first_retry_stands_in_the_very_state_of_that_turn(archive: Archive, turn: int) -> None:
    """Every state up to the fork has the original's hash, and so has the one the seller now meets."""
    events = call_of(LINES)
    with retry(archive, events, turn, voice=VOICE) as call:
        forked = call.session
        assert hashes(forked.events, turn) == hashes(events, turn)
        number = sum(isinstance(e, SellerSpoke) and e.turn <= turn for e in events)
        there, _ = replay(meeting_for(events), events).before(number)
        assert forked.state.sha256() == there.sha256()
        opened = meeting(forked.events)
    assert (opened.retry_of, opened.retry_from, opened.retry_varied) == ("call", turn, False)
    assert '"retry_varied"' not in archive.lines(opened.id)[0]


def test_from_the_second_retry_on_the_situation_is_one_not_played_yet(archive: Archive) -> None:
    """Four situations are all met before one comes again, and the record says that they vary."""
    events = call_of(LINES)
    openings = [retried(archive, events, 5) for _ in range(5)]
    assert [opened.retry_varied for opened in openings] == [False, True, True, True, True]
    own = meeting(events).variant
    assert openings[0].variant == own
    assert len({own, *(opened.variant for opened in openings[1:4])}) == 4
    assert openings[4].variant != own


def test_in_another_situation_the_same_lines_were_said(archive: Archive) -> None:
    """Up to the turn the seller says what they said; the buyer answers with other numbers."""
    events = example_events("middling")
    retried(archive, events, 9)
    with retry(archive, events, 9, voice=VOICE) as call:
        again = call.session.events
    assert said(again, SellerSpoke) == said(events, SellerSpoke)[:4]
    assert "61 days" in said(events, BuyerSpoke)[2]
    assert "61 days" not in " ".join(said(again, BuyerSpoke))


def test_a_retry_of_a_retry_counts_among_the_same_calls(archive: Archive) -> None:
    """Trying again from the retry is the second try at the same meeting, not the first of another."""
    events = call_of(LINES)
    with retry(archive, events, 5, voice=VOICE) as call:
        call.session.say(LINES[3])
        call.session.leave()
        first = call.session.events
    assert retried(archive, first, 5).retry_varied
    assert len(retries_of(archive, events)) == 2


def test_where_the_lines_would_end_the_call_sooner_it_goes_on_from_before_that(
    archive: Archive,
) -> None:
    """Nobody is put into a call that is over; the record names the turn it goes on from."""
    insults = [*LINES[:1], *["You are an idiot. Buy it."] * 8]
    events = call_of(insults)
    last = max(e.turn for e in events if isinstance(e, SellerSpoke))
    retried(archive, events, last)
    for _ in range(3):
        with retry(archive, events, last, voice=VOICE) as call:
            assert not call.session.ended
            assert call.session.next_turn == meeting(call.session.events).retry_from <= last


def test_a_retry_of_a_call_that_was_not_kept_keeps_it(archive: Archive) -> None:
    """An example or a log is kept, under its own purpose, so that the retry can be laid beside it."""
    events = example_events("middling")
    opened = retried(archive, events, 9)
    row = archive.find(opened.retry_of)
    assert row.purpose == "example"
    assert len(archive.events(row.id)) == len(events)


def test_a_retry_that_cannot_be_lets_go_of_its_call(archive: Archive) -> None:
    """A turn that was not the seller's is refused, and nothing new is kept."""
    events = call_of(LINES)
    with pytest.raises(ValueError, match="turn 99"):
        _begun(archive, events, 99)
    assert [row.id for row in archive.calls()] == ["call"]


def _begun(archive: Archive, events: Sequence[AnyEvent], turn: int) -> LiveCall:
    return retry(archive, events, turn, voice=VOICE)
