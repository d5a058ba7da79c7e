"""`prospect drill mark`: all ten levels of a call, before the engine's are seen."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at, desk_of, trainer_option
from simulator.cli.output import emit, note, tell
from simulator.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.drills.desk.handed import Beside, Handed
    from simulator.drills.desk.trainers_desk import TrainersDesk


@click.command(
    cls=Command,
    name="mark",
    example="prospect drill mark spring-term-3fa2c1 --blind\n"
    "prospect drill mark 9f3ac1 --blind < levels.txt",
)
@click.argument("named", metavar="DRILL|SUBMISSION")
@click.option("--blind", is_flag=True, required=True, help="Without the engine's levels, as yet.")
@trainer_option
@json_option
def command(*, named: str, blind: bool, trainer: str, as_json: bool) -> int:  # noqa: ARG001
    """Give all ten levels of a call before seeing the engine's.

    The call is shown without names and levels. Of a DRILL it is the next that you have not marked. Then ten
    lines are read, in the order of the rubric: a level from 0 to 4, and the reason. Only when
    all are kept are the engine's levels shown beside yours.
    """
    with _chosen(named, trainer) as (desk, submission):
        opened = desk.handed(submission)
        for line in _call(opened):
            note(line)
        given = dict(_given())
        beside = desk.mark_blind(submission, given)
    if as_json:
        emit({"submission": submission, "levels": [_json(item) for item in beside]})
        return 0
    _tell(beside)
    return 0


@contextmanager
def _chosen(named: str, trainer: str) -> "Iterator[tuple[TrainersDesk, str]]":
    """The desk and the submission to mark: the one named, or the next of the drill named."""
    from simulator.drills.register.register import UnknownDrill

    with ExitStack() as held:
        try:
            desk = held.enter_context(desk_at(named, trainer))
        except UnknownDrill:
            yield held.enter_context(desk_of(named, trainer))
            return
        submission = desk.next_blind()
        if submission is None:
            raise Problem(f"{desk.trainer} has marked every call of {named} that can be marked")
        yield desk, submission


def _call(opened: "Handed") -> Iterator[str]:
    """The call, turn by turn, nobody named."""
    from scoring.transcript import BuyerSpoke, SellerSpoke

    yield f"Submission {opened.row.id[:12]}, {opened.row.scenario}"
    for event in opened.events:
        if isinstance(event, SellerSpoke | BuyerSpoke):
            who = "Seller" if isinstance(event, SellerSpoke) else "Buyer"
            yield f"{event.turn}. {who}: {event.text}"


def _given() -> Iterator[tuple[str, tuple[int, str]]]:
    """Ten levels with their reasons, from standard input."""
    from simulator.debrief.words import CRITERIA

    for criterion in CRITERIA:
        note(f"{criterion.name}. {criterion.asks} Level and reason:")
        line = sys.stdin.buffer.readline().decode("utf-8", "replace").strip()
        level, _, reason = line.partition(" ")
        if level not in {"0", "1", "2", "3", "4"} or not reason.strip():
            raise Problem(
                f"{criterion.id}: {line!r} is not a level from 0 to 4 and a reason, as in "
                "'3 She put a sum to it.'; nothing was kept"
            )
        yield criterion.id, (int(level), reason.strip())


def _tell(beside: "Sequence[Beside]") -> None:
    for item in beside:
        verdict = item.label.replace("_", " ")
        tell(f"{item.criterion}: you {item.level}, engine {item.engine}, {verdict}")


def _json(item: "Beside") -> dict[str, object]:
    return {
        "criterion": item.criterion,
        "level": item.level,
        "engine": item.engine,
        "label": item.label,
    }
