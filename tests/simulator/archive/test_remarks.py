"""Breakpoints and comments: beside the call, never in its record."""

from pathlib import Path

import pytest

from scoring.transcript import AnyEvent
from simulator.archive.archive import Archive
from simulator.archive.errors import UnknownCall
from simulator.archive.migrations import MIGRATIONS
from simulator.archive.opening import open_archive
from simulator.archive.remarks import LONGEST_COMMENT, keep_remark, kept_remarks, remarks_on
from simulator.archive.rows import Remark
from simulator.cli.main import run
from tests.simulator.playback.calls import call_of

LINES = ("What goes wrong between a finished job and the money?",)


@pytest.fixture
def call(archive: Archive) -> list[AnyEvent]:
    """A kept call."""
    events = call_of(LINES)
    archive.append("call", events)
    return events


def test_a_remark_is_kept_changed_and_taken_away(archive: Archive, call: list[AnyEvent]) -> None:
    """One per turn; an empty one is none."""
    keep_remark(archive, "call", 1, Remark(breakpoint=True))
    keep_remark(archive, "call", 2, Remark(comment="Wait here."))
    keep_remark(archive, "call", 1, Remark(breakpoint=True, comment="What now?"))
    assert remarks_on(archive, "call") == {
        1: Remark(True, "What now?"),
        2: Remark(False, "Wait here."),
    }
    keep_remark(archive, "call", 1, Remark())
    assert list(remarks_on(archive, "call")) == [2]


def test_remarks_leave_the_record_as_it_is(archive: Archive, call: list[AnyEvent]) -> None:
    """Every event and its chain are what they were."""
    before = archive.lines("call")
    keep_remark(archive, "call", 1, Remark(True, "x"))
    assert archive.lines("call") == before


def test_remarks_go_with_their_call(archive: Archive, call: list[AnyEvent]) -> None:
    """A purge leaves no comment behind."""
    keep_remark(archive, "call", 1, Remark(comment="x"))
    archive.purge(["call"])
    assert remarks_on(archive, "call") == {}
    with pytest.raises(UnknownCall):
        keep_remark(archive, "call", 1, Remark(comment="x"))


def test_a_comment_has_a_length(archive: Archive, call: list[AnyEvent]) -> None:
    """What is longer is cut."""
    keep_remark(archive, "call", 1, Remark(comment="x" * 5000))
    assert len(remarks_on(archive, "call")[1].comment) == LONGEST_COMMENT


def test_only_the_very_record_that_is_kept_has_remarks(
    archive: Archive, call: list[AnyEvent]
) -> None:
    """A file of the same call has them, also a shorter one; another record under the same id has none."""
    keep_remark(archive, "call", 1, Remark(comment="x"))
    assert kept_remarks(archive, call) == {1: Remark(False, "x")}
    assert kept_remarks(archive, call[:-1]) == {1: Remark(False, "x")}
    assert kept_remarks(archive, call_of(("Another line?",))) is None
    assert kept_remarks(archive, call_of(LINES, "elsewhere")) is None


def test_an_archive_from_before_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file that has had the first step alone keeps its calls and takes remarks."""
    older = open_archive(tmp_path, MIGRATIONS[:1])
    older.append("call", call_of(LINES))
    older.close()
    now = open_archive(tmp_path)
    keep_remark(now, "call", 1, Remark(comment="x"))
    assert remarks_on(now, "call") == {1: Remark(False, "x")}
    now.close()


@pytest.mark.parametrize("kind", ["html", "md", "csv"])
def test_comments_stand_in_a_report_and_are_inert_there(
    kind: str, archive: Archive, call: list[AnyEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    """Below their turn, escaped as everything people wrote."""
    keep_remark(archive, "call", 1, Remark(comment="=A good <script> **question**"))
    assert run(["calls", "export", "call", "--format", kind]) == 0
    page = capsys.readouterr().out
    assert "A good" in page
    if kind == "csv":
        assert "'=A good" in page
    else:
        assert "<script>" not in page
        assert "Trainer" in page


def test_comments_are_not_in_the_exported_record(
    archive: Archive, call: list[AnyEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    """The record that can be imported again is the record alone."""
    keep_remark(archive, "call", 1, Remark(comment="Private."))
    assert run(["calls", "export", "call"]) == 0
    assert "Private." not in capsys.readouterr().out
