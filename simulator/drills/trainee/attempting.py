"""Plays the attempts of a drill: the one that was left, or the next."""

from datetime import datetime

from simulator.archive.resume import LiveCall, begin
from simulator.archive.rows import Attempt
from simulator.call.meeting import Meeting
from simulator.call.session import Clock
from simulator.drills.assigning.drill import Drill
from simulator.drills.assigning.pins import meeting_of
from simulator.drills.trainee.joining import Held, Joined
from simulator.naming import minute
from simulator.problem import Problem
from simulator.voices.voice import FreeVoice, Voice


class NoAttempt(Problem):
    """No attempt can be begun: all are used, or the deadline has passed."""


def next_attempt(held: Held, now: datetime) -> int:
    """The number of the attempt to begin. Raises NoAttempt.

    An attempt that is still going is to be gone on with, whatever its number (`Held.going`).
    """
    drill = held.drill
    if not held.left:
        raise NoAttempt(
            f"all {drill.attempts} attempts at {held.scenario} in drill {drill.id} are used; "
            f"practise it with 'prospect practice {held.scenario}', and hand in with "
            f"'prospect drill submit {drill.id}'"
        )
    if drill.deadline is not None and now > drill.deadline:
        raise NoAttempt(
            f"drill {drill.id} ended {minute(drill.deadline)}; practise it with "
            f"'prospect practice {held.scenario}'"
        )
    return len(held.attempts) + 1


def next_meeting(joined: Joined, drill: Drill) -> Held:
    """The meeting to hold now: one that was left, else the first with attempts left, else the first."""
    all_held = joined.held_in(drill)
    going = [one for one in all_held if one.going is not None]
    left = [one for one in all_held if one.left and not one.attempts] or [
        one for one in all_held if one.left
    ]
    return (going + left + all_held)[0]


def meeting_of_next(held: Held, now: datetime) -> Meeting:
    """The meeting that the next attempt is. Raises NoAttempt, PinsDiffer."""
    return meeting_of(held.drill, held.scenario, next_attempt(held, now))


def begin_attempt(
    joined: Joined,
    drill: Drill,
    scenario: str,
    *,
    voice: Voice,
    clock: Clock,
    free: FreeVoice | None = None,
    prepared: dict[str, str] | None = None,
    call_id: str = "",
) -> LiveCall:
    """Begins the next attempt at a meeting; from then on it counts.

    Raises NoAttempt, PinsDiffer, and Problem while an attempt at it is still going.
    """
    held = joined.held_at(drill, scenario)
    if held.going is not None:
        raise Problem(
            f"attempt {held.going.number} at {scenario} is still going; go on with it: "
            f"prospect calls resume {held.going.call_id}"
        )
    now = datetime.fromisoformat(clock())
    number = next_attempt(held, now)
    return begin(
        joined.archive,
        meeting_of(drill, scenario, number),
        voice=voice,
        free=free,
        clock=clock,
        call_id=call_id,
        prepared=prepared,
        attempt=Attempt(drill.id, scenario, number),
    )
