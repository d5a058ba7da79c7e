"""`prospect drill comment`: words on a turn, and places where a replay stops."""

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_of, trainer_option
from simulator.cli.output import emit, tell


@click.command(
    cls=Command,
    name="comment",
    example="prospect drill comment 9f3ac1 --turn 7 'Here she told you the sum. Stay with it.'",
)
@click.argument("submission")
@click.argument("text", default="")
@click.option(
    "--turn",
    type=click.IntRange(min=0),
    required=True,
    metavar="N",
    help="Turn of the call, counting all turns from 0.",
)
@click.option("--stop", is_flag=True, help="A replay stops there; the words may be left out.")
@trainer_option
@json_option
def command(
    *, submission: str, text: str, turn: int, stop: bool, trainer: str, as_json: bool
) -> int:
    """Say something of a turn of a submission.

    --turn counts all turns of the call from 0; 'prospect review' numbers only the seller's, from 1.
    SUBMISSION is on the board.
    """
    with desk_of(submission, trainer) as (desk, found):
        desk.comment(found, turn, text, stops=stop)
    if as_json:
        emit({"submission": found, "turn": turn, "text": text, "stop": stop})
    else:
        tell("Kept.")
    return 0
