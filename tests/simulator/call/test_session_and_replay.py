"""One turn in order, kept before it is shown, and played again to the same state."""

from collections.abc import Sequence
from contextlib import suppress

import pytest

from personas.vocabulary import Level
from scoring.transcript import (
    EVENT,
    AnyEvent,
    BuyerDecided,
    BuyerSpoke,
    MeetingEnded,
    MeetingOpened,
    SellerSpoke,
    first_break,
)
from simulator.call.meeting import Meeting, set_up
from simulator.call.replay import Divergence, replay
from simulator.call.session import Session
from simulator.voices.authored import AuthoredVoice
from tests.held_out import FOLDER, lines_of
from tests.level_law import script

NOW = "2026-01-01T00:00:00+00:00"
LINES = lines_of(FOLDER / "skeptical-owner" / "good_1.txt")


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """A meeting with Ruth."""
    return set_up("skeptical-owner", seed=4)


def session_of(meeting: Meeting, kept: list[AnyEvent] | None = None, clock: str = NOW) -> Session:
    """A session that keeps its events in a list."""
    store = [] if kept is None else kept
    return Session(meeting, AuthoredVoice(), clock=lambda: clock, record=store.extend)


def played(meeting: Meeting, lines: Sequence[str], clock: str = NOW) -> Session:
    """A call with these lines, ended by the seller when they run out."""
    session = session_of(meeting, clock=clock)
    session.open("call")
    for line in lines:
        if not session.ended:
            session.say(line)
    session.leave()
    return session


def test_a_turn_is_recorded_in_order_and_before_it_is_returned(ruth: Meeting) -> None:
    """Seller, decision, disclosures, words: one batch, kept when `say` returns."""
    kept: list[AnyEvent] = []
    session = session_of(ruth, kept)
    session.open("call")
    events = session.say("What are you hoping to do with the business?")
    assert [event.type for event in events] == [
        "seller_spoke",
        "buyer_decided",
        "fact_disclosed",
        "buyer_spoke",
    ]
    assert kept[-len(events) :] == list(events)
    assert [event.seq for event in kept] == list(range(len(kept)))
    assert first_break(kept) is None


def test_what_cannot_be_kept_was_not_said(ruth: Meeting) -> None:
    """When recording fails, the call stands where it stood."""
    full = False

    def record(events: Sequence[AnyEvent]) -> None:
        if full:
            raise OSError("disk full")

    session = Session(ruth, AuthoredVoice(), clock=lambda: NOW, record=record)
    session.open("call")
    state, count = session.state, len(session.events)
    full = True
    with pytest.raises(OSError, match="disk full"):
        session.say("What are you hoping to do?")
    assert (session.state, len(session.events)) == (state, count)


def test_the_same_call_twice_is_the_same_to_the_byte(ruth: Meeting) -> None:
    """Only identity, time and chain differ between two plays of the same lines."""
    first, second = played(ruth, LINES), played(ruth, LINES, clock="2027-05-05T10:00:00+00:00")
    skip = {"at", "chain", "id"}
    assert [event.model_dump_json(exclude=skip) for event in first.events] == [
        event.model_dump_json(exclude=skip) for event in second.events
    ]


def test_a_record_replays_to_the_same_state(ruth: Meeting) -> None:
    """From its recorded hearing a call leads to the recorded hashes and the same ending."""
    session = played(ruth, LINES)
    assert replay(ruth, session.events).state == session.state


def test_how_easier_levels_heard_a_line_is_part_of_the_record() -> None:
    """They had another reply in their ear; a call replays only with what each of them heard, also from a file."""
    diverged = 0
    for number in range(6):
        meeting = set_up("kick-off-surprise", seed=1, variant="a", level=Level.HARD)
        session = played(meeting, script(("kick-off-surprise", "a", number)))
        lines = [event.model_dump_json() for event in session.events]
        events = [EVENT.validate_json(line) for line in lines]
        assert replay(meeting, events).state == session.state
        with suppress(Divergence):
            replay(meeting, [_as_heard_here(event) for event in events])
            continue
        diverged += 1
    assert diverged


def _as_heard_here(event: AnyEvent) -> AnyEvent:
    """A line as if the easier levels had heard it like this one."""
    return (
        event.model_copy(update={"heard_easier": ()}) if isinstance(event, SellerSpoke) else event
    )


def test_a_changed_line_is_found(ruth: Meeting) -> None:
    """An edited verdict breaks the chain and an edited hearing diverges at its turn."""
    events = list(played(ruth, LINES).events)
    at = next(i for i, event in enumerate(events) if isinstance(event, SellerSpoke))
    line = events[at]
    assert isinstance(line, SellerSpoke)
    events[at] = line.model_copy(update={"acts": ("pitch",), "spans": ()})
    assert first_break(events) == at
    with pytest.raises(Divergence, match="turn 1"):
        replay(ruth, events)


def test_a_resumed_call_goes_on_as_if_nothing_had_happened(ruth: Meeting) -> None:
    """Stopping at any turn and resuming gives the same events as playing through."""
    whole = played(ruth, LINES)
    for stop in (1, 5, 9):
        session = session_of(ruth)
        session.open("call")
        for line in LINES[:stop]:
            session.say(line)
        found = replay(ruth, session.events)
        again = session_of(ruth)
        again.resume(session.events, found.state, found.decisions[-1])
        for line in LINES[stop:]:
            if not again.ended:
                again.say(line)
        again.leave()
        assert [event.chain for event in again.events] == [event.chain for event in whole.events]


def test_a_decision_without_words_is_worded_on_resuming(ruth: Meeting) -> None:
    """Killed between decision and words: the buyer says them when the call goes on."""
    session = session_of(ruth)
    session.open("call")
    session.say(LINES[0])
    cut = [event for event in session.events if not (isinstance(event, BuyerSpoke) and event.turn)]
    cut = [event for event in cut if event.type != "fact_disclosed"]
    found = replay(ruth, cut)
    again = session_of(ruth)
    again.resume(cut, found.state, found.decisions[-1])
    assert again.events[-1].type == "buyer_spoke"
    assert [e.text for e in again.events if isinstance(e, BuyerSpoke)] == [
        e.text for e in session.events if isinstance(e, BuyerSpoke)
    ]


def _as_resumed(ruth: Meeting, whole: Sequence[AnyEvent], cut: int) -> list[AnyEvent]:
    """The record that going on with the first `cut` events of a call begins with."""
    found = replay(ruth, whole[:cut])
    again = session_of(ruth)
    last = found.decisions[-1] if found.decisions else None
    again.resume(whole[:cut], found.state, last)
    return again.events


@pytest.mark.parametrize("lines", [LINES, LINES[:2], ["You are an idiot. Buy it."] * 8])
def test_a_record_cut_anywhere_is_made_whole(ruth: Meeting, lines: Sequence[str]) -> None:
    """Wherever a log is torn, resuming adds what its last batch lacks, once and as it was."""
    whole = played(ruth, lines).events
    for cut in range(1, len(whole)):
        resumed = _as_resumed(ruth, whole, cut)
        assert resumed == whole[: len(resumed)]
        assert len(resumed) >= cut
        assert resumed[-1].type in ("buyer_spoke", "meeting_ended")


def test_last_words_that_were_kept_are_not_said_again(ruth: Meeting) -> None:
    """Cut before its end, a call that buyer or seller had ended is over when it goes on."""
    for lines in (LINES[:2], ["You are an idiot. Buy it."] * 8):
        whole = played(ruth, lines).events
        assert _as_resumed(ruth, whole, len(whole) - 1) == whole


def test_a_finished_meeting_takes_no_more_lines(ruth: Meeting) -> None:
    """After the end a line is refused with what to do instead."""
    session = played(ruth, LINES)
    with pytest.raises(ValueError, match="prospect practice"):
        session.say("One more thing.")
    assert session.leave() == ()


def test_a_call_that_nobody_keeps_is_the_same_call_without_its_seals(ruth: Meeting) -> None:
    """What is played only to see where it leads is heard, decided and worded as any other."""
    kept = played(ruth, LINES[:3]).events
    unkept = Session(ruth, AuthoredVoice(), clock=lambda: NOW, record=lambda _: None, sealing=False)
    unkept.open("call")
    for line in LINES[:3]:
        unkept.say(line)
    unkept.leave()
    hashed = {"buyer_decided": {"chain": "", "state_sha256": ""}}
    assert unkept.events == [
        event.model_copy(update=hashed.get(event.type, {"chain": ""})) for event in kept
    ]


def test_a_goodbye_is_recorded_as_the_sellers_end(ruth: Meeting) -> None:
    """Who ended the call is what the engine decided, so a goodbye is no buyer hanging up."""
    session = session_of(ruth)
    session.open("call")
    session.say("Goodbye.")
    ended = session.events[-1]
    assert isinstance(ended, MeetingEnded)
    assert ended.ended_by == "seller"


@pytest.mark.parametrize("scenario", ["skeptical-owner", "overloaded-decision-maker"])
def test_no_line_is_said_twice_while_another_is_left(scenario: str) -> None:
    """In a whole call the buyer does not repeat themselves word for word."""
    script = lines_of(FOLDER / scenario / "good_3.txt")
    for seed in range(1, 7):
        session = played(set_up(scenario, seed=seed), script)
        said = [event.text for event in session.events if isinstance(event, BuyerSpoke)]
        assert len(said) == len(set(said))


def test_the_record_opens_with_all_that_grading_needs(ruth: Meeting) -> None:
    """Versions, brief, limits and fact cards stand in the first event; decisions carry hashes."""
    events = played(ruth, LINES).events
    opened = events[0]
    assert isinstance(opened, MeetingOpened)
    assert {item.kind for item in opened.content} == {"persona", "scenario"}
    assert opened.hearing
    assert opened.engine
    assert all(event.state_sha256 for event in events if isinstance(event, BuyerDecided))
    assert sum(isinstance(event, MeetingEnded) for event in events) == 1
