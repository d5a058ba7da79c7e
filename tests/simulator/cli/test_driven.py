"""A program holds a kept call: events out, left at the end of input, resumed with every event."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from scoring.transcript import AnyEvent
from simulator.archive.archive import Archive
from simulator.archive.errors import ArchiveFull
from simulator.cli.main import run

Typed = Callable[[str | bytes], None]
Said = pytest.CaptureFixture[str]


def _events(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.readouterr().out.splitlines()]


def test_a_program_leaves_a_kept_call_and_goes_on(
    typed: Typed, capsys: Said, script: tuple[str, ...], folder: Path
) -> None:
    """What was said before comes first, byte for byte, and new turns follow."""
    typed("\n".join(script[:2]))
    assert run(["practice", "skeptical-owner", "--seed", "7", "--json"]) == 0
    begun = _events(capsys)
    assert begun[0]["type"] == "meeting_opened"
    assert [event["type"] for event in begun].count("seller_spoke") == 2
    assert begun[-1]["type"] == "buyer_spoke"
    typed("")
    assert run(["calls", "list", "--json"]) == 0
    (row,) = _events(capsys)
    assert (row["turns"], row["ended"]) == (2, None)
    typed(script[2])
    assert run(["calls", "resume", row["id"], "--json"]) == 0
    resumed = _events(capsys)
    assert resumed[: len(begun)] == begun
    assert [event["type"] for event in resumed].count("seller_spoke") == 3


def test_a_call_that_ends_gives_its_scorecard(typed: Typed, capsys: Said, folder: Path) -> None:
    """The last object is the verdict, as with `play`."""
    typed("Shut up and listen, you idiot.\n" * 8)
    assert run(["practice", "skeptical-owner", "--seed", "7", "--json"]) == 0
    events = _events(capsys)
    assert [event["type"] for event in events[-2:]] == ["meeting_ended", "scorecard"]


@pytest.mark.parametrize("turns", [1, 8])
def test_a_call_that_is_not_on_disk_is_not_called_kept(
    typed: Typed, capsys: Said, folder: Path, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    """What could not be written when the call is let go is said to be lost, with code 1."""
    append = Archive.append

    def full(
        archive: Archive, call_id: str, events: Sequence[AnyEvent], *, attempt: None = None
    ) -> None:
        if any(event.type == "seller_spoke" for event in events):
            raise ArchiveFull("the disk is full")
        append(archive, call_id, events, attempt=attempt)

    monkeypatch.setattr(Archive, "append", full)
    typed("Shut up and listen, you idiot.\n" * turns)
    assert run(["practice", "skeptical-owner", "--seed", "7", "--json"]) == 1
    said = capsys.readouterr().err
    assert "Kept" not in said
    assert "events of this call were not kept: the disk is full." in said
    assert "prospect calls resume" in said


def test_json_needs_a_scenario(capsys: Said) -> None:
    """There is no screen for a program to choose on."""
    assert run(["practice", "--json"]) == 2
    assert "--json needs a scenario" in capsys.readouterr().err


def test_settings_and_calls_answer_in_json(
    typed: Typed, capsys: Said, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file is, what was set and what beats it; what was exported and purged."""
    assert run(["config", "path", "--json"]) == 0
    (place,) = _events(capsys)
    monkeypatch.setenv("PROSPECT_LEVEL", "easy")
    assert run(["config", "set", "level", "hard", "--json"]) == 0
    assert _events(capsys) == [
        {"file": place["file"], "key": "level", "value": "hard", "beaten_by": "PROSPECT_LEVEL"}
    ]
    typed("Why?")
    assert run(["practice", "skeptical-owner", "--json"]) == 0
    call_id = _events(capsys)[0]["id"]
    out = tmp_path / "out.jsonl"
    assert run(["calls", "export", call_id, "--output", str(out), "--json"]) == 0
    count = len(out.read_text(encoding="utf-8").splitlines())
    assert _events(capsys) == [{"call": call_id, "file": str(out), "events": count}]
    assert run(["calls", "purge", call_id, "--yes", "--json"]) == 0
    assert _events(capsys) == [{"purged": 1, "calls": [call_id]}]
