"""The trainer's desk behind the screens: a register, the kept content, and files to write."""

from collections.abc import Callable, Mapping
from pathlib import Path

from personas.errors import ContentError
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent
from simulator.call.meeting import Meeting
from simulator.call.replay import Divergence
from simulator.drills.desk.board import Board
from simulator.drills.desk.handed import Beside, Handed
from simulator.drills.desk.rating import Rating
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.drills.register.rows import Label, Outcome
from simulator.problem import Problem
from simulator.review.turns import Review, review
from simulator.tui.drafts import Drafts

MeetingFor = Callable[[tuple[AnyEvent, ...]], Meeting]
"""The meeting a record was played with, by the hashes of its content. Raises Problem without it."""


class RegisterDesk:
    """A `BoardDesk` over a register."""

    def __init__(
        self, desk: TrainersDesk, meeting_for: MeetingFor, drafts: Path | None = None
    ) -> None:
        """`drafts` is the file for what was typed and not kept; None for none."""
        self._desk = desk
        self._meeting_for = meeting_for
        self._drafts = Drafts(drafts)

    def board(self) -> Board:
        """The class as it stands."""
        return self._desk.board()

    def rating(self) -> Rating:
        """How far people and engine agree; intervals take longer, and the command has them."""
        return self._desk.rating(draws=0)

    def handed(self, submission_id: str) -> Handed:
        """A submission opened."""
        return self._desk.handed(submission_id)

    def next_blind(self) -> str | None:
        """A submission this trainer has not marked; None for none."""
        return self._desk.next_blind()

    def review(self, handed: Handed) -> Review:
        """A call turn by turn. Raises Problem when this version cannot play on from it."""
        try:
            return review(self._meeting_for(handed.events), handed.events, load_rubric())
        except (ContentError, Divergence) as error:
            raise Problem(f"This call cannot be reviewed: {error}") from error

    def override(
        self, submission_id: str, criterion: str, level: int, *, reason: str, label: Label | None
    ) -> None:
        """Gives a level."""
        self._desk.override(submission_id, criterion, level, reason=reason, label=label)

    def mark_blind(
        self, submission_id: str, given: Mapping[str, tuple[int, str]]
    ) -> tuple[Beside, ...]:
        """Gives all ten levels; the engine's beside them."""
        return self._desk.mark_blind(submission_id, given)

    def comment(self, submission_id: str, turn: int, text: str, *, stops: bool) -> None:
        """Says something of a turn."""
        self._desk.comment(submission_id, turn, text, stops=stops)

    def answer(self, number: int, outcome: Outcome, text: str) -> None:
        """Answers an objection."""
        self._desk.answer(number, outcome, text)

    def release(self) -> None:
        """Releases held grades."""
        self._desk.release()

    def export(self, kind: str, path: str, home_page: str) -> str:
        """Writes the class to a new file that its owner alone can read; where it is."""
        from simulator.places import write_new
        from simulator.reports.class_exports import exported

        if not path.strip():
            raise Problem("An export needs a file to go to.")
        if kind == "xapi" and not home_page.startswith(("http://", "https://")):
            raise Problem("Statements need the address of the LMS, as in https://lms.example.com.")
        file = Path(path.strip()).expanduser()
        write_new(file, exported(self._desk, kind, home_page=home_page))
        self._desk.note_export(file)
        return str(file.absolute())

    def draft(self, key: str) -> str:
        """Text that was typed and not kept yet; empty for none."""
        return self._drafts.read(key)

    def keep_draft(self, key: str, text: str) -> None:
        """Keeps such text; an empty one is forgotten."""
        self._drafts.keep(key, text)
