"""Packs of others are found where settings and installed packages name them, and never run."""

import json
from pathlib import Path

import pytest

from personas.catalog import load_persona, persona_ids
from personas.errors import ContentError
from scenarios.catalog import load_scenario
from simulator.archive.archive import Archive
from simulator.call.meeting import set_up
from simulator.cli.choices import known_scenarios
from simulator.cli.main import run
from simulator.packs.finding import open_packs
from simulator.settings import load_settings, set_value
from simulator.tui.desk import PracticeDesk

Said = pytest.CaptureFixture[str]


def test_a_pack_of_the_settings_is_there_for_every_command(pack: Path, capsys: Said) -> None:
    """Its scenario can be named, played and simulated as a shipped one can."""
    assert "night-manager" in known_scenarios()
    assert run(["play", "night-manager", "--lines", "/dev/null", "--json"]) == 0
    opened = json.loads(capsys.readouterr().out.splitlines()[0])
    kept = {item["kind"]: item["sha256"] for item in opened["content"]}
    assert kept["persona"] == load_persona("night-manager").sha256
    assert kept["scenario"] == load_scenario("night-manager").sha256
    assert run(["play", "night-managr"]) == 2
    assert "did you mean night-manager?" in capsys.readouterr().err


def test_the_app_lists_the_people_of_packs(pack: Path) -> None:
    """The first screen shows them among the shipped, and says what is wrong with a pack."""
    (pack / "scenarios" / "broken.toml").write_text("id = [")
    (pack / "personas" / "tobias-renner.toml").write_text("")
    desk = PracticeDesk.open()
    shelf = desk.shelf(scored=False)
    desk.close()
    trouble = {card.id: card.trouble for card in shelf.scenarios}
    assert trouble["night-manager"] == trouble["polite-cfo"] == ""
    assert "broken.toml: TOML" in trouble["broken"]
    assert "tobias-renner.toml: id: 'tobias-renner' is the id of a shipped persona" in shelf.notice


def test_a_call_goes_on_when_its_pack_is_gone(
    pack: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive keeps the texts of a pack as it keeps the shipped ones."""
    open_packs()
    desk = PracticeDesk(archive)
    session = desk.begin("night-manager", seed=1, level="easy", prepared={}, purpose="practice")
    session.say("Hello, what would you like to reach this year?")
    call = archive.calls()[0].id
    desk.release(session)
    monkeypatch.delenv("PROSPECT_PACKS")
    open_packs()
    assert "night-manager" not in persona_ids()
    resumed = desk.resume(call)
    assert resumed.next_turn == session.next_turn
    desk.release(resumed)


def test_folders_come_from_the_file_and_the_environment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """As every setting: the environment beats the file; several folders are written as in PATH."""
    set_value("packs", f"{tmp_path}/a:{tmp_path}/b")
    assert load_settings().packs == (tmp_path / "a", tmp_path / "b")
    run(["config", "show", "--json"])
    shown = json.loads(capsys.readouterr().out)["settings"]["packs"]
    assert shown == {"value": [f"{tmp_path}/a", f"{tmp_path}/b"], "from": "file"}
    monkeypatch.setenv("PROSPECT_PACKS", f"{tmp_path}/c")
    assert load_settings().packs == (tmp_path / "c",)


def test_what_is_no_pack_is_said_and_keeps_nobody_from_the_others(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """A missing folder, one without content, a shadowing id, YAML: each is named with its mend."""
    (tmp_path / "empty").mkdir()
    (pack / "scenarios" / "polite-cfo.toml").write_text("")
    (pack / "scenarios" / "late.yaml").write_text("id: late\n")
    places = (tmp_path / "gone", tmp_path / "empty", pack)
    monkeypatch.setenv("PROSPECT_PACKS", ":".join(map(str, places)))
    said = "\n".join(open_packs())
    assert f"{tmp_path / 'gone'} is no folder" in said
    assert f"{tmp_path / 'empty'} holds neither a personas nor a scenarios folder" in said
    assert "polite-cfo.toml: id: 'polite-cfo' is the id of a shipped scenario" in said
    assert "late.yaml: file: is YAML, and content is TOML only" in said
    assert set_up("night-manager", seed=1).scenario.id == "night-manager"
    assert set_up("polite-cfo", seed=1).persona.id == "henrik-solberg-dunn"
    with pytest.raises(ContentError, match=r"late\.yaml: file: is YAML"):
        load_scenario("late")
    run(["doctor"])
    out = capsys.readouterr().out
    assert "Persona night-manager" in out
    assert "holds neither" in out


def _installed(site: Path, value: str) -> Path:
    """A package in a folder of packages, which offers a pack under an entry point."""
    info = site / "night_shift-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: night-shift\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[prospect.packs]\nnight = {value}\n")
    package = site / "night_shift"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('a pack was run')\n")
    return package


@pytest.mark.parametrize("inner", ["", "data"])
def test_an_installed_package_offers_a_pack_and_is_not_run(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    """F62: its folder is read; its code, which would break everything, never is."""
    monkeypatch.delenv("PROSPECT_PACKS")
    package = _installed(tmp_path / "site", ".".join(filter(None, ("night_shift", inner))))
    (package / inner).mkdir(exist_ok=True)
    for part in ("personas", "scenarios"):
        (pack / part).rename(package / inner / part)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert open_packs() == []
    assert set_up("night-manager", seed=1).persona.id == "night-manager"


def test_an_entry_point_without_a_package_is_said(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was half uninstalled is named, and the rest works."""
    _installed(tmp_path / "site", "day_shift")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert open_packs() == [
        "installed pack night: there is no such package as files; install it again, unpacked"
    ]
    assert "night-manager" in persona_ids()
