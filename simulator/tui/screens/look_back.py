"""Look back: five questions, where it turned, the buyer in the trainee's words. No score."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from simulator.debrief.look_back import ACCOUNT, ANSWERS, FIVE, TURNED, looked_back
from simulator.debrief.quotes import shortened
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.messages import CallGraded, DraftsKept, Failed, LookBackKept
from simulator.tui.ports import ScenarioCard
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field, read_sheet
from simulator.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from simulator.session import Session

PAUSE = 0.8
"""Seconds without a key after which answers are kept."""


class AnswersFound(Message):
    """Answers given before the screen was left."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        super().__init__()


class TurnPicker(Widget, can_focus=True):
    """A turn of the call, chosen with left and right; its line is shown."""

    BINDINGS: ClassVar = [
        Binding("left", "move(-1)", "Turn", show=False),
        Binding("right", "move(1)", "Turn", show=False),
    ]
    at: reactive[int | None] = reactive(None, layout=True)
    """Index among the trainee's turns; None for 'it did not'."""

    def __init__(self, said: list[tuple[int, str]]) -> None:
        super().__init__(id="turned")
        self._said = said

    @property
    def turn(self) -> int | None:
        """The chosen turn of the record."""
        return None if self.at is None else self._said[self.at][0]

    def render(self) -> RenderResult:
        """The question, and the chosen line."""
        if self.at is None:
            chosen = ink(("‹ › ", ACCENT), ("choose with left and right, or leave it", QUIET))
        else:
            line = shortened(self._said[self.at][1], 120)
            chosen = ink(("‹ › ", ACCENT), (f"your turn {self.at + 1}  ", "bold"), f"“{line}”")
        return lines(ink(TURNED), chosen)

    def action_move(self, by: int) -> None:
        """The turn before or after; off either end is 'none'."""
        if not self._said:
            return
        at = (-1 if by > 0 else len(self._said)) if self.at is None else self.at
        self.at = at + by if 0 <= at + by < len(self._said) else None

    def on_click(self) -> None:
        """A click steps forward."""
        self.action_move(1)


class LookBackScreen(BaseScreen):
    """Self-review, before anything is scored."""

    CSS_PATH: ClassVar = ["fields.tcss", "look_back.tcss"]
    HELP_TITLE = "Look back first"
    HELP_TEXT = (
        "Your own view comes before any score: that is what makes the score worth reading. "
        "Answer what you like; "
        "Tab goes on, arrows or the first letter choose an answer. Your account of the buyer is "
        "shown beside the "
        "truth afterwards."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("done", "app.focus_next", "explain", "back")
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "done", "Show the verdict", priority=True),
        Binding("tab", "app.focus_next", "Next", key_display="Tab"),
        Binding("escape", "back", "Later", key_display="Esc"),
    ]

    def __init__(self, session: Session, card: ScenarioCard) -> None:
        super().__init__()
        self.session = session
        self.card = card
        self._pause: Timer | None = None
        self._done = False

    def compose(self) -> ComposeResult:
        said = [(e.turn, e.text) for e in self.session.events if e.type == "seller_spoke"]
        yield Static(
            ink(("Before any score: ", STRONG), "how was it?  ", ("Answer what you like.", QUIET)),
            id="title",
        )
        with VerticalScroll(id="page", can_focus=False):
            for question in FIVE:
                yield Choice(question.id, question.asks, ANSWERS)
            yield TurnPicker(said)
            yield Static(ink((f"{self.card.buyer}, in your words", STRONG)), id="account")
            for question in ACCOUNT:
                yield Field(question.id, question.asks)
        yield KeyLine()

    def on_mount(self) -> None:
        """The first question has the keyboard; answers given before come back."""
        self.query(Choice).first().focus()
        key, desk = self._key, self.desk
        self.ask(lambda: AnswersFound(read_sheet(desk.draft(key))))

    @property
    def _key(self) -> str:
        from scoring.transcript import meeting

        return f"look-back:{meeting(self.session.events).id}"

    @on(AnswersFound)
    def _found(self, message: AnswersFound) -> None:
        for choice in self.query(Choice):
            if message.answers.get(choice.key) in ANSWERS:
                choice.value = message.answers[choice.key]
        for field in self.query(Field):
            field.fill(message.answers.get(field.key, ""))

    def _answers(self) -> tuple[dict[str, str], int | None, dict[str, str]]:
        return (
            {choice.key: choice.value for choice in self.query(Choice)},
            self.query_one(TurnPicker).turn,
            {field.key: field.text for field in self.query(Field)},
        )

    @on(TextArea.Changed)
    @on(Choice.Chosen)
    def _answered(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Keeps the answers as they stand."""
        self.ask(self._keeping())

    def put_away(self) -> None:
        """Keeps the answers as they stand, at once."""
        if not self._done:
            self._keeping()()

    def _keeping(self) -> Callable[[], Message]:
        answers, _, account = self._answers()
        given = {key: text for key, text in {**answers, **account}.items() if text}
        key, desk = self._key, self.desk

        def kept() -> Message:
            desk.keep_draft(key, json.dumps(given, ensure_ascii=False) if given else "")
            return DraftsKept()

        return kept

    def action_done(self) -> None:
        """Keeps the look back in the record; only then is the call graded."""
        if self._done:
            return
        self._done = True
        event = looked_back(*self._answers())
        session, key, desk = self.session, self._key, self.desk

        def kept() -> Message:
            session.add(event)
            desk.keep_draft(key, "")
            return LookBackKept()

        self.ask(kept)

    @on(LookBackKept)
    def _kept(self) -> None:
        session, desk = self.session, self.desk
        self.ask(lambda: CallGraded(desk.grade(session)))

    @on(Failed)
    def _failed(self) -> None:
        """It was not kept, or not graded: the person may try again."""
        self._done = False

    @on(CallGraded)
    def _graded(self, message: CallGraded) -> None:
        self.prospect.show_verdict(self.session, self.card, message.graded)

    def action_back(self) -> None:
        """Leaves the call for now; the answers are kept."""
        self.keep()
        self.prospect.show_home()
