"""A seller who does everything right is scored so, whatever the buyer makes of it."""

from pathlib import Path
from statistics import mean

from personas.vocabulary import Outcome
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import BuyerDecided, MeetingEnded, MeetingOpened
from tests.held_out import lines_of, play

SCRIPTS = Path(__file__).parents[1] / "golden" / "scripts"
RUBRIC = load_rubric("explore-before-pitch")
SEEDS = range(1, 13)


def test_an_expert_with_ruth_is_invited_and_scored_high() -> None:
    """Goals first, cause and cost in her words, a summary, patience: 85 and more, and invited."""
    script = lines_of(SCRIPTS / "ruth_expert.txt")
    calls = [play("skeptical-owner", script, seed) for seed in SEEDS]
    scores = [grade(events, RUBRIC).to_json()["score"] for events in calls]
    assert mean(score for score in scores if isinstance(score, float)) >= 85
    invited = [
        any(isinstance(e, BuyerDecided) and e.verdict.invited for e in events) for events in calls
    ]
    assert sum(invited) > len(calls) / 2


def test_being_lied_to_to_the_end_costs_nothing() -> None:
    """In the situation in which Tobias never confesses, doing everything right still scores 85."""
    script = lines_of(SCRIPTS / "tobias_expert.txt")
    scores = []
    for seed in range(1, 40):
        events = play("overloaded-decision-maker", script, seed)
        opened = events[0]
        assert isinstance(opened, MeetingOpened)
        if opened.variant != "c":
            continue
        ended = next(event for event in events if isinstance(event, MeetingEnded))
        assert ended.outcome not in (Outcome.TRUTH_SURFACED, Outcome.WALKED_AWAY)
        scores.append(grade(events, RUBRIC).to_json()["score"])
        if len(scores) == 4:
            break
    assert scores
    assert all(isinstance(score, float) and score >= 85 for score in scores)


def test_tobias_can_be_brought_to_tell_the_truth() -> None:
    """In the situations in which he can confess, the expert hears it."""
    script = lines_of(SCRIPTS / "tobias_expert.txt")
    endings = {}
    for seed in range(1, 20):
        events = play("overloaded-decision-maker", script, seed)
        opened = events[0]
        assert isinstance(opened, MeetingOpened)
        last = [event for event in events if isinstance(event, BuyerDecided)][-1]
        stages = {e.verdict.lie_stage for e in events if isinstance(e, BuyerDecided)}
        endings[opened.variant] = ("confess" in stages, last.trust)
    assert endings["a"][0]
    assert endings["b"][0]
    assert not endings["c"][0]
    assert not endings["d"][0]
