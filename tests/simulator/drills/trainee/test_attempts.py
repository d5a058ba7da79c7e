"""A trainee joins, holds attempts that count once begun, and hands in the one they choose."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scoring.transcript import LookedBack, MarkedMisheard, meeting, sealed
from simulator.archive.archive import Archive
from simulator.archive.errors import CallConflict
from simulator.archive.opening import open_archive
from simulator.archive.resume import LiveCall, begin, resume
from simulator.archive.retrying import retry
from simulator.archive.rows import Attempt
from simulator.drills.assigning.drill import Drill, Opens
from simulator.drills.assigning.pins import PinsDiffer, pinned
from simulator.drills.assigning.tickets import ticket_for
from simulator.drills.submission.submission import Submission
from simulator.drills.trainee.attempting import NoAttempt, begin_attempt, next_attempt, next_meeting
from simulator.drills.trainee.handing_in import hand_in
from simulator.drills.trainee.joining import Joined, NotJoined
from simulator.drills.trainee.showing import Closed, Part, require_open, why_closed
from simulator.problem import Problem
from simulator.voices.authored import AuthoredVoice
from tests.simulator.drills.classroom import (
    DEADLINE,
    KEY,
    LINES,
    MADE,
    SCENARIO,
    drill_of,
    key_of,
    kinds,
    taken,
    ticking,
)

VOICE = AuthoredVoice()
NOW = MADE + timedelta(days=1)
AFTER = DEADLINE + timedelta(minutes=1)


@pytest.fixture
def joined(archive: Archive) -> Joined:
    """Ann has joined the drill."""
    drills = Joined(archive)
    drills.join(ticket_for(drill_of(), KEY, "Ann"), "Ann", MADE.isoformat())
    return drills


def begun(joined: Joined, at: datetime = NOW, **options: object) -> LiveCall:
    """The next attempt, begun and still held."""
    return begin_attempt(
        joined,
        drill_of(),
        SCENARIO,
        voice=VOICE,
        clock=ticking(at),
        **options,  # type: ignore[arg-type]
    )


def held(joined: Joined, at: datetime = NOW) -> str:
    """An attempt from its first word to the end; its call."""
    with begun(joined, at) as call:
        for line in LINES:
            call.session.say(line)
        call.session.leave()
    return call.call_id


def test_a_drill_is_joined_once_and_in_one_s_own_name(archive: Archive) -> None:
    """The same ticket again is no change; another's, or another drill of that id, is refused."""
    drills = Joined(archive)
    ticket = ticket_for(drill_of(), KEY, "Ann")
    assert drills.join(ticket, "Ann", "1")
    assert not drills.join(ticket, "Ann", "2")
    with pytest.raises(Problem, match="this ticket is Ann's, not Bob's"):
        drills.join(ticket, "Bob", "3")
    with pytest.raises(Problem, match="another drill spring-1"):
        drills.join(ticket_for(drill_of(title="Other"), KEY), "Ann", "4")
    assert drills.join(ticket_for(drill_of(), KEY), "Ann L.", "5")
    assert [name for _, name in drills.tickets()] == ["Ann L."]


def test_a_drill_that_cannot_be_played_here_is_not_joined(archive: Archive) -> None:
    """What differs is said before the first attempt, not after it."""
    with pytest.raises(PinsDiffer, match="engine"):
        Joined(archive).join(ticket_for(drill_of(engine="1"), KEY), "Ann", "1")
    assert Joined(archive).tickets() == []


def test_a_drill_is_found_by_the_beginning_of_its_id(joined: Joined) -> None:
    """One that was not joined is said so, with those that were."""
    assert joined.ticket("spr")[1] == "Ann"
    with pytest.raises(NotJoined, match="there are spring-1"):
        joined.ticket("winter")


def test_an_attempt_is_played_as_the_drill_says(joined: Joined) -> None:
    """Seed, level and content are the drill's; the record says which attempt of what it is."""
    with begun(joined) as call:
        opened = meeting(call.session.events)
    drill = drill_of()
    assert (opened.purpose, opened.drill, opened.attempt) == ("drill", drill.id, 1)
    assert (opened.seed, opened.level) == (drill.seed(1), drill.level)
    assert len({drill.seed(number) for number in range(1, 101)}) == 100


def test_an_attempt_counts_once_begun_and_goes_on_after_a_kill(joined: Joined) -> None:
    """It is the same attempt, and no other can begin beside it."""
    call = begun(joined)
    call.session.say(LINES[0])
    call.lock.release()  # the process is gone; nothing was closed
    attempts = joined.held_at(drill_of(), SCENARIO)
    assert (attempts.left, attempts.going and attempts.going.number) == (2, 1)
    with pytest.raises(Problem, match="attempt 1 at skeptical-owner is still going"):
        begun(joined)
    with resume(joined.archive, call.call_id, voice=VOICE, clock=ticking(NOW)) as again:
        again.session.leave()
        assert meeting(again.session.events).attempt == 1
    assert next_attempt(joined.held_at(drill_of(), SCENARIO), NOW) == 2


def test_an_attempt_cannot_be_begun_twice(joined: Joined) -> None:
    """Of two terminals that begin the same one, the second is told and keeps nothing."""
    held(joined)
    with begun(joined) as first, pytest.raises(CallConflict, match="was begun elsewhere"):
        begin(
            joined.archive,
            first.session.meeting,
            voice=VOICE,
            clock=ticking(NOW),
            attempt=Attempt("spring-1", SCENARIO, 2),
        )
    assert len(joined.archive.calls()) == 2


def test_there_are_as_many_attempts_as_the_drill_says(joined: Joined) -> None:
    """A purged one has been used all the same; after the deadline none begins."""
    first = held(joined)
    with pytest.raises(NoAttempt, match="ended"):
        begun(joined, AFTER)
    held(joined)
    held(joined)
    joined.archive.purge([first])
    with pytest.raises(NoAttempt, match="all 3 attempts"):
        begun(joined)
    with pytest.raises(Problem, match="was purged"):
        hand_in(joined, "spring-1", SCENARIO, 1, Path(), NOW)


def test_a_retry_is_no_attempt(joined: Joined) -> None:
    """A moment played again is practice: it names no drill and uses up nothing."""
    events = joined.archive.events(held(joined))
    call = retry(joined.archive, events, 3, voice=VOICE, clock=ticking(NOW))
    call.close()
    opened = meeting(call.session.events)
    assert (opened.purpose, opened.drill, opened.attempt) == ("retry", "", 0)
    assert joined.held_at(drill_of(), SCENARIO).left == 2


def test_the_next_meeting_is_the_one_left_then_one_not_begun(archive: Archive) -> None:
    """Without a name, a drill of several meetings leads to where there is something to do."""
    drill = drill_of(meetings=(pinned(SCENARIO), pinned("rfp-broker")), attempts=1)
    drills = Joined(archive)
    drills.join(ticket_for(drill, KEY), "Ann", "1")

    def next_one() -> str:
        return next_meeting(drills, drill).scenario

    assert next_one() == SCENARIO
    call = begin_attempt(drills, drill, "rfp-broker", voice=VOICE, clock=ticking(NOW))
    assert next_one() == "rfp-broker"
    call.session.leave()
    call.close()
    assert next_one() == SCENARIO


def test_the_attempt_chosen_is_handed_in_whole_and_can_be_replaced(
    joined: Joined, tmp_path: Path
) -> None:
    """What the trainer takes in has no flag; of two handed in, the last counts."""
    held(joined)
    held(joined)
    done = hand_in(joined, "spring-1", SCENARIO, 2, tmp_path, NOW)
    assert done.file is not None
    assert done.file.stat().st_mode & 0o777 == 0o600
    came = taken(done.file.read_bytes())
    assert (kinds(came), came.header.attempt, came.header.trainee) == ([], 2, "Ann")
    later = NOW + timedelta(hours=1)
    hand_in(joined, "spring-1", SCENARIO, 1, tmp_path, later)
    attempts = joined.held_at(drill_of(), SCENARIO)
    assert attempts.handed_in == attempts.attempt(1)


def test_what_is_handed_in_ends_with_the_call(joined: Joined, tmp_path: Path) -> None:
    """Looking back and marking a line afterwards makes no other submission: the look back stays the
    trainee's own, and the mark is told beside it."""
    call = held(joined)
    done = hand_in(joined, "spring-1", SCENARIO, 1, tmp_path, NOW)
    record = joined.archive.events(call)
    for event in (LookedBack(seq=0, at=record[-1].at), MarkedMisheard(seq=0, at="", turn=3)):
        last = joined.archive.events(call)[-1]
        after = event.model_copy(update={"seq": last.seq + 1, "at": last.at})
        joined.archive.append(call, [sealed(after, last.chain)])
    again = hand_in(joined, "spring-1", SCENARIO, 1, tmp_path, NOW + timedelta(minutes=1))
    assert done.file is not None
    assert again.file is not None
    first, second = taken(done.file.read_bytes()), taken(again.file.read_bytes())
    assert (first.id, first.log, kinds(second)) == (second.id, second.log, [])
    assert (first.header.misheard, second.header.misheard) == ((), (3,))


def test_one_handed_in_after_the_deadline_counts_in_place_of_none(
    joined: Joined, tmp_path: Path
) -> None:
    """The trainee is shown what the trainer's side counts: the last one in time."""
    held(joined)
    held(joined)
    hand_in(joined, "spring-1", SCENARIO, 2, tmp_path, NOW)
    hand_in(joined, "spring-1", SCENARIO, 1, tmp_path, AFTER)
    attempts = joined.held_at(drill_of(), SCENARIO)
    assert attempts.handed_in == attempts.attempt(2)


def test_in_a_browser_no_path_of_the_host_is_named(
    joined: Joined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is there for whoever runs the host; the trainee reads that it was handed in."""
    held(joined)
    monkeypatch.setenv("PROSPECT_SERVED", "1")
    done = hand_in(
        joined, "spring-1", SCENARIO, 1, tmp_path, NOW, address="postgresql://host/class"
    )
    assert done.sentence == "Handed in to Tom Trainer."
    assert done.file is not None
    assert done.file.parent == tmp_path


def test_where_the_class_shares_a_register_it_goes_there(archive: Archive, tmp_path: Path) -> None:
    """To the ticket's address, or under one's own login; no file is written."""
    drills = Joined(archive)
    address = "postgresql://host/class"
    drills.join(ticket_for(drill_of(), KEY, "Ann", address=address), "Ann", MADE.isoformat())
    call = held(drills)
    sent: list[tuple[str, str, str]] = []

    def send(place: str, submission: Submission, at: str) -> None:
        sent.append((place, submission.header.call, at))

    for login in ("", "postgresql://ann@host/class"):
        hand_in(drills, "spring-1", SCENARIO, 1, tmp_path, NOW, address=login, send=send)
    assert sent == [
        (place, call, NOW.isoformat()) for place in (address, "postgresql://ann@host/class")
    ]
    assert list(tmp_path.glob("*.submission")) == []
    with pytest.raises(Problem, match="no register that a class shares"):
        hand_in(drills, "spring-1", SCENARIO, 1, tmp_path, NOW, address="drills.db")


def test_an_attempt_that_goes_on_cannot_be_handed_in(joined: Joined, tmp_path: Path) -> None:
    """Nor one that was never begun; the person is told what to do."""
    begun(joined).close()
    with pytest.raises(Problem, match="has not ended; go on with it"):
        hand_in(joined, "spring-1", SCENARIO, 1, tmp_path, NOW)
    with pytest.raises(Problem, match="there is no attempt 2"):
        hand_in(joined, "spring-1", SCENARIO, 2, tmp_path, NOW)
    assert list(tmp_path.glob("*.submission")) == []


def test_a_named_ticket_seals_in_its_name_alone(joined: Joined) -> None:
    """The key on it is not the trainer's, from which every name's key comes."""
    ticket, _ = joined.ticket("spring-1")
    assert ticket.key == key_of("Ann") != KEY


def _opening(score: Opens, **changed: object) -> Drill:
    return drill_of(score=score, review=Opens.AT_ONCE, truth=Opens.AT_ONCE, attempts=2, **changed)


@pytest.mark.parametrize(
    ("drill", "attempts", "at", "said"),
    [
        (_opening(Opens.AT_ONCE), 1, NOW, ""),
        (_opening(Opens.AFTER_DEADLINE), 2, NOW, "opens after the deadline, 2030-03-08"),
        (_opening(Opens.AFTER_DEADLINE), 1, AFTER, ""),
        (_opening(Opens.AFTER_LAST_ATTEMPT), 1, NOW, "after your last attempt (1 of 2 are over)"),
        (_opening(Opens.AFTER_LAST_ATTEMPT), 2, NOW, ""),
        (_opening(Opens.AFTER_LAST_ATTEMPT), 1, AFTER, ""),
        (_opening(Opens.AFTER_LAST_ATTEMPT, deadline=None), 1, AFTER, "after your last attempt"),
        (
            _opening(Opens.AT_ONCE, release="by_trainer"),
            2,
            AFTER,
            "of this drill comes from your trainer",
        ),
    ],
)
def test_the_score_opens_when_the_drill_says(
    drill: Drill, attempts: int, at: datetime, said: str, archive: Archive
) -> None:
    """At once, after the last attempt, after the deadline, or when the trainer lets it out."""
    drills = Joined(archive)
    drills.join(ticket_for(drill, KEY), "Ann", "1")
    for _ in range(attempts):
        with begin_attempt(drills, drill, SCENARIO, voice=VOICE, clock=ticking(NOW)) as call:
            call.session.leave()
    held_so_far = drills.held_at(drill, SCENARIO)
    why = why_closed(held_so_far, Part.SCORE, at)
    assert said in why
    assert bool(said) == bool(why)
    assert why_closed(held_so_far, Part.TRUTH, at) == ""
    events = archive.events(call.call_id)
    if said:
        with pytest.raises(Closed):
            require_open(archive, events, [Part.TRUTH, Part.SCORE], at)
    else:
        require_open(archive, events, list(Part), at)


def test_a_call_of_a_drill_that_was_not_joined_here_is_no_secret(
    joined: Joined, tmp_path: Path
) -> None:
    """The trainer, who holds no ticket, reads what was handed in at any time."""
    events = joined.archive.events(held(joined))
    trainers = open_archive(tmp_path / "trainer")
    require_open(trainers, events, list(Part), NOW)
    trainers.close()
