"""The truth: what there was to know, how it came out, the lies, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.debrief.lie import LieTruth
from simulator.debrief.path import Step
from simulator.debrief.telling import capital, name_of, named_told, step_told, when_open
from simulator.debrief.truth import Came, FactTruth, Truth
from simulator.debrief.turns import your_turn
from simulator.debrief.words import TOPICS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink
from simulator.tui.screens.base import BaseScreen
from simulator.tui.screens.own_view import account_text, five_text, prepared_text, reflections_text
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.call.session import Session
    from simulator.debrief.debrief import Debrief

MARKS = {Came.EARNED: "●", Came.VOLUNTEERED: "◐", Came.MISSED: "○", Came.OUT_OF_REACH: "–"}


class TruthScreen(BaseScreen):
    """Everything there was to know about this buyer."""

    CSS_PATH = "truth.tcss"
    HELP_TITLE = "The truth"
    HELP_TEXT = (
        "Everything this buyer knew. A full dot: you earned it, by the words below it. Half a dot: "
        "it came without being asked for, so it earns nothing. An empty dot: it never came out; "
        "below it stands a question that would have opened it, and, in their order, what had to "
        "come first.\n\n"
        "Below the facts: your sheet and your own view, each beside what happened. They have "
        "points of their own, matched by words and figures, which never enter the score."
    )

    def __init__(self, session: Session, debrief: Debrief) -> None:
        super().__init__()
        self.session = session
        self.debrief = debrief

    def compose(self) -> ComposeResult:
        events, told = self.session.events, self.debrief
        yield Static(counted(told.truth), id="title")
        with VerticalScroll(id="page"):
            if told.truth.epilogue:
                after = [_strong("Afterwards"), Paragraph(ink(told.truth.epilogue))]
                yield Page(after, classes="part")
            if told.truth.lie is not None:
                yield Page(lie_text(told.truth.lie, events), classes="part")
            if told.account is not None:
                yield Page(account_text(told.account), classes="part")
            yield Page(facts_text(told.truth, events), classes="part")
            if told.prepared is not None:
                yield Page(prepared_text(told.prepared), classes="part")
            if told.looked is not None:
                yield Page(five_text(told, events), classes="part")
            if told.reflections:
                yield Page(reflections_text(told.reflections), classes="part")
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
            parts += [Paragraph(ink()), Paragraph(ink((capital(name), STRONG)))]
        for fact in facts:
            parts += _fact(fact, truth, events)
    return parts[1:]


def _fact(fact: FactTruth, truth: Truth, events: Sequence[AnyEvent]) -> list[Paragraph]:
    mark = ink((MARKS[fact.came], ACCENT if fact.came is Came.EARNED else QUIET))
    at = f", your turn {your_turn(events, fact.turn)}" if fact.turn is not None else ""
    parts = [Paragraph(ink((f"{fact.came}{at}  ", QUIET), fact.text), mark, 2)]
    if fact.came is Came.EARNED:
        parts.append(Paragraph(ink((f"“{fact.asked}”", QUIET)), ink(("  by ", QUIET)), 5))
    elif fact.came is Came.MISSED:
        parts += _way_to(fact, truth)
        if when := when_open(fact, events):
            parts.append(_quiet(when, 6))
    return parts


def _way_to(fact: FactTruth, truth: Truth) -> list[Paragraph]:
    """The question that would have opened a fact, and what had to be known before it, in order."""
    own = [step for step in fact.path if step.fact == fact.fact]
    names = {other.fact: name_of(other) for other in truth.facts}
    first = dict.fromkeys(names[step.fact] for step in fact.path if step.fact != fact.fact)
    parts = [_quiet(f"first: {' › '.join(first)}", 6)] if first else []
    return parts + [_step(step) for step in own]


def _step(step: Step) -> Paragraph:
    if step.probe:
        return Paragraph(ink(step_told(step)), ink(("  test", ACCENT)), 7)
    taken = f"  it takes up: {step.takes_up}" if step.takes_up else ""
    return Paragraph(ink(f"“{step.ask}”", (taken, QUIET)), ink(("  ask ", ACCENT)), 6)


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
        mark = ink(("● " if seen else "○ ", ACCENT if seen else QUIET))
        named = f"  {named_told(item, events)}"
        parts.append(Paragraph(ink(item.text, (named, QUIET)), mark, 2))
    if lie.probes:
        parts += [Paragraph(ink()), _strong("What you tried")]
    for probe in lie.probes:
        label = ink((f"turn {your_turn(events, probe.turn)}", QUIET))
        tried = ink(f"{probe.told}: ", (f"“{probe.quote}”", QUIET))
        parts.append(Paragraph(tried, label, 8))
    if lie.untried and not lie.surfaced:
        parts += [Paragraph(ink()), _strong("What you did not try")]
        parts += [Paragraph(ink(untried), ink(("○ ", QUIET)), 2) for untried in lie.untried]
    return [*parts, Paragraph(ink()), _strong(lie.verdict)]
