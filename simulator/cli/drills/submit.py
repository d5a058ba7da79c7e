"""`prospect drill submit`: hands in an attempt."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import instant, joined_drills, registers_place
from simulator.cli.output import emit, note, table, tell

if TYPE_CHECKING:
    from simulator.drills.trainee.joining import Begun, Held, Joined


@click.command(
    cls=Command,
    name="submit",
    example="prospect drill submit spring-term-3fa2c1\n"
    "prospect drill submit spring-term-3fa2c1 --scenario skeptical-owner --attempt 2 --yes",
)
@click.argument("drill")
@click.option("--scenario", metavar="SCENARIO", help="Which meeting, where there are several.")
@click.option("--attempt", type=click.IntRange(1), metavar="N", help="Which of your attempts.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="Where the file for your trainer is written; else here.",
)
@click.option(
    "--register",
    "address",
    metavar="ADDRESS",
    help="Where the class shares a register: its address with your login, "
    "postgresql://LOGIN@HOST/DATABASE; else the setting drills_kept_in. The password comes from "
    "PGPASSFILE.",
)
@json_option
def command(
    *,
    drill: str,
    scenario: str | None,
    attempt: int | None,
    yes: bool,
    output: Path,
    address: str | None,
    as_json: bool,
) -> int:
    """Hand in one of your attempts; your trainer sees that one call and no other.

    Until the deadline you may hand in another attempt: the one handed in last counts. The file
    written is what you send to your trainer; where the class shares a register it goes there.
    """
    from simulator.drills.trainee.handing_in import hand_in

    with joined_drills() as joined:
        ticket, _ = joined.ticket(drill)
        held = joined.held_at(ticket.drill, _meeting(ticket.drill.scenarios, scenario))
        if not as_json:
            _show(joined, held)
        chosen = _chosen(held, attempt, as_json=as_json)
        if not yes:
            _confirm(held, chosen, as_json=as_json)
        done = hand_in(
            joined,
            ticket.drill.id,
            held.scenario,
            chosen.number,
            output,
            _now(),
            address=address or _shared(),
        )
    if as_json:
        emit(
            {
                "drill": ticket.drill.id,
                "scenario": held.scenario,
                "attempt": chosen.number,
                "file": str(done.file) if done.file else None,
                "register": done.address or None,
            }
        )
    else:
        tell(done.sentence)
    return 0


def _shared() -> str:
    """The address of the class's register in the settings in force; empty where it is none."""
    from simulator.places import is_server

    place = str(registers_place())
    return place if is_server(place) else ""


def _now() -> datetime:
    return datetime.now(UTC)


def _meeting(scenarios: tuple[str, ...], named: str | None) -> str:
    if named is None and len(scenarios) > 1:
        raise click.UsageError(f"say which meeting with --scenario: {', '.join(scenarios)}")
    return named or scenarios[0]


def _show(joined: "Joined", held: "Held") -> None:
    """The attempts, with a score only where the drill shows it."""
    from simulator.drills.trainee.handing_in import score_of

    rows = []
    for one in held.attempts:
        state = "purged" if one.call is None else "ended" if one.ended else "not ended"
        sent = "handed in" if one.handed_in else ""
        counts = " (counts)" if sent and one == held.handed_in else ""
        turns = str(one.call.turns) if one.call else "-"
        score = score_of(joined, held, one, _now())
        rows.append((str(one.number), state, turns, score or "-", sent + counts))
    table(rows, ("ATTEMPT", "STATE", "TURNS", "SCORE", ""))


def _chosen(held: "Held", attempt: int | None, *, as_json: bool) -> "Begun":
    """The attempt that is meant: the one named, the only one, or what the person answers."""
    from simulator.drills.trainee.handing_in import ready

    if attempt is not None:
        return held.attempt(attempt)
    ended = ready(held)
    if len(ended) == 1:
        return ended[0]
    if as_json or not sys.stdin.isatty():
        raise click.UsageError("say which attempt with --attempt")
    answers: Any = click.Choice([str(one.number) for one in ended])
    return held.attempt(int(click.prompt("Which attempt", type=answers, err=True)))


def _confirm(held: "Held", chosen: "Begun", *, as_json: bool) -> None:
    """Asks once, saying what it means."""
    if as_json or not sys.stdin.isatty():
        raise click.UsageError("add --yes to hand it in without being asked")
    drill = held.drill
    if drill.deadline and _now() > drill.deadline:
        note(f"The deadline was {instant(drill.deadline)}: it will be marked as late.")
    before = held.handed_in
    instead = f" in place of attempt {before.number}" if before and before != chosen else ""
    click.confirm(
        f"Hand in attempt {chosen.number} at {held.scenario}{instead}? "
        f"{drill.trainer} sees the whole call.",
        abort=True,
        err=True,
    )
