"""A retry beside the call it comes from."""

import json
from pathlib import Path

import pytest

from scoring.rubric import LIBRARY, load_rubric
from scoring.transcript import AnyEvent, BuyerSpoke, SellerSpoke
from simulator.archive.archive import Archive
from simulator.archive.retrying import retry
from simulator.cli.main import run
from simulator.examples.catalog import example_events
from simulator.problem import Problem
from simulator.review.comparing import Comparison, compared
from simulator.review.difference import VARIED, comparison_lines, signed
from simulator.voices.authored import AuthoredVoice

RUBRIC = load_rubric()
FORK = 9
"""The turn of the middling example at which Mark pitches."""
INSTEAD = (
    "The bank is delighted with you. What does it cost you to cover that gap?",
    "And what happens if you leave it exactly as it is?",
)


def retried(archive: Archive) -> list[AnyEvent]:
    """Mark's pitch, played again as two questions."""
    with retry(archive, example_events("middling"), FORK, voice=AuthoredVoice()) as call:
        for line in INSTEAD:
            call.session.say(line)
        call.session.leave()
        return call.session.events


def two(archive: Archive) -> Comparison:
    """Both."""
    return compared(example_events("middling"), retried(archive), RUBRIC)


def test_both_are_graded_and_the_difference_is_said(archive: Archive) -> None:
    """Score, criteria that moved, what was learned in one alone, and the cap that is gone."""
    both = two(archive)
    assert both.original.cap is not None
    assert both.retry.cap is None
    assert both.gained == round(both.retry.score - both.original.score, 1)  # type: ignore[operator]
    assert {"impact2", "inaction1"} <= {item.fact for item in both.only_retry}
    assert "budget1" in {item.fact for item in both.only_original}
    assert not {item.fact for item in both.both} & {item.fact for item in both.only_retry}
    assert "next_step" in {change.id for change in both.changes}


def test_both_are_laid_side_by_side_from_the_fork_on(archive: Archive) -> None:
    """Turn by turn and speaker by speaker; where one call was over there is nothing."""
    again = retried(archive)
    both = compared(example_events("middling"), again, RUBRIC)
    assert (both.turn, both.number) == (FORK, 5)
    assert both.pairs[0].turn == FORK
    assert both.pairs[0].original.startswith("That's exactly what we solve.")
    assert both.pairs[0].retry == INSTEAD[0]
    said = [pair.retry for pair in both.pairs if pair.retry]
    assert said == [
        event.text
        for event in again
        if isinstance(event, SellerSpoke | BuyerSpoke) and event.turn >= FORK
    ]
    assert both.pairs[-1].retry == ""


def test_a_call_is_compared_only_with_its_own_retry(archive: Archive) -> None:
    """Neither with itself nor with another call."""
    with pytest.raises(Problem, match="is no retry of"):
        compared(example_events("good"), retried(archive), RUBRIC)
    with pytest.raises(Problem, match="is no retry of"):
        compared(example_events("good"), example_events("good"), RUBRIC)


def test_another_situation_is_said_before_anything_else(archive: Archive) -> None:
    """Nobody takes other numbers for a mistake."""
    retried(archive)
    both = two(archive)
    assert both.varied
    assert list(comparison_lines(both))[1] == VARIED


def test_the_command_compares_in_words_and_as_json(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    """`prospect review RETRY --compare`."""
    call_id = retried(archive)[0].id  # type: ignore[union-attr]
    assert run(["review", call_id, "--compare", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["turn"] == FORK
    assert found["difference"] == round(found["retry"]["score"] - found["original"]["score"], 1)
    assert found["transcript"][0]["speaker"] == "seller"
    assert run(["review", call_id, "--compare"]) == 0
    said = capsys.readouterr().out
    assert "Score: 55, in the retry " in said
    assert f"You, retry: {INSTEAD[0]}" in said


def test_the_command_compares_by_a_rubric_of_ones_own(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--compare --rubric FILE` grades both calls by the file, as `--rubric FILE` does elsewhere."""
    ours = tmp_path / "ours.toml"
    text = (LIBRARY / "explore-before-pitch.toml").read_text(encoding="utf-8")
    for old, new in (
        ('"explore-before-pitch"', '"ours"'),
        ("[35, 35, 55,", "[35, 35, 40,"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    ours.write_text(text, encoding="utf-8")
    call_id = retried(archive)[0].id  # type: ignore[union-attr]
    assert run(["review", call_id, "--compare", "--json"]) == 0
    shipped = json.loads(capsys.readouterr().out)
    assert run(["review", call_id, "--compare", "--rubric", str(ours), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (shipped["original"]["score"], found["original"]["score"]) == (55, 40)


def test_the_command_says_what_is_no_retry(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    """With how one begins."""
    archive.append("call", example_events("bad"))
    assert run(["review", "call", "--compare"]) == 1
    assert "is no retry; Enter on a turn" in capsys.readouterr().err


def test_differences_have_a_sign() -> None:
    """More, less, and the same."""
    assert [signed(points) for points in (12.5, -3.0, 0.0)] == ["+12.5", "−3", "±0"]
