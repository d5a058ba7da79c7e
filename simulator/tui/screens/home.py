"""Home: who are you meeting?"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from simulator.debrief.words import CRITERIA
from simulator.tui.ink import ACCENT, QUIET, STRONG, heading, ink, lines
from simulator.tui.ports import LEVELS, ScenarioCard, Shelf, UnfinishedCall
from simulator.tui.presenter import pips, trend
from simulator.tui.screens.base import BaseScreen

LEVEL_WORDS = {
    "easy": "easy: more patience, quicker to trust",
    "standard": "standard",
    "hard": "hard: less patience, slower to trust",
}


class HomeScreen(BaseScreen):
    """Scenarios and unfinished calls on the left, the brief of the highlighted one on the right."""

    CSS_PATH = "home.tcss"
    HELP_TITLE = "Who are you meeting?"
    HELP_TEXT = (
        "Choose a person to call. The dots say how hard they are. On the right you read what you would know "
        "before a real call, and how the call will be scored: nothing about that is secret.\n\n"
        "A call you left is at the top; it goes on where you stopped."
    )
    BINDINGS: ClassVar = [
        Binding("enter", "choose", "Choose", key_display="Enter"),
        Binding("l", "level", "Level"),
        Binding("g", "guided", "Guided call"),
        Binding("s", "settings", "Settings"),
        Binding("q", "quit", "Quit"),
        Binding("escape", "nothing", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf | None = None

    def compose(self) -> ComposeResult:
        yield Static(ink(("Who are you meeting?", STRONG)), id="title")
        yield Static("", id="level")
        yield Static("", id="notice")
        with Horizontal(id="columns"):
            yield OptionList(id="people")
            with VerticalScroll(id="brief", can_focus=True):
                yield Static(ink(("Getting your people ready…", QUIET)), id="text")
        yield Footer()

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.query_one("#people").focus()

    def show_shelf(self, shelf: Shelf, level: str) -> None:
        """Fills the list, keeping the highlighted person."""
        self.shelf = shelf
        people = self.query_one("#people", OptionList)
        kept = people.highlighted_option.id if people.highlighted_option else None
        options: list[Option | None] = [
            Option(_unfinished(call), id=f"call:{call.id}") for call in shelf.unfinished
        ]
        if options:
            options.append(None)
        options += [
            Option(_scenario(card, shelf.scores.get(card.id, ())), id=f"scenario:{card.id}")
            for card in shelf.scenarios
        ]
        people.set_options(options)
        ids = [option.id for option in options if option is not None]
        people.highlighted = ids.index(kept) if kept in ids else 0 if ids else None
        if not ids:
            self.query_one("#text", Static).update(ink("There is nobody to meet here."))
        self.query_one("#notice", Static).update(ink(shelf.notice))
        self.query_one("#notice").display = bool(shelf.notice)
        self.show_level(level)

    def show_level(self, level: str) -> None:
        """Says which level the next call has."""
        self.query_one("#level", Static).update(ink(("level ", QUIET), LEVEL_WORDS[level]))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        kind, _, name = (event.option.id or "").partition(":")
        text = self.query_one("#text", Static)
        if kind == "call":
            call = self._call(name)
            card = self.prospect.card(call.scenario) if call else None
            text.update(brief_of(card) if card else ink("This call goes on where you left it."))
        elif (card := self.prospect.card(name)) is not None:
            text.update(brief_of(card))
        self.query_one("#brief", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        kind, _, name = (event.option.id or "").partition(":")
        if kind == "call":
            self.prospect.go_on(name)
        elif (card := self.prospect.card(name)) is not None:
            if card.trouble:
                self.prospect.tell(card.trouble, severity="error")
            else:
                self.prospect.show_prepare(card)

    def _call(self, call_id: str) -> UnfinishedCall | None:
        calls = self.shelf.unfinished if self.shelf else ()
        return next((call for call in calls if call.id == call_id), None)

    def action_choose(self) -> None:
        """Goes to the highlighted person."""
        self.query_one("#people", OptionList).action_select()

    def action_level(self) -> None:
        """The next of the three levels, for the next call."""
        app = self.prospect
        app.level = LEVELS[(LEVELS.index(app.level) + 1) % len(LEVELS)]
        self.show_level(app.level)

    def action_guided(self) -> None:
        """The two-minute call with hints."""
        self.prospect.begin("skeptical-owner", {}, purpose="guided")

    def action_settings(self) -> None:
        """The settings."""
        self.prospect.show_settings()

    async def action_quit(self) -> None:
        """Leaves; everything is kept."""
        await self.app.action_quit()

    def action_nothing(self) -> None:
        """Esc has nowhere to go back to from here."""


def _unfinished(call: UnfinishedCall) -> Content:
    if call.over:
        return ink((f"Look back at your call with {call.buyer}", f"bold {ACCENT}"))
    return ink((f"Continue with {call.buyer}", f"bold {ACCENT}"), (f", turn {call.turn}", ACCENT))


def _scenario(card: ScenarioCard, scores: tuple[float, ...] | list[float] | object) -> Content:
    known = [float(score) for score in scores] if isinstance(scores, tuple | list) else []
    best = f"   best {max(known):.1f}" if known else ""
    line = trend(known)
    under = ink((pips(card.difficulty), QUIET), (best, ""), (f"  {line}" if line else "", QUIET))
    if card.trouble:
        under = ink(("cannot be played just now", QUIET))
    return lines(ink((card.title, STRONG)), under)


def brief_of(card: ScenarioCard, *, rubric: bool = True) -> Content:
    """What may be known before the call, and how it is scored."""
    parts = [
        ink((card.buyer_name, STRONG)),
        ink((card.role, QUIET)),
        ink(),
        ink(card.who.strip()),
        ink(),
        heading("Why you are talking"),
        ink(card.why.strip()),
        ink(),
        heading("What you sell"),
        ink(f"{card.company}. {card.offer}"),
        ink(),
        heading("A good ending"),
        ink(card.good_ending.strip()),
    ]
    if card.facts:
        parts += [ink(), heading("What anyone could look up")]
        parts += [ink(("· ", QUIET), fact) for fact in card.facts]
    if card.objectives:
        parts += [ink(), heading("What to find out")]
        parts += [ink(("· ", QUIET), objective) for objective in card.objectives]
    if card.trouble:
        parts = [ink((card.title, STRONG)), ink(), ink(card.trouble)]
    if rubric and not card.trouble:
        parts += [ink(), heading("How it is scored")]
        parts += [ink((f"{item.name}. ", ACCENT), item.asks) for item in CRITERIA]
        parts += [
            ink(),
            ink(
                "Selling before they have worked out their own problem caps the score, however good "
                "the rest is. How the call ends is never part of it."
            ),
        ]
    return lines(*parts)
