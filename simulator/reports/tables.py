"""Tables for spreadsheets: a call turn by turn, or many calls with a line each.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from scoring.rubric import CRITERIA
from simulator.reports.page import Failed
from simulator.reports.report import Report
from simulator.text_safety import inert

_FORMULA = frozenset("=+-@\t\r\n|%")
"""Characters with which a formula begins, in any common spreadsheet."""
_METRICS = (
    "seller_turns",
    "first_pitch_turn",
    "rungs",
    "questions",
    "follow_up_rate",
    "talk_share",
    "next_step_agreed",
)
GRADE_HEADS = (
    *("file", "call", "status", "reason", "source", "score", "raw", "cap", "cap_limit", "cap_turn"),
    *("cap_advisory", "rubric", "rubric_version", "hearing"),
    *CRITERIA,
    *_METRICS,
)
TURN_HEADS = (
    "turn",
    "your_turn",
    "speaker",
    "name",
    "text",
    "acts",
    "topics",
    "evidence_for",
    "line",
    "comment",
)


def grades_table(named: Sequence[tuple[str, Report]], failed: Sequence[Failed] = ()) -> str:
    """Graded calls, a line each, the files that failed after them."""
    lost: list[dict[str, object]] = [
        {"file": item.file, "status": "error", "reason": item.reason} for item in failed
    ]
    rows = [*(_grade_row(file, report) for file, report in named), *lost]
    return written(GRADE_HEADS, ([row.get(head) for head in GRADE_HEADS] for row in rows))


def turns_table(report: Report) -> str:
    """A call, a line for each turn: by its place in the record, and by the seller's turn it belongs to."""
    return written(
        TURN_HEADS,
        (
            [
                said.turn,
                said.your_turn,
                said.speaker,
                said.name,
                said.text,
                " ".join(said.acts),
                " ".join(said.topics),
                " ".join(dict.fromkeys(name for part in said.stretches for name in part.proves)),
                said.line,
                said.comment,
            ]
            for said in report.said
        ),
    )


def _grade_row(file: str, report: Report) -> dict[str, object]:
    card = report.card
    cap = card["cap"] or {}
    return {
        "file": file,
        "call": report.call_id,
        **{key: card[key] for key in ("status", "reason", "source", "score", "raw")},
        "cap": cap.get("id"),
        **{f"cap_{key}": cap.get(key) for key in ("limit", "turn", "advisory")},
        "rubric": card["rubric"]["id"],
        "rubric_version": card["rubric"]["version"],
        "hearing": card["hearing"]["version"],
        **{item["id"]: item["level"] for item in card["criteria"]},
        **{key: card["metrics"].get(key) for key in _METRICS},
    }


def written(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under their heads as CSV, every cell inert."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> object:
    """A value as a cell that is only ever shown."""
    if not isinstance(value, str):
        return value
    text = inert(value)
    return f"'{text}" if text.lstrip(" ")[:1] in _FORMULA and text else text
