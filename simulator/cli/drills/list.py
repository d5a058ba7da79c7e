"""`prospect drill list`: a trainer's drills, and those joined."""

from typing import TYPE_CHECKING, Any

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import instant, joined_drills, meetings, trainers_register, used
from simulator.cli.output import emit, table, tell

if TYPE_CHECKING:
    from simulator.drills.assigning.drill import Ticket
    from simulator.drills.register.rows import DrillRow
    from simulator.drills.trainee.joining import Held


@click.command(cls=Command, name="list", example="prospect drill list --json")
@json_option
def command(*, as_json: bool) -> int:
    """List your drills as a trainer, and those you joined."""
    with trainers_register() as register:
        mine = [
            (row, len(register.members(row.drill.id)), len(register.submissions(row.drill.id)))
            for row in register.drills()
        ]
    with joined_drills() as joined:
        taken = [
            (ticket, trainee, joined.held_in(ticket.drill)) for ticket, trainee in joined.tickets()
        ]
    if as_json:
        for row, members, submissions in mine:
            emit({"as": "trainer", **_public(row), "members": members, "submissions": submissions})
        for ticket, trainee, all_held in taken:
            emit({"as": "trainee", **_own(ticket, trainee, all_held)})
        return 0
    if mine:
        table(
            [
                (
                    row.drill.id,
                    row.drill.title,
                    meetings(row.drill),
                    instant(row.drill.deadline),
                    str(members),
                    str(submissions),
                    "closed" if row.closed else "open",
                )
                for row, members, submissions in mine
            ],
            ("YOUR DRILL", "TITLE", "MEETINGS", "ENDS", "TICKETS", "HANDED IN", "STATE"),
        )
    if mine and taken:
        tell()
    if taken:
        table(
            [
                (
                    ticket.drill.id,
                    ticket.drill.title,
                    trainee,
                    meetings(ticket.drill),
                    instant(ticket.drill.deadline),
                    used(all_held),
                    f"{sum(one.handed_in is not None for one in all_held)} of {len(all_held)}",
                )
                for ticket, trainee, all_held in taken
            ],
            ("JOINED", "TITLE", "AS", "MEETINGS", "ENDS", "ATTEMPTS", "HANDED IN"),
        )
    if not mine and not taken:
        tell("No drill yet. 'prospect drill new' makes one, 'prospect drill join FILE' joins one.")
    return 0


def _public(row: "DrillRow") -> dict[str, Any]:
    return {
        "drill": row.drill.model_dump(mode="json"),
        "closed": row.closed or None,
        "released": row.released or None,
    }


def _own(ticket: "Ticket", trainee: str, all_held: "list[Held]") -> dict[str, Any]:
    return {
        "drill": ticket.drill.model_dump(mode="json"),
        "trainee": trainee,
        "meetings": [
            {
                "scenario": one.scenario,
                "left": one.left,
                "attempts": [
                    {
                        "attempt": begun.number,
                        "call": begun.call_id,
                        "ended": begun.ended,
                        "turns": begun.call.turns if begun.call else None,
                        "handed_in": begun.handed_in or None,
                    }
                    for begun in one.attempts
                ],
            }
            for one in all_held
        ],
    }
