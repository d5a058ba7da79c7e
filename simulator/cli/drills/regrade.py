"""`prospect drill regrade`: the engine's grades, made anew from the logs."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import drill_named, progress, registers_place, trainers_register
from simulator.cli.output import PROBLEM, SOME_FAILED, emit, note, tell


@click.command(
    cls=Command,
    name="regrade",
    example="prospect drill regrade spring-term-3fa2c1\n"
    "prospect drill regrade spring-term-3fa2c1 --all --cluster tcp://scheduler:8786",
)
@click.argument("drill")
@click.option("--all", "everything", is_flag=True, help="Also what this grader has graded already.")
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Cores; 0 for all."
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Grade on this Dask cluster, whose workers reach the register in PostgreSQL.",
)
@json_option
def command(*, drill: str, everything: bool, jobs: int, cluster: str, as_json: bool) -> int:
    """Grade every submission anew from its log, on all cores or a cluster.

    Without --all, what this version has not graded yet: stopped or killed, it goes on where it was.
    Marks, comments and disputes of people stay.
    """
    from simulator.drills.collecting.grading import grade_drill, in_drill

    place = registers_place()
    with trainers_register() as register:
        named = drill_named(register, drill).drill.id
    count = in_drill(place, named, everything=everything)
    with progress("Grading", count) as bar:
        failed = grade_drill(
            place, named, bar.update, everything=everything, jobs=jobs, cluster=cluster
        )
    for result in failed:
        note(f"Submission {result.submission[:10]} cannot be graded: {result.why}.")
    if as_json:
        emit(
            {
                "drill": named,
                "graded": count - len(failed),
                "failed": [{"submission": one.submission, "reason": one.why} for one in failed],
            }
        )
    else:
        tell(f"{count - len(failed)} graded, {len(failed)} could not be.")
    if not failed:
        return 0
    return SOME_FAILED if len(failed) < count else PROBLEM
