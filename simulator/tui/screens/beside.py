"""The lines of a replay and what stands by them: the details of a turn, the row of signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.playback.words import details
from simulator.review.turns import SIGNS, Worth
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink
from simulator.tui.presenter import Row
from simulator.tui.widgets.page import Paragraph

if TYPE_CHECKING:
    from simulator.archive.rows import Remark
    from simulator.playback.playback import Playback
    from simulator.playback.steps import Step

TONES = {"good": f"bold {ACCENT}", "loud": f"bold {BUYER}", "quiet": STRONG}
SIGN = 3
"""Cells of a sign in the row."""


def row_of(step: Step) -> Row:
    """A step as a row of the conversation."""
    return Row(step.turn, step.name, step.text, by_buyer=not step.by_seller, mark=step.mark)


def details_text(step: Step, remark: Remark, notices: Sequence[str] = ()) -> list[Paragraph]:
    """What is known about a turn, each thing under its name."""
    parts: list[Paragraph] = []
    for detail in details(step, remark):
        parts += [
            Paragraph(ink((detail.label, TONES[detail.tone]))),
            Paragraph(ink(detail.text)),
            Paragraph(ink()),
        ]
    for notice in notices:
        parts += [Paragraph(ink((notice, QUIET))), Paragraph(ink())]
    return parts


def marks_text(playback: Playback, number: int, width: int) -> Content:
    """A sign for each of the seller's turns, the one that is shown in brackets.

    Of more turns than fit, those around it are shown.
    """
    turns = [step for step in playback.steps if step.by_seller]
    fit = max(1, width // SIGN)
    first = max(0, min(number - 1 - fit // 2, len(turns) - fit))
    parts: list[str | tuple[str, str]] = []
    for step in turns[first : first + fit]:
        worth = step.reviewed.worth if step.reviewed else None
        sign = SIGNS[worth] if worth else "·"
        style = QUIET
        if step.slip:
            style = f"bold {BUYER}"
        elif worth is Worth.BEST:
            style = ACCENT
        here = step.number == number
        parts.append((f"[{sign}]".ljust(SIGN) if here else f" {sign}".ljust(SIGN), style))
    return ink(*parts)
