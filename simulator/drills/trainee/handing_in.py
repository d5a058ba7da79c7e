"""Hands in an attempt that the trainee chose: to a file, or to the register the class shares."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import shown
from simulator.drills.assigning.making import slug
from simulator.drills.submission.file import as_held, header_of, misheard_in, submission_of, written
from simulator.drills.submission.submission import Submission
from simulator.drills.trainee.joining import Begun, Held, Joined
from simulator.drills.trainee.showing import Part, why_closed
from simulator.places import is_served, is_server
from simulator.problem import Problem

ENDING = ".submission"


Send = Callable[[str, Submission, str], None]
"""Hands a submission to the register at an address, at an instant."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Where a submission went."""

    sentence: str
    """For the trainee."""
    file: Path | None = None
    address: str = ""


def ready(held: Held) -> list[Begun]:
    """The attempts that can be handed in. Raises Problem when there is none."""
    ended = [one for one in held.attempts if one.ended]
    if not ended:
        raise Problem(
            f"no attempt at {held.scenario} in drill {held.drill.id} is over yet; hold one "
            f"with 'prospect practice --drill {held.drill.id} {held.scenario}'"
        )
    return ended


def hand_in(
    joined: Joined,
    drill_id: str,
    scenario: str,
    number: int,
    folder: Path,
    now: datetime,
    *,
    address: str = "",
    send: Send | None = None,
) -> HandedIn:
    """Hands in an attempt; of several the one handed in last counts.

    It goes to the register at `address`, else at the ticket's; where there is neither, to a file in
    `folder`. On a host that serves the app it is always a file: whoever runs the host collects it,
    and the trainee is told no path. Raises Problem when the attempt is not over or was purged, or it
    cannot be handed in.
    """
    ticket, trainee = joined.ticket(drill_id)
    held = joined.held_at(ticket.drill, scenario)
    chosen = held.attempt(number)
    if chosen.call is None:
        raise Problem(f"attempt {number} at {scenario} was purged and cannot be handed in")
    if not chosen.ended:
        raise Problem(
            f"attempt {number} at {scenario} has not ended; go on with it: "
            f"prospect calls resume {chosen.call_id}"
        )
    record = joined.archive.events(chosen.call_id)
    events = as_held(record)
    at = now.isoformat(timespec="seconds")
    header = header_of(
        events,
        key=ticket.key,
        drill=ticket.drill.id,
        trainee=trainee,
        attempt=number,
        sent=at,
        misheard=misheard_in(record),
    )
    served = is_served()
    place = "" if served else address or ticket.address
    if place:
        (send or to_register)(place, submission_of(header, events), at)
        done = HandedIn(f"Handed in to {ticket.drill.trainer}.", address=place)
    else:
        name = f"{ticket.drill.id}-{slug(trainee) or 'trainee'}-{scenario}-{number}"
        file = _new_file(folder, f"{name}-{now:%Y%m%dT%H%M%S}", written(header, events))
        to_send = f"Written to {file}. Send it to {ticket.drill.trainer}."
        there = f"Handed in to {ticket.drill.trainer}."
        done = HandedIn(there if served else to_send, file)
    joined.mark_handed_in(chosen.call_id, at)
    return done


def score_of(joined: Joined, held: Held, attempt: Begun, now: datetime) -> str:
    """An attempt's score as it is shown; empty while the drill does not show it."""
    if not attempt.ended or why_closed(held, Part.SCORE, now):
        return ""
    card = grade(joined.archive.events(attempt.call_id), load_rubric(held.drill.rubric.id))
    score = shown(card.score)
    return "left early" if score is None else f"{score:.1f}"


def to_register(address: str, submission: Submission, at: str) -> None:
    """Hands a submission to the register that a class shares. Raises Problem."""
    if not is_server(address):
        raise Problem(
            f"{address} is no register that a class shares; one has an address like "
            "postgresql://ann@host/class"
        )
    from simulator.drills.register.judgements import Judgements
    from simulator.drills.stores.opening import open_register

    register = open_register(address)
    try:
        if register.take(submission, at) == "already kept":
            register.choose(submission)
        Judgements(register.store).misheard(submission.id, submission.header.misheard, at)
    finally:
        register.store.close()


def _new_file(folder: Path, stem: str, text: str) -> Path:
    """A new file that its owner alone can read. Raises Problem when it cannot be written."""
    path = folder / f"{stem}{ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(new, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise Problem(f"{path} cannot be written ({error.strerror}); name another folder") from None
    return path
