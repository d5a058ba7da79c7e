"""`prospect simulate`: a table of many calls, its files, its progress, and a sentence for every mistake."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.main import run

Said = pytest.CaptureFixture[str]
QUICK = ["simulate", "polite-cfo", "--sellers", "bribe,insult", "--seeds", "2", "--jobs", "1"]


def test_the_table_has_a_row_for_each_seller(capsys: Said) -> None:
    """Text for people: a block per scenario, a row per seller."""
    assert run(QUICK) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "polite-cfo, standard"
    assert [line.split()[0] for line in out[2:]] == ["bribe", "insult"]


def test_json_gives_the_same_rows(capsys: Said) -> None:
    """One object per row, nothing else on standard output."""
    assert run([*QUICK, "--levels", "easy, hard", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["level"], row["seller"], row["calls"]) for row in rows] == [
        ("easy", "bribe", 2),
        ("easy", "insult", 2),
        ("hard", "bribe", 2),
        ("hard", "insult", 2),
    ]


def test_files_hold_the_table_and_every_call(capsys: Said, tmp_path: Path) -> None:
    """--csv writes the rows, --calls a line of JSON for each call; each is said on standard error."""
    table, calls = tmp_path / "table.csv", tmp_path / "calls.jsonl"
    assert run([*QUICK, "--first-seed", "5", "--csv", str(table), "--calls", str(calls)]) == 0
    assert f"Written: {table}" in capsys.readouterr().err
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert [row["seller"] for row in rows] == ["bribe", "insult"]
    played = [json.loads(line) for line in calls.read_text(encoding="utf-8").splitlines()]
    assert [(call["seller"], call["seed"]) for call in played] == [
        ("bribe", 5),
        ("bribe", 6),
        ("insult", 5),
        ("insult", 6),
    ]
    assert set(played[0]["levels"]) >= {"opening", "next_step"}


def test_sellers_named_twice_play_once(capsys: Said) -> None:
    """'bribe,bribe' and stray commas are one seller."""
    assert run(["simulate", "polite-cfo", "--sellers", "bribe,,bribe", "--seeds", "1"]) == 0
    assert capsys.readouterr().out.count("bribe") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["simulate", "polite-cf"], "did you mean polite-cfo?"),
        (["simulate", "polite-cfo", "--sellers", "nobody"], "there is no seller 'nobody'"),
        (["simulate", "polite-cfo", "--sellers", "reference:7"], "a number from 0 to 1"),
        (["simulate", "polite-cfo", "--sellers", " , "], "no seller is named"),
        (["simulate", "polite-cfo", "--levels", "brutal"], "there is no level 'brutal'"),
        (["simulate", "polite-cfo", "--levels", ""], "no level is named"),
        (["simulate", "polite-cfo", "--seeds", "0"], "0 is not in the range"),
    ],
)
def test_what_cannot_be_played_is_a_usage_error(
    arguments: list[str], said: str, capsys: Said
) -> None:
    """An unknown scenario, seller or level: code 2, the wrong word, and what there is instead."""
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_cluster_that_is_none_is_a_problem(capsys: Said) -> None:
    """Code 1 and one sentence, and no table."""
    assert run([*QUICK, "--cluster", "nonsense"]) == 1
    captured = capsys.readouterr()
    assert "--cluster nonsense: is no address of a scheduler" in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("option", ["--csv", "--calls"])
def test_a_file_that_cannot_be_written_is_said_before_the_work(
    option: str, capsys: Said, tmp_path: Path
) -> None:
    """Code 1, the file and why; nothing is played first."""
    missing = tmp_path / "nowhere" / "table.csv"
    assert run([*QUICK, option, str(missing)]) == 1
    captured = capsys.readouterr()
    assert f"{missing} cannot be written" in captured.err
    assert captured.out == ""


def test_a_folder_is_no_file(capsys: Said, tmp_path: Path) -> None:
    """A folder's name in place of a file's is refused."""
    assert run([*QUICK, "--csv", str(tmp_path)]) == 2
    assert "is a directory" in capsys.readouterr().err


def test_progress_goes_to_standard_error_alone() -> None:
    """In a pipe standard output holds JSON and nothing else; standard error says what is going on."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator.cli", *QUICK, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line)["seller"] for line in done.stdout.splitlines()] == ["bribe", "insult"]
    assert done.stderr.strip() == "Calls"


def test_on_a_terminal_the_bar_counts_calls(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a person watches, the bar reaches all calls."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run(QUICK) == 0
    captured = capsys.readouterr()
    assert "Calls  [####################################]  100%" in captured.err
    assert "####" not in captured.out


def test_help_names_sellers_levels_and_an_example(capsys: Said) -> None:
    """What can be asked for is on the page."""
    assert run(["simulate", "--help"]) == 0
    out = capsys.readouterr().out
    for word in ("ladder", "gaming", "easy, standard, hard", "--cluster", "Example:"):
        assert word in out
