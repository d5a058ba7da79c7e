"""What people said of one trainee's calls, as one HTML file to send to them. Nobody else is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.marked import CAP
from scoring.rubric import CRITERIA
from scoring.transcript import BuyerSpoke, SellerSpoke
from simulator.debrief.words import NAMES
from simulator.drills.desk.board_text import points, state_words
from simulator.drills.desk.handed import Handed
from simulator.drills.desk.standing import Standing, counting_marks
from simulator.drills.desk.trainers_desk import TrainersDesk
from simulator.drills.register.rows import Comment
from simulator.problem import Problem
from simulator.reports.page import environment


@dataclass(frozen=True, slots=True)
class Level:
    """A criterion's level as it counts, and why where a person gave it."""

    criterion: str
    level: int
    engine: int
    said: str
    """Who gave it and their reason; empty for the engine's own."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said of a turn, beside the turn."""

    turn: int
    speaker: str
    line: str
    author: str
    text: str


def trainee_page(desk: TrainersDesk, trainee: str) -> str:
    """One trainee's part of a class: scores, levels, comments, disputes with their answers.

    Raises Problem when nobody of that name is in the drill.
    """
    board = desk.board()
    own = next((item for item in board.trainees if item.name == trainee), None)
    if own is None:
        raise Problem(
            f"nobody called {trainee!r} is in {desk.drill.id}; the board has its names as written"
        )
    return (
        environment()
        .get_template("trainee.html.jinja")
        .render(
            drill=desk.drill,
            trainee=trainee,
            calls=[_call(desk, item) for item in own.standings],
            points=points,
            state_words=state_words,
        )
    )


def _call(desk: TrainersDesk, item: Standing) -> dict[str, object]:
    handed = desk.handed(item.submission.id) if item.submission else None
    return {
        "item": item,
        "why": _why(item),
        "levels": list(_levels(item, handed)) if handed else [],
        "held_down": _held_down(handed) if handed else "",
        "cap": _given(handed, CAP) if handed else "",
        "remarks": list(_remarks(handed)) if handed else [],
        "disputes": handed.disputes if handed else (),
    }


def _why(item: Standing) -> str:
    """Why it did not pass or has no score; what a trainer still has to settle names flags, and others."""
    told = item.result == "failed" or item.state == "not_evaluable"
    return item.why if told else ""


def _held_down(handed: Handed) -> str:
    """The cap that held the score down, and why; empty when none did, or a person lifted it."""
    human = handed.marked
    if human is None or handed.card is None or human.score >= human.raw:
        return ""
    cap = handed.card["cap"]
    return f"{points(human.raw)} but for the cap of {cap['limit']} that turn {cap['turn']} set: {cap['why']}"


def _levels(item: Standing, handed: Handed) -> Iterator[Level]:
    """Every criterion of a call that has a score."""
    if item.levels is None or item.engine_levels is None:
        return
    for name in CRITERIA:
        yield Level(NAMES[name], item.levels[name], item.engine_levels[name], _given(handed, name))


def _given(handed: Handed, criterion: str) -> str:
    """What a person said with the level that counts."""
    mark = counting_marks(handed.marks, handed.trainer).get(criterion)
    return f"{mark.trainer}: {mark.reason}" if mark else ""


def _remarks(handed: Handed) -> Iterator[Remark]:
    """The comments in the order of the turns; what only stops a replay says nothing."""
    comments = _in_order(handed)
    if not comments:
        return  # A log that cannot be read has none.
    lines = {e.turn: e for e in handed.events if isinstance(e, SellerSpoke | BuyerSpoke)}
    for comment in comments:
        spoken = lines[comment.turn]
        speaker = "you" if isinstance(spoken, SellerSpoke) else "the buyer"
        yield Remark(comment.turn, speaker, spoken.text, comment.author, comment.text)


def _in_order(handed: Handed) -> Sequence[Comment]:
    worded = (item for item in handed.comments if item.text.strip())
    return sorted(worded, key=lambda item: (item.turn, item.at))
