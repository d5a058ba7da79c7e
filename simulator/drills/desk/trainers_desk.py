"""What a trainer does with what was handed in: reads, marks, comments, answers, releases.

The command line and the screens do all of it here, so that a rule holds in both.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scoring.grader import VERSION as GRADER
from scoring.marked import CAP, Marked, marked
from scoring.rubric import CRITERIA
from scoring.transcript import BuyerSpoke, SellerSpoke
from simulator.drills.desk.board import Board, cards_of, read_board
from simulator.drills.desk.handed import Beside, Handed, belied, told_by
from simulator.drills.desk.rating import Rating, rating
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Comment, Grade, Label, Mark, Outcome
from simulator.problem import Problem

Clock = Callable[[], str]
"""Gives the time now as ISO 8601 in UTC."""


class TrainersDesk:
    """One trainer at one drill of a register. Raises UnknownDrill when there is none."""

    def __init__(
        self, register: Register, drill_id: str, *, clock: Clock, trainer: str = ""
    ) -> None:
        """`trainer` is who acts; the drill's own when it is empty."""
        self.register = register
        self.judgements = Judgements(register.store)
        self.drill = register.drill(drill_id).drill
        self.trainer = trainer or self.drill.trainer
        self._clock = clock

    def board(self) -> Board:
        """The class as it stands."""
        return read_board(self.register, self.drill.id, grader=GRADER)

    def handed(self, submission_id: str) -> Handed:
        """A submission opened. Raises UnknownSubmission."""
        row = self.register.submission(submission_id)
        people = self.judgements
        return Handed(
            row=row,
            lines=tuple(self.register.log(submission_id)),
            grade=self._grades([submission_id]).get(submission_id),
            marks=tuple(m for m in people.marks(self.drill.id) if m.submission == submission_id),
            comments=tuple(
                c for c in people.comments(self.drill.id) if c.submission == submission_id
            ),
            disputes=tuple(
                d for d in people.disputes(self.drill.id) if d.submission == submission_id
            ),
            trainer=self.drill.trainer,
        )

    def override(
        self,
        submission_id: str,
        criterion: str,
        level: int,
        *,
        reason: str,
        label: Label | None = None,
        blind: bool = False,
    ) -> Marked:
        """Gives a level beside the engine's; what the call comes to with it.

        Without a label it is the one that the two levels tell. Raises Problem when there is nothing
        to override, no reason, a label that the levels belie, or a level that cannot be blind.
        """
        opened = self.handed(submission_id)
        mark = self._mark(opened, criterion, level, reason=reason, label=label, blind=blind)
        result = self._scored(opened, opened.people | {criterion: level})
        self.judgements.mark(mark)
        if blind:
            self._settle_advisory()
        return result

    def mark_blind(
        self, submission_id: str, given: Mapping[str, tuple[int, str]]
    ) -> tuple[Beside, ...]:
        """Gives all ten levels at once, each with its reason; then the engine's are told.

        Raises Problem as `override` does, or when not all ten are given; nothing is kept then.
        """
        missing = [name for name in CRITERIA if name not in given]
        if missing:
            raise Problem(f"blind marking gives all ten levels; {', '.join(missing)} is missing")
        opened = self.handed(submission_id)
        marks = [
            self._mark(opened, name, level, reason=reason, label=None, blind=True)
            for name, (level, reason) in given.items()
        ]
        for mark in marks:
            self.judgements.mark(mark)
        self._settle_advisory()
        engine = opened.grade.levels if opened.grade else {}
        return tuple(Beside(m.criterion, m.level, engine[m.criterion], m.label) for m in marks)

    def next_blind(self) -> str | None:
        """Id of a submission that counts and that this trainer has not marked; None for none.

        In the order of the ids, which are hashes: neither by name nor by score.
        """
        seen = {m.submission for m in self.judgements.marks(self.drill.id) if self._mine(m)}
        waiting = [
            item.submission.id
            for item in self.board().standings
            if item.counts and item.submission is not None and item.submission.id not in seen
        ]
        return min(waiting, default=None)

    def comment(
        self, submission_id: str, turn: int, text: str, *, stops: bool = False, author: str = ""
    ) -> None:
        """Says something of a turn; with `stops`, a replay stops there.

        Raises Problem when the call has no such turn, or there is nothing to say.
        """
        opened = self.handed(submission_id)
        spoken = {e.turn for e in opened.events if isinstance(e, SellerSpoke | BuyerSpoke)}
        if turn not in spoken:
            raise Problem(f"the call has no turn {turn}; its turns are 0 to {max(spoken)}")
        if not text.strip() and not stops:
            raise Problem("a comment needs words")
        self.judgements.comment(
            Comment(submission_id, turn, author or self.trainer, text, stops, self._clock())
        )

    def dispute(self, submission_id: str, *, criterion: str, turn: int | None, text: str) -> int:
        """A trainee's objection to a criterion, or to how a turn was heard; its number.

        Raises Problem when it names neither, or says nothing.
        """
        self.register.submission(submission_id)
        if not criterion and turn is None:
            raise Problem("say what it is about: --criterion, or --turn for a line misheard")
        if criterion and criterion not in (*CRITERIA, CAP):
            raise Problem(_no_criterion(criterion))
        if not text.strip():
            raise Problem("a dispute needs words: what happened, and what should have counted")
        return self.judgements.dispute(
            submission_id, criterion=criterion, turn=turn, text=text, at=self._clock()
        )

    def answer(self, number: int, outcome: Outcome, text: str) -> None:
        """Answers an objection. Raises Problem when there is none of that number, or no words."""
        if not text.strip():
            raise Problem("an answer needs words: say why")
        self.judgements.answer(
            number, trainer=self.trainer, outcome=outcome, text=text, at=self._clock()
        )

    def release(self) -> None:
        """Releases held grades. Raises Problem where none are held."""
        board = self.board()
        if not board.held:
            raise Problem(
                f"the grades of {self.drill.id} are not held; there is nothing to release"
            )
        self.register.release(self.drill.id, self._clock())

    def note_export(self, file: Path) -> None:
        """Notes a file that the class was written to, so that a purge can name it."""
        self.register.exported(self.drill.id, str(file.absolute()), self._clock())

    def rating(self, **options: int) -> Rating:
        """How far people and engine agree in this class."""
        marks = self.judgements.marks(self.drill.id)
        return rating(marks, self._grades(sorted({mark.submission for mark in marks})), **options)

    def _mark(
        self,
        opened: Handed,
        criterion: str,
        level: int,
        *,
        reason: str,
        label: Label | None,
        blind: bool,
    ) -> Mark:
        """A mark that may be kept."""
        self._scored(opened, {criterion: level})
        if not reason.strip():
            raise Problem("a level needs its reason; it is kept with the level")
        if blind:
            self._refuse_seen(opened, criterion)
        engine = opened.grade.levels.get(criterion) if opened.grade else None
        if engine is None:
            label = label or "accurate"
        elif label is None:
            label = told_by(level, engine)
        elif belied(label, level, engine):
            raise Problem(
                f"the engine gave {criterion} level {engine}, so level {level} does not say "
                f"{label.replace('_', ' ')}; leave the label out, or change one of them"
            )
        row = opened.row
        return Mark(row.id, criterion, self.trainer, level, reason, label, blind, self._clock())

    def _scored(self, opened: Handed, levels: Mapping[str, int]) -> Marked:
        """The human score with these levels."""
        if opened.card is None:
            raise Problem(
                f"submission {opened.row.id[:12]} is not graded, so there is no level to change"
            )
        unknown = [name for name in levels if name not in (*CRITERIA, CAP)]
        if unknown:
            raise Problem(_no_criterion(unknown[0]))
        try:
            return marked(opened.card, levels)
        except ValueError as error:
            raise Problem(str(error)) from None

    def _refuse_seen(self, opened: Handed, criterion: str) -> None:
        mine = [mark for mark in opened.marks if self._mine(mark)]
        if criterion == CAP:
            raise Problem("the cap cannot be marked blind: it is the engine's own")
        if any(not mark.blind or mark.criterion == criterion for mark in mine):
            raise Problem(
                f"{self.trainer} has seen the engine's levels of submission {opened.row.id[:12]}, "
                "so a level cannot be blind any more; give it without --blind"
            )

    def _settle_advisory(self) -> None:
        self.register.set_advisory(self.drill.id, self.rating(draws=0).advisory)

    def _mine(self, mark: Mark) -> bool:
        return mark.trainer == self.trainer

    def _grades(self, ids: Sequence[str]) -> dict[str, Grade]:
        return cards_of(self.register, ids, self.drill.rubric.sha256, GRADER)


def desk_of_dispute(
    register: Register, number: int, *, clock: Clock, trainer: str = ""
) -> TrainersDesk:
    """The desk of the drill in which a dispute was raised. Raises Problem when there is none."""
    for row in register.drills():
        desk = TrainersDesk(register, row.drill.id, clock=clock, trainer=trainer)
        if any(item.number == number for item in desk.judgements.disputes(row.drill.id)):
            return desk
    raise Problem(f"there is no dispute {number}; 'prospect drill board DRILL' lists them")


def _no_criterion(name: str) -> str:
    known: Sequence[str] = (*CRITERIA, CAP)
    return f"there is no criterion {name}; there are {', '.join(known)}"
