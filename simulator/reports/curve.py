"""The curve of a call: the best score that was still within reach, before the first turn and after each.

Geometry only, in the units of the drawing; the template writes the SVG.
"""

from dataclasses import dataclass

from simulator.review.turns import SIGNS, SLIPS, Reviewed

WIDTH, HEIGHT = 960, 150
TOP, BOTTOM = 24, 126
"""Where 100 and 0 points stand."""
LEFT, RIGHT = 40, 920


@dataclass(frozen=True, slots=True)
class Dot:
    """The score within reach after one turn of the seller's."""

    turn: int
    x: float
    y: float
    sign: str
    """Its mark, where it cost much; else empty."""
    label: str
    """What a pointer resting on it is told."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole drawing."""

    line: str
    """The points of the line, as SVG has them."""
    dots: tuple[Dot, ...]
    start: tuple[float, str]
    """Height of the first point, and its score."""
    end: tuple[float, str]
    summary: str
    """The drawing in one sentence, for those who do not see it, and for Markdown."""


def curve_of(turns: tuple[Reviewed, ...]) -> Drawn:
    """The drawing of a reviewed call; `turns` are all of the seller's, at least one."""
    first, last = turns[0].before or 0.0, turns[-1].after or 0.0
    step = (RIGHT - LEFT) / len(turns)
    dots = tuple(
        Dot(
            turn=turn.turn,
            x=round(LEFT + step * turn.number, 1),
            y=_height(turn.after or 0.0),
            sign=SIGNS[turn.worth] if turn.worth in SLIPS else "",
            label=f"After turn {turn.number}: {turn.after or 0.0:.1f}, {turn.worth}",
        )
        for turn in turns
    )
    places = [(float(LEFT), _height(first)), *((dot.x, dot.y) for dot in dots)]
    return Drawn(
        line=" ".join(f"{x:g},{y:g}" for x, y in places),
        dots=dots,
        start=(_height(first), f"{first:.0f}"),
        end=(_height(last), f"{last:.0f}"),
        summary=_summary(turns, first, last),
    )


def _height(points: float) -> float:
    return round(BOTTOM - points / 100 * (BOTTOM - TOP), 1)


def _summary(turns: tuple[Reviewed, ...], first: float, last: float) -> str:
    falls = [
        f"turn {turn.number} took it from {turn.before or 0.0:.1f} to {turn.after or 0.0:.1f}"
        for turn in turns
        if turn.slip and (turn.before or 0.0) - (turn.after or 0.0) >= 1
    ]
    told = f": {'; '.join(falls)}" if falls else ""
    return f"Within reach were {first:.1f} points at first and {last:.1f} at the end{told}."
