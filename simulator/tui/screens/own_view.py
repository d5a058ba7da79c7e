"""What the trainee thought, beside what was: the account, the sheet, the five questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.debrief.account import Account, Part
from simulator.debrief.look_back import FIVE, TURNED
from simulator.debrief.prepared import Became, Foreseen, Prepared
from simulator.debrief.telling import capital, recognised_told
from simulator.debrief.turns import your_turn
from simulator.debrief.words import TOPICS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink
from simulator.tui.widgets.page import Paragraph

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.debrief.debrief import Debrief

_APART = " of {}, beside the score, never in it"
_INDENT = 11


def account_text(account: Account) -> list[Paragraph]:
    """The trainee's own account beside the buyer's words, with what each match rests on."""
    parts = [
        Paragraph(
            ink(
                ("Your account, beside theirs   ", STRONG),
                (f"{account.points}", f"bold {ACCENT}"),
                (_APART.format(account.of), QUIET),
            )
        )
    ]
    for part in account.parts:
        if part.wrote:
            parts += _part(part)
    empty = [TOPICS[part.id] for part in account.parts if not part.wrote]
    if empty:
        left = f"You left empty: {', '.join(empty)}. What it was stands below."
        parts += [Paragraph(ink()), Paragraph(ink((left, QUIET)))]
    return parts


def _part(part: Part) -> list[Paragraph]:
    head = ink((capital(TOPICS[part.id]), ACCENT), (f"   {part.points} of 2", QUIET))
    parts = [
        Paragraph(ink()),
        Paragraph(head),
        Paragraph(ink((part.wrote, STRONG)), ink(("you wrote", QUIET)), _INDENT),
    ]
    parts += [
        Paragraph(ink(recognised_told(item)), ink(("matched", QUIET)), _INDENT)
        for item in part.recognised
    ]
    if not part.recognised:
        parts += [
            Paragraph(ink("nothing of theirs"), ink(("matched", QUIET)), _INDENT),
            Paragraph(ink(" ".join(part.truth)), ink(("it was", QUIET)), _INDENT),
        ]
    for item in part.elsewhere:
        topic = f"also ({TOPICS[item.match.topic]}): "
        parts.append(Paragraph(ink((topic, QUIET), recognised_told(item)), indent=_INDENT))
    return parts


def prepared_text(prepared: Prepared) -> list[Paragraph]:
    """The sheet, its points, and what became of each answer."""
    grade = prepared.grade
    parts = [
        Paragraph(
            ink(
                ("Prepared, and real   ", STRONG),
                (f"{grade.points}", f"bold {ACCENT}"),
                (_APART.format(grade.of), QUIET),
            )
        )
    ]
    if grade.only_a_pitch:
        parts.append(Paragraph(ink("It only described a pitch: nothing on it was about them.")))
    for item in prepared.fields:
        if item.field.wrote:
            parts += _foreseen(item)
    empty = sum(not item.field.wrote for item in prepared.fields)
    if empty:
        left = f"{empty} of {len(prepared.fields)} were left empty."
        parts += [Paragraph(ink()), Paragraph(ink((left, QUIET)))]
    for key in prepared.keys:
        mark = ink(("● " if key.turned else "○ ", ACCENT if key.turned else QUIET))
        said = f"you said {key.said}. " if key.said else ""
        parts.append(Paragraph(ink()))
        parts.append(Paragraph(ink((f"{key.asks} ", STRONG), (said, QUIET), key.after), mark, 2))
        parts.append(Paragraph(ink((f"Before: {key.before}", QUIET)), indent=2))
    return parts


def _foreseen(item: Foreseen) -> list[Paragraph]:
    true = item.became is Became.CAME_TRUE
    why = item.field.why or f"Tied to: {item.field.cites}"
    became = ink((f"{capital(str(item.became))}. ", ACCENT if true else QUIET), item.because)
    return [
        Paragraph(ink()),
        Paragraph(ink(item.field.asks, (f"   {item.field.points} of 2", QUIET))),
        Paragraph(ink((item.field.wrote, STRONG)), ink(("you wrote", QUIET)), _INDENT),
        Paragraph(ink((why, QUIET)), indent=_INDENT),
        Paragraph(became, ink(("● " if true else "○ ", ACCENT if true else QUIET)), _INDENT),
    ]


def five_text(told: Debrief, events: Sequence[AnyEvent]) -> list[Paragraph]:
    """The five questions and where it turned: what the trainee said, and what the record says."""
    parts = [Paragraph(ink(("Your view, beside the record", STRONG)))]
    looked = told.looked
    assert looked is not None
    for question in FIVE:
        mine = looked.answers.get(question.id, "nothing")
        found = told.found[question.id]
        parts += _both(question.asks, mine, found.answer, found.because)
    if told.turned is not None:
        mine = "nothing"
        if looked.turned_at is not None:
            mine = f"your turn {your_turn(events, looked.turned_at)}"
        turn = f"your turn {your_turn(events, told.turned.turn)}"
        parts += _both(TURNED, mine, turn, told.turned.because)
    return parts


def _both(asks: str, mine: str, record: str, because: str) -> list[Paragraph]:
    """A question, what the trainee said to it, and what the record says."""
    return [
        Paragraph(ink()),
        Paragraph(ink(asks)),
        Paragraph(ink((mine, STRONG)), ink(("you said", QUIET)), 12),
        Paragraph(ink((f"{record}. ", STRONG), because), ink(("the record", QUIET)), 12),
    ]


def reflections_text(questions: Sequence[str]) -> list[Paragraph]:
    """Questions to take along; nobody grades an answer."""
    return [
        Paragraph(ink(("To think about", STRONG))),
        *(Paragraph(ink(question), ink(("· ", QUIET)), 2) for question in questions),
    ]
