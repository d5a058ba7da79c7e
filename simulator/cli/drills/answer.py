"""`prospect drill answer`: a trainer's answer to a dispute."""

from typing import TYPE_CHECKING, cast

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import now, trainer_option
from simulator.cli.drills.kept import trainers_register
from simulator.cli.output import emit, tell

if TYPE_CHECKING:
    from simulator.drills.register.rows import Outcome


@click.command(
    cls=Command,
    name="answer",
    example="prospect drill answer 3 upheld 'You did ask; I raised the level.'",
)
@click.argument("number", type=click.IntRange(min=1))
@click.argument("outcome", type=click.Choice(["upheld", "refused", "simulator_error"]))
@click.argument("text")
@trainer_option
@json_option
def command(*, number: int, outcome: str, text: str, trainer: str, as_json: bool) -> int:
    """Answer a dispute. A second answer replaces the first.

    NUMBER is on the board. The program does not show trainees the answer: tell them. In a shared
    register their login may read it.

    upheld and refused change no level: raise it with 'prospect drill override'. simulator_error
    makes the attempt not evaluable.
    """
    from simulator.drills.desk.trainers_desk import desk_of_dispute

    with trainers_register() as register:
        desk = desk_of_dispute(register, number, clock=now, trainer=trainer)
        desk.answer(number, cast("Outcome", outcome), text)
    if as_json:
        emit({"dispute": number, "outcome": outcome})
    else:
        tell(f"Dispute {number} is answered: {outcome.replace('_', ' ')}.")
    return 0
