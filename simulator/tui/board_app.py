"""The trainer's app: the board, and the ways from it to a submission, the class and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message
from textual.screen import Screen

from simulator.drills.desk.board_text import outcome_words
from simulator.tui.asking import ask
from simulator.tui.board_ports import (
    BlindOpened,
    BoardDesk,
    BoardRead,
    CallReviewed,
    DisputeOpened,
    HandedOpened,
    Said,
)
from simulator.tui.board_presenter import disputed_lines, standing_line
from simulator.tui.frame import Frame
from simulator.tui.messages import Failed
from simulator.tui.screens.ask import AskScreen
from simulator.tui.screens.board import BoardScreen
from simulator.tui.screens.board_sheets import AnswerSheet, CommentSheet, ExportSheet, PickSheet
from simulator.tui.theme import THEMES

if TYPE_CHECKING:
    from simulator.drills.desk.board import Board, Trainee
    from simulator.drills.desk.handed import Handed
    from simulator.drills.desk.trainers_desk import TrainersDesk
    from simulator.drills.register.rows import Outcome


class BoardApp(Frame):
    """The screens of one trainer at one drill."""

    TITLE = "Prospect, the board"
    CSS_PATH: ClassVar = ["app.tcss", "screens/board.tcss"]

    def __init__(self, desk: BoardDesk, theme: str = THEMES[0].name) -> None:
        super().__init__()
        self.board_desk = desk
        self.board: Board | None = None
        self.theme = theme if theme in self.available_themes else THEMES[0].name

    def get_default_screen(self) -> Screen[None]:
        """The board."""
        return BoardScreen()

    # ---- from screen to screen -----------------------------------------------------------------

    def open_trainee(self, trainee: Trainee) -> None:
        """A trainee's submission; where there are several, asks which."""
        handed = [item for item in trainee.standings if item.submission is not None]
        if not handed:
            self.tell(f"{trainee.name} has handed in nothing yet.")
            return
        if len(handed) == 1 and handed[0].submission is not None:
            self.show_handed(handed[0].submission.id)
            return
        choices = [
            (item.submission.id, "   ".join(standing_line(item)[:2]))
            for item in handed
            if item.submission is not None
        ]
        self._pick(f"{trainee.name}: which meeting?", choices, self.show_handed)

    def show_handed(self, submission_id: str) -> None:
        """A submission."""
        ask(self, lambda: HandedOpened(self.board_desk.handed(submission_id)))

    def show_review(self, handed: Handed) -> None:
        """A submission turn by turn, which takes some seconds to reckon."""
        self.tell("Going through the call …")
        ask(self, lambda: CallReviewed(handed, self.board_desk.review(handed)))

    def show_class(self) -> None:
        """What the class found hard."""
        from simulator.tui.screens.board_class import ClassScreen

        if self.board is not None:
            self.push_screen(ClassScreen(self.board))

    def mark_next(self) -> None:
        """The next call to mark blind."""
        from simulator.tui.screens.board_blind import draft_key

        desk = self.board_desk

        def opened() -> BlindOpened:
            name = desk.next_blind()
            if name is None:
                return BlindOpened(None)
            return BlindOpened(desk.handed(name), desk.draft(draft_key(name)))

        ask(self, opened)

    def show_disputes(self) -> None:
        """The disputes; the chosen one is answered."""
        if self.board is None:
            return
        found = {str(item.number): item for item in self.board.disputes}
        whose = {
            item.submission.id: item.trainee
            for item in self.board.standings
            if item.submission is not None
        }
        choices = [
            (
                name,
                f"{item.number}. {whose.get(item.submission, '')}: {item.text} ({outcome_words(item)})",
            )
            for name, item in found.items()
        ]

        desk = self.board_desk

        def chosen(name: str) -> None:
            dispute = found[name]
            ask(self, lambda: DisputeOpened(dispute, desk.handed(dispute.submission)))

        self._pick("Which dispute?", choices, chosen)

    def show_export(self) -> None:
        """Where the class is to be written."""
        if self.board is None:
            return

        def written(answer: tuple[str, str, str] | None) -> None:
            if answer is not None:
                ask(self, lambda: Said(f"Written to {self.board_desk.export(*answer)}."))

        self.push_screen(ExportSheet(self.board.row.drill.id), written)

    def release(self) -> None:
        """Releases held grades, once asked."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._do(self.board_desk.release, "The grades are released.")

        self.push_screen(
            AskScreen(
                "Release the grades?",
                "A trainee's login to a shared register may read its own then, and xAPI statements "
                "may be exported. The app does not show them: send them yourself.",
            ),
            answered,
        )

    def comment_on(self, handed: Handed, turn: int) -> None:
        """Asks for words on a turn, keeps them, and shows the submission with them."""
        quote = next(
            (
                getattr(event, "text", "")
                for event in handed.events
                if getattr(event, "turn", None) == turn and hasattr(event, "text")
            ),
            "",
        )
        stops = any(item.breakpoint and item.turn == turn for item in handed.comments)
        desk, name, screen = self.board_desk, handed.row.id, self.screen

        def said(answer: tuple[str, bool] | None) -> None:
            if answer is None:
                return

            def kept() -> None:
                desk.comment(name, turn, answer[0], stops=answer[1])
                screen.post_message(HandedOpened(desk.handed(name)))

            self._do(kept, "Kept.")

        self.push_screen(CommentSheet(f"Turn {turn}: {quote}", stops=stops), said)

    def _pick(
        self, asks: str, choices: list[tuple[str, str]], chosen: Callable[[str], None]
    ) -> None:
        def picked(name: str | None) -> None:
            if name is not None:
                chosen(name)

        self.push_screen(PickSheet(asks, choices), picked)

    # ---- asking the desk -----------------------------------------------------------------------

    def _do(self, work: Callable[[], None], done: str) -> None:
        """Changes something, says so, and reads the class anew."""

        def worked() -> Message:
            work()
            self.post_message(BoardRead(self.board_desk.board()))
            return Said(done)

        ask(self, worked)

    @on(BoardRead)
    def _board_read(self, message: BoardRead) -> None:
        self.board = message.board
        if isinstance(self.screen, BoardScreen):
            self.screen.show(message.board)

    @on(HandedOpened)
    def _handed_opened(self, message: HandedOpened) -> None:
        from simulator.tui.screens.board_call import HandedScreen

        self.push_screen(HandedScreen(message.handed))

    @on(DisputeOpened)
    def _dispute_opened(self, message: DisputeOpened) -> None:
        dispute = message.dispute

        def answered(answer: tuple[Outcome, str] | None) -> None:
            if answer is not None:
                self._do(
                    partial(self.board_desk.answer, dispute.number, *answer),
                    f"Dispute {dispute.number} is answered.",
                )

        self.push_screen(AnswerSheet(dispute, disputed_lines(message.handed, dispute)), answered)

    @on(CallReviewed)
    def _call_reviewed(self, message: CallReviewed) -> None:
        from simulator.tui.screens.board_review import DrillReview

        self.push_screen(DrillReview(message.handed, message.review))

    @on(BlindOpened)
    def _blind_opened(self, message: BlindOpened) -> None:
        from simulator.tui.screens.board_blind import BlindScreen

        if message.handed is None:
            self.tell("You have marked every call that can be marked.")
            return
        self.push_screen(BlindScreen(message.handed, message.draft))

    @on(Said)
    def _said(self, message: Said) -> None:
        if message.sentence:
            self.tell(message.sentence)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self.tell(message.because, severity="error")


def run_board(desk: TrainersDesk) -> None:
    """Runs the board; an unexpected error is raised after the terminal is restored."""
    from simulator.archive.opening import open_to_read
    from simulator.settings import load_settings
    from simulator.tui.board_desk import RegisterDesk

    settings = load_settings()
    archive = open_to_read(settings.calls_folder)
    try:
        behind = RegisterDesk(desk, archive.meeting_for, settings.calls_folder / "drafts.json")
        app = BoardApp(behind, settings.theme)
        app.run()
    finally:
        archive.close()
    app.raise_what_ended_it()
