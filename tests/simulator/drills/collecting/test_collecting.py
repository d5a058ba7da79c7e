"""A folder of what a class sent: the good is kept and graded, the rest listed, nothing believed."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scoring.transcript import AnyEvent
from simulator.cli.main import run
from simulator.drills.collecting.collecting import check_handed_in, collect, files_in
from simulator.drills.register.register import Register
from simulator.drills.stores.opening import open_register
from simulator.drills.submission.file import submission_of
from simulator.drills.submission.submission import Submission
from tests.simulator.drills.classroom import (
    KEY,
    LINES,
    attempt_of,
    drill_of,
    file_of,
    key_of,
)
from tests.simulator.drills.handed_in import AT

Run = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder for what trainees send."""
    made = tmp_path / "inbox"
    made.mkdir()
    return made


@pytest.fixture
def drilled(folder: Path) -> Path:
    """The register of the settings in force, with a drill."""
    register = open_register(folder / "drills.db")
    register.add(drill_of(deadline=None, score="at_once", review="at_once", truth="at_once"), KEY)
    register.store.close()
    return folder / "drills.db"


@pytest.fixture
def prospect(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program with --json: its code, what it wrote, what it noted."""

    def run_it(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
        code = run([*arguments, "--json"])
        written = capsys.readouterr()
        return code, [json.loads(line) for line in written.out.splitlines()], written.err

    return run_it


def _send(inbox: Path, trainee: str, *, attempt: int = 1, lines: tuple[str, ...] = LINES) -> Path:
    drill = drill_of(deadline=None, score="at_once", review="at_once", truth="at_once")
    events = attempt_of(drill, attempt, lines=lines, call=f"20300302-{trainee.lower()}")
    file = inbox / f"{trainee}-{attempt}.submission"
    file.write_bytes(file_of(events, trainee=trainee, key=key_of(trainee), attempt=attempt))
    return file


def _own(number: int) -> tuple[str, ...]:
    """Lines that are one trainee's own."""
    return tuple(f"{line} I mean number {number} of {place}." for place, line in enumerate(LINES))


def test_sixty_of_which_two_are_broken(
    inbox: Path, drilled: Path, prospect: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F70: 58 kept and graded, two listed with file and reason, exit 3; again, nothing changes."""
    for number in range(58):
        _send(inbox, f"Trainee {number:02}", lines=(f"What went wrong in week {number}?",))
    text = (inbox / "Trainee 00-1.submission").read_text()
    (inbox / "broken 1.submission").write_bytes(b"\x00\xff\xfe binary")
    (inbox / "broken 2.submission").write_text(text[:-400])
    code, lines, _ = prospect("drill", "collect", str(inbox), "--jobs", "2")
    states = [line["state"] for line in lines if line["type"] == "submission"]
    assert (code, states.count("kept"), states.count("failed")) == (3, 58, 2)
    assert lines[-1]["graded"] == 58
    reasons = [str(line["reason"]) for line in lines if line.get("state") == "failed"]
    assert "broken 1.submission" in reasons[0]
    assert "broken 2.submission" in reasons[1]
    code, lines, _ = prospect("drill", "collect", str(inbox), "--jobs", "2")
    assert (code, lines[-1]["kept"], lines[-1]["already_kept"]) == (3, 0, 58)
    assert lines[-1]["graded"] == 0


def test_other_content_for_an_attempt_is_listed(inbox: Path, drilled: Path, prospect: Run) -> None:
    """F68: the first one stands, the second is named with its file, and the code tells."""
    first = _send(inbox, "Ann")
    assert prospect("drill", "collect", str(first))[0] == 0
    second = _send(inbox, "Ann", lines=LINES[:3])
    code, lines, _ = prospect("drill", "collect", str(second))
    assert (code, lines[0]["state"]) == (1, "failed")
    assert "the first one stands" in str(lines[0]["reason"])


def test_a_copy_is_flagged_on_both(inbox: Path, drilled: Path, prospect: Run) -> None:
    """Who copied does not show in the words: both are flagged, with the turn, and both graded."""
    _send(inbox, "Ann", lines=_own(1))
    _send(inbox, "Bob", lines=_own(1))
    _send(inbox, "Cy", lines=_own(3))
    code, lines, _ = prospect("drill", "collect", str(inbox))
    assert (code, lines[-1]["graded"]) == (0, 3)
    register = open_register(drilled)
    flags = {
        row.trainee: [flag.kind for flag in row.flags] for row in register.submissions("spring-1")
    }
    register.store.close()
    assert flags == {"Ann": ["copied"], "Bob": ["copied"], "Cy": []}


def test_a_copy_under_a_forged_name_puts_its_author_in_no_question(
    inbox: Path, drilled: Path, prospect: Run
) -> None:
    """Anybody may write another name on somebody's file; that one alone is flagged."""
    sent = _send(inbox, "Ann", lines=_own(1))
    assert prospect("drill", "collect", str(inbox))[0] == 0
    text = sent.read_text().replace('"trainee":"Ann"', '"trainee":"Bob"', 1)
    (inbox / "bob.submission").write_text(text)
    prospect("drill", "collect", str(inbox))
    register = open_register(drilled)
    rows = {row.trainee: row for row in register.submissions("spring-1")}
    register.store.close()
    assert not rows["Bob"].gradable
    assert rows["Ann"].flags == ()


def test_hostile_files_do_no_harm(inbox: Path, tmp_path: Path) -> None:
    """Hidden files and links that lead outside are left alone; a pipe does not make it wait."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (inbox / "link").symlink_to(secret)
    (inbox / "folder").symlink_to(tmp_path)
    (inbox / ".hidden").write_text("x")
    odd = inbox / "\x1b[2J-\n'; rm -rf.submission"
    odd.write_text("x")
    os.mkfifo(inbox / "pipe")
    found = [path.name for path in files_in([inbox])]
    assert sorted(found) == sorted([odd.name, "pipe"])


def test_hostile_files_are_told_inertly(
    inbox: Path, drilled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that a terminal would obey, pipes, huge files and folders of nothing: one line each."""
    (inbox / "\x1b[2J.submission").write_text("x")
    os.mkfifo(inbox / "pipe")
    with (inbox / "huge").open("wb") as file:
        file.truncate(5_000_000)
    assert run(["drill", "collect", str(inbox), "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert "is no file" in said.err
    assert "larger than" in said.err


def _with_login(register: Register, submission: Submission) -> None:
    """Keeps a submission as a trainee's own login does: nothing of it was verified."""
    from sqlalchemy import update

    from simulator.drills.register.tables import SUBMISSIONS

    register.take(submission, AT)
    with register.store.writing() as connection:
        connection.execute(
            update(SUBMISSIONS)
            .where(SUBMISSIONS.c.id == submission.id)
            .values(checked=False, gradable=False)
        )


def test_what_logins_wrote_is_verified_before_it_counts(
    inbox: Path, drilled: Path, opened: Callable[[Path], Register]
) -> None:
    """A good one becomes gradable; one under a name that is not its header's, and rubbish, do not."""
    register = opened(drilled)
    drill = register.drill("spring-1").drill
    good = _submission(_events_of("Ann"), "Ann")
    _with_login(register, good)
    bobs = _submission(_events_of("Bob"), "Bob")
    _with_login(register, bobs)
    _with_login(register, _submission(_events_of("Cy"), "Cy"))
    with register.store.writing() as connection:
        connection.exec_driver_sql("UPDATE submissions SET trainee = 'Dee' WHERE trainee = 'Bob'")
        connection.exec_driver_sql("UPDATE submissions SET log = 'x' WHERE trainee = 'Cy'")
    done = {one.name.split()[1]: one.state for one in check_handed_in(register, drill.id)}
    rows = {row.trainee: row for row in register.submissions(drill.id)}
    assert done == {"Ann": "kept", "Dee": "kept", "Cy": "failed"}
    assert {name: row.gradable for name, row in rows.items()} == {
        "Ann": True,
        "Dee": False,
        "Cy": False,
    }
    assert [flag.kind for flag in rows["Dee"].flags] == ["forged_name"]
    assert [flag.kind for flag in rows["Cy"].flags] == ["corrupt"]
    assert register.unchecked(drill.id) == []


def _events_of(trainee: str) -> list[AnyEvent]:
    """A trainee's call."""
    drill = drill_of(deadline=None, score="at_once", review="at_once", truth="at_once")
    lines = tuple(f"{line} It is {trainee} who asks." for line in LINES)
    return attempt_of(drill, lines=lines, call=f"20300302-{trainee.lower()}")


def _submission(events: list[AnyEvent], trainee: str) -> Submission:
    from simulator.drills.submission.file import header_of

    header = header_of(
        events,
        key=key_of(trainee),
        drill="spring-1",
        trainee=trainee,
        attempt=1,
        sent="2030-03-02T09:00:00+00:00",
    )
    return submission_of(header, events)


def test_collecting_streams(inbox: Path, drilled: Path, opened: Callable[[Path], Register]) -> None:
    """A file is kept before the ones after it were read."""
    register = opened(drilled)
    files = [_send(inbox, "Ann", lines=LINES[:2]), _send(inbox, "Bob", lines=_own(2)[:2])]
    seen = 0

    def one_by_one() -> Iterator[Path]:
        nonlocal seen
        for file in files * 8:
            seen += 1
            yield file

    first = next(collect(register, one_by_one(), AT, jobs=1))
    assert (first.state, seen) == ("kept", 8)
