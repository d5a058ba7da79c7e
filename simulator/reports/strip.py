"""The call at a glance: a bar for each turn, the seller's up, the buyer's down, pitches and the cap.

Geometry only, in the units of the drawing; the template writes the SVG.
"""

import math
from dataclasses import dataclass

from simulator.reports.report import Report

WIDTH = 960
MIDDLE = 58
TALLEST = 46
_WIDEST = 26
_FILLED = 0.72
"""Share of a turn's room that its bar fills."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One turn."""

    turn: int
    x: float
    y: float
    width: float
    height: float
    kind: str
    """"seller", "buyer" or "pitch"."""
    label: str
    """What a pointer resting on it is told."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole drawing."""

    bars: tuple[Bar, ...]
    cap: tuple[float, str, str] | None
    """Where the turn that set the cap is, its label, and the side of the line it stands on."""
    summary: str
    """The drawing in one sentence, for those who do not see it."""


def strip_of(report: Report) -> Strip:
    """The drawing of a call. A bar is as high as the root of its words, so that all stay visible."""
    words = [len(said.text.split()) for said in report.said]
    step = min(_WIDEST, WIDTH / max(1, len(words)))
    unit = TALLEST / math.sqrt(max([1, *words]))
    bars = []
    cap = None
    for place, (said, many) in enumerate(zip(report.said, words, strict=True)):
        height = max(2.0, math.sqrt(many) * unit)
        up = said.speaker == "seller"
        what = "pitches, " if said.pitches else ""
        bars.append(
            Bar(
                turn=said.turn,
                x=round(place * step, 2),
                y=round(MIDDLE - 1 - height if up else MIDDLE + 1, 2),
                width=round(step * _FILLED, 2),
                height=round(height, 2),
                kind="pitch" if said.pitches else said.speaker,
                label=f"Turn {said.your_turn}, {said.name}: {what}{many} words",
            )
        )
        if said.turn == report.cap_turn:
            held = report.card["cap"]
            label = f"{'would be ' if held['advisory'] else ''}held at {held['limit']}"
            x = round((place + _FILLED / 2) * step, 2)
            cap = (x, label, "end" if x > WIDTH * 0.8 else "start")
    pitches = sum(said.pitches for said in report.said)
    sellers = sum(said.speaker == "seller" for said in report.said)
    summary = (
        f"{len(words)} turns, {sellers} of the seller's and {len(words) - sellers} of the buyer's; "
        f"{pitches} of the seller's pitch."
    )
    return Strip(tuple(bars), cap, f"{summary} {report.view.cap}".strip())
