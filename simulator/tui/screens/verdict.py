"""The verdict, one screen: score and cap, ladder, ten bars, at most three things to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, OptionList, Static
from textual.widgets.option_list import Option

from scoring.transcript import meeting
from simulator.debrief.did_well import Done
from simulator.debrief.quotes import shortened
from simulator.debrief.turns import your_turn
from simulator.debrief.verdict import LEVELS, Bar, Rung, VerdictView, WorkOn, verdict_view
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.messages import CallReviewed, CallsCompared
from simulator.tui.ports import Graded, ScenarioCard
from simulator.tui.presenter import bar
from simulator.tui.screens.aside import AsideScreen
from simulator.tui.screens.attempts import drill_of
from simulator.tui.screens.over import OverScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph, name_room
from simulator.tui.widgets.picker import Bars

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.call.session import Session


class VerdictScreen(OverScreen, AsideScreen):
    """What the call was worth, and why."""

    CSS_PATH = "verdict.tcss"
    HELP_TITLE = "The verdict"
    HELP_TEXT = (
        "The large number is the score out of 100. If something held it down, the turn that did is "
        "named. Each bar is one thing the call is scored on: Enter shows the lines it rests on and "
        "the rule that was applied. How the call ended is no part of the score.\n\n"
        "On the right are the few things that would change most next time; Page Down reads on "
        "there. Review shows what every turn of yours was worth, and lets you play a moment again."
    )
    KEYS: ClassVar[tuple[str, ...]] = (
        "select", "beside(1)", "review", "compare", "replay", "truth", "words", "attempts", "explain",
        "back",
    )  # fmt: skip
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("beside(1)", "replay")
    BINDINGS: ClassVar = [
        Binding("r", "review", "Review"),
        Binding("c", "compare", "Compare"),
        Binding("p", "replay", "Replay"),
        Binding("t", "truth", "The truth"),
        Binding("w", "words", "The words"),
        Binding("h,H", "attempts", "Hand in"),
        Binding("escape", "back", "Done", key_display="Esc"),
    ]

    def __init__(self, session: Session, card: ScenarioCard, graded: Graded) -> None:
        super().__init__(session, graded)
        self.card = card
        self.verdict: VerdictView = verdict_view(graded.card, session.events, graded.missing)

    def compose(self) -> ComposeResult:
        view = self.verdict
        with Horizontal(id="top"):
            if view.score:
                yield Digits(view.score, id="score")
            yield Static(_headline(view), id="headline")
        yield Static(ladder_text(view.ladder, view.ladder_at), id="ladder")
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Bars(*(Option(bar_text(item), id=item.id) for item in view.bars), id="bars")
                yield Static(ink((view.sheet, QUIET)), id="sheet")
            with VerticalScroll(id="beside", can_focus=True):
                yield Page(
                    [
                        *work_on_text(view.work_on, self.card.buyer),
                        *did_well_text(view.did_well, self.session.events, self.card.buyer),
                    ]
                )
        yield KeyLine()

    def on_mount(self) -> None:
        """The bars have the keyboard."""
        self.query_one("#columns").display = bool(self.verdict.score)
        self.query_one("#sheet").display = bool(self.verdict.sheet)
        if self.verdict.score:
            bars = self.query_one("#bars", OptionList)
            bars.highlighted = 0
            bars.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        from simulator.tui.screens.evidence import EvidenceScreen

        item = next(item for item in self.verdict.bars if item.id == event.option.id)
        self.app.push_screen(EvidenceScreen(item, self.card.buyer))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an attempt is handed in, only a retry compared; a drill may show things later."""
        if action == "beside":
            return bool(self.verdict.score)
        if action == "attempts":
            return drill_of(self.session, self.prospect) is not None
        if action == "compare":
            return bool(meeting(self.session.events).retry_of)
        if action in ("review", "replay", "truth"):
            return ("truth" if action == "truth" else "review") not in self.until
        return super().check_action(action, parameters)

    def action_review(self) -> None:
        """What each turn was worth, and a way to play it again."""
        session, desk = self.session, self.desk
        self.ask(lambda: CallReviewed(desk.review(session)))

    @on(CallReviewed)
    def _reviewed(self, message: CallReviewed) -> None:
        self.prospect.show_review(self.session, self.card, message.review)

    def action_compare(self) -> None:
        """This retry beside the call it comes from."""
        session, desk = self.session, self.desk
        self.ask(lambda: CallsCompared(desk.compare(session)))

    @on(CallsCompared)
    def _compared(self, message: CallsCompared) -> None:
        self.prospect.show_comparison(message.comparison)

    def action_replay(self) -> None:
        """The call, step by step."""
        self.prospect.replay(self.session.events)

    def action_words(self) -> None:
        """The call, line by line, and how each was heard."""
        from simulator.tui.screens.words import WordsScreen

        self.app.push_screen(WordsScreen(self.session, self.card))


def _headline(view: VerdictView) -> Content:
    if not view.score:
        return lines(
            ink(("No score", STRONG)),
            ink(view.reason),
            ink(("That is not a low score: there was too little to go by.", QUIET)),
        )
    raw = ink(("of 100", QUIET))
    if view.raw != view.score:
        raw = ink(("of 100", QUIET), ("   without the limit ", QUIET), (view.raw, STRONG))
    parts = [raw]
    if view.cap:
        parts.append(ink((view.cap, "")))
    parts.append(ink((view.facts, QUIET)))
    return lines(*parts)


def ladder_text(rungs: tuple[Rung, ...], at: str) -> Content:
    """The six rungs and how deep each was, with the moment they are shown for."""
    parts: list[str | tuple[str, str]] = []
    for rung in rungs:
        mark = "■" if rung.depth >= 2 else "▪" if rung.depth == 1 else "□"
        parts += [(mark, ACCENT if rung.depth >= 2 else QUIET), f" {rung.name}   "]
    full = sum(rung.depth >= 2 for rung in rungs)
    return lines(ink((f"The ladder {at}: {full} of {len(rungs)}", QUIET)), ink(*parts))


def bar_text(item: Bar) -> Content:
    """A criterion on one line: name, bar, points."""
    note = " *" if item.advisory else ""
    return ink(
        f"{item.name:<17} ",
        (bar(item.level / LEVELS, 8), ACCENT if item.level else QUIET),
        f" {item.points:>4.1f}",
        (f" of {item.weight}{note}", QUIET),
    )


def work_on_text(items: tuple[WorkOn, ...], buyer: str) -> list[Paragraph]:
    """At most three things: their cue, your words, why it matters, a line to try."""
    if not items:
        return [Paragraph(ink(("Nothing stands out to work on.", QUIET)))]
    room = name_room(buyer)
    parts = [Paragraph(ink(("To work on" if len(items) > 1 else "One thing to work on", STRONG)))]
    for number, item in enumerate(items, 1):
        where = ink((item.name, f"bold {ACCENT}"), (f"   your turn {item.your_turn}", QUIET))
        parts += [Paragraph(ink()), Paragraph(where, ink((f"{number}", f"bold {ACCENT}")), room)]
        if item.cue:
            cue = ink(shortened(item.cue, 160))
            parts.append(Paragraph(cue, ink((buyer, f"bold {BUYER}")), room))
        if item.quote:
            parts.append(Paragraph(ink(shortened(item.quote, 160)), ink(("You", STRONG)), room))
        parts.append(Paragraph(ink(item.why), ink(("Why", STRONG)), room))
        parts.append(Paragraph(ink(f"“{item.example}”"), ink(("Try", f"bold {ACCENT}")), room))
    return parts


def did_well_text(items: Sequence[Done], events: Sequence[AnyEvent], buyer: str) -> list[Paragraph]:
    """At most two acts worth keeping: your words, what they did, the answer."""
    if not items:
        return []
    room = name_room(buyer)
    parts = [Paragraph(ink()), Paragraph(ink(("Done well", STRONG)))]
    for item in items:
        where = ink(item.what, (f"   your turn {your_turn(events, item.turn)}", QUIET))
        parts += [Paragraph(ink()), Paragraph(where, indent=room)]
        parts.append(Paragraph(ink(shortened(item.quote, 160)), ink(("You", STRONG)), room))
        if item.reply:
            reply = ink((shortened(item.reply, 120), QUIET))
            parts.append(Paragraph(reply, ink((buyer, f"bold {BUYER}")), room))
    return parts
