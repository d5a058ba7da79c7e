"""Agreement in a class: blind levels only, people beside the engine, and what becomes advisory."""

from collections.abc import Sequence

from scoring.rubric import CRITERIA
from simulator.drills.desk.rating import ENGINE, TOTAL, Rating, rating
from simulator.drills.register.rows import Grade, Mark
from tests.simulator.drills.a_class import graded, handed_in, mark

ENGINES = (0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 2, 3)


def of(trainer: Sequence[int], other: Sequence[int] = (), *, blind: bool = True) -> Rating:
    """Twelve calls whose impact the engine, a trainer and perhaps another gave a level."""
    calls = [handed_in(f"T{at}") for at in range(len(ENGINES))]
    grades: dict[str, Grade] = {}
    marks: list[Mark] = []
    for at, (call, level) in enumerate(zip(calls, ENGINES, strict=True)):
        grades[call.id] = graded(call, {"impact": level})
        if at < len(trainer):
            marks.append(mark(call, "impact", trainer[at], blind=blind))
        if at < len(other):
            marks.append(mark(call, "impact", other[at], trainer="Uwe", blind=blind))
    return rating(marks, grades, draws=0)


def kappa(found: Rating, one: str, other: str) -> float | None:
    """Kappa of two raters on impact."""
    for pair in found.pairs:
        if (pair.criterion, pair.one, pair.other) == ("impact", one, other):
            return pair.agreement.kappa.value
    return None


def why(found: Rating, criterion: str = "impact") -> str:
    """What a criterion is short of."""
    return next(item.why for item in found.findings if item.criterion == criterion)


def test_only_levels_given_blind_count() -> None:
    """Marks that answer the engine's levels say nothing about agreement; their labels are counted."""
    found = of(ENGINES, blind=False)
    assert found.pairs == ()
    assert found.labels == {"too_low": 12}


def test_equal_levels_are_above_the_bar() -> None:
    """Kappa 1, nothing advisory; a criterion nobody marked says how many it takes."""
    found = of(ENGINES)
    assert (kappa(found, ENGINE, "Tara"), found.advisory) == (1.0, ())
    assert why(found) == ""
    assert why(found, "goals") == "0 calls marked blind; it takes 10"


def test_a_criterion_under_the_bar_becomes_advisory() -> None:
    """A trainer who sees the opposite: kappa below 0, and the reason names the bar."""
    found = of([4 - level for level in ENGINES])
    assert found.advisory == ("impact",)
    assert "the bar is 0.60" in why(found)


def test_the_engine_may_not_lie_far_below_what_people_reach() -> None:
    """Two trainers agree wholly; the engine, otherwise good enough, is advisory beside them."""
    trainer = [min(4, level + (at % 2)) for at, level in enumerate(ENGINES)]
    alone = of(trainer)
    assert alone.advisory == ()
    beside = of(trainer, trainer)
    assert kappa(beside, "Tara", "Uwe") == 1.0
    assert beside.advisory == ("impact",)
    assert "people reach 1.00" in why(beside)


def test_too_few_calls_decide_nothing() -> None:
    """Nine calls of plain disagreement leave the criterion as it was."""
    found = of([4 - level for level in ENGINES[:9]])
    assert found.advisory == ()
    assert why(found) == "9 calls marked blind; it takes 10"


def test_a_second_blind_level_does_not_replace_the_first() -> None:
    """After the first, the engine's may have been seen."""
    call = handed_in("Ann")
    marks = [mark(call, "impact", 1, blind=True), mark(call, "impact", 4, blind=True)]
    found = rating(marks, {call.id: graded(call, {"impact": 1})}, draws=0)
    exact = next(p.agreement.exact.value for p in found.pairs if p.criterion == "impact")
    assert exact == 1.0


def test_the_whole_score_is_compared_where_all_ten_were_marked() -> None:
    """Before the cap, in points; a call marked in part is left out."""
    calls = [handed_in(f"T{at}") for at in range(6)]
    grades = {call.id: graded(call, at % 5, cap=35) for at, call in enumerate(calls)}
    marks = [
        mark(call, name, at % 5, blind=True)
        for at, call in enumerate(calls)
        for name in (CRITERIA if at else CRITERIA[:9])
    ]
    found = rating(marks, grades, draws=0)
    whole = next(pair.agreement for pair in found.pairs if pair.criterion == TOTAL)
    assert (whole.n, whole.exact.value, whole.icc.value) == (5, 1.0, 1.0)
