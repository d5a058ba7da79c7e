"""The debrief, trends and two rubrics on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scoring.rubric import LIBRARY
from simulator.cli.main import run

Typed = Callable[[str | bytes], None]
Said = pytest.CaptureFixture[str]
OURS = {
    '"explore-before-pitch"': '"ours"',
    "impact = 14": "impact = 20",
    "opening = 6": "opening = 0",
    "[35, 35, 55,": "[20, 20, 55,",
}


@pytest.fixture
def log(tmp_path: Path, folder: Path, typed: Typed, capsys: Said, script: tuple[str, ...]) -> Path:
    """What `play --debrief` wrote, with a pitch in it."""
    typed("\n".join([script[0], "Let me show you a demo of our product Pennant.", *script[1:]]))
    assert run(["play", "skeptical-owner", "--seed", "7", "--json", "--debrief"]) == 0
    path = tmp_path / "call.jsonl"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A rubric of somebody's own."""
    text = (LIBRARY / "explore-before-pitch.toml").read_text(encoding="utf-8")
    for old, new in OURS.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_play_tells_the_debrief_before_the_scorecard(log: Path, capsys: Said) -> None:
    """The scorecard stays the last line, and the log with a debrief in it is read like any other."""
    *_, debrief, card = (json.loads(line) for line in log.read_text().splitlines())
    assert (debrief["type"], card["type"]) == ("debrief", "scorecard")
    assert debrief["never_learned"]
    assert run(["grade", str(log), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == card["score"]


def test_review_tells_the_same_debrief(log: Path, capsys: Said) -> None:
    """The object that play wrote, from the log alone; and the same in words."""
    written = json.loads(log.read_text().splitlines()[-2])
    assert run(["review", str(log), "--debrief", "--json"]) == 0
    assert {"type": "debrief", **json.loads(capsys.readouterr().out)} == written
    assert run(["review", str(log), "--debrief"]) == 0
    text = capsys.readouterr().out
    assert all(fact["text"] in text for fact in written["never_learned"])


def test_an_imported_call_has_no_debrief(tmp_path: Path, folder: Path, capsys: Said) -> None:
    """Nobody knows that buyer's mind, and it is said so."""
    file = tmp_path / "call.txt"
    file.write_text("Seller: What goes wrong?\nBuyer: We are paid late.\n" * 4)
    assert run(["review", str(file), "--debrief"]) == 1
    assert "nobody knows the buyer's mind" in capsys.readouterr().err


def test_a_rubric_in_a_file_grades(log: Path, ours: Path, capsys: Said) -> None:
    """Weights and caps are those of the file, whose id and hash stand in the card."""
    assert run(["grade", str(log), "--rubric", str(ours), "--json"]) == 0
    card: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert card["rubric"]["id"] == "ours"
    assert {item["id"]: item["weight"] for item in card["criteria"]}["impact"] == 20


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("impact = 20", "impact = 21", "ours.toml: weights: add up to 101, not 100"),
        ("limit = 30", "limit = 130", "caps.dodged_questions.limit"),
        ("pitch_words = 120", "pitch_wrods = 120", "thresholds.pitch_wrods"),
        ("opening = 0", "opening = ", "TOML"),
        ('"ours"', '"theirs"', "id: is 'theirs'"),
    ],
)
def test_a_faulty_rubric_names_file_and_key(
    log: Path, ours: Path, capsys: Said, old: str, new: str, complaint: str
) -> None:
    """What is wrong, where, in one line."""
    ours.write_text(ours.read_text().replace(old, new, 1))
    assert run(["grade", str(log), "--rubric", str(ours)]) == 1
    error = capsys.readouterr().err
    assert str(ours) in error
    assert complaint in error


def test_two_rubrics_are_compared_call_by_call(log: Path, ours: Path, capsys: Said) -> None:
    """Scores of both, the difference, the criteria that made it and the limit; nothing is averaged."""
    assert run(["grade", str(log), "--compare-rubric", str(ours), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["change"] == value["after"]["score"] - value["before"]["score"]
    assert [value[side]["rubric"]["id"] for side in ("before", "after")] == [
        "explore-before-pitch",
        "ours",
    ]
    assert {item["id"] for item in value["criteria"]} == {"opening", "impact"}
    assert run(["grade", str(log), "--compare-rubric", str(ours)]) == 0
    text = capsys.readouterr().out
    assert "weights.impact: 14 to 20" in text
    assert "caps.early_pitch.by_rungs: [35, 35, 55, 55, 70, 85, 100] to [20, 20, 55" in text
    assert "1 lower" in text


def test_the_rule_that_changed_a_level_or_a_limit_is_named(
    log: Path, ours: Path, capsys: Said
) -> None:
    """Of two thresholds and a cap that differ, only those that did something by themselves."""
    text = ours.read_text()
    for old, new in {
        "follow_up_opportunities = 3": "follow_up_opportunities = 20",
        "missed_cues = 1": "missed_cues = 9",
    }.items():
        assert old in text
        text = text.replace(old, new, 1)
    ours.write_text(text)
    assert run(["grade", str(log), "--compare-rubric", str(ours), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    rules = {item["id"]: item["rules"] for item in value["criteria"]}
    assert rules["listening"] == ["thresholds.follow_up_opportunities"]
    assert rules["impact"] == []
    assert value["rules"] == ["caps.early_pitch.by_rungs"]
    assert "by caps.early_pitch.by_rungs" in value["why"][0]


def test_files_that_cannot_be_read_do_not_stop_the_comparison(
    log: Path, ours: Path, tmp_path: Path, capsys: Said
) -> None:
    """The rest is compared, as a page too, in which a file's name runs nothing; the code is 3."""
    sly = tmp_path / "<script>alert(1)<.jsonl"
    sly.write_text(log.read_text())
    page = tmp_path / "page.html"
    files = [str(sly), str(tmp_path / "gone.jsonl")]
    options = ["--compare-rubric", str(ours), "--format", "html", "--output", str(page)]
    assert run(["grade", *files, *options]) == 3
    html = page.read_text()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "weights.impact: 14 to 20" in html
    assert "gone.jsonl" in capsys.readouterr().err


def test_a_rubric_compared_with_itself_changes_nothing(log: Path, capsys: Said) -> None:
    """No rule differs, no call changes."""
    assert run(["grade", str(log), "--compare-rubric", "explore-before-pitch"]) == 0
    text = capsys.readouterr().out
    assert "They grade alike." in text
    assert "0 higher, 0 lower, 1 the same." in text


def test_trends_of_an_empty_archive_invent_nothing(folder: Path, capsys: Said) -> None:
    """No call, no percentage, no curve; and the sentence says what is missing."""
    assert run(["calls", "trends", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["calls"], value["curves"], value["five"][0]["engine"]) == (0, [], None)
    assert run(["calls", "trends"]) == 0
    assert "Curves begin with 3 scored calls" in capsys.readouterr().out
