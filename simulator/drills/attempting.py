"""Plays the attempts of a drill: the one that was left, or the next."""

from datetime import datetime

from simulator.archive.resume import LiveCall, begin
from simulator.archive.rows import Attempt
from simulator.call.meeting import Meeting
from simulator.call.session import Clock
from simulator.drills.drill import Drill
from simulator.drills.joining import Joined, Standing
from simulator.drills.pins import meeting_of
from simulator.naming import minute
from simulator.problem import Problem
from simulator.voices.voice import FreeVoice, Voice


class NoAttempt(Problem):
    """No attempt can be begun: all are used, or the deadline has passed."""


def next_attempt(standing: Standing, now: datetime) -> int:
    """The number of the attempt to begin. Raises NoAttempt.

    An attempt that is still going is to be gone on with, whatever its number (`Standing.going`).
    """
    drill = standing.drill
    if not standing.left:
        raise NoAttempt(
            f"all {drill.attempts} attempts at {standing.scenario} in drill {drill.id} are used; "
            f"practise it with 'prospect practice {standing.scenario}', and hand in with "
            f"'prospect drill submit {drill.id}'"
        )
    if drill.deadline is not None and now > drill.deadline:
        raise NoAttempt(
            f"drill {drill.id} ended {minute(drill.deadline)}; practise it with "
            f"'prospect practice {standing.scenario}'"
        )
    return len(standing.attempts) + 1


def next_meeting(joined: Joined, drill: Drill) -> Standing:
    """The meeting to hold now: one that was left, else the first with attempts left, else the first."""
    standings = joined.standings(drill)
    going = [one for one in standings if one.going is not None]
    left = [one for one in standings if one.left and not one.attempts] or [
        one for one in standings if one.left
    ]
    return (going + left + standings)[0]


def meeting_of_next(standing: Standing, now: datetime) -> Meeting:
    """The meeting that the next attempt is. Raises NoAttempt, PinsDiffer."""
    return meeting_of(standing.drill, standing.scenario, next_attempt(standing, now))


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
    standing = joined.standing(drill, scenario)
    if standing.going is not None:
        raise Problem(
            f"attempt {standing.going.number} at {scenario} is still going; go on with it: "
            f"prospect calls resume {standing.going.call_id}"
        )
    now = datetime.fromisoformat(clock())
    number = next_attempt(standing, now)
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
