"""`prospect calls trends`: how it has been going."""

from datetime import date, datetime

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import kept_calls
from simulator.cli.output import emit, note, tell

SAID_EVERY = 100
"""Graded calls after which it is said how far the work has come."""


@click.command(cls=Command, name="trends", example="prospect calls trends --json")
@click.option(
    "--days",
    type=click.IntRange(7, 3650),
    default=90,
    show_default=True,
    help="How far back to look, today included.",
)
@click.option(
    "--rubric",
    default="explore-before-pitch",
    metavar="ID|FILE",
    help="Which rubric to grade by.",
)
@json_option
def command(*, days: int, rubric: str, as_json: bool) -> int:
    """Show how your calls have been going.

    Five percentages over the days chosen, as you answered before each score and as the record says, and
    a line for every criterion with the range it probably lies in. Curves begin with three people;
    retries and guided calls are counted apart. Each call is graded once, and that is kept.
    """
    from scoring.rubric import rubric_named
    from simulator.drills.trainee.showing import hidden_calls
    from simulator.naming import now
    from simulator.trends.held import held_calls
    from simulator.trends.telling import trend_lines, trends_json
    from simulator.trends.trends import trends_of

    by = rubric_named(rubric)
    with kept_calls() as archive:
        hidden = hidden_calls(archive, datetime.fromisoformat(now()))
        held = held_calls(archive, by, _progress, without=hidden)
    trends = trends_of(held, date.fromisoformat(now()[:10]), days=days)
    if as_json:
        emit(trends_json(trends))
        return 0
    for line in trend_lines(trends):
        tell(line)
    return 0


def _progress(done: int, of: int) -> None:
    if done % SAID_EVERY == 0:
        note(f"Graded {done} of {of} calls.")
