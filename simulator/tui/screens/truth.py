"""The truth: what there was to know, how it came out, the lies, and the trainee's account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.debrief.look_back import ACCOUNT, FIVE, Finding, recorded
from simulator.debrief.truth import Came, FactTruth, LieTruth, Truth
from simulator.debrief.turns import your_turn
from simulator.debrief.words import TOPICS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent, LookedBack
    from simulator.session import Session

MARKS = {Came.EARNED: "●", Came.VOLUNTEERED: "◐", Came.MISSED: "○", Came.OUT_OF_REACH: "–"}


class TruthScreen(BaseScreen):
    """Everything there was to know about this buyer."""

    CSS_PATH = "truth.tcss"
    HELP_TITLE = "The truth"
    HELP_TEXT = (
        "Everything this buyer knew. A full dot: you earned it, by the words below it. Half a "
        "dot: it came without "
        "being asked for, so it earns nothing. An empty dot: it never came out; below it stands "
        "a question that "
        "would have opened it, and what had to come first."
    )
    BINDINGS: ClassVar = [Binding("escape", "back", "Back", key_display="Esc")]

    def __init__(self, session: Session, truth: Truth) -> None:
        super().__init__()
        self.session = session
        self.truth = truth

    def compose(self) -> ComposeResult:
        events = self.session.events
        looked = next((e for e in reversed(events) if e.type == "looked_back"), None)
        yield Static(counted(self.truth), id="title")
        with VerticalScroll(id="page"):
            if self.truth.epilogue:
                after = [_strong("Afterwards"), Paragraph(ink(self.truth.epilogue))]
                yield Page(after, classes="part")
            if self.truth.lie is not None:
                yield Page(lie_text(self.truth.lie, events), classes="part")
            if looked is not None and looked.account:
                yield Page(account_text(looked, self.truth), classes="part")
            yield Page(facts_text(self.truth, events), classes="part")
            if looked is not None and looked.answers:
                yield Page(five_text(looked, recorded(events)), classes="part")
        yield KeyLine()

    def on_mount(self) -> None:
        """The page has the keyboard."""
        self.query_one("#page").focus()


def counted(truth: Truth) -> Content:
    """How much there was and how much came out."""
    counts = {came: sum(fact.came is came for fact in truth.facts) for came in Came}
    parts: list[str | tuple[str, str]] = [("What there was to know   ", STRONG)]
    parts += [
        (f"{MARKS[came]} {number} {came}   ", ACCENT if came is Came.EARNED else QUIET)
        for came, number in counts.items()
        if number
    ]
    return ink(*parts)


def facts_text(truth: Truth, events: Sequence[AnyEvent]) -> list[Paragraph]:
    """Every fact by topic, in the order of the ladder."""
    parts: list[Paragraph] = []
    for topic, name in TOPICS.items():
        facts = truth.on(topic)
        if facts:
            parts += [Paragraph(ink()), Paragraph(ink((name[:1].upper() + name[1:], STRONG)))]
        for fact in facts:
            parts += _fact(fact, events)
    return parts[1:]


def _fact(fact: FactTruth, events: Sequence[AnyEvent]) -> list[Paragraph]:
    mark = ink((MARKS[fact.came], ACCENT if fact.came is Came.EARNED else QUIET))
    at = f", your turn {your_turn(events, fact.turn)}" if fact.turn is not None else ""
    parts = [Paragraph(ink((f"{fact.came}{at}  ", QUIET), fact.text), mark, 2)]
    if fact.came is Came.EARNED:
        parts.append(Paragraph(ink((f"“{fact.asked}”", QUIET)), ink(("  by ", QUIET)), 5))
    elif fact.came is Came.MISSED:
        parts.append(Paragraph(ink(f"“{fact.question}”"), ink(("  ask ", ACCENT)), 6))
        if fact.first:
            parts.append(_quiet(f"only after: {', '.join(fact.first)}", 6))
        elif fact.trust:
            reached, needed = fact.trust
            parts.append(_quiet(f"it takes trust {needed}; you had {reached:.0f} at most", 6))
    return parts


def _quiet(text: str, indent: int = 0) -> Paragraph:
    return Paragraph(ink((text, QUIET)), indent=indent)


def _strong(text: str) -> Paragraph:
    return Paragraph(ink((text, STRONG)))


def lie_text(lie: LieTruth, events: Sequence[AnyEvent]) -> list[Paragraph]:
    """The cover story, laid open."""
    parts = [
        _strong("You were not told the truth"),
        Paragraph(ink(lie.truth)),
        _quiet(f"Why: {lie.motive}"),
    ]
    for claim in lie.claims:
        told = f"told at your turn {your_turn(events, claim.turn)}  "
        parts += [
            Paragraph(ink()),
            Paragraph(ink((told, QUIET), f"“{claim.told}”")),
            Paragraph(ink(claim.truth), ink(("in truth", ACCENT)), 10),
        ]
    if lie.contradictions:
        parts += [Paragraph(ink()), _strong("What did not fit")]
    for item in lie.contradictions:
        seen = item.named_at is not None
        turn = your_turn(events, item.named_at or 0)
        named = f"  you named it, turn {turn}" if seen else "  not named"
        mark = ink(("● " if seen else "○ ", ACCENT if seen else QUIET))
        parts.append(Paragraph(ink(item.text, (named, QUIET)), mark, 2))
    if lie.probes:
        parts += [Paragraph(ink()), _strong("What you tried")]
    for probe in lie.probes:
        label = ink((f"turn {your_turn(events, probe.turn)}", QUIET))
        parts.append(Paragraph(ink(f"{probe.kind}: ", (f"“{probe.quote}”", QUIET)), label, 8))
    return [*parts, Paragraph(ink()), _strong(verdict_on(lie))]


def verdict_on(lie: LieTruth) -> str:
    """Whether anything more could have been done, in one sentence."""
    if lie.surfaced:
        return "You got it out."
    if lie.never:
        return (
            "Nothing more could be done: this buyer would not have told anyone. "
            "Testing it was right, and it counts."
        )
    return (
        "It could have come out: by a calm question about what did not fit, and a way to say so "
        "without losing face."
    )


def account_text(looked: LookedBack, truth: Truth) -> list[Paragraph]:
    """The trainee's own account beside the buyer's words."""
    parts = [_strong("Your account, beside theirs")]
    for question in ACCOUNT:
        written = looked.account.get(question.id, "")
        facts = truth.on(question.id)
        if written and facts:
            name = TOPICS[question.id]
            parts += [
                Paragraph(ink()),
                Paragraph(ink((name[:1].upper() + name[1:], ACCENT))),
                Paragraph(ink((written, STRONG)), ink(("you wrote", QUIET)), 11),
                *(
                    Paragraph(ink(fact.text), ink(("it was" if not number else "", QUIET)), 11)
                    for number, fact in enumerate(facts)
                ),
            ]
    return parts


def five_text(looked: LookedBack, findings: dict[str, Finding]) -> list[Paragraph]:
    """The five questions: what the trainee said, and what the record says."""
    parts = [_strong("The five questions")]
    for question in FIVE:
        mine = looked.answers.get(question.id)
        found = findings[question.id]
        if mine:
            record = ink((f"{found.answer}. ", STRONG), found.because)
            parts += [
                Paragraph(ink()),
                Paragraph(ink(question.asks)),
                Paragraph(ink((mine, STRONG)), ink(("you said", QUIET)), 12),
                Paragraph(record, ink(("the record", QUIET)), 12),
            ]
    return parts
