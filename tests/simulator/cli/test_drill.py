"""`prospect drill`: a trainer makes and assigns, a trainee joins, holds and hands in."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.cli.main import run
from simulator.drills.assigning.seals import ticket_key
from simulator.drills.collecting.taking import taken_in
from simulator.drills.stores.opening import open_register
from simulator.places import register_file

Said = pytest.CaptureFixture[str]
LINES = (
    "Hello, I read your quotes say thirty days. Why is the money late, do you think?\n"
    "What happens from the day a job is finished until the customer has the invoice?\n"
)


@pytest.fixture
def here(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with registers and archives beside it."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def answer(capsys: Said, *words: str) -> dict[str, Any]:
    """What a command says as JSON."""
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def made(capsys: Said, *options: str) -> tuple[str, Path]:
    """A drill's id and its open ticket."""
    said = answer(
        capsys, "drill", "new", "Spring", "--scenario", "skeptical-owner", "--trainer", "Tom",
        *options,
    )  # fmt: skip
    return said["drill"]["id"], Path(said["ticket"])


def hold(typed: Callable[[str | bytes], None], drill: str, lines: str = LINES + "/end\n") -> None:
    """An attempt as plain lines."""
    typed(lines)
    assert run(["practice", "--drill", drill, "--plain"]) == 0


def test_a_drill_goes_from_trainer_to_trainee_and_back(
    here: Path, folder: Path, typed: Callable[[str | bytes], None], capsys: Said
) -> None:
    """Made, assigned, joined, held, handed in; the trainer takes it in and finds nothing to flag."""
    drill, _ = made(capsys, "--attempts", "2", "--deadline", "2130-03-08", "--coach")
    assert run(["drill", "assign", drill, "Ann Lee", "--output", "tickets"]) == 0
    (ticket,) = (here / "tickets").iterdir()
    assert stat.S_IMODE(ticket.stat().st_mode) == 0o600
    assert run(["drill", "join", str(ticket)]) == 0
    hold(typed, drill)
    assert "The score opens after the deadline" in capsys.readouterr().out
    sent = answer(capsys, "drill", "submit", drill, "--yes", "--output", "out")
    file = Path(sent["file"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    register = open_register(register_file(folder))
    row, key = register.drill(drill), register.key(drill)
    came = taken_in(
        file.read_bytes(),
        file.name,
        drill=row.drill,
        ticket_key_of=lambda trainee: ticket_key(key, drill, trainee),
        assigned=register.members(drill),
    )
    register.store.close()
    # The lines came from a pipe, faster than anybody types.
    assert {flag.kind for flag in came.flags} <= {"clock"}
    assert (came.gradable, came.header.trainee) == (True, "Ann Lee")


def test_both_sides_of_drills_are_listed(here: Path, capsys: Said) -> None:
    """A trainer's with tickets and submissions, a trainee's with attempts; empty says how to begin."""
    assert run(["drill", "list"]) == 0
    assert "'prospect drill new' makes one" in capsys.readouterr().out
    drill, ticket = made(capsys)
    assert run(["drill", "join", str(ticket), "--name", "Ann"]) == 0
    capsys.readouterr()
    assert run(["drill", "list"]) == 0
    shown = capsys.readouterr().out
    assert "YOUR DRILL" in shown
    assert "0 of 1" in shown
    assert run(["drill", "list", "--json"]) == 0
    mine, joined = map(json.loads, capsys.readouterr().out.splitlines())
    assert (mine["as"], mine["drill"]["id"], mine["submissions"]) == ("trainer", drill, 0)
    assert (joined["as"], joined["trainee"], joined["meetings"][0]["left"]) == ("trainee", "Ann", 1)


def test_what_is_made_is_what_was_asked(here: Path, capsys: Said) -> None:
    """Every rule stands in the drill; a day lasts to its end."""
    said = answer(
        capsys, "drill", "new", "Final", "--scenario", "all", "--level", "hard", "--attempts", "4",
        "--deadline", "2130-03-08", "--score-opens", "at-once", "--hold", "--pass-score", "60",
        "--pass-level", "impact=2",
    )["drill"]  # fmt: skip
    assert len(said["meetings"]) == 7
    assert (said["level"], said["attempts"], said["release"]) == ("hard", 4, "by_trainer")
    assert (said["score"], said["review"], said["truth"]) == (
        "at_once", "after_deadline", "after_deadline",
    )  # fmt: skip
    assert said["passing"] == {"score": 60, "levels": {"impact": 2}}
    assert not said["coach"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["new", "x"], 2, "--scenario"),
        (["new", "x", "--scenario", "nobody"], 2, "no scenario 'nobody'"),
        (["new", "x", "--scenario", "all", "--deadline", "soon"], 2, "no day or time"),
        (["new", "x", "--scenario", "all", "--deadline", "2020-01-01"], 1, "has passed"),
        (["new", "x", "--scenario", "all", "--pass-level", "impact=9"], 2, "CRITERION=LEVEL"),
        (["new", "x", "--scenario", "all", "--truth-opens", "after-deadline"], 1, "--deadline"),
        (["assign", "nope", "Ann"], 1, "no drill nope"),
        (["assign", "nope"], 2, "give names"),
        (["assign", "nope", "--from", "absent.txt"], 1, "absent.txt cannot be read"),
        (["close", "nope"], 1, "no drill nope"),
        (["join", "absent.drill"], 1, "absent.drill cannot be read"),
        (["submit", "nope"], 1, "no drill nope was joined"),
        (["grade-all"], 2, "no command 'grade-all'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: list[str], code: int, said: str, here: Path, capsys: Said
) -> None:
    """What, where, and the mend; nothing is written."""
    assert run(["drill", *words]) == code
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
    assert list(here.iterdir()) == []


def test_names_come_from_a_file(here: Path, folder: Path, capsys: Said) -> None:
    """One a line; each is entered in the register and gets a ticket of their own."""
    drill, _ = made(capsys)
    (here / "class.txt").write_text("Ann Lee\n\nBob\nAnn Lee\n", encoding="utf-8")
    assert run(["drill", "assign", drill, "--from", "class.txt", "--output", "tickets"]) == 0
    assert len(list((here / "tickets").iterdir())) == 2
    register = open_register(register_file(folder))
    assert register.members(drill) == ["Ann Lee", "Bob"]
    register.store.close()


def test_a_drill_is_closed_once(here: Path, capsys: Said) -> None:
    """Closing it again changes nothing, not even when it was."""
    drill, _ = made(capsys)
    first = answer(capsys, "drill", "close", drill)
    assert answer(capsys, "drill", "close", drill) == first
    assert run(["drill", "list"]) == 0
    assert "closed" in capsys.readouterr().out


def test_an_open_ticket_needs_a_name(here: Path, capsys: Said) -> None:
    """Where nobody can be asked, it is an option."""
    _, ticket = made(capsys)
    assert run(["drill", "join", str(ticket)]) == 2
    assert "--name" in capsys.readouterr().err


def test_another_name_on_a_drill_joined_before_is_told(here: Path, capsys: Said) -> None:
    """The ticket that was here is gone, and whose it was is said."""
    _, ticket = made(capsys)
    assert run(["drill", "join", str(ticket), "--name", "Ann"]) == 0
    capsys.readouterr()
    assert run(["drill", "join", str(ticket), "--name", "Bob"]) == 0
    assert "joined here as Ann before" in capsys.readouterr().err


def test_nothing_is_handed_in_without_a_yes(
    here: Path, typed: Callable[[str | bytes], None], capsys: Said
) -> None:
    """A program says --yes; of several attempts it says which."""
    drill, ticket = made(capsys, "--attempts", "2")
    assert run(["drill", "join", str(ticket), "--name", "Ann"]) == 0
    hold(typed, drill)
    assert run(["drill", "submit", drill]) == 2
    assert "--yes" in capsys.readouterr().err
    hold(typed, drill)
    assert run(["drill", "submit", drill, "--yes"]) == 2
    assert "--attempt" in capsys.readouterr().err
    assert list(here.glob("*.submission")) == []
    assert run(["drill", "submit", drill, "--yes", "--attempt", "2"]) == 0
    assert len(list(here.glob("*.submission"))) == 1


def test_a_call_s_score_and_review_wait_for_the_drill(
    here: Path, typed: Callable[[str | bytes], None], capsys: Said
) -> None:
    """`grade`, `review` and reports of the trainee's own attempt say when they open."""
    drill, ticket = made(capsys, "--deadline", "2130-03-08")
    assert run(["drill", "join", str(ticket), "--name", "Ann"]) == 0
    hold(typed, drill)
    capsys.readouterr()
    run(["calls", "list", "--json"])
    call = json.loads(capsys.readouterr().out)["id"]
    assert run(["calls", "export", call, "--output", "call.jsonl"]) == 0
    for words in (
        ["review", call],
        ["review", call, "--debrief"],
        ["replay", call, "--plain"],
        ["grade", "call.jsonl"],
        ["grade", "call.jsonl", "--compare-rubric", "explore-before-pitch"],
        ["calls", "export", call, "--format", "md"],
    ):
        capsys.readouterr()
        assert run(words) == 1
        shown = capsys.readouterr()
        assert "opens after the deadline" in shown.err
        assert shown.out == ""
    assert run(["calls", "show", call]) == 0


def test_an_attempt_left_goes_on_and_has_no_seed_of_its_own(
    here: Path, typed: Callable[[str | bytes], None], capsys: Said
) -> None:
    """`practice --drill` goes on with it; --seed and --level are the drill's to say."""
    drill, ticket = made(capsys)
    assert run(["drill", "join", str(ticket), "--name", "Ann"]) == 0
    hold(typed, drill, LINES)
    capsys.readouterr()
    hold(typed, drill[:9], "/end\n")
    assert "Attempt 1 of 1 at skeptical-owner goes on." in capsys.readouterr().err
    typed("")
    assert run(["practice", "--drill", drill, "--plain"]) == 1
    assert "all 1 attempts" in capsys.readouterr().err
    assert run(["practice", "--drill", drill, "--seed", "1"]) == 2
    assert run(["practice", "--drill", drill, "--level", "easy"]) == 2
