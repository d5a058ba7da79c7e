from typing import Any

from scoring.transcript import AnyEvent, BuyerDecided, BuyerSpoke, MeetingOpened, SellerSpoke
from simulator.debrief.verdict import verdict_view

EVENTS: list[AnyEvent] = [
    MeetingOpened(seq=0, id="call-1"),
    BuyerSpoke(seq=1, turn=0, text="Yes?"),
    SellerSpoke(seq=2, turn=1, text="What goes wrong?"),
    BuyerDecided(seq=3, turn=1, rungs={"problem": 2, "goal": 1}),
    BuyerSpoke(seq=4, turn=2, text="They pay late, all of them."),
    SellerSpoke(seq=5, turn=3, text="Let me show you a demo."),
    BuyerDecided(seq=6, turn=3, rungs={"problem": 2, "goal": 2}),
]


def card(**changes: Any) -> dict[str, Any]:
    """A scorecard in its public form."""
    return {
        "score": 35.0,
        "raw": 48.5,
        "reason": None,
        "cap": {"id": "G1", "limit": 35, "turn": 3, "advisory": False, "why": "too early."},
        "rubric": {"id": "explore-before-pitch", "version": "1"},
        "criteria": [],
        "metrics": {
            "first_pitch_turn": 3,
            "talk_share": 0.41,
            "follow_up_rate": None,
            "questions": 1,
        },
        "priorities": [],
        **changes,
    }


def test_the_cap_is_a_sentence_with_the_trainees_own_turn() -> None:
    """People count their own turns."""
    assert verdict_view(card(), EVENTS).cap == "Held at 35 by your turn 2: too early."


def test_an_advisory_cap_does_not_claim_to_hold() -> None:
    """In an imported call the cap is a maybe."""
    cap = card()["cap"] | {"advisory": True}
    assert verdict_view(card(cap=cap), EVENTS).cap.startswith("Would be held at 35")


def test_the_ladder_is_the_one_before_the_first_pitch() -> None:
    """What the pitching turn itself did does not count for its timing."""
    view = verdict_view(card(), EVENTS)
    assert [(rung.name, rung.depth) for rung in view.ladder[:2]] == [("goal", 1), ("problem", 2)]
    assert view.ladder_at == "when you first pitched, your turn 2"


def test_without_a_pitch_the_ladder_is_the_last_one() -> None:
    """A call without a pitch shows where it got to."""
    view = verdict_view(card(metrics={"first_pitch_turn": None}), EVENTS)
    assert view.ladder[0].depth == 2
    assert view.ladder_at == "at the end; you did not pitch"


def test_no_score_stays_no_score() -> None:
    """Null is empty, never zero."""
    view = verdict_view(card(score=None, raw=None, cap=None, reason="Too short."), EVENTS)
    assert (view.score, view.raw, view.cap, view.reason) == ("", "", "", "Too short.")


def test_unknown_figures_are_left_out() -> None:
    """A metric that is null says nothing."""
    assert verdict_view(card(), EVENTS).facts == "You spoke 41% of the words · 1 questions"


def test_a_cue_that_the_reason_quotes_is_not_shown_twice() -> None:
    """At most three things, and the buyer's words once."""
    item = {"criterion": "impact", "turn": 3, "quote": "Let me", "try": "What does it cost?"}
    quoted = item | {"why": 'She had said "They pay late, all of them".'}
    plain = item | {"why": "A cost is missing."}
    view = verdict_view(card(priorities=[quoted, plain, plain, plain]), EVENTS)
    assert [work.cue for work in view.work_on] == ["", "They pay late, all of them."] * 1 + [
        "They pay late, all of them."
    ]
