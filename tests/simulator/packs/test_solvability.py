"""Whether a variant keeps its promises: played by scripted sellers, asked its own questions."""

from dataclasses import replace
from pathlib import Path

import pytest

from personas.catalog import LIBRARY, load_persona, parse_persona
from personas.persona import LieKind
from personas.vocabulary import Level
from scenarios.catalog import load_scenario
from simulator.call.meeting import meeting_of, set_up
from simulator.packs.bundle import bundle_of
from simulator.packs.checking import Pair, check
from simulator.packs.promises import broken_promises
from simulator.packs.solvability import EXPERT, WON, Figures, Share, play_trial, solve, trials
from simulator.packs.unlocking import unlock
from tests.simulator.scripted import SCENARIOS, VARIANTS

CALLS = 40
SURE = Share(1.0, 0.91, 1.0)
NEVER = Share(0.0, 0.0, 0.09)
KEPT = Figures(
    scenario="skeptical-owner",
    persona="ruth-adeyemi-kolb",
    variant="a",
    calls=40,
    expert=SURE,
    half=NEVER,
    unskilled=NEVER,
    never_reached=(),
    locked=(),
    questions=100,
    keywords=0,
    pitch_left=4,
)


@pytest.fixture
def pair() -> Pair:
    return check(bundle_of("skeptical-owner")).pairs[0]


def test_a_variant_that_keeps_its_promises_has_no_problem(pair: Pair) -> None:
    """Including a share at skill .5 that may well be a tenth: its interval holds it."""
    assert broken_promises([pair], [KEPT]) == []
    assert broken_promises([pair], [replace(KEPT, half=Share(0.175, 0.087, 0.32))]) == []
    assert broken_promises([pair], [replace(KEPT, expert=Share(0.95, 0.83, 0.99))]) == []


@pytest.mark.parametrize(
    ("broken", "key", "said"),
    [
        ({"expert": Share(0.925, 0.80, 0.97)}, "variants.a.best_endings", "92% of 40 calls"),
        ({"half": Share(0.2, 0.105, 0.35)}, "variants.a.best_endings", "at skill .5 in 20%"),
        ({"unskilled": Share(0.025, 0.0, 0.13)}, "variants.a.best_endings", "at skill 0 in 2%"),
        ({"keywords": 1}, "variants.a", "recites the rubric's words"),
        ({"pitch_left": 13}, "variants.a", "only pitches by turn 12"),
        ({"pitch_left": None}, "variants.a", "only pitches by turn 12"),
        ({"never_reached": ("cause2",)}, "variants.a.unreachable", "does not list cause2"),
        ({"locked": (("cause2", "Why?"),)}, "facts.cause2.questions", "'Why?' does not open it"),
    ],
)
def test_each_broken_promise_is_named(
    pair: Pair, broken: dict[str, object], key: str, said: str
) -> None:
    """One promise broken is one problem, at the key where it is mended."""
    (found,) = broken_promises([pair], [replace(KEPT, **broken)])  # type: ignore[arg-type]
    assert found.key == key
    assert said in found.problem


def test_a_question_that_fails_in_every_variant_is_named_once(pair: Pair) -> None:
    """The author mends it in one place; a variant's own questions are named with the variant."""
    everywhere = [
        replace(KEPT, variant=variant, locked=(("goal1", "Well?"),)) for variant in "abcd"
    ]
    assert len(broken_promises([pair], everywhere)) == 1


def test_an_example_question_that_asks_nothing_is_found() -> None:
    """Of a fact's questions every second is asked; those the sellers use are not."""
    path = LIBRARY / "ruth-adeyemi-kolb.toml"
    fact = load_persona("ruth-adeyemi-kolb").persona.facts[1]
    text = path.read_text(encoding="utf-8")
    for question in fact.questions[:2]:
        assert question in text
        text = text.replace(question, f"The {fact.id} weather was fine. {len(question)}", 1)
    persona = parse_persona(text, path)
    meeting = meeting_of(
        load_scenario("skeptical-owner"), persona, seed=1, level=Level.STANDARD, variant="a"
    )
    changed = persona.persona.facts[1].questions
    failed = {item.question for item in unlock(meeting) if not item.opened}
    assert changed[1] in failed
    assert changed[0] not in {item.question for item in unlock(meeting)}


def test_facts_after_a_confession_are_asked_after_it() -> None:
    """A liar's later facts are tested where the truth is out, and the truth itself is not asked for."""
    source = load_persona("tobias-renner")
    story = source.persona.cover_story
    assert story is not None
    meeting = meeting_of(
        load_scenario("overloaded-decision-maker"),
        source,
        seed=1,
        level=Level.STANDARD,
        variant="a",
    )
    asked = unlock(meeting)
    later = {fact.id for fact in meeting.persona.facts if fact.after_truth}
    assert later
    assert later <= {item.fact for item in asked if item.opened}
    assert story.truth not in {item.fact for item in asked}


def test_a_confession_takes_no_answer_away() -> None:
    """A white lie that wears thin by itself is kept shut: its teller's other facts open all the same."""
    source = load_persona("annika-brandvold")
    scenario = load_scenario("contact-gone-cold")
    failed = {}
    for variant in source.persona.variants:
        meeting = meeting_of(scenario, source, seed=1, level=Level.STANDARD, variant=variant.id)
        failed[variant.lie] = {
            item.question
            for item in unlock(meeting)
            if not item.opened and item.fact in ("change1", "stakeholders1", "process1")
        }
    assert failed[LieKind.CONFESSES] == failed[LieKind.NEVER_CONFESSES] == failed[LieKind.NONE]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_shipped_situation_is_won_as_often_as_is_promised(scenario: str) -> None:
    """The reference seller's forty calls of each, as `pack check` plays them; one lucky call would not show it."""
    won = {
        task.variant: sum(call.best for call in play_trial(task)) / len(task.seeds)
        for task in trials(check(bundle_of(scenario)).pairs, CALLS)
        if task.seller == EXPERT
    }
    assert set(won) == set(VARIANTS)
    assert min(won.values()) >= WON, won


def test_figures_come_from_play(pair: Pair) -> None:
    """One variant, two seeds: skill wins, none never does, and pitching is left soon."""
    tasks = [task for task in trials([pair], 2) if task.variant == "b"]
    played: list[int] = []
    (found,) = solve(tasks, played.append, jobs=1)
    assert sum(played) == 2 + 2 + 2 + 1 + 1
    assert (found.variant, found.calls) == ("b", 2)
    assert found.expert.share > found.unskilled.share == 0
    assert found.keywords == 0
    assert found.pitch_left is not None
    assert found.pitch_left <= 12
    assert found.never_reached == ()


def test_a_pack_that_nobody_can_win_is_found(pack: Path) -> None:
    """Words without sense open nothing: what the author would see before mending it."""
    pairs = check(bundle_of(str(pack))).pairs
    tasks = [task for task in trials(pairs, 1) if task.variant == "a"]
    found = broken_promises(pairs, solve(tasks, lambda _: None, jobs=1))
    assert any("by the reference seller in 0%" in item.problem for item in found)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_shipped_example_question_opens_its_own_fact(scenario: str) -> None:
    """An author's own way of asking is answered, in every situation, whatever topic hearing has for it."""
    for variant in VARIANTS:
        asked = unlock(set_up(scenario, seed=1, variant=variant))
        assert asked
        assert [item for item in asked if not item.opened] == []
