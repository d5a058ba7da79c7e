"""The board of a small class, every figure worked out by hand."""

from dataclasses import replace
from typing import Any

from scoring.marked import CAP, LIFTED
from scoring.scorecard import shown
from simulator.drills.assigning.drill import PassRule
from simulator.drills.desk.board import Board, Missed
from simulator.drills.desk.board_text import class_lines
from simulator.drills.desk.standing import Standing
from simulator.drills.register.rows import Dispute, Grade, Mark, SubmissionRow
from tests.simulator.drills.a_class import (
    ALL_TOPICS,
    BROKER,
    CFO,
    OWNER,
    board,
    graded,
    handed_in,
    mark,
    row,
)


def only(found: Board) -> Standing:
    """The one trainee's one standing."""
    (standing,) = found.standings
    return standing


def of_one(
    submission: SubmissionRow,
    grade: Grade | None,
    *marks: Mark,
    disputes: tuple[Dispute, ...] = (),
    passing: PassRule | None = None,
    advisory: tuple[str, ...] = (),
) -> Standing:
    """How somebody stands who handed in one call."""
    more: dict[str, Any] = {} if passing is None else {"passing": passing}
    grades = {} if grade is None else {submission.id: grade}
    return only(board(row(advisory=advisory, **more), [], [submission], grades, marks, disputes))


def dispute(submission: SubmissionRow, outcome: str | None = None) -> Dispute:
    """An objection to one criterion."""
    return Dispute(1, submission.id, "impact", 7, "I did ask.", "2026-03-06", outcome=outcome)  # type: ignore[arg-type]


def test_a_small_class_by_hand() -> None:
    """Four trainees at one meeting: scores, results, distribution, heat and what was missed."""
    ann, ben, cid = handed_in("Ann"), handed_in("Ben"), handed_in("Cid")
    grades = {
        ann.id: graded(ann, 3),
        ben.id: graded(ben, {"impact": 0}, topics=[t for t in ALL_TOPICS if t != "change"]),
        cid.id: graded(cid, 4, cap=35, topics=["problem"]),
    }
    found = board(
        row(), ["Ann", "Ben", "Cid", "Dot"], [ann, ben, cid], grades, [mark(ben, "impact", 1)]
    )
    scores = [
        (s.trainee, s.state, shown(s.engine), shown(s.human), s.result) for s in found.standings
    ]
    assert scores == [
        ("Ann", "scored", 75.0, 75.0, "passed"),
        ("Ben", "scored", 43.0, 46.5, "failed"),
        ("Cid", "scored", 35.0, 35.0, "failed"),
        ("Dot", "nothing", None, None, None),
    ]
    assert found.distribution == (0, 0, 0, 1, 1, 0, 0, 1, 0, 0)
    impact = next(item for item in found.heat if (item.criterion, item.scenario) == ("impact", ""))
    assert (impact.counts, impact.mean, impact.n) == ((0, 1, 0, 1, 1), 2.67, 3)
    assert found.missed[0] == Missed("change", 2, 3)
    assert {item.topic for item in found.missed} == {*ALL_TOPICS} - {"problem"}
    assert not found.ranked


def test_what_was_handed_in_last_counts() -> None:
    """By when the trainee sent it, whatever the number of the attempt and the order of taking in."""
    second = handed_in("Ann", attempt=2, sent="2026-03-02T10:00:00+00:00")
    first = handed_in("Ann", attempt=1, sent="2026-03-03T10:00:00+00:00")
    grades = {first.id: graded(first, 2), second.id: graded(second, 4)}
    found = only(board(row(), [], [first, second], grades))
    assert found.submission == first
    assert (found.handed_in, shown(found.human)) == (2, 50.0)


def test_a_worthless_one_displaces_no_good_one() -> None:
    """Somebody's edited copy of her file, sent later in her name, is told and does not count; nor
    does what nobody has verified yet."""
    good = handed_in("Ann")
    later = "2026-03-03T10:00:00+00:00"
    forged = replace(handed_in("Ann", sent=later, flags=["edited"], gradable=False), id="forged")
    unchecked = replace(handed_in("Ann", attempt=2, sent=later, gradable=False), checked=False)
    whole = board(row(), [], [good, forged, unchecked], {good.id: graded(good, 3)})
    found = only(whole)
    assert (found.submission, found.state, found.handed_in) == (good, "scored", 3)
    assert found.refused == (forged,)
    assert "Not counted: Ann, turn 4: edited." in list(class_lines(whole))


def test_a_late_one_does_not_displace_one_in_time() -> None:
    """Late alone, it has no score; beside one in time it does not count."""
    late = handed_in("Ann", attempt=2, sent="2026-03-09T10:00:00+00:00", flags=["late"])
    timely = handed_in("Ann", attempt=1)
    grades = {late.id: graded(late, 4), timely.id: graded(timely, 2)}
    assert only(board(row(), [], [late, timely], grades)).submission == timely
    alone = only(board(row(), [], [late], grades))
    assert (alone.state, alone.human) == ("late", None)


def test_a_call_left_early_is_not_a_low_score() -> None:
    """It is shown as such, with the grader's reason, and counts in no figure."""
    ann = handed_in("Ann")
    found = board(row(), [], [ann], {ann.id: graded(ann, early=True)})
    assert (only(found).state, only(found).human) == ("not_evaluable", None)
    assert only(found).why.startswith("Left early")
    assert sum(found.distribution) == 0


def test_a_confirmed_error_of_the_simulator_makes_it_not_evaluable() -> None:
    """Never a low score; an open or refused objection changes nothing but the count."""
    ann = handed_in("Ann")
    confirmed = of_one(ann, graded(ann, 4), disputes=(dispute(ann, "simulator_error"),))
    assert (confirmed.state, confirmed.human) == ("not_evaluable", None)
    assert of_one(ann, graded(ann, 4), disputes=(dispute(ann),)).open_disputes == 1
    assert of_one(ann, graded(ann, 4), disputes=(dispute(ann, "refused"),)).open_disputes == 0


def test_the_latest_mark_of_the_drills_trainer_counts() -> None:
    """Another trainer's later mark stands beside it; without the drill's own, it counts."""
    ann = handed_in("Ann")
    own = [mark(ann, "impact", 4), mark(ann, "impact", 3)]
    other = mark(ann, "impact", 0, trainer="Uwe")
    assert (of_one(ann, graded(ann), *own, other).levels or {})["impact"] == 3
    assert (of_one(ann, graded(ann), other).levels or {})["impact"] == 0


def test_a_cap_is_lifted_by_a_mark_on_it() -> None:
    """The human score goes past it; the engine's stays as it was."""
    ann = handed_in("Ann")
    found = of_one(ann, graded(ann, 3, cap=35), mark(ann, CAP, LIFTED))
    assert (shown(found.engine), shown(found.human), found.changed) == (35.0, 75.0, (CAP,))


def test_a_pass_takes_every_least_level() -> None:
    """Points enough and one criterion short: failed, naming it; a mark can mend that."""
    ann = handed_in("Ann")
    rule = PassRule(score=40, levels={"impact": 3})
    short = of_one(ann, graded(ann), passing=rule)
    assert short.result == "failed"
    assert "impact" in short.why
    assert of_one(ann, graded(ann), mark(ann, "impact", 3), passing=rule).result == "passed"


def test_a_drill_that_asks_for_nothing_passes_nobody() -> None:
    """Without a rule there is a score and no result, flagged or not."""
    for ann in (handed_in("Ann"), handed_in("Ann", flags=["copied"])):
        found = of_one(ann, graded(ann, 1), passing=PassRule())
        assert (found.state, found.result, found.why) == ("scored", None, "")


def test_nobody_fails_by_an_advisory_criterion_on_the_engines_word_alone() -> None:
    """It is left open until a person gives the level."""
    ann = handed_in("Ann")
    rule = PassRule(score=40, levels={"impact": 3})
    alone = of_one(ann, graded(ann), passing=rule, advisory=("impact",))
    assert alone.result == "undecided"
    marked = of_one(ann, graded(ann), mark(ann, "impact", 2), passing=rule, advisory=("impact",))
    assert marked.result == "failed"


def test_a_doubtful_submission_passes_only_once_a_person_gave_a_level() -> None:
    """Copied: graded, shown with its flag, and undecided; a look at the coach is no doubt."""
    copied = handed_in("Ann", flags=["copied"])
    assert of_one(copied, graded(copied, 3)).result == "undecided"
    assert of_one(copied, graded(copied, 3), mark(copied, "impact", 3)).result == "passed"
    coached = handed_in("Ann", flags=["coach"])
    assert of_one(coached, graded(coached, 3)).result == "passed"


def test_a_log_that_cannot_be_graded_says_why() -> None:
    """The first flag's sentence, naming trainee and turn."""
    broken = handed_in("Ann", flags=["corrupt"], gradable=False)
    found = of_one(broken, None)
    assert (found.state, found.why) == ("unreadable", "Ann, turn 4: corrupt.")


def test_there_is_no_ranking_on_fewer_than_three_meetings() -> None:
    """With three scored meetings there is; equals share a rank, and who has two stands below."""
    meets = (OWNER, CFO, BROKER)
    rows, grades = [], {}
    for name, level, held in (("Ann", 2, 3), ("Ben", 3, 3), ("Cid", 3, 3), ("Dot", 4, 2)):
        for meet in meets[:held]:
            handed = handed_in(name, meet)
            rows.append(handed)
            grades[handed.id] = graded(handed, level)
    found = board(row(*meets), [], rows, grades)
    assert [(t.name, t.rank) for t in found.trainees] == [
        ("Ben", 1),
        ("Cid", 1),
        ("Ann", 3),
        ("Dot", None),
    ]
    two = board(row(*meets[:2]), [], [r for r in rows if r.scenario != BROKER], grades)
    assert not two.ranked


def test_grades_are_held_until_the_trainer_lets_them_out() -> None:
    """Only in a drill that says so."""
    held = row(release="by_trainer")
    assert board(held, [], [], {}).held
    assert not board(replace(held, released="2026-03-07"), [], [], {}).held
    assert not board(row(), [], [], {}).held
