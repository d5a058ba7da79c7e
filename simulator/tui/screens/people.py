"""The people on the first screen: a line in the list for each, and the brief beside it."""

from collections.abc import Sequence

from textual.content import Content

from simulator.debrief.words import CRITERIA
from simulator.tui.ink import ACCENT, QUIET, STRONG, heading, ink, lines
from simulator.tui.ports import DrillMeeting, KeptCall, ScenarioCard
from simulator.tui.presenter import pips, trend
from simulator.tui.widgets.page import Paragraph

CAPPED = (
    "Selling before they have worked out their own problem caps the score, however good the rest "
    "is. "
    "How the call ends is never part of it."
)


def call_line(call: KeptCall, beside: Sequence[KeptCall] = ()) -> Content:
    """A call to go on with, to look back at, or to read the verdict of.

    It says when it was begun where another of those `beside` it has the same buyer.
    """
    if call.judged:
        return ink((f"The verdict of your call with {call.buyer}", ACCENT))
    if call.over:
        return ink((f"Look back at your call with {call.buyer}", f"bold {ACCENT}"))
    where = ", guided call" if call.guided else f", turn {call.turn}"
    line = ink((f"Continue with {call.buyer}", f"bold {ACCENT}"), (where, ACCENT))
    if not any(other.buyer == call.buyer and other.id != call.id for other in beside):
        return line
    return lines(line, ink((f"begun {call.begun}", QUIET)))


def drill_line(meeting: DrillMeeting, title: str) -> Content:
    """A meeting of a drill: whose, how many attempts are left, until when, what was handed in."""
    if meeting.going:
        state = f"continue attempt {meeting.next - 1}, turn {meeting.turn}"
    elif meeting.over:
        state = "over"
    else:
        state = f"{meeting.left} of {meeting.attempts} attempts left"
    until = f", until {meeting.ends[:10]}" if meeting.ends and not meeting.over else ""
    sent = f"attempt {meeting.handed_in} handed in" if meeting.handed_in else ""
    parts = [
        ink((title, f"bold {ACCENT}")),
        ink((f"{meeting.title}{until}", QUIET)),
        ink((state, ACCENT if meeting.playable else QUIET)),
    ]
    return lines(*parts, ink((sent, QUIET))) if sent else lines(*parts)


def scenario_line(card: ScenarioCard, scores: Sequence[float]) -> Content:
    """A scenario: name, difficulty, best score and how the scores went."""
    best = f"   best {max(scores):.1f}" if scores else ""
    line = trend(scores)
    under = ink((pips(card.difficulty), QUIET), (best, ""), (f"  {line}" if line else "", QUIET))
    if card.trouble:
        under = ink(("cannot be played just now", QUIET))
    return lines(ink((card.title, STRONG)), under)


def brief_of(card: ScenarioCard, *, rubric: bool = True) -> list[Paragraph]:
    """What may be known before the call, and how it is scored."""
    if card.trouble:
        return [
            Paragraph(ink((card.title, STRONG))),
            Paragraph(ink()),
            Paragraph(ink(card.trouble)),
        ]
    parts = [
        Paragraph(ink((card.buyer_name, STRONG))),
        Paragraph(ink()),
        Paragraph(ink(card.who.strip())),
        *_under("Why you are talking", card.why),
        *_under("What you sell", f"{card.company}. {card.offer}"),
        *_listed("What anyone could look up", card.facts),
        *_under("A good ending", card.good_ending),
        *_listed("What to find out", card.objectives),
    ]
    if rubric:
        parts += [Paragraph(ink()), Paragraph(heading("How it is scored"))]
        parts += [Paragraph(ink((f"{item.name}. ", ACCENT), item.asks)) for item in CRITERIA]
        parts += [Paragraph(ink()), Paragraph(ink(CAPPED))]
    return parts


def _under(title: str, text: str) -> list[Paragraph]:
    return [Paragraph(ink()), Paragraph(heading(title)), Paragraph(ink(text.strip()))]


def _listed(title: str, items: Sequence[str]) -> list[Paragraph]:
    if not items:
        return []
    points = [Paragraph(ink(item), ink(("·", QUIET)), 2) for item in items]
    return [Paragraph(ink()), Paragraph(heading(title)), *points]
