"""The trainer's commands, on a class that was played."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from scoring.rubric import CRITERIA
from simulator.cli.main import run

Said = Callable[..., Any]


@pytest.fixture
def ask(ids: dict[str, str], capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs `prospect drill …`; the code, what was written and what was noted."""

    def asked(*words: str) -> tuple[int, str, str]:
        code = run(["drill", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return asked


def board(ask: Said) -> dict[str, Any]:
    """The board as JSON, by trainee."""
    code, out, _ = ask("board", "spring-class", "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found | {"by": {item["trainee"]: item["meetings"][0] for item in found["trainees"]}}


def test_the_board_tells_everybody_and_what_a_file_cannot_prove(ask: Said) -> None:
    """Plain lines: a row for each trainee, the dispute, the missed topics, the caveat."""
    code, out, _ = ask("board", "spring-class", "--plain")
    assert code == 0
    for words in (
        "Ann",
        "Ben",
        "Cid",
        "Dot",
        "not handed in",
        "1. Ben, Impact, turn 5",
        "No ranking",
    ):
        assert words in out
    assert "What a submitted file cannot prove" in out


def test_an_override_counts_and_keeps_the_engines_level(ask: Said, ids: dict[str, str]) -> None:
    """The human score moves, the engine's does not, and the changed criterion is named."""
    before = board(ask)["by"]["Ben"]
    level = 4 if before["engine_levels"]["goals"] < 4 else 0
    code, out, _ = ask("override", ids["Ben"][:12], "goals", str(level), "--reason", "She asked.")
    after = board(ask)["by"]["Ben"]
    assert code == 0
    assert f"{after['human_score']}" in out
    assert after["engine_levels"] == before["engine_levels"]
    assert (after["levels"]["goals"], after["changed"]) == (level, ["goals"])
    assert after["engine_score"] == before["engine_score"]


def test_an_override_without_sense_is_refused(ask: Said, ids: dict[str, str]) -> None:
    """No reason, an unknown criterion, a label that the levels belie, an unknown submission."""
    given = board(ask)["by"]["Ben"]["engine_levels"]["goals"]
    for words, about in (
        (("goals", "1", "--reason", " "), "reason"),
        (("charm", "1", "--reason", "x"), "there is no criterion charm"),
        (("goals", str(given), "--reason", "x", "--label", "too_high"), "does not say too high"),
    ):
        code, _, said = ask("override", ids["Ben"], *words)
        assert (code, about in said) == (1, True), said
    assert ask("override", "ffff", "goals", "1", "--reason", "x")[0] == 1
    assert ask("override", ids["Ben"], "goals", "5", "--reason", "x")[0] == 2
    assert board(ask)["by"]["Ben"]["changed"] == []


def test_a_confirmed_error_of_the_simulator_leaves_no_score(ask: Said) -> None:
    """The trainee's dispute 1 is answered so; the attempt is not evaluable."""
    code, _, _ = ask("answer", "1", "simulator_error", "It misheard you.")
    found = board(ask)
    assert code == 0
    assert (found["by"]["Ben"]["state"], found["by"]["Ben"]["human_score"]) == (
        "not_evaluable",
        None,
    )
    assert found["disputes"][0]["outcome"] == "simulator_error"
    assert found["disputes"][0]["answer"] == "It misheard you."
    assert ask("answer", "99", "refused", "No.")[0] == 1


def test_a_trainee_disputes_a_turn_or_a_criterion_and_nothing_else(
    ask: Said, ids: dict[str, str]
) -> None:
    """It gets a number and stands on the board as open."""
    assert ask("dispute", ids["Ann"], "I was misheard.", "--turn", "3")[0] == 0
    assert ask("dispute", ids["Ann"], "Just so.")[0] == 1
    assert board(ask)["by"]["Ann"]["open_disputes"] == 1


def test_a_comment_needs_a_turn_of_the_call(ask: Said, ids: dict[str, str]) -> None:
    """One beyond the end is refused, naming the last."""
    assert ask("comment", ids["Ann"], "Well put.", "--turn", "1")[0] == 0
    code, _, said = ask("comment", ids["Ann"], "Where?", "--turn", "999")
    assert (code, "no turn 999" in said) == (1, True)


@pytest.mark.parametrize("command", ["answer", "comment", "dispute"])
def test_what_is_said_is_the_last_argument(ask: Said, command: str) -> None:
    """Whoever knows one of the three commands knows where the words go in all of them."""
    code, out, _ = ask(command, "--help")
    usage, _, _ = out.partition("\n\n")
    assert (code, usage.split()[-1].strip("[]")) == (0, "TEXT")


LEVELS = "".join(f"{at % 5} Because of turn {at}.\n" for at, _ in enumerate(CRITERIA))


def test_blind_marking_tells_the_engines_levels_only_afterwards(
    ask: Said, typed: Callable[[str], None]
) -> None:
    """Before the ten levels nothing of the engine's and no name; then every level beside it."""
    typed(LEVELS)
    code, out, shown = ask("mark", "spring-class", "--blind")
    assert code == 0
    assert not any(name in shown for name in ("Ann", "Ben", "Cid", "engine"))
    assert [line.split(":")[0] for line in out.splitlines()] == list(CRITERIA)
    assert "goals: you 1, engine" in out


def test_blind_marking_goes_through_the_class_once(ask: Said, typed: Callable[[str], None]) -> None:
    """Three calls can be marked; then there is none left."""
    for _ in range(3):
        typed(LEVELS)
        assert ask("mark", "spring-class", "--blind")[0] == 0
    code, _, said = ask("mark", "spring-class", "--blind")
    assert (code, "has marked every call" in said) == (1, True)


def test_a_half_marked_call_is_not_kept(ask: Said, typed: Callable[[str], None]) -> None:
    """A line that is no level stops it, and no mark stands."""
    typed("2 Good.\nvery good\n")
    code, _, said = ask("mark", "spring-class", "--blind")
    assert (code, "nothing was kept" in said) == (1, True)
    assert board(ask)["by"]["Ann"]["changed"] == []


def test_a_level_cannot_be_blind_after_the_engines_was_seen(ask: Said, ids: dict[str, str]) -> None:
    """An override tells the engine's; a later one with --blind is refused."""
    assert ask("override", ids["Ann"], "goals", "1", "--reason", "x")[0] == 0
    code, _, said = ask("override", ids["Ann"], "impact", "1", "--reason", "x", "--blind")
    assert (code, "cannot be blind any more" in said) == (1, True)


def test_agreement_says_how_many_it_takes(
    ask: Said, ids: dict[str, str], typed: Callable[[str], None]
) -> None:
    """Two trainers on one call each: figures with n, and the reason where there is none."""
    for trainer in ("Tara", "Uwe"):
        typed(LEVELS)
        assert ask("mark", ids["Ann"], "--blind", "--trainer", trainer)[0] == 0
    code, out, _ = ask("agreement", "spring-class", "--json")
    found = json.loads(out)
    raters = [tuple(pair["raters"]) for pair in found["pairs"] if pair["criterion"] == "impact"]
    assert code == 0
    assert raters == [("engine", "Tara"), ("engine", "Uwe"), ("Tara", "Uwe")]
    people = next(pair for pair in found["pairs"] if pair["raters"] == ["Tara", "Uwe"])
    assert (people["n"], people["exact"]["value"], people["kappa"]["value"]) == (1, 1.0, None)
    assert not any(item["advisory"] for item in found["criteria"])
    assert ask("agreement", "spring-class")[0] == 0


def test_release_is_for_grades_that_are_held(ask: Said) -> None:
    """This drill shows them at once, and says so."""
    code, _, said = ask("release", "spring-class")
    assert (code, "not held" in said) == (1, True)


def test_the_exported_score_is_the_human_one(ask: Said, ids: dict[str, str]) -> None:
    """In CSV, JSON and statements alike; the engine's stands beside it where there is room."""
    engine = board(ask)["by"]["Ann"]
    level = 0 if engine["engine_levels"]["impact"] else 4
    ask("override", ids["Ann"], "impact", str(level), "--reason", "x")
    human = board(ask)["by"]["Ann"]["human_score"]
    assert human != engine["engine_score"]
    (row,) = [
        r
        for r in csv.DictReader(io.StringIO(ask("export", "spring-class")[1]))
        if r["trainee"] == "Ann"
    ]
    assert (float(row["score"]), float(row["engine_score"])) == (human, engine["engine_score"])
    lines = ask("export", "spring-class", "--format", "xapi", "--home-page", "https://lms.example")[
        1
    ]
    scores = {
        s["actor"]["account"]["name"]: s["result"]["score"]["raw"]
        for s in map(json.loads, lines.splitlines())
        if "score" in s["result"]
    }
    assert scores["Ann"] == human


def test_a_statement_needs_the_system_it_is_for(ask: Said) -> None:
    """Without an address, or with something else, the usage is wrong."""
    assert ask("export", "spring-class", "--format", "xapi")[0] == 2
    assert ask("export", "spring-class", "--format", "xapi", "--home-page", "lms")[0] == 2


def test_a_trainees_own_page_holds_what_people_said_and_nobody_else(
    ask: Said, ids: dict[str, str]
) -> None:
    """The level with its reason, the comment beside its line, the answer; no other name, nothing that runs."""
    given = board(ask)["by"]["Ben"]["engine_levels"]["goals"]
    level = 4 if given < 4 else 0
    ask("override", ids["Ben"], "goals", str(level), "--reason", "She asked <b>outright</b>.")
    ask("override", ids["Ann"], "goals", "1", "--reason", "Hers alone.")
    ask("comment", ids["Ben"], "Stay with it here.", "--turn", "1")
    ask("answer", "1", "upheld", "You did ask.")
    code, page, _ = ask("export", "spring-class", "--format", "html", "--trainee", "Ben")
    assert code == 0
    for words in ("She asked &lt;b&gt;outright", "Stay with it here.", "Turn 1, you:"):
        assert words in page
    for words in ("Upheld. You did ask.", "I asked.", f"The engine gave {given}."):
        assert words in page
    assert not any(words in page for words in ("Ann", "Cid", "Dot", "Hers alone", "<script"))
    missing = ask("export", "spring-class", "--format", "html", "--trainee", "Dot")
    assert (missing[0], "Not handed in." in missing[1]) == (0, True)
    code, _, said = ask("export", "spring-class", "--format", "html", "--trainee", "Nobody")
    assert (code, "nobody called 'Nobody'" in said) == (1, True)
    assert ask("export", "spring-class", "--trainee", "Ben")[0] == 2
    assert ask("export", "spring-class", "--format", "html", "--trainee", "")[0] == 2


def test_a_trainees_own_page_says_what_held_the_score_down(ask: Said, ids: dict[str, str]) -> None:
    """Levels that come to more than the cap: both figures, the turn and why; lifted, it is said by whom."""
    for criterion in CRITERIA:
        ask("override", ids["Cid"], criterion, "4", "--reason", "x")
    shown = ("export", "spring-class", "--format", "html", "--trainee", "Cid")
    assert "100.0 but for the cap of" in ask(*shown)[1]
    ask("override", ids["Cid"], "cap", "lifted", "--reason", "She had asked.")
    page = ask(*shown)[1]
    assert "but for the cap" not in page
    assert "On the cap, Tara: She had asked." in page
