"""Prepare: the brief on the left, the eight readiness questions and the two keys on the right."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static, TextArea

from simulator.debrief.readiness import KEYS, ONLY_A_PITCH, READINESS, only_a_pitch
from simulator.tui.ink import QUIET, STRONG, ink
from simulator.tui.ports import DrillMeeting, ScenarioCard
from simulator.tui.screens.answers import AnswersScreen
from simulator.tui.screens.people import brief_of
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page

LEAST = 4
"""Questions to answer where the scenario asks for a sheet."""


class PrepareScreen(AnswersScreen):
    """A sheet for before the call."""

    CSS_PATH: ClassVar = ["fields.tcss", "prepare.tcss"]
    HELP_TITLE = "Prepare"
    HELP_TEXT = (
        "Eight questions that tell whether a meeting is ready, and two keys: yours and theirs. A "
        "few words each "
        "are enough. Tab goes to the next one. The sheet is kept, and it is never part of the "
        "score.\n\n"
        "Ctrl+S starts the call, with or without a sheet unless this meeting asks for one."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("start", "app.focus_next", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "start", "Start the call", priority=True),
        Binding("tab", "app.focus_next", "Next", key_display="Tab"),
    ]

    def __init__(self, card: ScenarioCard, drill: DrillMeeting | None = None) -> None:
        super().__init__()
        self.card = card
        self.drill = drill
        """What the call will be an attempt in; None for practice."""
        self._told = False
        """The trainee has seen that the sheet only describes a pitch."""

    def compose(self) -> ComposeResult:
        yield Static(
            ink(("Before you call ", STRONG), (self.card.buyer_name, "bold $secondary")), id="title"
        )
        with Horizontal(id="columns"):
            with VerticalScroll(id="brief", can_focus=True):
                yield Page(brief_of(self.card))
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static(ink((self._invitation(), QUIET)), id="invitation")
                yield Static("", id="only-a-pitch")
                for prompt in READINESS:
                    yield Field(prompt.id, prompt.asks)
                for key in KEYS:
                    yield Choice(key.id, key.asks, ("yes", "no"))
        yield KeyLine()

    def _invitation(self) -> str:
        drill = self.drill
        attempt = (
            f"{drill.title}: attempt {drill.next} of {drill.attempts}; it counts once it begins. "
            if drill
            else ""
        )
        if self.card.prepare_required:
            return f"{attempt}This meeting wants a sheet: answer at least {LEAST} of the eight."
        return f"{attempt}A few words each, or none: Ctrl+S starts the call."

    def on_mount(self) -> None:
        """The first question has the keyboard; the sheet comes as it was left."""
        self.query_one("#only-a-pitch").display = False
        self.query(TextArea).first().focus()
        self.bring_back()

    @property
    def draft_key(self) -> str:
        """One sheet per scenario, and one per meeting of a drill, until its call begins."""
        return f"prepare:{f'{self.drill.drill}:' if self.drill else ''}{self.card.id}"

    @on(TextArea.Changed)
    @on(Choice.Chosen)
    def _not_told(self) -> None:
        self._told = False
        self.query_one("#only-a-pitch").display = False

    def action_start(self) -> None:
        """Starts the call; a sheet that is only a pitch is told so first, once."""
        sheet = self.sheet()
        answered = sum(prompt.id in sheet for prompt in READINESS)
        if self.card.prepare_required and answered < LEAST:
            self.prospect.tell(f"Answer at least {LEAST} of the eight; {answered} so far.")
        elif only_a_pitch(sheet, self.card.own_words) and not self._told:
            self._told = True
            note = self.query_one("#only-a-pitch", Static)
            note.update(ink(ONLY_A_PITCH, " ", ("Ctrl+S again starts anyway.", QUIET)))
            note.display = True
            self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
        elif self.drill is not None:
            self.prospect.begin_attempt(self.drill.drill, self.card.id, sheet)
        else:
            self.prospect.begin(self.card.id, sheet)

    def action_back(self) -> None:
        """Back to the people; the sheet is kept."""
        self.keep()
        super().action_back()
