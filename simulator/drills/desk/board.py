"""The board of a drill: the class as a trainer sees it, from the rows of a register.

Not on it: private practice, which no register holds, and a ranking on fewer than three meetings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from personas.vocabulary import LADDER, SIDE_TOPICS
from scoring.rubric import CRITERIA, load_rubric, rubric_ids
from scoring.scorecard import LEVELS, UNITS
from simulator.drills.desk.standing import Standing, by_submission, standing
from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register
from simulator.drills.register.rows import Dispute, DrillRow, Grade, Graded, Mark, SubmissionRow

LEAST_FOR_RANKING = 3
"""Meetings with a score from which trainees are ranked."""
STEP = 10
"""Points in a column of the distribution."""
TOPICS = (*LADDER, *SIDE_TOPICS)
_AT_ONCE = 500
"""Submissions in a query: databases limit how many a statement may name."""


@dataclass(frozen=True, slots=True)
class Trainee:
    """One trainee over all meetings of the drill."""

    name: str
    standings: tuple[Standing, ...]
    """In the order of the meetings."""
    rank: int | None = None
    """By the mean human score; None on fewer than three scored meetings."""

    @property
    def submitted(self) -> int:
        """Meetings for which something was handed in."""
        return sum(item.submission is not None for item in self.standings)

    @property
    def scores(self) -> list[int]:
        """Human scores in quarter points, where there are any."""
        return [item.human for item in self.standings if item.human is not None]

    @property
    def best(self) -> int | None:
        """The best of them."""
        return max(self.scores, default=None)

    @property
    def mean(self) -> float | None:
        """Their mean, in points."""
        return round(fmean(self.scores) / UNITS, 1) if self.scores else None

    @property
    def changed(self) -> int:
        """Levels on which a person said otherwise than the engine."""
        return sum(len(item.changed) for item in self.standings)

    @property
    def open_disputes(self) -> int:
        """Objections without an answer."""
        return sum(item.open_disputes for item in self.standings)

    @property
    def flags(self) -> tuple[str, ...]:
        """Kinds of flags on what counts, each once."""
        found = (item.submission for item in self.standings if item.submission is not None)
        return tuple(dict.fromkeys(flag.kind for row in found for flag in row.flags))


@dataclass(frozen=True, slots=True)
class Heat:
    """A criterion over the calls that count, all of them or those of one meeting."""

    criterion: str
    scenario: str
    """Empty for all meetings together."""
    counts: tuple[int, ...]
    """How many calls are at level 0 to 4."""

    @property
    def n(self) -> int:
        """How many calls."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean level; None without a call."""
        total = sum(level * many for level, many in enumerate(self.counts))
        return round(total / self.n, 2) if self.n else None


@dataclass(frozen=True, slots=True)
class Missed:
    """A topic, and how many of the calls that count left it unexplored."""

    topic: str
    missed: int
    of: int


@dataclass(frozen=True, slots=True)
class Board:
    """A drill's class."""

    row: DrillRow
    trainees: tuple[Trainee, ...]
    """The ranked ones first, by rank; then by name."""
    distribution: tuple[int, ...]
    """Calls by human score: 0 to under 10, and so on; 100 is in the last."""
    heat: tuple[Heat, ...]
    """Every criterion over all meetings, then over each."""
    missed: tuple[Missed, ...]
    """The topic missed most often first; topics that nobody missed are left out."""
    disputes: tuple[Dispute, ...]
    """All of them, those without an answer first."""

    @property
    def standings(self) -> Iterator[Standing]:
        """Every trainee at every meeting."""
        return (item for trainee in self.trainees for item in trainee.standings)

    @property
    def held(self) -> bool:
        """Whether the drill holds its grades and the trainer has not released them."""
        return self.row.drill.release == "by_trainer" and not self.row.released

    @property
    def ranked(self) -> bool:
        """Whether there is a ranking at all."""
        return any(trainee.rank is not None for trainee in self.trainees)


def board(
    row: DrillRow,
    members: Sequence[str],
    submissions: Sequence[SubmissionRow],
    grades: Mapping[str, Graded],
    cards: Mapping[str, Grade],
    marks: Sequence[Mark] = (),
    disputes: Sequence[Dispute] = (),
) -> Board:
    """The board of a drill; `members` who handed in nothing are on it too.

    `grades` are the engine's; `cards` hold them whole, of what was marked or has no score.
    """
    handed_in: dict[tuple[str, str], list[SubmissionRow]] = defaultdict(list)
    for submission in submissions:
        handed_in[submission.trainee, submission.scenario].append(submission)
    given, objected = by_submission(marks), by_submission(disputes)
    names = sorted({*members, *(one.trainee for one in submissions)})
    trainees = [
        Trainee(
            name,
            tuple(
                standing(
                    row, name, meet, handed_in.get((name, meet), ()), grades, cards, given, objected
                )
                for meet in row.drill.scenarios
            ),
        )
        for name in names
    ]
    counted = [item for trainee in trainees for item in trainee.standings if item.counts]
    return Board(
        row=row,
        trainees=tuple(_ranked(trainees)),
        distribution=_distribution(counted),
        heat=tuple(_heat(counted, row.drill.scenarios)),
        missed=tuple(_missed(counted)),
        disputes=tuple(sorted(disputes, key=lambda item: (item.outcome is not None, item.number))),
    )


def read_board(register: Register, drill_id: str, *, grader: str) -> Board:
    """The board of a drill from its register, by the grades of one grader.

    Raises UnknownDrill.
    """
    row, people = _with_advisory(register.drill(drill_id)), Judgements(register.store)
    rubric = row.drill.rubric.sha256
    grades = register.levels(drill_id, rubric, grader)
    marks = people.marks(drill_id)
    marked = {mark.submission for mark in marks if mark.submission in grades}
    unscored = {name for name, grade in grades.items() if grade.status != "scored"}
    return board(
        row,
        register.members(drill_id),
        register.submissions(drill_id),
        grades,
        cards_of(register, sorted(marked | unscored), rubric, grader),
        marks,
        people.disputes(drill_id),
    )


def _with_advisory(row: DrillRow) -> DrillRow:
    """With the criteria that the rubric itself calls advisory, where it is the one pinned."""
    pinned = row.drill.rubric
    if pinned.id not in rubric_ids() or load_rubric(pinned.id).sha256 != pinned.sha256:
        return row
    own = load_rubric(pinned.id).text.advisory
    return replace(row, advisory=tuple(dict.fromkeys((*row.advisory, *own))))


def cards_of(register: Register, ids: Sequence[str], rubric: str, grader: str) -> dict[str, Grade]:
    """The engine's grades of some submissions, whole; however many there are."""
    found: dict[str, Grade] = {}
    for at in range(0, len(ids), _AT_ONCE):
        found |= register.grades_of(ids[at : at + _AT_ONCE], rubric, grader)
    return found


def _ranked(trainees: Sequence[Trainee]) -> Iterator[Trainee]:
    """With their ranks, equals sharing one; who has none comes after, by name."""
    able = [trainee for trainee in trainees if len(trainee.scores) >= LEAST_FOR_RANKING]
    best_first = sorted(able, key=lambda trainee: -(trainee.mean or 0.0))
    rank, before = 0, None
    for place, trainee in enumerate(best_first, 1):
        if trainee.mean != before:
            rank, before = place, trainee.mean
        yield Trainee(trainee.name, trainee.standings, rank)
    yield from (trainee for trainee in trainees if len(trainee.scores) < LEAST_FOR_RANKING)


def _distribution(counted: Sequence[Standing]) -> tuple[int, ...]:
    columns = [0] * (100 // STEP)
    for item in counted:
        columns[min((item.human or 0) // (STEP * UNITS), len(columns) - 1)] += 1
    return tuple(columns)


def _heat(counted: Sequence[Standing], scenarios: Sequence[str]) -> Iterator[Heat]:
    """Every criterion over all these scenarios, then over each."""
    levels = range(LEVELS + 1)
    found = Counter(
        (item.scenario, criterion, level)
        for item in counted
        for criterion, level in (item.levels or {}).items()
    )
    for criterion in CRITERIA:
        totals = (sum(found[name, criterion, level] for name in scenarios) for level in levels)
        yield Heat(criterion, "", tuple(totals))
    for scenario in scenarios:
        for criterion in CRITERIA:
            counts = tuple(found[scenario, criterion, level] for level in levels)
            yield Heat(criterion, scenario, counts)


def _missed(counted: Sequence[Standing]) -> list[Missed]:
    alike = Counter(item.topics for item in counted)
    found = [
        Missed(
            topic, sum(many for topics, many in alike.items() if topic not in topics), len(counted)
        )
        for topic in TOPICS
    ]
    return sorted((item for item in found if item.missed), key=lambda item: -item.missed)
