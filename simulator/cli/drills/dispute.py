"""`prospect drill dispute`: what a trainee objects to."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_of
from simulator.cli.output import emit, tell


@click.command(
    cls=Command,
    name="dispute",
    example="prospect drill dispute 9f3ac1 --criterion impact 'I asked for the sum at turn 9.'\n"
    "prospect drill dispute 9f3ac1 --turn 7 'I asked why, it was heard as a pitch.'",
)
@click.argument("submission")
@click.argument("text")
@click.option("--criterion", default="", metavar="ID", help="Whose level is wrong, or cap.")
@click.option(
    "--turn",
    type=click.IntRange(min=0),
    metavar="N",
    help="Turn it is about, counting all turns from 0.",
)
@json_option
def command(*, submission: str, text: str, criterion: str, turn: int | None, as_json: bool) -> int:
    """Object to a level of a submission, or to how a line in it was heard.

    With files, tell your trainer, who enters it here. In a shared register, set PROSPECT_REGISTER to
    its address with your own login first; your trainer reads you the id of SUBMISSION from the board.

    The trainer answers it. When they find that the simulator was wrong, the attempt is not
    evaluable; it never becomes a low score.
    """
    with desk_of(submission) as (desk, found):
        number = desk.dispute(found, criterion=criterion, turn=turn, text=text)
    if as_json:
        emit({"dispute": number, "submission": found})
    else:
        tell(f"Dispute {number} is kept; the trainer answers it.")
    return 0
