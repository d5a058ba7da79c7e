"""`prospect drill release`: marks the held grades of a drill as released."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at
from simulator.cli.output import emit, tell


@click.command(cls=Command, name="release", example="prospect drill release spring-term-3fa2c1")
@click.argument("drill")
@json_option
def command(*, drill: str, as_json: bool) -> int:
    """Mark held grades as released.

    In a shared register each trainee's login may then read its own grades and marks, and
    'prospect drill export --format xapi' is allowed. A trainee's app stays as it is: send them score
    and review yourself.
    """
    with desk_at(drill) as desk:
        desk.release()
    if as_json:
        emit({"drill": desk.drill.id, "released": True})
    else:
        tell(f"The grades of {desk.drill.id} are released.")
    return 0
