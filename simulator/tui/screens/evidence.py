"""The evidence for one criterion: the quotes, the rule that was applied, and what the next level takes."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from simulator.debrief.verdict import LEVELS, Bar
from simulator.debrief.words import CRITERIA
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet


class EvidenceScreen(Sheet[None]):
    """What a level rests on."""

    BINDINGS: ClassVar = [Binding("enter", "close", "Close", show=False)]

    def __init__(self, item: Bar, buyer: str) -> None:
        super().__init__()
        self._item = item
        self._buyer = buyer

    def body(self) -> Iterator[Widget]:
        """Quotes and rules, oldest first."""
        yield VerticalScroll(Static(evidence_text(self._item, self._buyer)))


def evidence_text(item: Bar, buyer: str) -> Content:
    """The evidence as text."""
    asks = next((known.asks for known in CRITERIA if known.id == item.id), "")
    parts = [
        ink((item.name, STRONG), (f"   level {item.level} of {LEVELS}, {item.points:.1f} of {item.weight} points", QUIET)),
        ink((asks, QUIET)),
        ink(),
    ]
    if item.advisory:
        parts += [ink(("People and engine do not agree on this one well enough yet: take it as advice.", QUIET)), ink()]
    rule = ""
    for proof in item.evidence:
        if proof.rule != rule:
            rule = proof.rule
            parts += [ink(rule)]
        who = ink(("  You", STRONG)) if proof.speaker == "seller" else ink((f"  {buyer}", f"bold {BUYER}"))
        parts += [who.append(ink((f", turn {proof.your_turn}", QUIET))), ink(f"  “{proof.quote}”"), ink()]
    if not item.evidence:
        parts += [ink("Nothing in the call counts towards this yet."), ink()]
    if item.missing:
        parts.append(ink(("For the next level: ", f"bold {ACCENT}"), item.missing))
    return lines(*parts)
