"""The trainer's desk, for the commands that read a class or say something of a submission."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import Decorated
from simulator.cli.drills.kept import drill_named, trainers_register

if TYPE_CHECKING:
    from simulator.drills.desk.trainers_desk import TrainersDesk


@contextmanager
def desk_at(drill: str, trainer: str = "") -> "Iterator[TrainersDesk]":
    """The desk of a drill, by its id or the beginning of it. Raises UnknownDrill."""
    from simulator.drills.desk.trainers_desk import TrainersDesk

    with trainers_register() as register:
        found = drill_named(register, drill).drill.id
        yield TrainersDesk(register, found, clock=now, trainer=trainer)


@contextmanager
def desk_of(submission: str, trainer: str = "") -> "Iterator[tuple[TrainersDesk, str]]":
    """The desk of the drill that a submission belongs to, and the submission's whole id.

    `submission` is its id or the beginning of it. Raises UnknownSubmission.
    """
    from simulator.drills.desk.trainers_desk import TrainersDesk

    with trainers_register() as register:
        row = register.find(submission)
        yield TrainersDesk(register, row.drill, clock=now, trainer=trainer), row.id


def now() -> str:
    """The time, as registers keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def trainer_option(decorated: Decorated) -> Decorated:
    """Adds --trainer."""
    return click.option(
        "--trainer",
        default="",
        metavar="NAME",
        help="Who says it; the drill's own trainer unless said otherwise.",
    )(decorated)
