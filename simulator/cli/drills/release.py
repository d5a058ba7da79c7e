"""`prospect drill release`: lets the grades of a drill out."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at
from simulator.cli.output import emit, tell


@click.command(cls=Command, name="release", example="prospect drill release spring-class")
@click.argument("drill")
@json_option
def command(*, drill: str, as_json: bool) -> int:
    """Let the grades of a drill out that were held for you to look at first."""
    with desk_at(drill) as desk:
        desk.release()
    if as_json:
        emit({"drill": desk.drill.id, "released": True})
    else:
        tell(f"The grades of {desk.drill.id} are out.")
    return 0
