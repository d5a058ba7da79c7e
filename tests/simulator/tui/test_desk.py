from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.transcript import meeting
from simulator.archive.opening import open_archive
from simulator.archive.rows import Remark
from simulator.debrief.look_back import looked_back
from simulator.problem import Problem
from simulator.tui.desk import PracticeDesk
from simulator.tui.drafts import Drafts

SCENARIO = "skeptical-owner"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDesk]:
    """A desk over an archive of its own."""
    monkeypatch.setenv("PROSPECT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PROSPECT_CONFIG", str(tmp_path / "config"))
    opened = PracticeDesk.open()
    yield opened
    opened.close()


def test_a_new_desk_has_people_and_no_calls(desk: PracticeDesk) -> None:
    """The first time there is somebody to meet and nothing to go on with."""
    shelf = desk.shelf(scored=True)
    assert SCENARIO in [card.id for card in shelf.scenarios]
    assert (list(shelf.calls), dict(shelf.scores), shelf.first_time) == ([], {}, True)


def test_a_call_that_was_left_goes_on(desk: PracticeDesk) -> None:
    """It is listed with its next turn, and resumes with every line."""
    session = desk.begin(
        SCENARIO, seed=1, level="standard", prepared={"reason": "x"}, purpose="practice"
    )
    session.say("What goes wrong between finishing a job and the money?")
    desk.release(session)
    left = desk.shelf(scored=False).calls[0]
    assert (left.buyer, left.turn, left.over) == ("Ruth", 2, False)
    again = desk.resume(left.id)
    assert again.events == session.events
    assert meeting(again.events).prepared == {"reason": "x"}


def test_a_call_open_elsewhere_is_refused(desk: PracticeDesk) -> None:
    """Two windows cannot hold one call."""
    session = desk.begin(SCENARIO, seed=1, level="easy", prepared={}, purpose="practice")
    other = PracticeDesk(open_archive(desk.archive.path.parent)) if desk.archive.path else desk
    with pytest.raises(Problem, match="is open in"):
        other.resume(meeting(session.events).id)
    other.close()


def test_a_finished_call_waits_for_its_look_back_and_is_then_scored(desk: PracticeDesk) -> None:
    """Ended and not looked back at, it stands first; afterwards its verdict can be read again."""
    session = desk.begin(SCENARIO, seed=1, level="standard", prepared={}, purpose="practice")
    session.say("What goes wrong between finishing a job and the money?")
    session.leave()
    assert desk.shelf(scored=False).calls[0].over
    session.add(looked_back({}, None, {}))
    (kept,) = desk.shelf(scored=False).calls
    assert kept.judged
    graded = desk.grade(session)
    assert graded.card["status"] == "not_evaluable"
    assert desk.shelf(scored=True).scores == {}
    assert desk.truth(session).facts


def test_a_retry_of_an_example_is_compared_and_neither_is_a_score(desk: PracticeDesk) -> None:
    """Forked, an example is kept and takes remarks; it is no attempt, and its retry is kept apart."""
    watched = desk.example("middling")
    assert not watched.kept
    again = desk.retry(watched.events, 9)
    again.say("The bank is delighted with you. What does it cost you to cover that gap?")
    again.leave()
    two = desk.compare(again)
    assert (two.original.call_id, two.original.score) == (watched.opened.id, 55.0)
    desk.keep_remark(watched.opened.id, 9, Remark(comment="Too early."))
    assert desk.playback(watched.events).remarks == {9: Remark(comment="Too early.")}
    shelf = desk.shelf(scored=True)
    assert dict(shelf.scores) == {}
    assert watched.opened.id not in [call.id for call in shelf.calls]


def test_a_setting_is_written_and_read_back(desk: PracticeDesk) -> None:
    """What is chosen on the screen is in the file that the screen names."""
    assert desk.prefer("coach", "off").coach is False
    assert desk.prefer("reply_speed", "instant").reply_speed == "instant"
    assert 'reply_speed = "instant"' in Path(desk.preferences().file).read_text(encoding="utf-8")


def test_an_unknown_scenario_is_a_sentence(desk: PracticeDesk) -> None:
    """The person is told, with what there is."""
    with pytest.raises(Problem, match="no such scenario"):
        desk.begin("nobody", seed=1, level="standard", prepared={}, purpose="practice")


def test_drafts_survive_the_program(tmp_path: Path) -> None:
    """What was typed and not sent is there after a restart, and gone once it is empty."""
    file = tmp_path / "drafts.json"
    drafts = Drafts(file)
    drafts.keep("line:1", "half a thou\x1b[2J")
    drafts.keep("notes:1", "x")
    drafts.keep("notes:1", "")
    again = Drafts(file)
    assert (again.read("line:1"), again.read("notes:1")) == ("half a thou\x1b[2J", "")
    assert file.stat().st_mode & 0o077 == 0


def test_a_broken_drafts_file_is_no_obstacle(tmp_path: Path) -> None:
    """Nothing is known from it, and the program starts."""
    file = tmp_path / "drafts.json"
    file.write_text("{", encoding="utf-8")
    assert Drafts(file).read("line:1") == ""


def test_a_call_that_cannot_be_read_spoils_no_list(desk: PracticeDesk) -> None:
    """A finished call with an event of another version has no score, and the others are listed."""
    session = desk.begin(SCENARIO, seed=1, level="standard", prepared={}, purpose="practice")
    session.leave()
    session.add(looked_back({}, None, {}))
    desk.release(session)
    with desk.archive.store.writing() as connection:
        connection.exec_driver_sql("UPDATE events SET json = replace(json, 'ended_by', 'done_by')")
    shelf = desk.shelf(scored=True)
    assert (dict(shelf.scores), shelf.first_time) == ({}, False)
