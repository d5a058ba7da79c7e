"""A submission in Review: turn by turn, with what was said of the turns and where a replay stops."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList

from scoring.transcript import meeting
from simulator.drills.desk.handed import Handed
from simulator.drills.register.rows import Comment
from simulator.review.turns import Review, Reviewed
from simulator.tui.board_ports import HandedOpened
from simulator.tui.board_presenter import STOP
from simulator.tui.ink import ACCENT, STRONG, ink
from simulator.tui.screens.board_base import BoardBase
from simulator.tui.screens.review import Moments, TurnByTurn, moment_text
from simulator.tui.widgets.page import Paragraph


class Commented(Moments):
    """The turns of a submission; Enter says something of the chosen one."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Comment")]


class DrillReview(TurnByTurn, BoardBase):
    """A submission, turn by turn."""

    MOMENTS: ClassVar = Commented
    HELP_TITLE = "Review of a submission"
    HELP_TEXT = (
        "The line on top is the best score that was still within reach before the first turn and after "
        "each. Beside a turn stands what could have been said in its place. Enter says something of "
        "the turn; s goes to the next one at which you let a replay stop."
    )
    KEYS: ClassVar[tuple[str, ...]] = (
        "select", "next_slip", "next_stop", "beside(1)", "explain", "back",
    )  # fmt: skip
    BINDINGS: ClassVar = [Binding("s", "next_stop", "Next stop")]

    def __init__(self, handed: Handed, reviewed: Review) -> None:
        super().__init__(meeting(handed.events).buyer, reviewed, handed.row.trainee)
        self.handed = handed

    def moment(self, turn: Reviewed) -> Content:
        """A turn in the list, marked where a replay stops."""
        return ink((f"{STOP if self._stops(turn) else ' '} ", ACCENT)) + moment_text(turn)

    def beside(self, turn: Reviewed) -> list[Paragraph]:
        """What the turn was worth, and what was said of it."""
        said = [
            Paragraph(ink(item.text), ink((f"{item.author}  ", STRONG)), 6)
            for item in self._said_of(turn)
            if item.text
        ]
        return [*super().beside(turn), *([Paragraph(ink())] if said else []), *said]

    @on(OptionList.OptionSelected)
    def _comment(self, event: OptionList.OptionSelected) -> None:
        """Says something of the turn."""
        self.trainers.comment_on(self.handed, int(event.option.id or 0))

    def show(self, handed: Handed) -> None:
        """The same call with what has been said of it since."""
        self.handed = handed
        moments = self.query_one(Commented)
        for at, turn in enumerate(self.reviewed.turns):
            moments.replace_option_prompt_at_index(at, self.moment(turn))
        if moments.highlighted is not None:
            self.show_beside(self.reviewed.turns[moments.highlighted])

    def on_handed_opened(self, message: HandedOpened) -> None:
        """The submission was read anew."""
        self.show(message.handed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is there."""
        if action == "next_stop":
            return any(self._stops(turn) for turn in self.reviewed.turns)
        return super().check_action(action, parameters)

    def action_next_stop(self) -> None:
        """The next turn at which a replay stops, round to the first again."""
        self.go_to([self._stops(turn) for turn in self.reviewed.turns])

    def _stops(self, turn: Reviewed) -> bool:
        return any(item.breakpoint for item in self._said_of(turn))

    def _said_of(self, turn: Reviewed) -> list[Comment]:
        """What was said of a turn and of the reply to it; of an opening, with the first turn."""
        first = self.reviewed.turns[0].turn
        theirs = {turn.turn, turn.turn + 1, *(range(first) if turn.turn == first else ())}
        return [item for item in self.handed.comments if item.turn in theirs]
