"""What is wrong with persona and scenario together is found by reading, all of it at once."""

from pathlib import Path

import pytest

from simulator.packs.bundle import bundle_of
from simulator.packs.checking import check
from simulator.packs.findings import Severity
from simulator.problem import Problem


def _changed(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def _changed_in(file: Path, fact: str, change: tuple[str, str]) -> None:
    """Changes the first such place below a fact's id."""
    text = file.read_text(encoding="utf-8")
    at = text.index(f'id = "{fact}"')
    assert change[0] in text[at:]
    file.write_text(text[:at] + text[at:].replace(*change, 1), encoding="utf-8")


def _said(path: Path | str) -> list[str]:
    """The findings without the folder they stand in."""
    return [str(finding).rsplit("/", 1)[-1] for finding in check(bundle_of(str(path))).findings]


@pytest.fixture
def persona(pack: Path) -> Path:
    return pack / "personas" / "night-manager.toml"


@pytest.fixture
def scenario(pack: Path) -> Path:
    return pack / "scenarios" / "night-manager.toml"


def test_an_unfair_start_is_found(pack: Path, scenario: Path) -> None:
    """Trust below what the first answers need is a problem of the scenario's trust."""
    _changed(scenario, ("trust = 36", "trust = 25"))
    low, few = _said(pack)
    assert low.startswith("night-manager.toml:trust: is 25, and the lowest threshold")
    assert "opens 2 facts of night-manager at the start (goal1, current_state1)" in few


def test_a_fact_behind_a_closed_one_is_not_open(pack: Path, persona: Path) -> None:
    """What waits for something that is closed at the start does not count as open."""
    closed = ("threshold = 34", "threshold = 60")
    _changed_in(persona, "competition1", closed)
    behind = ("requires = []", 'requires = ["competition1"]')
    for fact in ("goal1", "problem1", "priority1", "stakeholders1"):
        _changed_in(persona, fact, behind)
    (few,) = _said(pack)
    assert "opens 2 facts of night-manager at the start (change1, current_state1)" in few


def test_a_brief_fact_that_is_not_there_is_found(pack: Path, persona: Path) -> None:
    """What only public data opens must be public."""
    _changed(persona, ("requires = []", 'requires = []\nby_brief = ["public1", "rumour"]'))
    (found,) = _said(pack)
    assert found.startswith("night-manager.toml:facts.goal1.by_brief: names rumour")


@pytest.mark.parametrize(
    ("old", "key"),
    [("opening = ", "opening"), ("why = ", "brief.why"), ("text = ", "brief.facts.public1")],
)
def test_a_tell_tale_that_is_public_is_found(
    pack: Path, persona: Path, scenario: Path, old: str, key: str
) -> None:
    """A word that everybody may read gives nothing away; it is named once for all variants."""
    _changed(persona, ('tell_tales = ["', 'tell_tales = ["blue van", "'))
    _changed(scenario, (f'{old}"', f'{old}"The Blue Van again. '))
    (found,) = _said(pack)
    assert found.startswith(f"night-manager.toml:{key}: holds 'blue van', a tell-tale of goal1")


def test_a_phrase_that_shrinks_to_an_everyday_word_is_a_warning(
    pack: Path, persona: Path, scenario: Path
) -> None:
    """Nothing of 'at this time' is heard but 'time'; that is said, and it is no problem."""
    _changed(persona, ('about = ["', 'about = ["at this time", "the bakery", "'))
    _changed(scenario, ('about = ["', 'about = ["not now", "'))
    found = check(bundle_of(str(pack))).findings
    assert [(item.key, item.severity) for item in found] == [
        ("facts.goal1.about", Severity.WARNING),
        ("brief.facts.public1.about", Severity.WARNING),
    ]
    assert found[0].problem.startswith("'at this time': all that is heard")


def test_a_persona_that_is_nowhere_is_found(pack: Path, scenario: Path) -> None:
    """A scenario names a persona of the pack, an installed or a shipped one."""
    _changed(scenario, ('persona = "night-manager"', 'persona = "nobody"'))
    (found,) = _said(scenario)
    assert found.startswith("night-manager.toml:persona: names 'nobody'")
    assert "ruth-adeyemi-kolb" in found


def test_everything_wrong_with_both_files_is_said_at_once(
    pack: Path, persona: Path, scenario: Path
) -> None:
    """Arithmetic of one variant, a level of the scenario and their fit: three files' worth in one go."""
    _changed(persona, ("cost = 200", "cost = 300"))
    _changed(scenario, ("[levels.hard]", "[levels.easy.x]"), ("trust = 36", "trust = 20"))
    (pack / "personas" / "other.yaml").write_text("id: other\n")
    said = "\n".join(_said(pack))
    for part in ("'jobs * cost = loss' does not hold", "levels.easy.x", "other.yaml:file: is YAML"):
        assert part in said


def test_an_id_of_another_file_is_refused(pack: Path) -> None:
    """A file that would never be used, for its id is shipped, is a problem of its id."""
    shadow = pack / "scenarios" / "polite-cfo.toml"
    (pack / "scenarios" / "night-manager.toml").rename(shadow)
    _changed(shadow, ('id = "night-manager"', 'id = "polite-cfo"'))
    (found,) = _said(shadow)
    assert found.startswith("polite-cfo.toml:id: 'polite-cfo' is the id of a shipped scenario")


def test_what_can_be_named(pack: Path, persona: Path, scenario: Path, tmp_path: Path) -> None:
    """A file brings its other half, a flat folder is sorted out, an id is a scenario with its buyer."""
    assert bundle_of(str(persona)).scenarios == [scenario]
    assert bundle_of(str(scenario)).personas == [persona]
    flat = tmp_path / "flat"
    flat.mkdir()
    persona.rename(flat / "someone.toml")
    scenario.rename(flat / "somewhere.toml")
    bundle = bundle_of(str(flat))
    assert [path.name for path in bundle.personas] == ["someone.toml"]
    assert [path.name for path in bundle.scenarios] == ["somewhere.toml"]
    _changed(flat / "somewhere.toml", ("persona = ", "person = "))
    assert [path.name for path in bundle_of(str(flat)).scenarios] == ["somewhere.toml"]
    shipped = bundle_of("polite-cfo")
    assert [path.stem for path in (*shipped.personas, *shipped.scenarios)] == [
        "henrik-solberg-dunn",
        "polite-cfo",
    ]
    with pytest.raises(Problem, match="no file, no folder and no scenario"):
        bundle_of("polite-cf")


def test_the_shipped_content_has_no_problem() -> None:
    """Whatever a check of the files can find was mended; warnings are for its authors."""
    checked = check(bundle_of(None))
    problems = [str(item) for item in checked.findings if item.severity is Severity.PROBLEM]
    assert problems == []
    assert len(checked.pairs) >= 7
