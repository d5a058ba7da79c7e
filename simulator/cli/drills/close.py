"""`prospect drill close`: ends a drill."""

from datetime import UTC, datetime

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import drill_named, trainers_register
from simulator.cli.output import emit, tell


@click.command(cls=Command, name="close", example="prospect drill close spring-term-3fa2c1")
@click.argument("drill")
@json_option
def command(*, drill: str, as_json: bool) -> int:
    """Close a drill: nothing more is taken in. What was handed in stays."""
    with trainers_register() as register:
        row = drill_named(register, drill)
        at = row.closed or datetime.now(UTC).isoformat(timespec="seconds")
        if not row.closed:
            register.close_drill(row.drill.id, at)
    if as_json:
        emit({"drill": row.drill.id, "closed": at})
    else:
        tell(f"Drill {row.drill.id} is closed.")
    return 0
