"""The truth: what there was to know, what came out and how, what was a lie, and the trainee's account beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.debrief.look_back import ACCOUNT, FIVE, Finding, recorded
from simulator.debrief.truth import Came, FactTruth, LieTruth, Truth
from simulator.debrief.turns import your_turn
from simulator.debrief.words import TOPICS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent, LookedBack
    from simulator.session import Session

MARKS = {Came.EARNED: "●", Came.VOLUNTEERED: "◐", Came.MISSED: "○", Came.OUT_OF_REACH: "–"}


class TruthScreen(BaseScreen):
    """Everything there was to know about this buyer."""

    CSS_PATH = "truth.tcss"
    HELP_TITLE = "The truth"
    HELP_TEXT = (
        "Everything this buyer knew. A full dot: you earned it, by the words below it. Half a dot: it came without "
        "being asked for, so it earns nothing. An empty dot: it never came out; below it stands a question that "
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
            if self.truth.lie is not None:
                yield Static(lie_text(self.truth.lie, events), classes="part")
            if looked is not None and looked.account:
                yield Static(account_text(looked, self.truth), classes="part")
            yield Static(facts_text(self.truth, events), classes="part")
            if looked is not None and looked.answers:
                yield Static(five_text(looked, recorded(events)), classes="part")
            if self.truth.epilogue:
                after = lines(ink(("Afterwards", STRONG)), ink(self.truth.epilogue))
                yield Static(after, classes="part")
        yield Footer()

    def on_mount(self) -> None:
        """The page has the keyboard."""
        self.query_one("#page").focus()


def counted(truth: Truth) -> Content:
    """How much there was and how much came out."""
    counts = {came: sum(fact.came is came for fact in truth.facts) for came in Came}
    parts: list[str | tuple[str, str]] = [("What there was to know   ", STRONG)]
    for came in Came:
        if counts[came]:
            parts.append((f"{MARKS[came]} {counts[came]} {came}   ", ACCENT if came is Came.EARNED else QUIET))
    return ink(*parts)


def facts_text(truth: Truth, events: Sequence[AnyEvent]) -> Content:
    """Every fact by topic, in the order of the ladder."""
    parts: list[Content] = []
    for topic, name in TOPICS.items():
        facts = truth.on(topic)
        if not facts:
            continue
        parts.append(ink((name[:1].upper() + name[1:], STRONG)))
        for fact in facts:
            parts += _fact(fact, events)
        parts.append(ink())
    return lines(*parts[:-1])


def _fact(fact: FactTruth, events: Sequence[AnyEvent]) -> list[Content]:
    mark = (f"{MARKS[fact.came]} ", ACCENT if fact.came is Came.EARNED else QUIET)
    at = f", your turn {your_turn(events, fact.turn)}" if fact.turn is not None else ""
    parts = [ink(mark, (f"{fact.came}{at}  ", QUIET), fact.text)]
    if fact.came is Came.EARNED:
        parts.append(ink(("    you asked  ", QUIET), f"“{fact.asked}”"))
    elif fact.came is Came.MISSED:
        parts.append(ink(("    would have opened it  ", QUIET), f"“{fact.question}”"))
        if fact.first:
            parts.append(ink((f"    only after: {', '.join(fact.first)}", QUIET)))
        elif fact.trust:
            reached, needed = fact.trust
            parts.append(ink((f"    it takes trust {needed}; you had {reached:.0f} at most", QUIET)))
    return parts


def lie_text(lie: LieTruth, events: Sequence[AnyEvent]) -> Content:
    """The cover story, laid open."""
    parts = [ink(("You were not told the truth", STRONG)), ink(lie.truth), ink((f"Why: {lie.motive}", QUIET)), ink()]
    for claim in lie.claims:
        told = f"told at your turn {your_turn(events, claim.turn)}  "
        parts += [ink((told, QUIET), f"“{claim.told}”"), ink(("in truth  ", QUIET), claim.truth)]
    if lie.contradictions:
        parts += [ink(), ink(("What did not fit", STRONG))]
    for item in lie.contradictions:
        named = f"you named it, turn {your_turn(events, item.named_at)}" if item.named_at is not None else "not named"
        parts.append(ink(("● " if item.named_at is not None else "○ ", ACCENT), item.text, (f"  {named}", QUIET)))
    if lie.probes:
        parts += [ink(), ink(("What you tried", STRONG))]
    parts += [
        ink((f"your turn {your_turn(events, probe.turn)}  ", QUIET), f"{probe.kind}: “{probe.quote}”")
        for probe in lie.probes
    ]
    if lie.surfaced:
        end = "You got it out."
    elif lie.never:
        end = "Nothing more could be done: this buyer would not have told anyone. Testing it was right, and it counts."
    else:
        end = "It could have come out: by a calm question about what did not fit, and a way to say so without losing face."
    return lines(*parts, ink(), ink((end, STRONG)))


def account_text(looked: LookedBack, truth: Truth) -> Content:
    """The trainee's account beside the buyer's own words."""
    parts = [ink(("Your account, beside theirs", STRONG))]
    for question in ACCOUNT:
        written = looked.account.get(question.id, "")
        facts = truth.on(question.id)
        if not written or not facts:
            continue
        parts += [
            ink((f"{TOPICS[question.id]}", ACCENT)),
            ink(("you wrote  ", QUIET), written),
            *(ink(("it was     ", QUIET), fact.text) for fact in facts),
        ]
    return lines(*parts)


def five_text(looked: LookedBack, findings: dict[str, Finding]) -> Content:
    """The five questions: what the trainee said, and what the record says."""
    parts = [ink(("The five questions", STRONG))]
    for question in FIVE:
        mine = looked.answers.get(question.id)
        theirs = findings[question.id]
        if mine:
            parts += [
                ink(question.asks),
                ink(("you: ", QUIET), (mine, STRONG), ("   the record: ", QUIET), (theirs.answer, STRONG), f". {theirs.because}"),
            ]
    return lines(*parts)


