"""A call and its verdict as plain lines: for pipes, screen readers and terminals without screens.

Every line is whole by itself: no boxes, no colours, no columns that must be seen to be understood.
Turns are counted as people count them: the trainee's first line is turn 1.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.transcript import AnyEvent, BuyerSpoke, MeetingEnded, SellerSpoke, meeting
from simulator.debrief.turns import your_turn
from simulator.debrief.verdict import VerdictView, verdict_view
from simulator.debrief.words import DEPTHS, OUTCOMES, STOOD_IN

_WHO = {"seller": "you", "buyer": "they"}


def spoken(number: int, name: str, text: str) -> str:
    """One line of a call, with the number of the trainee's turn it belongs to."""
    return f"{number}. {name}: {text}"


def replied(number: int, name: str, event: BuyerSpoke) -> str:
    """The buyer's line, with a remark where the author's words stood in for a model's."""
    return spoken(number, name, f"{event.text} [{STOOD_IN}]" if event.fell_back else event.text)


def call_lines(events: Sequence[AnyEvent]) -> list[str]:
    """A whole call, one line per turn."""
    name = meeting(events).buyer
    number, lines = 0, []
    for event in events:
        if isinstance(event, SellerSpoke):
            number += 1
            lines.append(spoken(number, "You", event.text))
        elif isinstance(event, BuyerSpoke):
            lines.append(replied(number, name, event))
    return [*lines, *ending_lines(events)]


def ending_lines(events: Sequence[AnyEvent]) -> list[str]:
    """How the call ended, in one sentence; nothing while it goes on."""
    for event in events:
        if isinstance(event, MeetingEnded):
            return [f"The call is over. {OUTCOMES[event.outcome]}"]
    return []


def verdict_lines(
    card: Mapping[str, Any], events: Sequence[AnyEvent], missing: Mapping[str, str] | None = None
) -> list[str]:
    """A scorecard; `missing` says per criterion what the next level takes."""
    view = verdict_view(card, events, missing)
    if not view.score:
        return [f"No score: {view.reason}", f"Rubric: {view.rubric}"]
    return [
        f"Score: {view.score} of 100"
        + (f" (before the limit: {view.raw})" if view.raw != view.score else ""),
        *([view.cap] if view.cap else []),
        f"The ladder {view.ladder_at}: "
        + ", ".join(f"{rung.name} {DEPTHS[rung.depth]}" for rung in view.ladder),
        *_bars(view),
        *_work_on(view),
        *_did_well(view, events),
        f"{view.facts}.",
        *([view.sheet] if view.sheet else []),
        f"Rubric: {view.rubric}",
    ]


def _bars(view: VerdictView) -> list[str]:
    lines = []
    for bar in view.bars:
        advisory = ", advisory" if bar.advisory else ""
        lines.append(
            f"{bar.name}: level {bar.level} of 4, {bar.points:g} of {bar.weight} points{advisory}"
        )
        lines += [
            f'  Your turn {proof.your_turn}, {_WHO[proof.speaker]}: "{proof.quote}" {proof.rule}'
            for proof in bar.evidence
        ]
        if bar.missing:
            lines.append(f"  Next level: {bar.missing}")
    return lines


def _did_well(view: VerdictView, events: Sequence[AnyEvent]) -> list[str]:
    lines = []
    for done in view.did_well:
        lines.append(f"Done well, your turn {your_turn(events, done.turn)}. {done.what}")
        lines.append(f"  You said: {done.quote}")
        if done.reply:
            lines.append(f"  They answered: {done.reply}")
    return lines


def _work_on(view: VerdictView) -> list[str]:
    lines = []
    for number, item in enumerate(view.work_on, 1):
        lines.append(f"Work on {number}: {item.name}, your turn {item.your_turn}. {item.why}")
        if item.cue:
            lines.append(f"  They had said: {item.cue}")
        lines.append(f"  You said: {item.quote}")
        lines.append(f"  You could have asked: {item.example}")
    return lines
