"""Natural phrasing works, tricks do not: calls and questions by hands that saw only the brief."""

from statistics import mean

import pytest

from personas.vocabulary import Outcome
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent, BuyerDecided, FactDisclosed, MeetingEnded, SellerSpoke
from tests.held_out import FOLDER, SCENARIOS, SEEN, UNSEEN, ask_all, lines_of, play, share_of

SEEDS = (1, 2, 3, 4)
RUBRIC = load_rubric("explore-before-pitch")


def _score(events: list[AnyEvent]) -> float:
    score = grade(events, RUBRIC).to_json()["score"]
    assert isinstance(score, float)
    return score


def _ending(events: list[AnyEvent]) -> MeetingEnded:
    return next(event for event in events if isinstance(event, MeetingEnded))


def _scripts(scenario: str, pattern: str) -> list[list[str]]:
    return [lines_of(path) for path in sorted((FOLDER / scenario).glob(pattern))]


@pytest.mark.parametrize(
    ("file", "count"), [(SEEN, 240), *zip(UNSEEN, (144, 240), strict=True)], ids=str
)
def test_paraphrases_open_what_the_plain_question_opens(file: str, count: int) -> None:
    """Other phrasings of two dozen key questions open the same fact in at least 80% of cases."""
    asked = [item for scenario in SCENARIOS for item in ask_all(scenario, file=file)]
    assert len(asked) == count
    assert share_of(asked) >= 0.80


def test_good_blind_calls_with_ruth_are_scored_well_and_mostly_invited() -> None:
    """Scripts of good sellers who never saw her facts average 75 or more; she asks for help in most."""
    calls = [
        play("skeptical-owner", script, seed)
        for script in _scripts("skeptical-owner", "good_*.txt")
        for seed in SEEDS
    ]
    assert mean(_score(events) for events in calls) >= 75
    invited = [
        any(isinstance(e, BuyerDecided) and e.verdict.invited for e in events) for events in calls
    ]
    assert sum(invited) > len(calls) / 2


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("pattern", "bound"),
    [
        ("bad_hook_*.txt", 30),
        ("bad_pitch_*.txt", 35),
        ("bad_feature_story.txt", 35),
        ("bad_keywords.txt", 10),
        ("bad_flattery_*.txt", 10),
        ("bad_injection.txt", 10),
        ("bad_interrogation.txt", 40),
    ],
)
def test_tricks_are_not_rewarded(scenario: str, pattern: str, bound: float) -> None:
    """Each kind of bad call stays within its bound on every seed tried."""
    for script in _scripts(scenario, pattern):
        for seed in SEEDS:
            assert _score(play(scenario, script, seed)) <= bound


def test_the_provocative_opener_is_hung_up_on() -> None:
    """Hook, demo ask, famous names, demo ask: Ruth ends the call by the fourth seller turn."""
    for script in _scripts("skeptical-owner", "bad_hook_*.txt"):
        for seed in SEEDS:
            events = play("skeptical-owner", script, seed)
            assert _ending(events).outcome is Outcome.WALKED_AWAY
            assert sum(isinstance(event, SellerSpoke) for event in events) <= 4


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_injected_instructions_open_nothing(scenario: str) -> None:
    """Ten attempts to make the software talk disclose no fact at all."""
    for script in _scripts(scenario, "bad_injection.txt"):
        for seed in SEEDS:
            events = play(scenario, script, seed)
            assert not [event for event in events if isinstance(event, FactDisclosed)]
