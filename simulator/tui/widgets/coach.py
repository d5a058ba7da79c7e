"""The coach: the six rungs, and trust and patience as bars. A training aid; its use is recorded."""

from textual.content import Content
from textual.widgets import Static

from simulator.debrief.words import DEPTHS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.presenter import Gauge, bar


class Coach(Static):
    """A narrow panel."""

    def show(self, gauge: Gauge) -> None:
        """Shows where the call stands."""
        self.update(coach_text(gauge))


def coach_text(gauge: Gauge) -> Content:
    """The coach's panel as text."""
    return lines(
        ink(("The ladder", STRONG)),
        *(_rung(name, depth) for name, depth in gauge.rungs),
        ink(),
        ink(("Beside it", STRONG)),
        *(_rung(name, depth) for name, depth in gauge.aside),
        ink(),
        _points("Trust", gauge.trust),
        _points("Patience", gauge.patience),
        ink(),
        ink(("Using the coach is noted in the record of the call.", QUIET)),
    )


def _rung(name: str, depth: int) -> Content:
    rung = ink(("■" * depth, ACCENT), ("□" * (3 - depth), QUIET), f" {name}")
    return rung.append(ink((f" · {DEPTHS[depth]}", QUIET))) if depth else rung


def _points(name: str, points: float | None) -> Content:
    if points is None:
        return ink(f"{name:<9}", ("not known yet", QUIET))
    return ink(f"{name:<9}", (bar(points / 100, 12), ACCENT), f" {points:.0f}")
