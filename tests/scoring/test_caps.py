"""The seven caps."""

from typing import Any

import pytest

from scoring.grader import grade
from scoring.hearing.heard import Span
from scoring.rubric import load_rubric
from scoring.scorecard import Cap, Scorecard
from scoring.transcript import SellerSpoke
from tests.scoring.call_script import Script, six_rungs
from tests.scoring.written_calls import exploring, mastered

RUBRIC = load_rubric()
RUNGS = ("goal", "problem", "cause", "impact", "priority", "inaction")


def card(script: Script) -> Scorecard:
    """The scorecard; short calls are filled up with words about nothing."""
    while len(script.groups) < 6:
        script.say("Mm.", "other", reply="Quite.")
    return grade(script.events, RUBRIC)


def cap(script: Script) -> tuple[str, int] | None:
    """Id and limit of the cap that counts."""
    found = card(script).cap
    return (found.id, found.limit) if found else None


@pytest.mark.parametrize(
    ("missing", "limit"), [(6, 35), (5, 35), (4, 55), (3, 55), (2, 70), (1, 85), (0, None)]
)
def test_g1_by_rungs_at_the_first_pitch(missing: int, limit: int | None) -> None:
    """The limit grows with the rungs opened before the first uninvited pitch."""
    script = six_rungs(Script(), but=RUNGS[:missing]).pitch()
    assert cap(script) == (limit and ("G1", limit))


@pytest.mark.parametrize(("before", "limit"), [(0, 60), (2, 80), (4, 95), (5, None)])
def test_g1_gives_back_25_when_all_six_follow(before: int, limit: int | None) -> None:
    """One early pitch only, then all six rungs."""
    script = six_rungs(Script())
    script.groups.insert(before, Script().pitch().groups[0])
    assert cap(script) == (limit and ("G1", limit))


def test_g1_gives_nothing_back_for_two_early_pitches() -> None:
    """The recovery is for one slip."""
    script = six_rungs(Script())
    script.groups[1:1] = [*Script().pitch().groups, *Script().pitch(number=1).groups]
    assert cap(script) == ("G1", 35)


def test_g1_counts_volunteered_facts_as_rungs() -> None:
    """A volunteered fact earns no credit but the problem is on the table."""
    script = Script()
    for name in ("goal2", "problem2"):
        script.say("Hm?", "open_question", told=[(name, 2, "v")])
    assert cap(script.pitch()) == ("G1", 55)


def test_g1_is_not_set_by_an_invited_pitch() -> None:
    """After 'how can you help?' a pitch is what was asked for."""
    assert cap(Script().pitch(invited=True)) is None


def test_the_cap_holds_the_score_down_and_names_its_turn() -> None:
    """Raw stays what it was; the score is the limit."""
    script = mastered()
    script.groups[4:4] = [*Script().pitch().groups, *Script().pitch(number=1).groups]
    result = card(script).to_json()
    assert isinstance(result["raw"], float)
    assert result["raw"] > 55
    assert result["score"] == 55.0
    assert result["cap"] == {
        "id": "G1",
        "limit": 55,
        "turn": 9,
        "advisory": False,
        "why": "The first pitch came with 2 of the six rungs opened, and nobody had asked for it.",
    }


def test_g2_from_the_second_dodge() -> None:
    """One dodge is a slip, two are a habit; the second sets the cap."""
    script = six_rungs(Script()).say("A.", "next_step", problem_question="dodged")
    assert cap(script) is None
    script.say("B.", "next_step", problem_question="dodged")
    assert card(script).cap == Cap(
        "G2", 30, 15, "2 times the buyer asked for a reason and was sold to instead."
    )


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("accusation", "An accusation was put to the buyer."),
        ("threat", "A threat was put to the buyer."),
        ("insult", "An insult was put to the buyer."),
        ("inducement", "An inducement was put to the buyer."),
        (
            "misquoting",
            "Words the buyer never said were put into their mouth, again and again. "
            "That was in the seller's turn 7.",
        ),
    ],
)
def test_g5_for_misconduct(kind: str, why: str) -> None:
    """Each kind caps the score at 40 and is told in a sentence of its own."""
    found = card(six_rungs(Script()).say("Now then.", "other", triggers=(kind,))).cap
    assert found is not None
    assert (found.id, found.limit, found.why) == ("G5", 40, why)


def test_pressure_alone_is_no_misconduct() -> None:
    """A discount costs trust in the call, not the score."""
    assert cap(six_rungs(Script()).say("Ten off.", "other", triggers=("pressure",))) is None


@pytest.mark.parametrize(
    ("asked", "followed", "limit"), [(4, 0, None), (5, 0, 40), (5, 1, None), (6, 1, 40)]
)
def test_g7_for_not_following_up(asked: int, followed: int, limit: int | None) -> None:
    """Under 20% over five opportunities or more."""
    script = Script().say("And?", "open_question", "problem", told=[("problem1", 1, "")])
    for number in range(asked):
        if number < followed:
            script.follow("Late how?", "problem", "problem1")
        else:
            script.say("Else?", "open_question", opportunity=True)
    assert cap(script) == (limit and ("G7", limit))


def test_g7_names_the_turn_from_which_it_stayed_so() -> None:
    """One follow-up in six: the rate falls for good with the sixth opportunity."""
    script = Script().say("And?", "open_question", "problem", told=[("problem1", 1, "")])
    script.follow("Late how?", "problem", "problem1")
    for _ in range(5):
        script.say("Else?", "open_question", opportunity=True)
    found = card(script).cap
    assert found is not None
    assert found.turn == 13


def test_the_lowest_cap_counts() -> None:
    """With several caps, the lowest limit."""
    script = six_rungs(Script(), but=RUNGS[:2]).pitch()
    assert cap(script.say("You are lying.", "other", triggers=("accusation",))) == ("G5", 40)


def questions(script: Script, many: int, **more: Any) -> Script:
    """Questions that get nothing."""
    for _ in range(many):
        script.say("Else?", "open_question", reply="No, nothing more than what I said.", **more)
    return script


def listening(script: Script) -> tuple[int, str]:
    """Level of listening and the cap that limits it."""
    item = next(item for item in card(script).criteria if item.id == "listening")
    return item.level, item.limited_by


def test_g3_for_wasted_questions() -> None:
    """Twenty questions with more of them wasted than facts earned hold listening at 1."""
    # The mastered call asks 14 questions and earns 15 facts; its probe is the one wasted turn.
    assert listening(questions(mastered(), 14)) == (4, "")
    assert listening(questions(mastered(), 15)) == (1, "G3")


def test_g4_for_claims_about_the_buyer() -> None:
    """Two made-up claims hold the opening at 1."""

    def opening(made_up: int) -> int:
        script = mastered()
        for _ in range(made_up):
            script.say("As you told me, it is 300k.", "reflection", claim="unsupported")
        return card(script).criteria[0].level

    assert (opening(1), opening(2)) == (4, 1)


def test_g4_says_where_the_claims_were() -> None:
    """Who is told that two things were made up can look at them."""
    script = six_rungs(Script())
    for line in ("As you told me, it is 300k.", "You said it is 40 days."):
        script.say(line, "reflection", claim="unsupported")
    (held,) = card(script).ceilings
    assert held.why.endswith("That was in the seller's turns 7 and 8.")


def test_g6_for_talking_alone() -> None:
    """More than three quarters of the words, over ten turns or more, hold listening at 2."""
    script = mastered()
    assert listening(script) == (4, "")
    assert listening(script.say("so " * 900, "other")) == (2, "G6")


def test_g6_needs_ten_turns() -> None:
    """In a shorter call talk share says little."""
    short = Script(opening="")
    short.groups = exploring(Script()).groups[:4]
    short.say("so " * 900, "other", summary="confirmed", reply="")
    assert len([event for event in short.events if "spoke" in event.type]) == 9
    short.ended["ended_by"] = "buyer"
    result = grade(short.events, RUBRIC)
    assert result.ceilings == ()


def imported(script: Script) -> Script:
    """The same call as an imported one."""
    script.opened = script.opened.model_copy(update={"source": "imported"})
    return script


@pytest.mark.parametrize(("confidence", "advisory"), [(0.89, True), (0.9, False)])
def test_an_imported_cap_binds_from_the_published_confidence(
    confidence: float, advisory: bool
) -> None:
    """Below it the cap is advisory and the score is the raw one."""
    script = mastered()
    script.groups.insert(
        1,
        Script()
        .say(
            "Our platform.",
            "pitch",
            pitch={"invited": False, "number": 0, "words": 2},
            confidence=confidence,
        )
        .groups[0],
    )
    result = card(imported(script))
    # No rung was full at the pitch, all six later: 35 + 25. The raw score lacks opening and pitch.
    assert result.cap is not None
    assert (result.cap.limit, result.cap.advisory) == (60, advisory)
    assert (result.raw, result.score) == (86 * 4, 86 * 4 if advisory else 60 * 4)


def test_an_imported_cap_without_a_pitch_is_advisory() -> None:
    """Misconduct and follow-up rate are inferred there."""
    script = imported(six_rungs(Script()).say("Liar.", "other", triggers=("insult",)))
    result = card(script)
    assert result.cap is not None
    assert result.cap.advisory
    assert result.score == result.raw


def test_a_turn_counts_five_questions_at_most() -> None:
    """A line of a thousand whys is one bad turn, not a thousand questions."""
    script = Script().say("Why? " * 1000)
    spoke = script.groups[0][0]
    assert isinstance(spoke, SellerSpoke)
    whys = tuple(Span(at, at + 4, "open_question", (), 0.9) for at in range(0, 5000, 5))
    script.groups[0][0] = spoke.model_copy(update={"spans": whys})
    assert card(script).metrics["questions"] == 5
