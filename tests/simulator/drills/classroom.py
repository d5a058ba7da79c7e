"""A class for the tests: a drill, its key, and what a trainee hands in."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from personas.vocabulary import Level
from scoring.transcript import AnyEvent
from simulator.call.session import Session
from simulator.drills.assigning.drill import Drill, Opens
from simulator.drills.assigning.pins import (
    ENGINE,
    hearing_version,
    meeting_of,
    pinned,
    pinned_rubric,
)
from simulator.drills.assigning.seals import ticket_key
from simulator.drills.collecting.taking import taken_in
from simulator.drills.submission.file import header_of, written
from simulator.drills.submission.submission import Submission
from simulator.voices.authored import AuthoredVoice

KEY = "5e" * 32
MADE = datetime(2030, 3, 1, 9, tzinfo=UTC)
DEADLINE = datetime(2030, 3, 8, 18, tzinfo=UTC)
SCENARIO = "skeptical-owner"
LINES = (
    "Hello, I read your quotes say thirty days. Why is the money late, do you think?",
    "What happens from the day a job is finished until the customer has the invoice?",
    "And what does that cost you in a month?",
    "If you leave it as it is for another year, what happens?",
    "Who else would you talk it over with?",
    "What has changed since last year?",
)


def drill_of(**changed: object) -> Drill:
    """A drill of one scenario."""
    given = {
        "id": "spring-1",
        "title": "Spring",
        "trainer": "Tom Trainer",
        "made": MADE,
        "meetings": (pinned(SCENARIO),),
        "level": Level.STANDARD,
        "attempts": 3,
        "deadline": DEADLINE,
        "score": Opens.AFTER_DEADLINE,
        "review": Opens.AFTER_DEADLINE,
        "truth": Opens.AFTER_DEADLINE,
        "coach": False,
        "rubric": pinned_rubric("explore-before-pitch"),
        "engine": ENGINE,
        "hearing": hearing_version(),
    }
    return Drill.model_validate(given | changed)


def key_of(trainee: str) -> str:
    """The key of a trainee's ticket to that drill."""
    return ticket_key(KEY, "spring-1", trainee)


def ticking(start: datetime, step: timedelta = timedelta(seconds=20)) -> Callable[[], str]:
    """A clock that goes on by a step at every look."""
    now = start

    def look() -> str:
        nonlocal now
        now += step
        return now.isoformat(timespec="milliseconds")

    return look


def attempt_of(
    drill: Drill,
    attempt: int = 1,
    *,
    lines: Iterable[str] = LINES,
    call: str = "20300302-aaaa",
    coach: bool = False,
    start: datetime = MADE + timedelta(days=1),
    step: timedelta = timedelta(seconds=20),
) -> list[AnyEvent]:
    """The record of an attempt that the seller ends."""
    meeting = meeting_of(drill, SCENARIO, attempt)
    session = Session(meeting, AuthoredVoice(), clock=ticking(start, step), record=lambda _: None)
    session.open(call, purpose="drill", drill=drill.id, attempt=attempt)
    for line in lines:
        if coach:
            session.show_coach()
        if not session.ended:
            session.say(line)
    session.leave()
    return session.events


def file_of(
    events: list[AnyEvent],
    *,
    trainee: str = "Ann",
    key: str = "",
    attempt: int = 1,
    sent: datetime = MADE + timedelta(days=2),
) -> bytes:
    """What a trainee sends."""
    header = header_of(
        events,
        key=key or key_of(trainee),
        drill="spring-1",
        trainee=trainee,
        attempt=attempt,
        sent=sent.isoformat(),
    )
    return written(header, events).encode()


def taken(
    data: bytes,
    drill: Drill | None = None,
    *,
    assigned: tuple[str, ...] = ("Ann", "Bob"),
    received: datetime | None = None,
) -> Submission:
    """What the trainer makes of it."""
    return taken_in(
        data,
        "ann.submission",
        drill=drill or drill_of(),
        ticket_key_of=key_of,
        assigned=assigned,
        received=received,
    )


def kinds(submission: Submission) -> list[tuple[str, int | None]]:
    """Its flags, by kind and turn."""
    return [(flag.kind, flag.turn) for flag in submission.flags]
