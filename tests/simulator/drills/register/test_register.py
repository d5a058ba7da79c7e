"""A register keeps the same in a file and in PostgreSQL, and nothing twice."""

from dataclasses import replace

import pytest

from simulator.drills.register.judgements import Judgements
from simulator.drills.register.register import Register, SubmissionConflict, UnknownSubmission
from simulator.drills.register.rows import Grade, Graded
from simulator.drills.submission.submission import Flag, Submission
from simulator.problem import Problem
from tests.simulator.drills.classroom import KEY, SCENARIO, drill_of
from tests.simulator.drills.handed_in import AT, SENT, submission


@pytest.fixture
def drill(register: Register) -> str:
    """A drill in the register."""
    register.add(drill_of(), KEY)
    return "spring-1"


def _grade(submission_id: str, score: int = 280, grader: str = "1") -> Grade:
    return Grade(submission_id, "r" * 64, grader, "scored", score, {"impact": 3}, '{"big": 1}')


def test_handing_in_twice_changes_nothing(register: Register, drill: str) -> None:
    """F68: the same submission again is a no-op; other content for the attempt is a conflict."""
    assert register.take(submission(), AT) == "kept"
    assert register.take(submission(), "2031-01-01T00:00:00+00:00") == "already kept"
    with pytest.raises(SubmissionConflict, match="Ann handed in attempt 1 of skeptical-owner"):
        register.take(submission("other"), AT)
    (row,) = register.submissions(drill)
    assert (row.id, row.received, row.sent) == ("id-one", AT, "2030-03-02T09:30:00+00:00")


def _again(name: str, hour: int, *flags: Flag) -> Submission:
    """A submission handed in once more at that hour of the day."""
    one = submission(name)
    later = one.header.model_copy(update={"sent": SENT.replace(hour=hour)})
    return replace(one, header=later, flags=flags)


def test_going_back_to_an_earlier_attempt_counts(register: Register, drill: str) -> None:
    """What is handed in once more counts by the last time, in whatever order files are collected;
    not when that was after the deadline."""
    for again in (_again("one", 12), _again("one", 11)):
        register.take(again, AT)
        register.handed_in_again(again)
    (row,) = register.submissions(drill)
    assert row.sent == "2030-03-02T12:30:00+00:00"
    register.handed_in_again(_again("one", 20, Flag("late", "Too late.")))
    (row,) = register.submissions(drill)
    assert (row.sent, row.flags) == ("2030-03-02T12:30:00+00:00", ())


def test_what_was_late_first_and_in_time_then_is_in_time(register: Register, drill: str) -> None:
    """Its other flags stay."""
    first = _again("one", 20, Flag("late", "Too late."), Flag("copied", "Hm."))
    register.take(first, AT)
    register.handed_in_again(_again("one", 12))
    (row,) = register.submissions(drill)
    assert (row.sent, row.flags) == ("2030-03-02T12:30:00+00:00", (Flag("copied", "Hm."),))


def test_a_line_marked_as_misheard_is_one_dispute(register: Register, drill: str) -> None:
    """However often it is handed in; another line is another."""
    register.take(submission(), AT)
    people = Judgements(register.store)
    people.misheard("id-one", (3,), AT)
    people.misheard("id-one", (3, 5), AT)
    assert [(one.turn, one.criterion) for one in people.disputes(drill)] == [(3, ""), (5, "")]


def test_what_is_worthless_keeps_no_good_one_out(register: Register, drill: str) -> None:
    """A forged submission in Ann's name stays to be seen, and hers is kept beside it."""
    assert register.take(submission("forged", gradable=False), AT) == "kept"
    assert register.take(submission("hers"), AT) == "kept"
    assert register.take(submission("forged again", gradable=False), AT) == "kept"
    assert {(row.id, row.gradable) for row in register.submissions(drill)} == {
        ("id-forged", False),
        ("id-hers", True),
        ("id-forged again", False),
    }


def test_a_submission_comes_back_as_it_was(register: Register, drill: str) -> None:
    """Header, log and flags are what was handed in, whatever they hold."""
    sent = submission(log=('{"text":"naïve ☃ \\u0000 \'); DROP TABLE drills;--"}', "{}"))
    register.take(sent, AT)
    register.flag(sent.id, [Flag("late", "Too late.", 3)])
    register.flag(sent.id, [Flag("late", "Too late.", 3), Flag("clock", "Odd.")])
    (back,) = register.whole([sent.id])
    assert (back.header, back.log) == (sent.header, sent.log)
    assert back.flags == (Flag("late", "Too late.", 3), Flag("clock", "Odd."))
    assert register.log(sent.id) == list(sent.log)
    with pytest.raises(UnknownSubmission):
        register.log("nothing")


def test_what_is_too_long_is_refused_whole(register: Register, drill: str) -> None:
    """A log beyond the limit is no half-kept row but one sentence."""
    with pytest.raises(Problem):
        register.take(submission(log=("x" * 4_000_001,)), AT)
    assert register.submissions(drill) == []


def test_grades_are_kept_by_grader_and_replaced_by_themselves(
    register: Register, drill: str
) -> None:
    """A grade again takes the place of its own; another grader's stands beside it."""
    register.take(submission(), AT)
    register.take(submission("worthless", attempt=2, gradable=False), AT)
    assert register.ungraded(drill, "r" * 64, "1") == ["id-one"]
    register.keep_grades([_grade("id-one", 100)])
    register.keep_grades([_grade("id-one"), _grade("id-one", 4, "2")])
    assert register.ungraded(drill, "r" * 64, "1") == []
    assert register.grades(drill, "r" * 64, "1") == {"id-one": _grade("id-one")}
    assert register.levels(drill, "r" * 64, "1") == {"id-one": Graded("scored", 280, {"impact": 3})}
    assert register.grades_of(["id-one"], "r" * 64, "2") == {"id-one": _grade("id-one", 4, "2")}


def test_copies_are_found_by_lines(register: Register, drill: str) -> None:
    """Others' submissions that share enough lines come back, most first; one's own do not."""
    register.take(submission("ann"), AT, [1, 2, 3, 4, 5])
    register.take(submission("bob", trainee="Bob"), AT, [1, 2, 3, 4, 9])
    register.take(submission("cy", trainee="Cy"), AT, [5, 6, 7, 8, 9])
    mine = submission("dee", trainee="Dee")
    assert register.sharing(mine, [1, 2, 3, 4, 5], 4) == ["id-ann", "id-bob"]
    assert register.sharing(submission("more", trainee="Ann"), [1, 2, 3, 4, 5], 1) == [
        "id-bob",
        "id-cy",
    ]
    elsewhere = submission("dee", trainee="Dee", scenario="polite-cfo")
    assert register.sharing(elsewhere, [1, 2, 3, 4, 5], 1) == []


def test_a_login_is_one_persons(register: Register, drill: str) -> None:
    """Two trainees of one login would read each other's calls: refused."""
    for name in ("Ann", "Bob"):
        register.enrol(drill, name, AT)
    register.give_login(drill, "Ann", "ann")
    register.give_login(drill, "Ann", "ann")
    with pytest.raises(Problem, match="the login ann is Ann's"):
        register.give_login(drill, "Bob", "ann")


def test_disputes_have_numbers_and_answers(register: Register, drill: str) -> None:
    """What people say is kept in both kinds of register."""
    register.take(submission(), AT)
    people = Judgements(register.store)
    number = people.dispute("id-one", criterion="impact", turn=3, text="I did ask.", at=AT)
    people.answer(number, trainer="Tom", outcome="upheld", text="So you did.", at=AT)
    (found,) = people.disputes(drill)
    assert (found.number, found.outcome, found.answer) == (number, "upheld", "So you did.")


def test_a_drill_comes_back_as_it_was_made(register: Register, drill: str) -> None:
    """The drill comes back as it was made, with its key."""
    assert register.drill(drill).drill.scenarios == (SCENARIO,)
    assert register.key(drill) == KEY
    with pytest.raises(Problem, match="there is a drill spring-1 already"):
        register.add(drill_of(), KEY)
