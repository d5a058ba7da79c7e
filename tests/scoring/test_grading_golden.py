"""One middling call, every level and cap worked out by hand."""

from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import Scorecard
from tests.scoring.call_script import Script

RUBRIC = load_rubric()


def middling() -> Script:
    """Nine seller turns (1, 3, … 17); the buyer opens the call at turn 0."""
    script = Script()
    # Turn 1. No reason for the call and no basis; asks about the problem.
    script.say(
        "Hello there. What goes wrong in the workshop?",
        "open_question",
        "problem",
        told=[("problem1", 1, "")],
        reply="(sighs) Customers pay late.",
    )
    # Turn 3. Takes up "pay late": a follow-up. A figure comes: problem at depth 2.
    script.follow("How late do they pay?", "problem", "problem1", [("problem2", 2, "q")])
    # Turn 5. A goal with a date, asked out of the blue: an opportunity not used.
    script.say(
        "What are you working towards?",
        "open_question",
        "goal",
        told=[("goal2", 2, "d")],
        reply="A second site. By October, with luck.",
        opportunity=True,
    )
    # Turn 7. The pitch nobody asked for: goal and problem are full, two rungs.
    script.pitch("Our platform chases the money for you.")
    # Turn 9. The cause, taking up the late payments: a follow-up.
    script.follow("Why do they pay late?", "cause", "problem2", [("cause1", 1, "")])
    # Turn 11. Asked about the impact too early: refused. A follow-up all the same.
    script.follow("What does it cost?", "impact", "cause1")
    # Turn 13. Ranked; an opportunity not used.
    script.say(
        "Where does it rank for you?",
        "open_question",
        "priority",
        told=[("priority1", 1, "")],
        opportunity=True,
    )
    # Turn 15. A yes/no question about who decides gets the surface only.
    script.say(
        "Are you the decision maker?",
        "closed_question",
        "process",
        told=[("process1", 1, "")],
        opportunity=True,
    )
    # Turn 17. Agreed, but without a date.
    return script.step("Shall I come by some time?", accepted=True, action=True, owner=True)


def graded() -> Scorecard:
    return grade(middling().events, RUBRIC)


def test_levels_of_the_golden_call() -> None:
    """Every criterion has the level that its table gives."""
    expected = {
        "opening": 0,  # the fourth seller turn (7) is still the opening, and it sells
        "goals": 3,  # dated, told at 6 before any cause (10); nothing was played back
        "problem": 3,  # problem2 is the instance; only two facts, nobody else affected
        "causes": 2,  # a surface cause only
        "impact": 1,  # asked at 11, nothing came
        "urgency": 2,  # a rank, no trigger
        "change_people_process": 1,  # only the yes/no question
        "listening": 2,  # 3 follow-ups (3, 9, 11) of 6 opportunities (3, 5, 9, 11, 13, 15): 50%
        "pitch_timing": 1,  # two rungs
        "next_step": 2,  # agreed without a date
    }
    assert {item.id: item.level for item in graded().criteria} == expected


def test_score_and_cap_of_the_golden_call() -> None:
    """Raw is the weighted sum; two rungs at the pitch cap it at 55, which does not bite here."""
    # Quarter points: 8×3 + 10×3 + 12×2 + 14×1 + 12×2 + 12×1 + 12×2 + 8×1 + 6×2 = 172, that is 43.0.
    card = graded().to_json()
    assert (card["raw"], card["score"]) == (43.0, 43.0)
    assert card["cap"] == {
        "id": "G1",
        "limit": 55,
        "turn": 7,
        "advisory": False,
        "why": "The first pitch came with 2 of the six rungs opened, and nobody had asked for it.",
    }


def test_metrics_of_the_golden_call() -> None:
    """The figures beside the score follow their formulas."""
    metrics = graded().metrics
    # Seller words: 8 + 5 + 5 + 7 + 5 + 4 + 6 + 5 + 6 = 51. Buyer words:
    # 2 + 4 + 7 + 7 + 5 + 4 × 7 + 3 = 56. 51 of 107 is 0.477.
    expected = {
        "turns": 19,
        "first_pitch_turn": 7,
        "topics_before_pitch": ["goal", "problem"],
        "topics_explored": ["goal", "problem", "cause", "priority", "process"],
        "next_step_agreed": True,
        "missed_cues": [],
        "talk_share": 0.48,
        "follow_up_rate": 0.5,
        "questions": 7,
        "effective_questions": 6,
        "wasted_questions": 1,
        "first_pitch_rungs": 2,
        "rungs": 2,
        "longest_seller_turn": 8,
    }
    assert {name: metrics[name] for name in expected} == expected


def test_priorities_of_the_golden_call() -> None:
    """The three with most points at stake, each with words of the call and a question to try."""
    # At stake: impact 42, change_people_process 36, then opening, causes, urgency, listening and
    # pitch_timing 24 each: of equals the first of the rubric.
    chosen = graded().priorities
    assert [item.criterion for item in chosen] == ["impact", "change_people_process", "opening"]
    assert chosen[0].turn == 11
    assert chosen[0].quote == "What does it cost?"
    assert chosen[0].attempt.startswith('You said "Well, that is how it is here".')


def test_explains_the_smallest_missing_step() -> None:
    """For every criterion below level 4 one sentence says what was missing."""
    assert graded().explain()["next_step"] == "Fix the next step's date."
    assert len(graded().explain()) == 10
