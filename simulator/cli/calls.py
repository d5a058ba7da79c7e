"""`prospect calls`: the calls that are kept."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from simulator.cli.call_trends import command as trends
from simulator.cli.choices import json_option
from simulator.cli.commands import Command, Group
from simulator.cli.export_call import command as export
from simulator.cli.import_calls import command as import_calls
from simulator.cli.kept import kept_calls, purge_calls
from simulator.cli.output import emit, note, table, tell
from simulator.naming import minute

if TYPE_CHECKING:
    from simulator.archive.rows import CallRow


@click.group(cls=Group, name="calls", example="prospect calls list")
def command() -> None:
    """List, show, resume, export, import and purge calls, and show how they have been going.

    Name a call by its id (20261122-9f3ac1e2b4), the start of it, or the start of the part after the
    hyphen.
    """


@command.command(name="list", cls=Command, example="prospect calls list --json")
@json_option
def list_calls(*, as_json: bool) -> int:
    """List every call, the latest first."""
    with kept_calls(read=True) as archive:
        rows = archive.calls()
    if as_json:
        for row in rows:
            emit(asdict(row))
        return 0
    if not rows:
        tell("No call is kept yet. Begin one with 'prospect practice'.")
        return 0
    table(
        [
            (
                row.id,
                minute(datetime.fromisoformat(row.started)),
                row.scenario or "-",
                row.level,
                str(row.turns),
                _how(row),
            )
            for row in rows
        ],
        ("CALL", "BEGUN", "SCENARIO", "LEVEL", "TURNS", "STATE"),
    )
    return 0


@command.command(cls=Command, example="prospect calls show 9f3ac1e2b4")
@click.argument("call")
@json_option
def show(*, call: str, as_json: bool) -> int:
    """Show what was said in a call."""
    from scoring.transcript import BuyerSpoke, SellerSpoke

    with kept_calls(read=True) as archive:
        row = archive.find(call)
        events = archive.events(row.id)
    if as_json:
        lines = [
            {
                "turn": event.turn,
                "speaker": "seller" if isinstance(event, SellerSpoke) else "buyer",
                "text": event.text,
            }
            for event in events
            if isinstance(event, SellerSpoke | BuyerSpoke)
        ]
        emit({**asdict(row), "lines": lines})
        return 0
    from simulator.plain.text import call_lines

    tell(f"Call {row.id}: {row.scenario or 'imported'}, {row.level}, {_how(row)}")
    for line in call_lines(events):
        tell(line)
    return 0


@command.command(cls=Command, example="prospect calls resume 9f3ac1e2b4")
@click.argument("call")
@json_option
def resume(*, call: str, as_json: bool) -> int:
    """Go on with a call as plain lines.

    In the app, unfinished calls stand first on the first screen. With --json, a program goes on:
    every event so far is written first, then events as with 'prospect play'.
    """
    from simulator.cli.lines import go_on

    return go_on(call, as_json=as_json)


command.add_command(export)
command.add_command(import_calls)
command.add_command(trends)


@command.command(cls=Command, example="prospect calls purge 9f3ac1e2b4 --yes")
@click.argument("calls", nargs=-1, metavar="[CALL]...")
@click.option("--all", "every", is_flag=True, help="Every call.")
@click.option(
    "--trainee",
    metavar="NAME",
    help="A trainee with all that is kept of them, as 'prospect drill purge' does.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def purge(
    *, calls: tuple[str, ...], every: bool, trainee: str | None, yes: bool, as_json: bool
) -> int:
    """Purge calls for good: nothing of them stays in the archive's file.

    Files you exported before are yours to delete.
    """
    if bool(calls) + every + (trainee is not None) != 1:
        raise click.UsageError("name calls, or say --all, or --trainee NAME")
    if trainee is not None:
        from simulator.cli.drills.purge import purge_trainee

        return purge_trainee(trainee, yes=yes, as_json=as_json)
    with kept_calls() as archive:
        found = archive.calls() if every else [archive.find(call) for call in calls]
        ids = list(dict.fromkeys(row.id for row in found))
        if ids and not yes:
            for row in found:
                note(
                    f"{row.id} {minute(datetime.fromisoformat(row.started))} {row.scenario} {_how(row)}"
                )
            click.confirm(f"Purge {len(ids)} call(s) for good?", abort=True, err=True)
        count = purge_calls(archive, ids) if ids else 0
    if as_json:
        emit({"purged": count, "calls": ids})
    else:
        tell(f"Purged {count} call(s).")
    return 0


def _how(row: "CallRow") -> str:
    """How a call stands, in words."""
    from simulator.debrief.words import OUTCOMES

    if row.ended is None:
        return "unfinished" if row.source == "own" else "imported"
    return OUTCOMES.get(row.outcome, row.outcome)
