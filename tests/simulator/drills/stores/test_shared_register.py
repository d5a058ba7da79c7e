"""The commands of a register that a class shares, against the real server."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from simulator.archive.opening import open_archive
from simulator.cli.main import run
from simulator.drills.assigning.tickets import ticket_for
from simulator.drills.register.register import Register
from simulator.drills.trainee.attempting import begin_attempt
from simulator.drills.trainee.handing_in import hand_in
from simulator.drills.trainee.joining import Joined
from simulator.tui.desk import PracticeDesk
from simulator.voices.authored import AuthoredVoice
from tests.simulator.drills.classroom import KEY, LINES, MADE, SCENARIO, drill_of, ticking
from tests.simulator.drills.server import Server

Run = Callable[..., list[dict[str, object]]]
DRILL = drill_of(deadline=None, score="at_once", review="at_once", truth="at_once")


@pytest.fixture
def prospect(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program with --json, which must end well; what it wrote."""

    def run_it(*arguments: str, code: int = 0) -> list[dict[str, object]]:
        capsys.readouterr()
        ended = run([*arguments, "--json"])
        said = capsys.readouterr()
        assert ended == code, said.err
        return [json.loads(line) for line in said.out.splitlines()]

    return run_it


@pytest.fixture
def shared(address: str, monkeypatch: pytest.MonkeyPatch, opened: Callable[[str], Register]) -> str:
    """A register with a drill, which the settings name."""
    opened(address).add(DRILL, KEY)
    monkeypatch.setenv("PROSPECT_REGISTER", address)
    return address


def _held(folder: Path) -> None:
    """Ann has joined and held an attempt, in an archive of her own."""
    archive = open_archive(folder)
    joined = Joined(archive)
    joined.join(ticket_for(DRILL, KEY, "Ann"), "Ann", MADE.isoformat())
    clock = ticking(MADE + timedelta(hours=1))
    with begin_attempt(joined, DRILL, SCENARIO, voice=AuthoredVoice(), clock=clock) as call:
        for line in LINES:
            call.session.say(line)
        call.session.leave()
    archive.close()


def test_a_register_is_set_up_once(
    server: Server, prospect: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time nothing is to do; a register in a file is no case for it."""
    prospect("drill", "setup", code=1)
    monkeypatch.setenv("PROSPECT_REGISTER", server.database("fresh"))
    assert [prospect("drill", "setup")[0]["steps"] for _ in range(2)] == [1, 0]
    assert prospect("drill", "list") == []


def test_a_login_is_given_and_hands_in_from_the_app(
    shared: str, server: Server, prospect: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the password that was shown once, the app sends to the register that the settings name;
    the trainer's 'collect' verifies and grades it, 'regrade' and 'verify' find the same."""
    (given,) = prospect("drill", "login", "Ann", "--drill", DRILL.id)
    assert given["login"] == "ann"
    if given["password"]:  # roles are the whole server's, and another test may have made Ann's
        server.remember("ann", str(given["password"]))
    else:
        (again,) = prospect("drill", "login", "Ann", "--drill", DRILL.id, "--new-password")
        server.passwords.write_text(
            "".join(
                line
                for line in server.passwords.read_text().splitlines(keepends=True)
                if ":ann:" not in line
            )
        )
        server.remember("ann", str(again["password"]))
    _held(folder)
    monkeypatch.setenv("PROSPECT_REGISTER", shared.replace("//admin@", "//ann@"))
    desk = PracticeDesk.open()
    assert desk.drills.hand_in(DRILL.id, SCENARIO, 1) == "Handed in to Tom Trainer."
    desk.archive.close()
    assert not (folder / "handed in").exists()
    monkeypatch.setenv("PROSPECT_REGISTER", shared)
    one, total = prospect("drill", "collect")
    assert (one["trainee"], one["state"], one["flags"], total["graded"]) == ("Ann", "kept", [], 1)
    assert prospect("drill", "regrade", DRILL.id, "--all")[0]["graded"] == 1
    assert prospect("drill", "verify", DRILL.id)[0]["verified"] == 1
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute("UPDATE prospect.grades SET score = 400")
    (verified,) = prospect("drill", "verify", DRILL.id, code=1)
    assert verified["verified"] == 0
    assert "the grade kept is not the engine's" in str(verified["wrong"])


def test_a_file_is_collected_into_it(
    shared: str, prospect: Run, folder: Path, tmp_path: Path
) -> None:
    """Whoever has no login sends a file, and it stands beside the others."""
    _held(folder)
    ticketed = open_archive(folder)
    done = hand_in(Joined(ticketed), DRILL.id, SCENARIO, 1, tmp_path, MADE + timedelta(days=1))
    ticketed.close()
    one, total = prospect("drill", "collect", str(done.file))
    assert (one["state"], total["graded"]) == ("kept", 1)
    assert prospect("drill", "collect", str(done.file))[0]["state"] == "already kept"
