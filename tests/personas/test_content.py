"""Content is checked, not trusted: every fault is named by file and key, all at once."""

import tomllib
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from personas.casting import cast, variant_for_seed
from personas.catalog import LIBRARY, load_persona, parse_persona, persona_ids
from personas.checks import ALWAYS_POSSIBLE
from personas.errors import ContentError
from personas.persona import LieKind
from personas.vocabulary import Intent, Level, Outcome, Topic
from scenarios.catalog import LIBRARY as SCENARIOS
from scenarios.catalog import load_scenario, parse_scenario, scenario_ids
from simulator.call.meeting import set_up

SHIPPED = {
    "skeptical-owner": "ruth-adeyemi-kolb",
    "overloaded-decision-maker": "tobias-renner",
    "contact-gone-cold": "annika-brandvold",
    "rfp-broker": "calder-whitlock",
    "busy-executive": "colette-marchetti-osei",
    "polite-cfo": "henrik-solberg-dunn",
    "kick-off-surprise": "marguerite-tolan-reyes",
}
"""Every scenario with its buyer."""
RUTH = LIBRARY / "ruth-adeyemi-kolb.toml"
TEXT = RUTH.read_text(encoding="utf-8")


def problems(text: str) -> str:
    """What is wrong with a persona text, or a failure when nothing is."""
    with pytest.raises(ContentError) as caught:
        parse_persona(text, RUTH)
    assert "ruth-adeyemi-kolb.toml: " in str(caught.value)
    return str(caught.value)


def test_the_shipped_content_is_sound() -> None:
    """Every persona and scenario of the library loads without a complaint."""
    assert {name: load_scenario(name).scenario.persona for name in scenario_ids()} == SHIPPED
    assert {load_persona(name).persona.id for name in persona_ids()} == set(SHIPPED.values())


def test_an_unknown_key_is_refused() -> None:
    """A misspelt key does not pass for a good one."""
    assert "nmae" in problems(TEXT.replace("\nversion =", '\nnmae = "x"\nversion =', 1))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda t: t.replace('id = "goal2"', 'id = "goal1"', 1), "facts.goal1"),
        (lambda t: t.replace('requires = ["goal1"]', 'requires = ["goal9"]', 1), "goal9"),
        (
            lambda t: t.replace('requires = ["goal1"]', 'requires = ["goal2"]', 1),
            "can never be met",
        ),
        (lambda t: t.replace("[topics.budget]", "[topics.nothing]", 1), "topics.nothing"),
    ],
)
def test_faults_are_named_by_key(change: Callable[[str], str], expected: str) -> None:
    """Duplicate ids, dangling or circular prerequisites and missing deflections are all found."""
    changed = change(TEXT)
    assert changed != TEXT
    assert expected in problems(changed)


def test_facts_out_of_reach_must_be_listed() -> None:
    """A variant that never confesses lists what only a confession opens, and all that waits for it."""
    path = LIBRARY / "tobias-renner.toml"
    text = path.read_text(encoding="utf-8")
    listed = '"competition2", "competition3"'
    assert listed in text
    with pytest.raises(ContentError) as caught:
        parse_persona(text.replace(listed, '"competition2"', 1), path)
    assert "lacks competition3" in str(caught.value)


def test_figures_that_do_not_add_up_are_refused() -> None:
    """A variant's arithmetic is checked, and a number must agree with its word."""
    check = tomllib.loads(TEXT)["variants"][0]["checks"][0]
    left, _, right = check.partition("=")
    assert "does not hold" in problems(
        TEXT.replace(check, f"{left.strip()} * 3 = {right.strip()}", 1)
    )


@pytest.mark.parametrize(
    "place", ["triggers.buzzwords.lines", "endings.stopped.lines", "lines.exhausted"]
)
def test_a_tell_tale_in_what_anybody_may_hear_is_refused(place: str) -> None:
    """Words that only who knows a fact would use stand in no line that may be said before it."""
    tell_tale = load_persona("ruth-adeyemi-kolb").persona.facts[-1].tell_tales[0]
    assert "{" not in tell_tale
    kind, name, _ = (*place.split("."), "")[:3]
    if kind == "lines":
        at = TEXT.index(f"\n{name} = [")
    else:
        at = TEXT.index("\nlines = [", TEXT.index(f'\n[[{kind}]]\nid = "{name}"'))
    line = TEXT.index('    "', at) + 5
    changed = f"{TEXT[:line]}{tell_tale}, {TEXT[line:]}"
    assert f"{place}: holds {tell_tale!r}" in problems(changed)


def test_what_shows_a_contradiction_must_be_sayable() -> None:
    """Words that the buyer says nowhere show nothing."""
    path = LIBRARY / "annika-brandvold.toml"
    text = path.read_text(encoding="utf-8").replace('"site induction"]', '"a brass band"]')
    with pytest.raises(ContentError, match=r"somebody_coming\.shown_by: holds 'a brass band'"):
        parse_persona(text, path)


def test_broken_toml_names_the_line() -> None:
    """A file that is no TOML says where it stops being one."""
    assert "at line" in problems(TEXT + "\nbroken = [1,, 2]")


def test_a_missing_id_lists_those_there_are() -> None:
    """An unknown persona or scenario is answered with the known ones."""
    with pytest.raises(ContentError, match="tobias-renner"):
        load_persona("nobody")
    with pytest.raises(ContentError, match="skeptical-owner"):
        load_scenario("nowhere")


def test_a_scenario_without_a_level_is_refused() -> None:
    """All three levels must be given."""
    path = SCENARIOS / "skeptical-owner.toml"
    text = path.read_text(encoding="utf-8").replace("[levels.hard]", "[levels.easy2]", 1)
    with pytest.raises(ContentError, match="levels"):
        parse_scenario(text, path)


def test_seeds_reach_every_variant() -> None:
    """Over a few dozen seeds all four situations come up, and one seed always gives the same."""
    for name in persona_ids():
        persona = load_persona(name).persona
        found = [variant_for_seed(persona, seed).id for seed in range(60)]
        assert set(found) == {variant.id for variant in persona.variants}
        assert found == [variant_for_seed(persona, seed).id for seed in range(60)]


@pytest.mark.parametrize("outcome", ALWAYS_POSSIBLE)
@pytest.mark.parametrize("instead", ['"disqualified"', '"{}"\ntrust = 10'])
def test_every_call_can_end(outcome: Outcome, instead: str) -> None:
    """An ending any call can need must be there, and without a condition."""
    changed = TEXT.replace(f'outcome = "{outcome}"', f"outcome = {instead.format(outcome)}")
    assert changed != TEXT
    assert f"endings: none is for {outcome}" in problems(changed)


def test_every_call_can_start_fairly() -> None:
    """Trust enough for a first answer, and three facts open."""
    for name in scenario_ids():
        scenario = load_scenario(name).scenario
        persona = load_persona(scenario.persona).persona
        thresholds = sorted(fact.threshold for fact in persona.facts)
        assert scenario.trust >= thresholds[0] + 8
        assert thresholds[2] <= scenario.trust


def test_lies_stand_only_where_they_should() -> None:
    """Who lies confesses in some situations, never in one, and is honest in one; the others never lie."""
    lies = {
        name: {variant.lie for variant in load_persona(name).persona.variants}
        for name in persona_ids()
    }
    liars = {"tobias-renner", "annika-brandvold"}
    assert {name for name, kinds in lies.items() if kinds == set(LieKind)} == liars
    assert {name for name, kinds in lies.items() if kinds == {LieKind.NONE}} == set(lies) - liars


def test_situations_differ_in_substance() -> None:
    """In each situation another cause, impact or change: other words in at least three facts."""
    for name in persona_ids():
        persona = load_persona(name).persona
        told = [
            {fact.id: fact.wordings for fact in cast(persona, variant).facts}
            for variant in persona.variants
        ]
        for one, other in combinations(told, 2):
            assert sum(one[fact] != other[fact] for fact in one) >= 3


def test_levels_change_terms_but_never_starting_trust() -> None:
    """Harder means less patience and time, dearer losses and higher thresholds; trust is the same."""
    for name in scenario_ids():
        easy, standard, hard = (
            set_up(name, seed=1, level=level).ledger.terms
            for level in (Level.EASY, Level.STANDARD, Level.HARD)
        )
        assert easy.trust == standard.trust == hard.trust
        assert easy.patience > standard.patience > hard.patience
        assert easy.negatives < standard.negatives < hard.negatives
        assert easy.turn_limit >= standard.turn_limit >= hard.turn_limit


def test_two_people_never_share_a_line() -> None:
    """What one says none of the others would: no line of theirs is the same."""
    decks = []
    for name in persona_ids():
        persona = load_persona(name).persona
        decks.append(
            {line for intent in Intent for line in persona.lines[intent]}
            | {line for topic in Topic for line in persona.topics[topic].deflections}
        )
    assert [one & other for one, other in combinations(decks, 2) if one & other] == []


def test_content_files_are_plain_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused with the byte, and a huge one by its size."""
    (tmp_path / "x.toml").write_bytes(b"id = '\xff'")
    with pytest.raises(ContentError, match="UTF-8"):
        load_persona("x", tmp_path)
    (tmp_path / "y.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(ContentError, match="larger"):
        load_persona("y", tmp_path)
