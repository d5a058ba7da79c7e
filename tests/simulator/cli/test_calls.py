"""`calls`, `config` and `doctor`: what is kept here, how it is set, and what does not work."""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from personas.errors import ContentError
from simulator.archive import store
from simulator.archive.opening import open_archive
from simulator.archive.resume import begin
from simulator.call.meeting import Meeting
from simulator.cli import checks
from simulator.cli.main import run
from simulator.places import archive_file
from simulator.tui.drafts import Drafts
from simulator.voices.authored import AuthoredVoice

Said = pytest.CaptureFixture[str]
VOICE = AuthoredVoice()


@pytest.fixture
def two(folder: Path, played: Meeting, script: tuple[str, ...]) -> Path:
    """A folder with a finished call and an unfinished one."""
    archive = open_archive(folder)
    for call_id, end in (("20260101-aaaa", True), ("20260102-bbbb", False)):
        at = f"{call_id[:4]}-{call_id[4:6]}-{call_id[6:8]}T08:00:00+00:00"
        with begin(archive, played, voice=VOICE, call_id=call_id, clock=partial(str, at)) as call:
            call.session.say(script[0])
            if end:
                call.session.leave()
    archive.close()
    return folder


@pytest.fixture
def in_kolkata(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The person's clock is five and a half hours ahead of the record's."""
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_kolkata")
def test_calls_are_listed(two: Path, capsys: Said) -> None:
    """The latest first, with its state in words and its beginning by the person's own clock."""
    assert run(["calls", "list"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert (
        rows[1].split()
        == "20260102-bbbb 2026-01-02 13:30 skeptical-owner standard 1 unfinished".split()
    )
    assert rows[2].endswith("You ended the call.")
    assert run(["calls", "list", "--json"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["id"], first["turns"], first["ended"]) == ("20260102-bbbb", 1, None)


def test_an_empty_archive_says_how_to_begin(folder: Path, capsys: Said) -> None:
    """No calls is no error."""
    assert run(["calls", "list"]) == 0
    assert "prospect practice" in capsys.readouterr().out


def test_a_call_is_shown(two: Path, script: tuple[str, ...], capsys: Said) -> None:
    """By the beginning of its id, as numbered lines or as an object."""
    assert run(["calls", "show", "aa"]) == 0
    out = capsys.readouterr().out
    assert f"1. You: {script[0]}" in out
    assert out.endswith("The call is over. You ended the call.\n")
    assert run(["calls", "show", "aa", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["lines"][1] == {"turn": 1, "speaker": "seller", "text": script[0]}


def test_an_unknown_call_is_a_content_problem(two: Path, capsys: Said) -> None:
    """One sentence, code 1."""
    assert run(["calls", "show", "zz"]) == 1
    assert capsys.readouterr().err == "no call zz is kept; 'prospect calls list' names them all\n"


def test_export_never_overwrites(two: Path, tmp_path: Path, capsys: Said) -> None:
    """The export is a log; a file that is there stays as it is."""
    file = tmp_path / "call.jsonl"
    assert run(["calls", "export", "aa", "-o", str(file)]) == 0
    kept = file.read_text()
    assert all("chain" in json.loads(line) for line in kept.splitlines())
    capsys.readouterr()
    assert run(["calls", "export", "bb", "-o", str(file)]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert file.read_text() == kept
    assert run(["calls", "export", "aa", "--format", "json"]) == 0
    assert capsys.readouterr().out == kept


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("html", "<!DOCTYPE html>"),
        ("md", "# A call with Ruth"),
        ("csv", "turn,your_turn,speaker,name,text,"),
        ("vtt", "WEBVTT\n"),
    ],
)
def test_a_call_is_exported_for_people(
    two: Path, tmp_path: Path, kind: str, begins: str, capsys: Said
) -> None:
    """Each format goes to standard output, or to a new file that only its owner can read; the reports
    have the curve of what was within reach."""
    assert run(["calls", "export", "aa", "--format", kind]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(begins)
    assert ("Within reach were" in shown) is (kind in ("html", "md"))
    file = tmp_path / f"call.{kind}"
    assert run(["calls", "export", "aa", "--format", kind, "-o", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(file)
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == (shown, 0o600)


def test_a_report_is_not_json(two: Path, capsys: Said) -> None:
    """--json without a file cannot be had of a report, and nothing is written instead."""
    assert run(["calls", "export", "aa", "--format", "html", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_import_reports_each_file(two: Path, tmp_path: Path, capsys: Said) -> None:
    """The same call again is told as such, a broken file is listed, and the code is 3."""
    log, broken = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    run(["calls", "export", "aa", "-o", str(log)])
    broken.write_text(log.read_text().replace("Hello", "Hullo"))
    capsys.readouterr()
    assert run(["calls", "import", str(log), str(broken)]) == 3
    captured = capsys.readouterr()
    assert "20260101-aaaa already kept" in captured.out
    assert f"{broken}:3: the record was changed at turn 1" in captured.err


def test_a_plain_transcript_is_imported_once(two: Path, tmp_path: Path, capsys: Said) -> None:
    """An imported call is listed as such and not offered as unfinished."""
    file = tmp_path / "meeting.txt"
    file.write_text("Jane: Why late?\nBob: The van.\nJane: Why?\nBob: Fridays.\n")
    for status in ("kept", "already kept"):
        assert run(["calls", "import", str(file), "--seller", "Jane", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["status"] == status
    archive = open_archive(two)
    assert [row.source for row in archive.calls()].count("imported") == 1
    assert [row.id for row in archive.unfinished()] == ["20260102-bbbb"]
    archive.close()


def test_purge_asks_first(two: Path, typed: Callable[[str], None], capsys: Said) -> None:
    """Nothing is purged without a yes; with it the call is gone."""
    typed("n\n")
    assert run(["calls", "purge", "aa"]) == 1
    typed("y\n")
    assert run(["calls", "purge", "aa"]) == 0
    assert "Purged 1 call(s)." in capsys.readouterr().out
    assert run(["calls", "purge", "--all", "--yes"]) == 0
    capsys.readouterr()
    run(["calls", "list", "--json"])
    assert capsys.readouterr().out == ""


def test_purge_takes_notes_and_unsent_lines_along(two: Path, capsys: Said) -> None:
    """F74: what was typed beside a purged call goes too; another call's stays."""
    drafts = Drafts(two / "drafts.json")
    for key in ("line:20260101-aaaa", "notes:20260101-aaaa", "notes:20260102-bbbb"):
        drafts.keep(key, "typed")
    assert run(["calls", "purge", "aa", "--yes"]) == 0
    left = json.loads((two / "drafts.json").read_text())
    assert left == {"notes:20260102-bbbb": "typed"}


def test_a_call_open_elsewhere_is_not_purged(two: Path, capsys: Said) -> None:
    """Its holder is named, and no call is purged."""
    archive = open_archive(two)
    with archive.lock("20260102-bbbb"):
        assert run(["calls", "purge", "--all", "--yes"]) == 1
    assert f"call 20260102-bbbb is open in process {os.getpid()}" in capsys.readouterr().err
    assert len(archive.calls()) == 2
    archive.close()


def test_a_purge_that_a_reader_holds_up_is_not_called_done(
    two: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program reads, words are left on the disk: it says so, and what wipes them."""
    monkeypatch.setattr(store, "PATIENCE_S", 0.01)
    Drafts(two / "drafts.json").keep("line:20260101-aaaa", "typed")
    reader = sqlite3.connect(archive_file(two), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM calls").fetchall()
    assert run(["calls", "purge", "aa", "--yes"]) == 1
    captured = capsys.readouterr()
    assert "Purged" not in captured.out
    assert "not finished" in captured.err
    assert "'prospect calls list'" in captured.err
    assert (two / "drafts.json").read_text() == "{}"
    reader.close()
    assert run(["calls", "list"]) == 0
    left = b"".join(path.read_bytes() for path in two.rglob("*") if path.is_file())
    assert b"20260101-aaaa" not in left


def test_an_event_of_another_version_is_told_by_number(two: Path, capsys: Said) -> None:
    """A kept event that cannot be read is one sentence with call and event, and no crash."""
    archive = open_archive(two)
    with archive.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE events SET json = replace(json, 'buyer_decided', 'buyer_dreamt')"
        )
    archive.close()
    assert run(["calls", "show", "aa"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("call 20260101-aaaa: event 3 cannot be read by this version;")
    assert said.count("\n") == 1


def test_a_variant_that_is_not_there_is_told(two: Path, capsys: Said) -> None:
    """A record that names a situation its buyer has not is one sentence and code 1."""
    archive = open_archive(two)
    with archive.store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE events SET json = json_set(json, '$.variant', 'zz') WHERE seq = 0"
        )
    archive.close()
    assert run(["calls", "resume", "bb"]) == 1
    assert "has no variant 'zz', there are a, b, c, d" in capsys.readouterr().err


def test_a_call_of_another_engine_cannot_go_on(two: Path, capsys: Said) -> None:
    """A record this engine decides otherwise is one sentence and code 1, never a crash."""
    archive = open_archive(two)
    with archive.store.writing() as connection:
        connection.exec_driver_sql(
            'UPDATE events SET json = replace(json, \'"engine":"\', \'"engine":"old-\')'
        )
        connection.exec_driver_sql(
            'UPDATE events SET json = replace(json, \'"state_sha256":"\', \'"state_sha256":"0\')'
        )
    archive.close()
    assert run(["calls", "resume", "bb"]) == 1
    said = capsys.readouterr().err
    assert "cannot go on: turn 0: it was played with engine old-" in said
    assert said.count("\n") == 1


def test_a_damaged_archive_is_told_and_moved(two: Path, capsys: Said) -> None:
    """The sentence says where the damaged file is now."""
    archive_file(two).write_bytes(b"broken" * 100)
    assert run(["calls", "list"]) == 0
    assert f"it was moved to {archive_file(two)}.damaged" in capsys.readouterr().err


def test_settings_are_shown_with_their_source(
    folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Default, file or variable: a person sees why a value is what it is."""
    assert run(["config", "set", "theme", "prospect-light"]) == 0
    monkeypatch.setenv("PROSPECT_LEVEL", "hard")
    capsys.readouterr()
    assert run(["config", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["settings"]
    assert shown["theme"] == {"value": "prospect-light", "from": "file"}
    assert shown["level"] == {"value": "hard", "from": "PROSPECT_LEVEL"}
    assert shown["coach"] == {"value": True, "from": "default"}
    assert shown["calls_kept_in"] == {"value": str(folder), "from": "PROSPECT_DATA"}
    assert run(["config", "set", "level", "easy"]) == 0
    assert "beats the file" in capsys.readouterr().out
    assert run(["config", "path"]) == 0
    assert capsys.readouterr().out.strip().endswith("config.toml")


def test_the_folder_of_calls_names_what_beats_it(
    folder: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PROSPECT_DATA beats the file's folder, and setting the folder says so."""
    assert run(["config", "set", "calls_kept_in", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["beaten_by"] == "PROSPECT_DATA"
    monkeypatch.setenv("PROSPECT_CALLS_KEPT_IN", str(tmp_path))
    assert run(["config", "set", "calls_kept_in", str(tmp_path)]) == 0
    assert "But PROSPECT_CALLS_KEPT_IN is set" in capsys.readouterr().out
    monkeypatch.delenv("PROSPECT_CALLS_KEPT_IN")
    monkeypatch.delenv("PROSPECT_DATA")
    assert run(["config", "set", "calls_kept_in", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["beaten_by"] is None


def test_a_wrong_setting_is_one_sentence(folder: Path, capsys: Said) -> None:
    """A value that cannot be used is a content problem, code 1."""
    assert run(["config", "set", "level", "brutal"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_doctor_finds_nothing_wrong_here(folder: Path, capsys: Said) -> None:
    """Everything that is needed works, every persona and scenario included."""
    assert run(["doctor", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = [check["name"] for check in found]
    assert {"Python", "Screens", "Settings", "SQLite", "Calls", "Write-ahead log"} <= set(names)
    assert "Scenario skeptical-owner" in names
    assert "Persona ruth-adeyemi-kolb" in names
    assert [check for check in found if check["needed"] and not check["works"]] == []


@pytest.mark.parametrize("spoiled", ["the beginning", "a page", "nothing"])
def test_the_doctor_touches_nothing(two: Path, spoiled: str, capsys: Said) -> None:
    """A damaged archive fails with what to do, and stands where it stood, byte for byte."""
    file = archive_file(two)
    whole = file.read_bytes()
    page = whole[:8192] + b"\x5a" * 8192 + whole[16384:]
    file.write_bytes({"the beginning": b"broken" * 100, "a page": page}.get(spoiled, whole))
    before = {path: path.read_bytes() for path in two.rglob("*") if path.is_file()}
    assert run(["doctor"]) == (0 if spoiled == "nothing" else 1)
    out = capsys.readouterr().out
    assert {path: path.read_bytes() for path in two.rglob("*") if path.is_file()} == before
    assert ("works  Calls" in out) == (spoiled == "nothing")
    assert ("To mend Calls: copy what can be saved" in out) == (spoiled != "nothing")


def test_the_doctor_makes_no_archive(folder: Path, capsys: Said) -> None:
    """Before the first call it says where calls will be, and makes nothing."""
    assert run(["doctor"]) == 0
    assert f"none kept yet; they will be in {folder}" in capsys.readouterr().out
    assert not folder.exists()


def test_the_doctor_counts_what_is_still_in_the_log(
    folder: Path, played: Meeting, capsys: Said
) -> None:
    """A call that another terminal holds is counted though the file itself lacks it yet."""
    archive = open_archive(folder)
    begin(archive, played, voice=VOICE).close()
    assert run(["doctor"]) == 0
    assert "1 kept in" in capsys.readouterr().out
    archive.close()


def test_the_doctor_names_what_fails_and_the_mend(
    folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad content, bad settings and a place that cannot be written: all listed, code 1."""

    def broken(name: str) -> None:
        raise ContentError(f"{name}.toml", [("facts", "none is about goal"), ("id", "x")])

    monkeypatch.setattr(checks, "load_persona", broken)
    monkeypatch.setenv("PROSPECT_COACH", "perhaps")
    folder.parent.joinpath("file").write_text("")
    monkeypatch.setenv("PROSPECT_DATA", str(folder.parent / "file"))
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "FAILS  Persona ruth-adeyemi-kolb" in out
    assert "ruth-adeyemi-kolb.toml: facts: none is about goal" in out
    assert "ruth-adeyemi-kolb.toml: id: x" in out
    assert "FAILS  Settings" in out
    assert "FAILS  Calls" in out
    assert "To mend Calls: name another folder" in out
