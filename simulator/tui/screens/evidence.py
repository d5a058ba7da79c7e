"""The evidence for one criterion: quotes, the rule applied, what the next level takes."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget

from simulator.debrief.verdict import LEVELS, Bar
from simulator.debrief.words import CRITERIA
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.page import Page, Paragraph, name_room

ADVICE = "People and engine do not agree on this one well enough yet: take it as advice."


class EvidenceScreen(Sheet[None]):
    """What a level rests on."""

    BINDINGS: ClassVar = [Binding("enter", "close", "Close", show=False)]

    def __init__(self, item: Bar, buyer: str) -> None:
        super().__init__()
        self._item = item
        self._buyer = buyer

    def body(self) -> Iterator[Widget]:
        """Quotes and rules, oldest first."""
        yield VerticalScroll(Page(evidence_text(self._item, self._buyer)))


def evidence_text(item: Bar, buyer: str) -> list[Paragraph]:
    """The evidence as paragraphs."""
    asks = next((known.asks for known in CRITERIA if known.id == item.id), "")
    level = f"   level {item.level} of {LEVELS}, {item.points:.1f} of {item.weight} points"
    parts = [Paragraph(ink((item.name, STRONG), (level, QUIET))), Paragraph(ink((asks, QUIET)))]
    if item.advisory:
        parts.append(Paragraph(ink((ADVICE, QUIET))))
    rule = ""
    for proof in item.evidence:
        if proof.rule != rule:
            rule = proof.rule
            parts += [Paragraph(ink()), Paragraph(ink(rule))]
        mine = proof.speaker == "seller"
        who = ink(("You" if mine else buyer, "bold" if mine else f"bold {BUYER}"))
        said = ink((f"turn {proof.your_turn}  ", QUIET), f"“{proof.quote}”")
        parts.append(Paragraph(said, who, name_room(buyer)))
    if not item.evidence:
        parts += [Paragraph(ink()), Paragraph(ink("Nothing in the call counts towards this yet."))]
    if item.missing:
        missing = ink(("For the next level: ", f"bold {ACCENT}"), item.missing)
        parts += [Paragraph(ink()), Paragraph(missing)]
    return parts
