"""Drills on the screens: joined meetings first, attempts, what is shown later, handing in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from simulator.debrief.look_back import looked_back
from simulator.drills.assigning.drill import Opens
from simulator.drills.assigning.making import Rules, make
from simulator.drills.assigning.tickets import ticket_for
from simulator.drills.trainee.joining import Joined
from simulator.tui.desk import PracticeDesk
from simulator.tui.ports import AttemptLine, Attempts, DrillMeeting, Graded
from simulator.tui.screens.attempts import AttemptsScreen
from simulator.tui.screens.call import CallScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.prepare import PrepareScreen
from simulator.tui.screens.until import UntilScreen
from simulator.tui.start import Start
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle, shown

MEETING = DrillMeeting("spring-1", "Spring", CARD.id, "Tom", 3, 2, "2030-03-08 18:00")
LINES = (
    AttemptLine(1, "call-1", "over", 7, "52.5", ended=True, handed_in=True),
    AttemptLine(2, "call-2", "going", 2, "", ended=False, handed_in=False),
)


def fake() -> FakeDesk:
    """A desk where a drill was joined."""
    desk = FakeDesk(ScriptedSession(["Yes."]))
    desk.meetings = [MEETING]
    desk.tried = Attempts(MEETING, LINES, ("The truth opens after the deadline.",))
    return desk


def keys(app: Any) -> set[str]:
    """What can be done now."""
    return {b.binding.action for b in app.screen.active_bindings.values() if b.enabled}


async def test_joined_meetings_stand_first_with_deadline_and_attempts_left() -> None:
    """Enter leads to the sheet of the next attempt, and from there into it."""
    desk = fake()
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        people = app.screen.query_one(OptionList)
        first = str(people.get_option_at_index(0).prompt)
        assert first == f"{CARD.title}\nSpring, until 2030-03-08\n2 of 3 attempts left"
        people.action_select()
        await settle(pilot)
        assert isinstance(app.screen, PrepareScreen)
        assert "attempt 2 of 3; it counts once it begins" in shown(app.screen)
        app.screen.action_start()
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)
    assert desk.begun == [{"drill": "spring-1", "scenario": CARD.id, "prepared": {}}]


@pytest.mark.parametrize(
    ("meeting", "screen"),
    [
        (replace(MEETING, going="call-2", turn=3), CallScreen),
        (replace(MEETING, left=0), AttemptsScreen),
        (replace(MEETING, over=True), AttemptsScreen),
    ],
)
async def test_a_meeting_leads_where_there_is_something_to_do(
    meeting: DrillMeeting, screen: type
) -> None:
    """On with the attempt that was left; to the attempts when none can begin."""
    desk = fake()
    desk.meetings = [meeting]
    app = app_over(desk, Start(drill="spring"))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, screen)


async def test_handing_in_is_a_key_of_drills_alone() -> None:
    """On a person who is nobody's drill the key is absent."""
    app = app_over(fake())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "attempts" in keys(app)
        people = app.screen.query_one(OptionList)
        people.highlighted = people.option_count - 1
        await settle(pilot)
        assert "attempts" not in keys(app)


async def test_an_attempt_is_handed_in_after_a_question() -> None:
    """Only one that is over; what is not shown yet is said, and where it went."""
    desk = fake()
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.action_attempts()
        await settle(pilot)
        assert isinstance(app.screen, AttemptsScreen)
        assert "The truth opens after the deadline." in shown(app.screen)
        attempts = app.screen.query_one(OptionList)
        assert "over, 7 turns   52.5  handed in" in str(attempts.get_option_at_index(0).prompt)
        attempts.highlighted = 1
        await settle(pilot)
        assert "hand_in" not in keys(app)
        attempts.highlighted = 0
        await settle(pilot)
        app.screen.action_hand_in()
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert desk.begun == []
        app.screen.action_hand_in()
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert desk.begun == [{"handed in": 1}]
        assert "Handed in." in shown(app.screen)


async def test_a_verdict_that_opens_later_says_when() -> None:
    """In its place stands what was kept; what is closed has no key."""
    desk = fake()
    desk.session.add(looked_back({}, None, {}))
    desk.graded = Graded({}, until={"score": "The score opens later.", "truth": "Later too."})
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show_verdict(desk.session, CARD, desk.graded)
        await settle(pilot)
        assert isinstance(app.screen, UntilScreen)
        assert "The score opens later." in shown(app.screen)
        assert "truth" not in keys(app)


async def test_a_drill_without_the_coach_has_no_key_for_it() -> None:
    """Whatever the settings say."""
    desk = fake()
    desk.coach = False
    app = app_over(desk)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.begin_attempt("spring-1", CARD.id, {})
        await settle(pilot)
        assert isinstance(app.screen, CallScreen)
        assert "coach" not in keys(app)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDesk]:
    """A real desk where a drill of two attempts was joined."""
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PROSPECT_CONFIG", str(tmp_path / "config"))
    opened = PracticeDesk.open()
    now = datetime.now(UTC)
    rules = Rules(attempts=2, deadline=now + timedelta(days=9), score=Opens.AFTER_LAST_ATTEMPT)
    drill, key = make("Spring", "Tom", [CARD.id], rules, now=now, draw=lambda n: "ab" * n)
    Joined(opened.archive).join(ticket_for(drill, key, "Ann"), "Ann", now.isoformat())
    yield opened
    opened.close()


def test_the_real_desk_plays_shows_and_hands_in(desk: PracticeDesk, tmp_path: Path) -> None:
    """Score after the last attempt, review at once; the file lies beside the calls."""
    drill = "spring-ababab"
    first = desk.drills.begin_attempt(drill, CARD.id, {})
    first.say("What goes wrong between finishing a job and the money?")
    assert not desk.drills.allows_coach(first)
    (row,) = desk.shelf(scored=False).drills
    assert (row.left, row.turn, bool(row.going)) == (1, 2, True)
    first.leave()
    assert list(desk.grade(first).until) == ["score"]
    assert desk.drills.hidden() == {row.going}
    second = desk.drills.begin_attempt(drill, CARD.id, {})
    second.leave()
    assert dict(desk.grade(first).until) == {}
    assert desk.drills.hidden() == frozenset()
    assert desk.grade(first).card["status"] == "not_evaluable"
    where = desk.drills.hand_in(drill, CARD.id, 1)
    (file,) = (tmp_path / "data" / "handed in").iterdir()
    assert str(file) in where
    attempts = desk.drills.attempts(drill, CARD.id)
    assert [(one.score, one.handed_in) for one in attempts.lines] == [
        ("left early", True),
        ("left early", False),
    ]
    shelf = desk.shelf(scored=True)
    assert (shelf.scores, shelf.drills[0].handed_in) == ({}, 1)
