"""`prospect pack`: what a person who writes buyers types."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import run
from simulator.packs.schema import schema_of

Said = pytest.CaptureFixture[str]


def test_new_then_check(
    folder: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pair is begun and named; the check lists what is to be written and fails until it is."""
    monkeypatch.chdir(tmp_path)
    assert run(["pack", "new", "night-manager", "--folder", "mine", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == ["mine/personas/night-manager.toml", "mine/scenarios/night-manager.toml"]
    assert run(["pack", "check", "mine", "--fast"]) == 1
    out = capsys.readouterr().out
    assert "mine/personas/night-manager.toml:manner.name: still holds the template's words" in out
    assert run(["pack", "new", "night-manager", "--folder", "mine"]) == 1
    assert "is there already and is left alone" in capsys.readouterr().err


def test_a_sound_pack_is_fine(pack: Path, capsys: Said) -> None:
    """No problems, code 0."""
    assert run(["pack", "check", str(pack), "--fast"]) == 0
    assert "0 problem(s), 0 warning(s); 1 scenario(s) can be played." in capsys.readouterr().out


def test_warnings_alone_do_not_fail(pack: Path, capsys: Said) -> None:
    """What can be used passes, and its author is told; JSON gives file, key, problem, severity."""
    file = pack / "personas" / "night-manager.toml"
    text = file.read_text(encoding="utf-8").replace('about = ["', 'about = ["for now", "', 1)
    file.write_text(text, encoding="utf-8")
    assert run(["pack", "check", str(file), "--fast", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    (warning,) = said["problems"]
    assert warning.keys() == {"file", "key", "problem", "severity"}
    assert (warning["file"], warning["key"]) == (str(file), "facts.goal1.about")
    assert warning["severity"] == "warning"
    assert said["variants"] == []


def test_without_fast_every_variant_is_played(pack: Path, capsys: Said) -> None:
    """Four variants with their figures; a pack of filler cannot be won, so it fails."""
    assert run(["pack", "check", str(pack), "--seeds", "1", "--jobs", "1", "--json"]) == 1
    captured = capsys.readouterr()
    said = json.loads(captured.out)
    assert [each["variant"] for each in said["variants"]] == ["a", "b", "c", "d"]
    assert said["variants"][0]["calls"] == 1
    assert said["variants"][0]["expert"].keys() == {"share", "low", "high"}
    assert "Calls" in captured.err
    assert run(["pack", "check", str(pack), "--seeds", "1", "--jobs", "1"]) == 1
    assert "SKILL .5" in capsys.readouterr().out


def test_all_that_is_there_is_checked_without_a_path(pack: Path, capsys: Said) -> None:
    """Shipped and installed alike, and a pack that cannot be used is a problem too."""
    assert run(["pack", "check", "--fast"]) == 0
    assert "8 scenario(s) can be played" in capsys.readouterr().out
    (pack / "personas" / "tobias-renner.toml").write_text("")
    assert run(["pack", "check", "--fast"]) == 1
    assert "is the id of a shipped persona" in capsys.readouterr().err


def test_yaml_is_refused_in_a_sentence(tmp_path: Path, folder: Path, capsys: Said) -> None:
    """F54, F56: whatever is in it, it is not read."""
    file = tmp_path / "buyer.yaml"
    file.write_text("!!python/object/apply:os.system ['true']\n")
    assert run(["pack", "check", str(file)]) == 1
    assert f"{file}:file: is YAML, and content is TOML only" in capsys.readouterr().out


def test_the_schema_is_printed(capsys: Said) -> None:
    """One kind, or both under their names."""
    assert run(["pack", "schema", "scenario"]) == 0
    assert json.loads(capsys.readouterr().out) == schema_of("scenario")
    assert run(["pack", "schema", "--json"]) == 0
    both = json.loads(capsys.readouterr().out)
    assert both.keys() == {"persona", "scenario"}
