"""The board as plain lines and as JSON: the same figures for a screen reader, a pipe and a program."""

from collections.abc import Iterator, Sequence

from scoring.rubric import CRITERIA
from scoring.scorecard import shown
from simulator.debrief.words import NAMES, TOPICS
from simulator.drills.desk.board import LEAST_FOR_RANKING, STEP, Board, Trainee
from simulator.drills.desk.standing import UNPROVEN, Standing
from simulator.drills.register.rows import Dispute, SubmissionRow

STATES = {
    "nothing": "not handed in",
    "late": "late",
    "ungraded": "not graded yet",
    "unreadable": "cannot be graded",
    "not_evaluable": "left early",
    "scored": "",
}
HEADS = (
    "SUBMISSION",
    "TRAINEE",
    "MEETING",
    "ENGINE",
    "HUMAN",
    "RESULT",
    "CHANGED",
    "DISPUTES",
    "FLAGS",
)
SHORT = 12
"""Characters of an id that are shown; enough to name it by."""


def state_words(item: Standing) -> str:
    """What there is instead of a score, in two words; empty for a score."""
    if item.state == "not_evaluable" and not item.why.startswith("Left early"):
        return "not evaluable"
    return STATES[item.state]


def points(units: int | None) -> str:
    """A score for showing; a dash for none."""
    return "–" if units is None else f"{shown(units):.1f}"


def standing_cells(item: Standing) -> tuple[str, ...]:
    """One trainee at one meeting, in the columns of `HEADS`."""
    submission = item.submission
    return (
        submission.id[:SHORT] if submission else "–",
        item.trainee,
        item.scenario,
        points(item.engine),
        points(item.human),
        item.result or state_words(item),
        str(len(item.changed) or ""),
        str(item.open_disputes or ""),
        " ".join(dict.fromkeys(flag.kind for flag in submission.flags)) if submission else "",
    )


def class_lines(board: Board) -> Iterator[str]:
    """Everything below the table, in sentences."""
    yield from ranking_lines(board)
    yield ""
    yield "Calls by human score"
    for column, many in enumerate(board.distribution):
        low = column * STEP
        yield f"  {low:>3} to {low + STEP:<3}  {many:>4}  {'█' * min(many, 40)}".rstrip()
    yield ""
    yield from heat_lines(board)
    yield ""
    yield from missed_lines(board)
    yield from dispute_lines(board)
    yield ""
    yield from notes(board)


def ranking_lines(board: Board) -> Iterator[str]:
    """The ranking, or why there is none."""
    if not board.ranked:
        yield f"No ranking: it takes {LEAST_FOR_RANKING} scored meetings of one trainee."
        return
    yield "By the mean of human scores"
    for trainee in board.trainees:
        if trainee.rank is not None:
            yield f"  {trainee.rank:>3}. {trainee.name}  {trainee.mean:.1f}"


def heat_lines(board: Board) -> Iterator[str]:
    """The mean level of every criterion, over all and in each meeting."""
    scenarios = ("", *board.row.drill.scenarios) if len(board.row.drill.scenarios) > 1 else ("",)
    means = {(item.criterion, item.scenario): item.mean for item in board.heat}
    yield "Mean level by criterion, 0 to 4" + "".join(f" · {name or 'all'}" for name in scenarios)
    for criterion in CRITERIA:
        cells = [means[criterion, scenario] for scenario in scenarios]
        shown_cells = "  ".join("   –" if cell is None else f"{cell:4.2f}" for cell in cells)
        advisory = "  advisory" if criterion in board.row.advisory else ""
        yield f"  {NAMES[criterion]:<18} {shown_cells}{advisory}"


def missed_lines(board: Board) -> Iterator[str]:
    """What the class left unexplored, the most missed first."""
    if not board.missed:
        yield "No topic was missed by anybody."
        return
    yield "What was not explored"
    for item in board.missed:
        who = "nobody asked" if item.missed == item.of else f"missed in {item.missed} of {item.of}"
        yield f"  {TOPICS[item.topic]}: {who}"


def dispute_lines(board: Board) -> Iterator[str]:
    """Every dispute, the open ones first."""
    whose = {
        item.submission.id: item.trainee for item in board.standings if item.submission is not None
    }
    if board.disputes:
        yield ""
        yield "Disputes"
    for dispute in board.disputes:
        about = NAMES.get(dispute.criterion, dispute.criterion) or "a line misheard"
        at = "" if dispute.turn is None else f", turn {dispute.turn}"
        said = f"{outcome_words(dispute)}: {dispute.answer}" if dispute.outcome else "open"
        who = whose.get(dispute.submission, dispute.submission[:SHORT])
        yield f"  {dispute.number}. {who}, {about}{at}: {dispute.text} ({said})"


def notes(board: Board) -> Iterator[str]:
    """What a trainer should know of the whole board."""
    if board.held:
        drill = board.row.drill.id
        yield f"The grades are held. Release them with: prospect drill release {drill}"
    for item in board.standings:
        yield from flag_lines(item)
    yield UNPROVEN


def outcome_words(dispute: Dispute) -> str:
    """What became of a dispute, in words; "open" without an answer."""
    return dispute.outcome.replace("_", " ") if dispute.outcome else "open"


def flag_lines(item: Standing) -> list[str]:
    """What a trainer should know of a submission, and of worthless ones in the same name."""
    counted = [flag.why for flag in item.submission.flags] if item.submission else []
    return counted + [f"Not counted: {flag.why}" for row in item.refused for flag in row.flags]


def board_json(board: Board) -> dict[str, object]:
    """The board as one object; scores in points with one decimal."""
    drill = board.row.drill
    return {
        "drill": drill.id,
        "title": drill.title,
        "trainer": drill.trainer,
        "closed": board.row.closed or None,
        "held": board.held,
        "advisory": list(board.row.advisory),
        "trainees": [_trainee_json(trainee) for trainee in board.trainees],
        "distribution": [
            {"from": at * STEP, "to": (at + 1) * STEP, "calls": many}
            for at, many in enumerate(board.distribution)
        ],
        "heat": [
            {
                "criterion": item.criterion,
                "scenario": item.scenario or None,
                "mean": item.mean,
                "counts": list(item.counts),
            }
            for item in board.heat
        ],
        "missed": [
            {"topic": str(item.topic), "missed": item.missed, "of": item.of}
            for item in board.missed
        ],
        "disputes": [
            {
                "number": item.number,
                "submission": item.submission,
                "criterion": item.criterion or None,
                "turn": item.turn,
                "text": item.text,
                "outcome": item.outcome,
                "answer": item.answer or None,
            }
            for item in board.disputes
        ],
        "unproven": UNPROVEN,
    }


def _trainee_json(trainee: Trainee) -> dict[str, object]:
    return {
        "trainee": trainee.name,
        "rank": trainee.rank,
        "mean": trainee.mean,
        "best": shown(trainee.best),
        "meetings": [_standing_json(item) for item in trainee.standings],
    }


def _standing_json(item: Standing) -> dict[str, object]:
    submission = item.submission
    return {
        "scenario": item.scenario,
        "state": item.state,
        "submission": submission.id if submission else None,
        "attempt": submission.attempt if submission else None,
        "handed_in": item.handed_in,
        "engine_score": shown(item.engine),
        "human_score": shown(item.human),
        "result": item.result,
        "why": item.why or None,
        "engine_levels": _levels(item.engine_levels),
        "levels": _levels(item.levels),
        "changed": list(item.changed),
        "open_disputes": item.open_disputes,
        "refused": [
            {"submission": row.id, "attempt": row.attempt, "flags": _flags(row)}
            for row in item.refused
        ],
        "flags": _flags(submission) if submission else [],
    }


def _flags(row: SubmissionRow) -> list[dict[str, object]]:
    return [{"kind": flag.kind, "why": flag.why, "turn": flag.turn} for flag in row.flags]


def _levels(levels: object) -> object:
    return dict(levels) if isinstance(levels, dict) else None


def rows_of(board: Board) -> Sequence[tuple[str, ...]]:
    """The table of the board, a row for each trainee and meeting."""
    return [standing_cells(item) for item in board.standings]
