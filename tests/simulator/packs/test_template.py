"""A pack begins as two files to fill in: they keep to every rule but that their words are not yours."""

from pathlib import Path

import pytest

from personas.catalog import parse_persona
from scenarios.catalog import parse_scenario
from simulator.packs.bundle import bundle_of
from simulator.packs.checking import check
from simulator.packs.template import MARK, write_pair
from simulator.problem import Problem


def test_what_is_begun_lacks_only_words(tmp_path: Path) -> None:
    """The files are sound as they stand; every complaint is about a place to fill in."""
    persona, scenario = write_pair("night-manager", tmp_path)
    assert parse_persona(persona.read_text(encoding="utf-8"), persona).persona.id == "night-manager"
    read = parse_scenario(scenario.read_text(encoding="utf-8"), scenario)
    assert read.scenario.persona == "night-manager"
    found = check(bundle_of(str(tmp_path))).findings
    assert {finding.file for finding in found} == {str(persona), str(scenario)}
    assert all("still holds the template's words" in finding.problem for finding in found)
    assert "lines.invite: " in "".join(f"{finding.key}: " for finding in found)


def test_filled_in_it_passes(pack: Path) -> None:
    """With other words in the marked places nothing is left to complain about, and it can be played."""
    assert not any(MARK.search(file.read_text(encoding="utf-8")) for file in pack.rglob("*.toml"))
    checked = check(bundle_of(str(pack)))
    assert checked.findings == []
    assert [pair.scenario.scenario.id for pair in checked.pairs] == ["night-manager"]


def test_one_place_left_is_named_by_its_key(pack: Path) -> None:
    """What was overlooked is found however deep it stands."""
    file = pack / "personas" / "night-manager.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('role = "', 'role = "…write here: what…', 1), encoding="utf-8")
    (found,) = check(bundle_of(str(file))).findings
    assert str(found).startswith(f"{file}:manner.role: still holds the template's words")


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    """Where one of the two is there, neither is written."""
    there = tmp_path / "scenarios" / "night-manager.toml"
    there.parent.mkdir()
    there.write_text("mine")
    with pytest.raises(Problem, match="is there already"):
        write_pair("night-manager", tmp_path)
    assert there.read_text() == "mine"
    assert not (tmp_path / "personas").exists()


@pytest.mark.parametrize(
    ("pack_id", "said"),
    [("Night Manager", "small letters"), ("../x", "small letters"), ("polite-cfo", "shipped")],
)
def test_an_id_that_cannot_be_used_is_refused(tmp_path: Path, pack_id: str, said: str) -> None:
    """An id is a plain file name, and no shipped one's."""
    with pytest.raises(Problem, match=said):
        write_pair(pack_id, tmp_path)
    assert list(tmp_path.iterdir()) == []
