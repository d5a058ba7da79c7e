"""What the trainer's screens share: the desk they ask, and the app that leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from simulator.tui.board_ports import BoardDesk
from simulator.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from simulator.drills.desk.board import Board, Trainee
    from simulator.drills.desk.handed import Handed


class TrainersShell(Protocol):
    """The app as the trainer's screens see it."""

    board_desk: BoardDesk
    board: Board | None
    """The class as it was read last."""

    def tell(self, sentence: str, *, severity: str = "information") -> None:
        """A short notice."""
        ...

    def open_trainee(self, trainee: Trainee) -> None:
        """A trainee's submission; where there are several, asks which."""
        ...

    def show_handed(self, submission_id: str) -> None:
        """A submission."""
        ...

    def show_review(self, handed: Handed) -> None:
        """A submission turn by turn."""
        ...

    def show_class(self) -> None:
        """What the class found hard."""
        ...

    def show_disputes(self) -> None:
        """The disputes."""
        ...

    def mark_next(self) -> None:
        """The next call to mark blind."""
        ...

    def show_export(self) -> None:
        """Where the class is to be written."""
        ...

    def release(self) -> None:
        """Releases held grades."""
        ...

    def comment_on(self, handed: Handed, turn: int) -> None:
        """Asks for words on a turn, and keeps them."""
        ...


class BoardBase(BaseScreen):
    """A screen of the trainer's."""

    @property
    def trainers(self) -> TrainersShell:
        """The app around this screen."""
        return cast("TrainersShell", self.app)

    @property
    def board_desk(self) -> BoardDesk:
        """The trainer's desk."""
        return self.trainers.board_desk
