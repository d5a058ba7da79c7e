"""`prospect replay` without a screen: lines, JSON, and what it says when a record does not replay."""

import json
from pathlib import Path

import pytest

from scoring.transcript import AnyEvent, BuyerDecided
from simulator.archive.archive import Archive
from simulator.archive.remarks import keep_remark
from simulator.archive.rows import Remark
from simulator.cli.main import run
from tests.simulator.playback.calls import call_of, own_call, resealed

Said = pytest.CaptureFixture[str]


def written(events: list[AnyEvent], file: Path) -> str:
    """A log in a file."""
    file.write_text("\n".join(event.model_dump_json() for event in events), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("name", ["good", "middling", "bad"])
def test_an_example_is_told_in_numbered_lines(name: str, folder: Path, capsys: Said) -> None:
    """Without a terminal nothing but the name is needed."""
    assert run(["replay", "--example", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Played again, all ")
    assert lines[1].startswith("0. Ruth: Kolbridge, Ruth speaking.")
    assert lines[2].startswith("1. Seller: ")
    assert all(line.startswith("   ") or line[0].isdigit() for line in lines[1:])


def test_json_is_one_object_per_turn(folder: Path, capsys: Said) -> None:
    """In order, every turn once."""
    assert run(["replay", "--example", "bad", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["turn"] for row in rows] == list(range(7))
    assert {row["same_state"] for row in rows if row["speaker"] == "seller"} == {True}


def test_a_kept_call_is_told_with_its_remarks(archive: Archive, capsys: Said) -> None:
    """Named by its id; a trainer's comment stands under its turn."""
    archive.append("call", own_call())
    keep_remark(archive, "call", 1, Remark(comment="Good opening."))
    assert run(["replay", "call", "--plain"]) == 0
    assert "   Trainer: Good opening." in capsys.readouterr().out


def test_a_record_that_does_not_replay_is_told_and_fails(
    folder: Path, tmp_path: Path, capsys: Said
) -> None:
    """The first turn that differs stands in the first line; the exit code is 1."""
    events = call_of(("What goes wrong between a finished job and the money?",) * 2)
    at = next(i for i, event in enumerate(events) if isinstance(event, BuyerDecided))
    events[at] = events[at].model_copy(update={"state_sha256": "0" * 64})
    assert run(["replay", written(resealed(events), tmp_path / "call.jsonl")]) == 1
    out = capsys.readouterr().out
    assert out.startswith("The record does not replay, first at turn 1: ")
    assert "1. You: What goes wrong" in out


def test_a_transcript_is_told_without_a_mind(folder: Path, tmp_path: Path, capsys: Said) -> None:
    """An imported call claims neither trust nor states."""
    file = tmp_path / "call.txt"
    file.write_text(
        "Jane: What goes wrong with the money?\nBob: They pay late, 59 days on average.\n" * 3
    )
    assert run(["replay", str(file), "--seller", "Jane"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("An imported call")
    assert "1. Jane: What goes wrong with the money?" in out
    assert "trust" not in out


@pytest.mark.parametrize("arguments", [["replay"], ["replay", "call", "--example", "good"]])
def test_one_call_is_named(arguments: list[str], capsys: Said) -> None:
    """Neither none nor two."""
    assert run(arguments) == 2
    assert "--example good, middling or bad" in capsys.readouterr().err


def test_what_is_not_there_is_said(folder: Path, capsys: Said) -> None:
    """Neither a call nor a file."""
    assert run(["replay", "nothing-like-it"]) == 1
    assert "nothing-like-it" in capsys.readouterr().err
