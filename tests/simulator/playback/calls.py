"""Calls to play back: one of our own, and one that was imported."""

from collections.abc import Sequence
from functools import cache

from scoring.imported import Turn, read_call
from scoring.transcript import AnyEvent, meeting, sealed
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.voices.authored import AuthoredVoice

NOW = "2026-01-01T00:00:00+00:00"
LINES = (
    "Ruth, your quotes say 30 days and your accounts look like two months. What goes wrong between "
    "a finished job and the money?",
    "How do you feel about your new place and the wall planner?",
    "We have the leading platform for that. Shall I show you a demo?",
    "You're right, that was too early. Why do they pay late, do you think?",
)


def meeting_for(events: Sequence[AnyEvent]) -> Meeting:
    """The meeting of a record, from the shipped content."""
    opened = meeting(events)
    return set_up(opened.scenario, seed=opened.seed, level=opened.level, variant=opened.variant)


def call_of(lines: Sequence[str], call_id: str = "call", *, leaves: bool = True) -> list[AnyEvent]:
    """A call with Ruth."""
    session = Session(
        set_up("skeptical-owner", seed=7),
        AuthoredVoice(),
        clock=lambda: NOW,
        record=lambda _: None,
    )
    session.open(call_id)
    for line in lines:
        if not session.ended:
            session.say(line)
    if leaves:
        session.leave()
    return session.events


@cache
def own_call() -> tuple[AnyEvent, ...]:
    """A call that earns, pitches and recovers."""
    return tuple(call_of(LINES))


def resealed(events: Sequence[AnyEvent]) -> list[AnyEvent]:
    """Events that were changed, with a chain that holds again: a forger's work."""
    found: list[AnyEvent] = []
    for event in events:
        found.append(sealed(event, found[-1].chain if found else ""))
    return found


@cache
def imported_call() -> tuple[AnyEvent, ...]:
    """A transcript of a real call."""
    return tuple(
        resealed(
            read_call(
                [
                    Turn("seller", "Good morning. Why is the money late, do you think?", 1, "Jane"),
                    Turn("buyer", "The invoices go out late. About 59 days on average.", 2, "Bob"),
                    Turn("seller", "We offer a platform that sends them at once.", 3, "Jane"),
                    Turn("buyer", "What makes you say that?", 4, "Bob"),
                ]
            )
        )
    )
