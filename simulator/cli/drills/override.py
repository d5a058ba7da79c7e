"""`prospect drill override`: a trainer's level beside the engine's."""

from typing import TYPE_CHECKING, cast

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_of, trainer_option
from simulator.cli.output import emit, tell

if TYPE_CHECKING:
    from simulator.drills.register.rows import Label

LABELS = ("accurate", "too_high", "too_low", "wrong_reason", "missing_evidence")
WORDS = {"kept": 0, "lifted": 4}
"""What is said of the cap, as the levels that are kept."""


def level(_: click.Context, __: click.Parameter, value: str) -> int:
    """A level from 0 to 4, or a word about the cap."""
    if value in WORDS:
        return WORDS[value]
    if value in {"0", "1", "2", "3", "4"}:
        return int(value)
    raise click.BadParameter(f"{value!r} is no level; give 0 to 4, or kept or lifted for the cap")


@click.command(
    cls=Command,
    name="override",
    example="prospect drill override 9f3ac1 impact 3 --reason 'She said the sum twice, turn 9.'\n"
    "prospect drill override 9f3ac1 cap lifted --reason 'He was asked for the price.'",
)
@click.argument("submission")
@click.argument("criterion")
@click.argument("level", callback=level)
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept with the level.")
@click.option(
    "--label",
    type=click.Choice(LABELS),
    help="What is wrong with the engine's level; told from the levels unless said.",
)
@click.option("--blind", is_flag=True, help="You have not seen the engine's level.")
@trainer_option
@json_option
def command(
    *,
    submission: str,
    criterion: str,
    level: int,
    reason: str,
    label: str | None,
    blind: bool,
    trainer: str,
    as_json: bool,
) -> int:
    """Give a criterion of a submission another level, with the reason.

    The engine's level stays beside yours; the score with yours in it is the human score, the one
    that is exported. CRITERION may be cap: kept lets it hold, lifted takes it away. A blind level
    counts for agreement, and is refused once you have given one on the same submission after seeing the engine's.
    """
    from scoring.scorecard import shown

    with desk_of(submission, trainer) as (desk, found):
        result = desk.override(
            found,
            criterion,
            level,
            reason=reason,
            label=cast("Label | None", label),
            blind=blind,
        )
    if as_json:
        told: dict[str, object] = {"submission": found, "criterion": criterion, "level": level}
        emit(told if blind else told | {"human_score": shown(result.score)})
        return 0
    tell("Kept." if blind else f"Kept. The human score is {shown(result.score)}.")
    return 0
