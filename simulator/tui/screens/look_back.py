"""Look back: five questions, where it turned, the buyer in the trainee's words. No score."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from simulator.debrief.look_back import ACCOUNT, ANSWERS, FIVE, TURNED, looked_back
from simulator.debrief.quotes import shortened
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.messages import CallGraded, Failed, LookBackKept
from simulator.tui.ports import ScenarioCard
from simulator.tui.screens.answers import AnswersFound, AnswersScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.field import Field
from simulator.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from simulator.call.session import Session

TURNED_AT = "turned_at"
"""Under which key of the sheet the chosen turn is kept."""


class TurnPicker(Widget, can_focus=True):
    """A turn of the call, chosen with left and right; its line is shown."""

    BINDINGS: ClassVar = [
        Binding("left", "move(-1)", "Turn", show=False),
        Binding("right", "move(1)", "Turn", show=False),
    ]
    at: reactive[int | None] = reactive(None, layout=True)
    """Index among the trainee's turns; None for 'it did not'."""

    class Chosen(Message):
        """A turn was chosen, or none."""

    def __init__(self, said: list[tuple[int, str]]) -> None:
        super().__init__(id="turned")
        self._said = said

    @property
    def turn(self) -> int | None:
        """The chosen turn of the record."""
        return None if self.at is None else self._said[self.at][0]

    def fill(self, turn: str) -> None:
        """Chooses the turn that was chosen before; one chosen since stays."""
        turns = [str(own) for own, _ in self._said]
        if self.at is None and turn in turns:
            self.at = turns.index(turn)

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
        self.post_message(self.Chosen())

    def on_click(self) -> None:
        """A click steps forward."""
        self.action_move(1)


class LookBackScreen(AnswersScreen):
    """Self-review, before anything is scored."""

    CSS_PATH: ClassVar = ["fields.tcss", "look_back.tcss"]
    HELP_TITLE = "Look back first"
    HELP_TEXT = (
        "Your own view comes before any score: that is what makes the score worth reading. Answer "
        "what you like; Tab goes on, arrows or the first letter choose an answer. Your account of "
        "the buyer is shown beside the truth afterwards."
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
        self.bring_back()

    @property
    def draft_key(self) -> str:
        """One sheet per call."""
        from scoring.transcript import meeting

        return f"look-back:{meeting(self.session.events).id}"

    def _answers(self) -> tuple[dict[str, str], int | None, dict[str, str]]:
        return (
            {choice.key: choice.value for choice in self.query(Choice)},
            self.query_one(TurnPicker).turn,
            {field.key: field.text for field in self.query(Field)},
        )

    def sheet(self) -> dict[str, str]:
        """The turn where it turned is kept with the answers."""
        turn = self.query_one(TurnPicker).turn
        return super().sheet() | ({} if turn is None else {TURNED_AT: str(turn)})

    @on(AnswersFound)
    def _fill_turn(self, message: AnswersFound) -> None:
        self.query_one(TurnPicker).fill(message.sheet.get(TURNED_AT, ""))

    @on(TurnPicker.Chosen)
    def _turn_chosen(self) -> None:
        self.keep_soon()

    def put_away(self) -> None:
        """Keeps the answers as they stand, unless they are in the record by now."""
        if not self._done:
            super().put_away()

    def action_done(self) -> None:
        """Keeps the look back in the record; only then is the call graded."""
        if self._done:
            return
        self._done = True
        event = looked_back(*self._answers())
        session, key, desk = self.session, self.draft_key, self.desk

        def kept() -> LookBackKept:
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
        """Leaves the call for now; the answers are kept, and the call is let go.

        Not while they are on their way into the record: the verdict comes next.
        """
        if not self._done:
            self.prospect.leave_call(self.session, self.keeping())
