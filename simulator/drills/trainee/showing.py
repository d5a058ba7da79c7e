"""When a trainee may see score, Review and The truth of an attempt: as the drill says.

It is a rule of the class and no lock: whoever owns a call's file can compute all three from it.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from scoring.transcript import AnyEvent, meeting
from simulator.archive.archive import Archive
from simulator.drills.assigning.drill import Opens
from simulator.drills.trainee.joining import Held, Joined, NotJoined
from simulator.naming import minute
from simulator.problem import Problem


class Part(StrEnum):
    """What is seen of a call that is over."""

    SCORE = "score"
    REVIEW = "review"
    TRUTH = "truth"


NAMES = {Part.SCORE: "The score", Part.REVIEW: "The review", Part.TRUTH: "The truth"}


class Closed(Problem):
    """Something of an attempt that the drill does not show yet."""


def why_closed(held: Held, part: Part, now: datetime) -> str:
    """Until when a part of a meeting's attempts stays closed, as a sentence; empty once it is open.

    After the deadline no attempt is left to be spoilt, so everything is open then but what the
    trainer holds back.
    """
    drill = held.drill
    name = NAMES[part]
    if drill.release == "by_trainer" and part is not Part.TRUTH:
        return f"{name} of this drill comes from your trainer, and does not open here."
    opens = {Part.SCORE: drill.score, Part.REVIEW: drill.review, Part.TRUTH: drill.truth}[part]
    if opens is Opens.AT_ONCE or (drill.deadline is not None and now > drill.deadline):
        return ""
    deadline = minute(drill.deadline) if drill.deadline else ""
    if opens is Opens.AFTER_DEADLINE:
        return f"{name} opens after the deadline, {deadline}."
    over = sum(one.call is None or one.ended for one in held.attempts)
    if over >= drill.attempts:
        return ""
    until = f", or after {deadline}" if deadline else ""
    return f"{name} opens after your last attempt ({over} of {drill.attempts} are over){until}."


def closed(archive: Archive, events: Sequence[AnyEvent], part: Part, now: datetime) -> str:
    """`why_closed` for a call's record; empty for a call of no drill that was joined here."""
    opened = meeting(events)
    if not opened.drill:
        return ""
    joined = Joined(archive)
    try:
        ticket, _ = joined.ticket(opened.drill)
        held = joined.held_at(ticket.drill, opened.scenario)
    except NotJoined:
        return ""
    return why_closed(held, part, now)


def hidden_calls(archive: Archive, now: datetime) -> frozenset[str]:
    """Ids of the attempts in this archive whose score is not shown yet."""
    joined = Joined(archive)
    return frozenset(
        one.call_id
        for ticket, _ in joined.tickets()
        for held in joined.held_in(ticket.drill)
        if why_closed(held, Part.SCORE, now)
        for one in held.attempts
    )


def require_open(
    archive: Archive, events: Sequence[AnyEvent], parts: Sequence[Part], now: datetime
) -> None:
    """Raises Closed for the first part that the drill of a call does not show yet."""
    for part in parts:
        why = closed(archive, events, part, now)
        if why:
            raise Closed(why)
