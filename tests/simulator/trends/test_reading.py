"""Kept calls summed up: graded once, anew when record, rubric or grader changed, gone with the call."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scoring.rubric import LIBRARY, load_rubric, parse_rubric
from scoring.transcript import AnyEvent, LookedBack, MeetingOpened, sealed
from simulator.archive.archive import Archive
from simulator.archive.grades import kept_grades
from simulator.archive.opening import open_archive
from simulator.call.meeting import Meeting
from simulator.trends import reading
from simulator.trends.held import held_calls
from simulator.trends.summary import Summary, grader_version, read_summary, summary_of
from tests.simulator.debrief.calls import held

RUBRIC = load_rubric()


@pytest.fixture
def record(played: Meeting, script: tuple[str, ...]) -> list[AnyEvent]:
    """A whole call with an account."""
    return held(played, script, account={"goal": "A second site."}).events


def copied(
    archive: Archive, record: Sequence[AnyEvent], count: int, day: str = "2026-11-20"
) -> list[str]:
    """Keeps the record so many times under ids of its own."""
    ids = [f"call-{number}" for number in range(1, count + 1)]
    for call_id in ids:
        chain, events = "", []
        for event in record:
            at = {"at": f"{day}T10:00:00+00:00"}
            own = {"id": call_id} if isinstance(event, MeetingOpened) else {}
            events.append(sealed(event.model_copy(update=at | own), chain))
            chain = events[-1].chain
        archive.append(call_id, events)
    return ids


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many calls were graded, one entry each."""
    counted: list[int] = []

    def counting(events: Sequence[AnyEvent], rubric: object) -> Summary:
        counted.append(len(events))
        return summary_of(events, RUBRIC)

    monkeypatch.setattr(reading, "summary_of", counting)
    return counted


def test_every_call_is_graded_once(
    archive: Archive, record: list[AnyEvent], graded: list[int], folder: Path
) -> None:
    """The second reading, by another start of the program too, grades nothing and says the same."""
    copied(archive, record, 30)
    first = held_calls(archive, RUBRIC)
    assert (len(first), len(graded)) == (30, 30)
    assert held_calls(archive, RUBRIC) == first
    again = open_archive(folder)
    assert held_calls(again, RUBRIC) == first
    again.close()
    assert len(graded) == 30


def test_progress_is_told_in_batches(archive: Archive, record: list[AnyEvent]) -> None:
    """What has to be graded is told as it goes; what is kept is not told of."""
    copied(archive, record, 30)
    told: list[tuple[int, int]] = []
    held_calls(archive, RUBRIC, lambda done, of: told.append((done, of)))
    assert told == [(25, 30), (30, 30)]
    held_calls(archive, RUBRIC, lambda done, of: told.append((done, of)))
    assert len(told) == 2


def test_a_longer_record_another_rubric_and_another_grader_are_graded_anew(
    archive: Archive,
    record: list[AnyEvent],
    graded: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A kept grade stands for one record, one rubric and one grader only."""
    copied(archive, record, 2)
    held_calls(archive, RUBRIC)
    events = archive.events("call-1")
    more = LookedBack(seq=len(events), answers={"goals_met": "no"})
    archive.append("call-1", [sealed(more, events[-1].chain)])
    assert held_calls(archive, RUBRIC)[-1].summary.own == {"goals_met": "no"}
    assert len(graded) == 3
    source = (LIBRARY / "explore-before-pitch.toml").read_text(encoding="utf-8")
    renamed = source.replace('"explore-before-pitch"', '"other"', 1)
    other = parse_rubric(renamed, Path("other.toml"))
    held_calls(archive, other)
    assert len(graded) == 5
    monkeypatch.setattr(reading, "grader_version", lambda: "another")
    held_calls(archive, RUBRIC)
    assert len(graded) == 7


def test_a_purged_call_takes_its_grade_along(archive: Archive, record: list[AnyEvent]) -> None:
    """Nothing of a purged call stays, its score neither."""
    copied(archive, record, 2)
    held_calls(archive, RUBRIC)
    archive.purge(["call-1"])
    kept = kept_grades(archive.store, rubric=RUBRIC.sha256, grader=grader_version())
    assert list(kept) == ["call-2"]
    assert archive.store.run_alone("SELECT count(*) FROM grades") == "1"


def test_a_summary_comes_back_as_it_was_kept(record: list[AnyEvent]) -> None:
    """Writing and reading a summary loses nothing."""
    summary = summary_of(record, RUBRIC)
    assert read_summary(summary.to_text()) == summary
    assert summary.own == {"goals_met": "yes"}
    assert set(summary.levels) == set(RUBRIC.text.weights)


def test_a_call_without_a_day_is_left_out(archive: Archive, record: list[AnyEvent]) -> None:
    """A log written without times stands in no ninety days, and stops nothing."""
    copied(archive, record, 1, day="yesterday")
    assert held_calls(archive, RUBRIC) == []
