"""A class in the formats that other programs read. The score in all of them is the human one."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.drills.desk.board import Board
from simulator.drills.desk.standing import by_submission
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.problem import Problem
from simulator.text_safety import inert_json

if TYPE_CHECKING:
    from simulator.reports.xapi import Times

FORMATS = ("csv", "html", "json", "xapi")


def exported(
    desk: TrainersDesk, kind: str, *, home_page: str = "", trainee: str | None = None
) -> str:
    """The class of a desk as one of `FORMATS`, the whole text; html of one `trainee` for them to read.

    xapi needs `home_page`. Raises Problem for statements of grades that are held, and for a trainee
    that the drill does not have.
    """
    if trainee is not None:
        from simulator.reports.trainee_page import trainee_page

        return trainee_page(desk, trainee)
    board = desk.board()
    if kind == "csv":
        from simulator.reports.class_table import class_table

        return class_table(board)
    if kind == "html":
        from simulator.reports.class_page import class_page

        return class_page(board)
    if kind == "json":
        from simulator.drills.desk.board_text import board_json

        return _line(board_json(board))
    if board.held:
        raise Problem(
            f"the grades of {desk.drill.id} are held, and an LMS would show them; release them "
            f"first with 'prospect drill release {desk.drill.id}'"
        )
    from simulator.reports.xapi import statements

    return "".join(_line(item) for item in statements(board, _times(desk, board), home_page))


def _times(desk: TrainersDesk, board: Board) -> "dict[str, Times]":
    from simulator.reports.xapi import Times

    marks = by_submission(desk.judgements.marks(desk.drill.id))
    found = {}
    for item in board.standings:
        if item.counts and item.submission is not None:
            name = item.submission.id
            judged = max((mark.at for mark in marks.get(name, ())), default="")
            found[name] = Times(_seconds(desk.register.log(name)), judged)
    return found


def _seconds(log: Sequence[str]) -> float | None:
    """How long a call took, from its opening to its end; None where it has no such times."""
    ended = next((line for line in reversed(log) if '"meeting_ended"' in line), None)
    if ended is None:
        return None
    try:
        first, last = (datetime.fromisoformat(json.loads(line)["at"]) for line in (log[0], ended))
    except ValueError:
        return None
    return max(0.0, (last - first).total_seconds())


def _line(value: object) -> str:
    return inert_json(json.dumps(value, ensure_ascii=False, allow_nan=False)) + "\n"
