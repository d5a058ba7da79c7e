"""A class as one HTML file: who stands where, what was hard, what nobody asked. It runs nothing."""

from personas.vocabulary import Topic
from scoring.rubric import CRITERIA
from scoring.scorecard import LEVELS
from simulator.debrief.words import NAMES, TOPICS
from simulator.drills.desk.board import LEAST_FOR_RANKING, STEP, Board, Heat
from simulator.drills.desk.board_text import points, state_words
from simulator.drills.desk.standing import UNPROVEN
from simulator.reports.page import environment


def class_page(board: Board) -> str:
    """The class report as one self-contained page."""
    heat = {(item.criterion, item.scenario): item for item in board.heat}
    return (
        environment()
        .get_template("class.html.jinja")
        .render(
            board=board,
            drill=board.row.drill,
            standings=list(board.standings),
            columns=[
                (at * STEP, (at + 1) * STEP, many, _share(many, max(board.distribution)))
                for at, many in enumerate(board.distribution)
            ],
            heat=[
                (
                    NAMES[name],
                    name in board.row.advisory,
                    [_cell(heat[name, scenario]) for scenario in ("", *board.row.drill.scenarios)],
                )
                for name in CRITERIA
            ],
            missed=[(TOPICS[Topic(item.topic)], item.missed, item.of) for item in board.missed],
            points=points,
            state_words=state_words,
            least=LEAST_FOR_RANKING,
            unproven=UNPROVEN,
        )
    )


def _cell(item: Heat) -> tuple[str, int]:
    """A mean level as text, and its share of the highest in percent."""
    if item.mean is None:
        return "–", 0
    return f"{item.mean:.2f}", round(item.mean / LEVELS * 100)


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
