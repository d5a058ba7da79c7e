"""`prospect drill join`: takes part in a drill."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from simulator.cli.choices import json_option, known_scenarios
from simulator.cli.commands import Command
from simulator.cli.drills.kept import instant, joined_drills, size
from simulator.cli.output import emit, note, tell


@click.command(cls=Command, name="join", example="prospect drill join spring-term-3fa2c1.drill")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--name", help="Your name, where the ticket is not in one already.")
@json_option
def command(*, file: Path, name: str | None, as_json: bool) -> int:
    """Join a drill with the ticket that your trainer sent.

    It is checked that what is installed here is what the drill was made with; what differs is named.
    The ticket is yours alone: whoever has it can hand in as you.
    """
    from simulator.drills.assigning.tickets import proper_name, read_ticket

    ticket = read_ticket(file)
    known_scenarios()  # opens the packs, whose meetings a drill may hold
    if name is None and not ticket.trainee:
        if as_json or not sys.stdin.isatty():
            raise click.UsageError("this ticket is open: say who you are with --name")
        name = click.prompt("Your name, as your trainer knows you", err=True)
    trainee = ticket.trainee if name is None else proper_name(name)
    with joined_drills() as joined:
        before = next((who for one, who in joined.tickets() if one.drill.id == ticket.drill.id), "")
        new = joined.join(ticket, trainee, datetime.now(UTC).isoformat(timespec="seconds"))
    drill = ticket.drill
    if as_json:
        emit({"drill": drill.id, "trainee": trainee, "joined": new})
        return 0
    tell(f"{'Joined' if new else 'Joined before'}: {drill.title}, as {trainee}.")
    if before not in ("", trainee):
        note(f"It was joined here as {before} before; that ticket is gone from here.")
    tell(f"{size(drill)}, level {drill.level}.")
    if drill.deadline and drill.deadline < datetime.now(UTC):
        note(f"It ended {instant(drill.deadline)}; what is handed in now counts as late.")
    elif drill.deadline:
        tell(f"It ends {instant(drill.deadline)}.")
    tell(f"Hold an attempt: prospect practice --drill {drill.id}")
    return 0
