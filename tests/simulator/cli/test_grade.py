"""`grade`: one object per file, failed files listed, and text that anybody can read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator import examples
from simulator.cli import who_sold
from simulator.cli.main import run

KEYS = [
    "file",
    "status",
    "reason",
    "source",
    "score",
    "raw",
    "cap",
    "rubric",
    "hearing",
    "criteria",
    "metrics",
    "priorities",
]
CALL = """Jane: Good morning. Why is the money late, do you think?
Bob: Honestly, the invoices go out late. About 59 days on average.
Jane: What happens from the day a job is finished?
Bob: The job sheet sits in the van till Friday. I type them up after dinner.
"""

Said = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A transcript with names, long enough to be evaluable."""
    path = tmp_path / "meeting.txt"
    path.write_text(CALL * 4)
    return path


def _objects(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.readouterr().out.splitlines()]


def test_a_plain_transcript_is_graded(file: Path, capsys: Said) -> None:
    """The object has the public keys in their order, and quotes are verbatim lines of the file."""
    assert run(["grade", str(file), "--seller", "Jane", "--json"]) == 0
    card = _objects(capsys)[0]
    assert list(card) == KEYS
    assert (card["file"], card["source"], card["status"]) == (str(file), "imported", "scored")
    quotes = [item["quote"] for criterion in card["criteria"] for item in criterion["evidence"]]
    assert quotes
    assert all(quote in CALL for quote in quotes)


def test_grading_again_gives_the_same_bytes(file: Path, capsys: Said) -> None:
    """F05: the same file and rubric give the same line."""
    outs = []
    for _ in range(2):
        run(["grade", str(file), "--seller", "Jane", "--json"])
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]


def test_failed_files_are_listed_and_the_rest_is_done(
    file: Path, tmp_path: Path, capsys: Said
) -> None:
    """F70: of several files the readable ones are graded in order, and the code is 3."""
    (tmp_path / "empty.txt").write_text("")
    files = [str(tmp_path / "empty.txt"), str(file), str(tmp_path / "none.txt")]
    assert run(["grade", *files, "--seller", "Jane", "--json"]) == 3
    captured = capsys.readouterr()
    cards = [json.loads(line) for line in captured.out.splitlines()]
    assert [card["status"] for card in cards] == ["error", "scored", "error"]
    assert [list(card) for card in cards] == [KEYS] * 3
    assert captured.err.splitlines() == [cards[0]["reason"], cards[2]["reason"]]


def test_one_file_that_fails_is_a_content_problem(file: Path, capsys: Said) -> None:
    """With nothing graded the code is 1, and the sentence says who was found."""
    assert run(["grade", str(file)]) == 1
    assert "speakers found: Jane, Bob; add --seller NAME" in capsys.readouterr().err


def test_an_unknown_rubric_names_those_there_are(file: Path, capsys: Said) -> None:
    """A wrong rubric is a problem of all files, not of one."""
    assert run(["grade", str(file), "--rubric", "nope"]) == 1
    assert "known: explore-before-pitch" in capsys.readouterr().err


def test_plain_output_names_score_and_evidence(file: Path, capsys: Said) -> None:
    """Without --json: the score, ten criteria with their quotes, what to work on, the rubric."""
    assert run(["grade", str(file), "--seller", "Jane"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Score: ")
    assert out.count(": level ") == 10
    assert "Work on 1: " in out
    assert "Rubric: explore-before-pitch" in out


def test_hostile_text_and_names_stay_inert(tmp_path: Path, capsys: Said) -> None:
    """F42: no control character of a file's name or lines reaches the terminal."""
    path = tmp_path / "a\x1b[31m\u202e.txt"
    path.write_text(
        "Seller: why\x1b]52;c;aGk=\x07 late\x9b2J?\nBuyer: \x1bc it is 59 days\x7f\n" * 8
    )
    for more in ([], ["--json"]):
        run(["grade", str(path), str(tmp_path / "\x1bnone"), *more])
        captured = capsys.readouterr()
        assert not set("\x1b\x9b\u202e\x7f\x07") & set(captured.out + captured.err)


FORMATS = Path(__file__).parents[2] / "golden" / "imports"


def test_a_folder_of_forty_ends_in_a_table(tmp_path: Path, capsys: Said) -> None:
    """All formats, a log of ours and a malformed file in one folder: how far it has come is told, each
    has a line of the table, and the one that cannot be read is named with its line."""
    kinds = sorted(FORMATS.iterdir())
    for number in range(38):
        kind = kinds[number % len(kinds)]
        (tmp_path / f"{number:02}-{kind.name}").write_bytes(kind.read_bytes())
    example = Path(examples.__file__).parent / "calls" / "bad.jsonl"
    (tmp_path / "38-own.jsonl").write_bytes(example.read_bytes())
    broken = tmp_path / "39-broken.vtt"
    broken.write_text("WEBVTT\n\n00:01.0x0 --> 00:02.000\nJane Doe: Hello\n")
    (tmp_path / ".hidden").write_text("no call")
    assert run(["grade", str(tmp_path), "--seller", "Jane Doe"]) == 3
    captured = capsys.readouterr()
    assert f"40 of 40: {broken}" in captured.err.splitlines()
    table = captured.out.splitlines()
    assert table[0].split() == ["FILE", "SCORE", "LIMIT", "RUNGS", "QUESTIONS", "STATUS"]
    files = sorted(path for path in tmp_path.iterdir() if path.name != ".hidden")
    assert all(line.startswith(str(file)) for file, line in zip(files, table[1:41], strict=True))
    assert all("could not be graded" not in line for line in table[1:40])
    assert table[40].endswith("could not be graded")
    assert table[41].startswith(f"{broken}:3: ")


def test_a_folder_without_files_is_said(tmp_path: Path, capsys: Said) -> None:
    """Nothing graded is no success."""
    assert run(["grade", str(tmp_path)]) == 1
    assert "without files" in capsys.readouterr().err


def test_transcripts_of_every_kind_are_graded_together(capsys: Said) -> None:
    """One --seller serves a batch; a file whose labels say who sold needs none."""
    files = [*sorted(FORMATS.iterdir()), Path(__file__).parents[2] / "golden" / "rated" / "a.txt"]
    assert run(["grade", *map(str, files), "--seller", "Jane Doe", "--json"]) == 0
    assert {card["source"] for card in _objects(capsys)} == {"imported"}


@pytest.mark.parametrize(
    ("kind", "begins"), [("html", "<!DOCTYPE html>"), ("md", "# 2 calls, graded"), ("csv", "file,call,")]
)  # fmt: skip
def test_a_report_of_several_files_is_one_file(
    file: Path, tmp_path: Path, kind: str, begins: str, capsys: Said
) -> None:
    """The report goes to a new file or to standard output, and names what could not be graded."""
    given = ["grade", str(file), str(file), str(tmp_path / "none"), "--seller", "Jane"]
    assert run([*given, "--format", kind]) == 3
    shown = capsys.readouterr().out
    assert shown.startswith(begins)
    assert "cannot be read" in shown
    out = tmp_path / f"report.{kind}"
    assert run([*given, "--format", kind, "-o", str(out)]) == 3
    assert out.read_text(encoding="utf-8") == shown
    assert run([*given, "--format", kind, "-o", str(out)]) == 1
    assert "name another file" in capsys.readouterr().err


def test_nothing_graded_is_no_report(tmp_path: Path, capsys: Said) -> None:
    """Where no file could be read there is a reason and no empty page."""
    out = tmp_path / "report.html"
    assert run(["grade", str(tmp_path / "none"), "--format", "html", "-o", str(out)]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("more", [["--json", "--format", "html"], ["-o", "x.html"]])
def test_formats_that_exclude_each_other_are_usage(file: Path, more: list[str]) -> None:
    """Nothing is written in a format that was not asked for."""
    assert run(["grade", str(file), *more]) == 2


def test_who_sold_is_asked_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, typed: Callable[[str], None]
) -> None:
    """The speakers are listed with their first words; a number picks, anything else is refused."""
    monkeypatch.setattr("simulator.cli.grade.asker", lambda: who_sold.ask_who_sold)
    typed("1\n")
    assert run(["grade", str(FORMATS / "teams.vtt"), "--json"]) == 0
    captured = capsys.readouterr()
    assert "  2. José Stone (3): Invoices go out late." in captured.err
    assert json.loads(captured.out)["metrics"]["turns"] == 7
    typed("Jane\n")
    assert run(["grade", str(FORMATS / "teams.vtt"), "--json"]) == 1
    assert "answer with a number from 1 to 3" in capsys.readouterr().err
