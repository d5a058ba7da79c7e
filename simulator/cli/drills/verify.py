"""`prospect drill verify`: whether what is kept is what was handed in."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import drill_named, progress, registers_place, trainers_register
from simulator.cli.output import PROBLEM, emit, tell


@click.command(cls=Command, name="verify", example="prospect drill verify spring-term-3fa2c1")
@click.argument("drill")
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Cores; 0 for all."
)
@json_option
def command(*, drill: str, jobs: int, as_json: bool) -> int:
    """Check that what is kept is what was handed in, and its grade the engine's.

    Seals, hash chains and grades are computed again and compared with the register's. What differs
    is named, nothing is changed, and the exit code is 1.
    """
    from simulator.drills.collecting.grading import verify_drill

    place = registers_place()
    with trainers_register() as register:
        named = drill_named(register, drill).drill.id
        count = len(register.gradable(named))
    with progress("Verifying", count) as bar:
        wrong = verify_drill(place, named, bar.update, jobs=jobs)
    if as_json:
        emit(
            {
                "drill": named,
                "verified": count - len(wrong),
                "wrong": [{"submission": one.submission, "reason": one.why} for one in wrong],
            }
        )
    else:
        for one in wrong:
            tell(f"{one.why}.")
        tell(f"{count - len(wrong)} hold, {len(wrong)} do not.")
    return PROBLEM if wrong else 0
