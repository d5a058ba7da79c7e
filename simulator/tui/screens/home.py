"""Home: who are you meeting?"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.tui.ink import QUIET, STRONG, ink
from simulator.tui.ports import LEVELS, DrillMeeting, KeptCall, ScenarioCard, Shelf
from simulator.tui.screens.base import BaseScreen

LEVEL_WORDS = {
    "easy": "easy: more patience, quicker to trust",
    "standard": "standard",
    "hard": "hard: less patience, slower to trust",
}


class HomeScreen(BaseScreen):
    """Scenarios and unfinished calls on the left, the brief of the highlighted one on the right."""

    HELP_TITLE = "Who are you meeting?"
    HELP_TEXT = (
        "Choose a person to call. The dots say how hard they are. On the right you read what you "
        "would know "
        "before a real call, and how the call will be scored: nothing about that is secret.\n\n"
        "A call you left is at the top; it goes on where you stopped. Above it are the meetings of "
        "the drills you joined: Enter holds the next attempt, H shows the attempts and hands one in."
    )
    KEYS: ClassVar[tuple[str, ...]] = (
        *(
            "select",
            "attempts",
            "guided",
            "watch",
            "level",
            "trends",
            "settings",
            "explain",
            "quit",
        ),
    )
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("settings",)
    BINDINGS: ClassVar = [
        Binding("l", "level", "Level"),
        Binding("h,H", "attempts", "Hand in"),
        Binding("g", "guided", "Guided"),
        Binding("w", "watch", "Watch"),
        Binding("t", "trends", "Trends"),
        Binding("s", "settings", "Settings"),
        Binding("q", "quit", "Quit"),
        Binding("escape", "nothing", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(ink(("Who are you meeting?", STRONG)), id="title")
            yield Static("", id="level")
        yield Static("", id="notice")
        yield Static(ink(("Getting your people ready…", QUIET)), id="soon")
        yield Horizontal(id="columns")

    async def _furnish(self) -> None:
        """Brings in what the first frame does without: it is painted sooner that way."""
        from simulator.tui.widgets.keyline import KeyLine
        from simulator.tui.widgets.page import Page
        from simulator.tui.widgets.picker import Picker

        await self.query_one("#soon").remove()
        people = Picker(id="people")
        brief = VerticalScroll(Page([], id="text"), id="brief", can_focus=True)
        await self.query_one("#columns").mount(people, brief)
        await self.mount(KeyLine())
        people.focus()

    async def show_shelf(self, shelf: Shelf, level: str) -> None:
        """Fills the list; the highlighted person stays unless a call was left or ended."""
        from simulator.tui.screens.people import call_line, drill_line, scenario_line

        same = self.shelf is not None and self.shelf.calls == shelf.calls
        self.shelf = shelf
        if not self.query("#people"):
            await self._furnish()
        people = self.query_one("#people", OptionList)
        kept = people.highlighted_option.id if people.highlighted_option and same else None
        options: list[Option | None] = []
        for line in (
            [
                Option(drill_line(one, self._title(one)), id=f"drill:{one.drill}:{one.scenario}")
                for one in shelf.drills
            ],
            [
                Option(call_line(call, shelf.calls), id=f"call:{call.id}")
                for call in shelf.calls
                if not call.judged
            ],
        ):
            options += [*line, None] if line else []
        options += [
            Option(scenario_line(card, shelf.scores.get(card.id, ())), id=f"scenario:{card.id}")
            for card in shelf.scenarios
        ]
        judged = [call for call in shelf.calls if call.judged]
        if judged:
            options.append(None)
        options += [Option(call_line(call), id=f"call:{call.id}") for call in judged]
        people.set_options(options)
        ids = [option.id for option in options if option is not None]
        people.highlighted = ids.index(kept) if kept in ids else 0 if ids else None
        if not ids:
            self._show_brief(None, "There is nobody to meet here.")
        self.query_one("#notice", Static).update(ink(shelf.notice))
        self.query_one("#notice").display = bool(shelf.notice)
        self.show_level(level)

    def show_level(self, level: str) -> None:
        """Says which level the next call has."""
        self.query_one("#level", Static).update(ink(("level ", QUIET), LEVEL_WORDS[level]))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        kind, _, name = (event.option.id or "").partition(":")
        call = self._call(name) if kind == "call" else None
        drill = self._drill(event.option.id)
        scenario = call.scenario if call else drill.scenario if drill else name
        self._show_brief(
            self.prospect.card(scenario), "The person of this call is not here any more."
        )
        self.refresh_bindings()

    def _show_brief(self, card: ScenarioCard | None, otherwise: str) -> None:
        from simulator.tui.screens.people import brief_of
        from simulator.tui.widgets.page import Page, Paragraph

        text = brief_of(card) if card else [Paragraph(ink(otherwise))]
        self.query_one("#text", Page).show(text)
        self.query_one("#brief", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if not self.is_active:  # Enter was pressed twice, and the sheet lies over this by now.
            return
        kind, _, name = (event.option.id or "").partition(":")
        if (drill := self._drill(event.option.id)) is not None:
            self.prospect.enter_drill(drill)
        elif kind == "call":
            self.prospect.go_on(name)
        elif (card := self.prospect.card(name)) is not None:
            if card.trouble:
                self.prospect.tell(card.trouble, severity="error")
            else:
                self.prospect.show_prepare(card)

    def _call(self, call_id: str) -> KeptCall | None:
        calls = self.shelf.calls if self.shelf else ()
        return next((call for call in calls if call.id == call_id), None)

    def _drill(self, option: str | None) -> DrillMeeting | None:
        """The meeting of a drill that an option stands for; None for another option."""
        kind, _, name = (option or "").partition(":")
        drill, _, scenario = name.partition(":")
        return self.prospect.drill(drill, scenario) if kind == "drill" else None

    def _title(self, meeting: DrillMeeting) -> str:
        """What the list calls the person of a meeting."""
        card = self.prospect.card(meeting.scenario)
        return card.title if card else meeting.scenario

    def _chosen_drill(self) -> DrillMeeting | None:
        """The highlighted meeting of a drill."""
        people = self.query("#people")
        chosen = people.first(OptionList).highlighted_option if people else None
        return self._drill(chosen.id) if chosen else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an attempt can be handed in."""
        if action == "attempts":
            return self._chosen_drill() is not None
        return super().check_action(action, parameters)

    def action_attempts(self) -> None:
        """The attempts at the highlighted meeting."""
        if (drill := self._chosen_drill()) is not None:
            self.prospect.show_attempts(drill)

    def action_level(self) -> None:
        """The next of the three levels, for the next call."""
        app = self.prospect
        app.level = LEVELS[(LEVELS.index(app.level) + 1) % len(LEVELS)]
        self.show_level(app.level)

    def action_guided(self) -> None:
        """The two-minute call with hints."""
        self.prospect.begin("skeptical-owner", {}, purpose="guided")

    def action_trends(self) -> None:
        """How it has been going."""
        if self.prospect.desk is not None:
            self.prospect.show_trends()

    def action_watch(self) -> None:
        """One of the calls that come with the program."""
        if self.prospect.desk is not None:
            self.prospect.choose_example()

    def action_settings(self) -> None:
        """The settings."""
        if self.prospect.desk is not None:
            self.prospect.show_settings()

    async def action_quit(self) -> None:
        """Leaves; everything is kept."""
        await self.app.action_quit()

    def action_nothing(self) -> None:
        """Esc has nowhere to go back to from here."""
