"""A class as a table for spreadsheets: a line for each trainee and meeting, every cell inert."""

from collections.abc import Mapping

from scoring.rubric import CRITERIA
from scoring.scorecard import shown
from simulator.drills.desk.board import Board
from simulator.drills.desk.standing import Standing
from simulator.reports.tables import written

HEADS = (
    *("trainee", "scenario", "state", "submission", "attempt", "handed_in", "sent"),
    *("score", "engine_score", "result", "why", "changed", "open_disputes", "flags"),
    *CRITERIA,
    *(f"engine_{criterion}" for criterion in CRITERIA),
)
"""`score` and the plain criteria are the human ones; the engine's stand beside them."""


def class_table(board: Board) -> str:
    """The class as CSV."""
    return written(HEADS, (_row(item) for item in board.standings))


def _row(item: Standing) -> list[object]:
    handed = item.submission
    return [
        item.trainee,
        item.scenario,
        item.state,
        handed.id if handed else None,
        handed.attempt if handed else None,
        item.handed_in,
        handed.sent if handed else None,
        shown(item.human),
        shown(item.engine),
        item.result,
        item.why,
        " ".join(item.changed),
        item.open_disputes,
        " ".join(dict.fromkeys(flag.kind for flag in handed.flags)) if handed else None,
        *_levels(item.levels),
        *_levels(item.engine_levels),
    ]


def _levels(levels: Mapping[str, int] | None) -> list[int | None]:
    return [None if levels is None else levels[criterion] for criterion in CRITERIA]
