"""A call's events as rows for the screen. Knows nothing of Textual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personas.gesture import GESTURE
from personas.vocabulary import LADDER, SIDE_TOPICS
from simulator.debrief.words import SHORT_TOPICS, STOOD_IN

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent

YOU = "You"


@dataclass(frozen=True, slots=True)
class Row:
    """One speaker's turn."""

    turn: int
    """Of the record."""
    name: str
    text: str
    by_buyer: bool
    mark: str = ""
    """A small remark after the text."""
    struck: bool = False
    """It was shown and does not count."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """What the coach shows."""

    rungs: tuple[tuple[str, int], ...]
    """The six rungs and their depth, 0 to 3."""
    aside: tuple[tuple[str, int], ...]
    """Change, people and process and their depth."""
    trust: float | None
    patience: float | None


def rows_of(events: Iterable[AnyEvent], buyer: str) -> list[Row]:
    """The spoken lines among the events, in order."""
    rows = []
    for event in events:
        if event.type == "seller_spoke":
            rows.append(Row(event.turn, YOU, event.text, by_buyer=False))
        elif event.type == "buyer_spoke":
            mark = STOOD_IN if event.fell_back else ""
            rows.append(Row(event.turn, buyer, event.text, by_buyer=True, mark=mark))
    return rows


def gauge_of(events: Sequence[AnyEvent]) -> Gauge:
    """Rungs, trust and patience after the last decision; all empty before the first."""
    last = next((event for event in reversed(events) if event.type == "buyer_decided"), None)
    depths = last.rungs if last else {}
    return Gauge(
        rungs=tuple((SHORT_TOPICS[topic], depths.get(topic, 0)) for topic in LADDER),
        aside=tuple((SHORT_TOPICS[topic], depths.get(topic, 0)) for topic in SIDE_TOPICS),
        trust=last.trust if last else None,
        patience=last.patience if last else None,
    )


def gestures(text: str) -> list[tuple[int, int]]:
    """Where '(puts the pen down)' and its like stand in a line, as (start, end)."""
    return [match.span() for match in GESTURE.finditer(text)]


def pips(difficulty: int, of: int = 5) -> str:
    """Difficulty as pips: '●●○○○'."""
    return "●" * difficulty + "○" * (of - difficulty)


def bar(share: float, width: int) -> str:
    """A bar of `width` cells, heavy up to `share` (0 to 1) and light beyond."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return "━" * filled + "─" * (width - filled)


def trend(scores: Sequence[float], longest: int = 8) -> str:
    """The last scores as a small line of bars; empty for fewer than three."""
    if len(scores) < 3:
        return ""
    steps = "▁▂▃▄▅▆▇█"
    return "".join(steps[min(7, int(score / 12.5))] for score in scores[-longest:])
