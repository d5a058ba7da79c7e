"""Where the levels of opening, goals, problem, causes and impact begin and end."""

from typing import Any

import pytest

from personas.vocabulary import Topic
from scoring.transcript import FactCard
from scoring.verdict import Pitch
from tests.scoring.call_script import Script
from tests.scoring.grading_one import ask, level
from tests.scoring.written_calls import exploring

# --- 1 opening


def test_an_opening_that_sells_is_0() -> None:
    """A pitch within the first four seller turns leaves nothing, whatever else was asked."""
    script = exploring(Script()).groups
    selling = Script()
    selling.groups = [*script[:3], *Script().pitch().groups, *script[3:]]
    assert level(selling, "opening") == 0


def test_famous_names_in_the_opening_are_0() -> None:
    """Logos are no reason to call."""
    script = Script().say("We work with giants.", "insight", marks=("giant_name",))
    assert level(script, "opening") == 0


def test_courtesy_makes_no_difference_to_the_opening() -> None:
    """Politeness alone earns what silence does."""
    polite = Script().say("Good morning, thank you for your time.", "rapport")
    assert level(polite, "opening") == level(Script().say("Mm.", "other"), "opening") == 0


def test_asking_without_a_reason_is_1() -> None:
    """A question alone does not say why the call is made."""
    assert level(ask("problem"), "opening") == 1


def test_a_reason_and_the_buyers_aim_is_2() -> None:
    """Why I call, and what would you want from it."""
    script = Script().say(
        "I'm calling because of your expansion. What would you want from this?",
        "open_question",
        "goal",
    )
    assert level(script, "opening") == 2


def test_a_reason_without_asking_the_aim_is_1() -> None:
    """A reason followed by a question about something else stays at 1."""
    script = Script().say("I'm calling because of the paper. Any trouble?", "open_question")
    assert level(script, "opening") == 1


def test_a_presumption_without_basis_is_not_3() -> None:
    """Presuming something that the brief does not hold is a guess."""
    assert level(ask("problem", presumption=True), "opening") == 1
    assert level(ask("problem", presumption=True, basis=("terms",)), "opening") == 3


def test_an_opening_is_4_when_the_buyer_says_why_it_is_worth_it() -> None:
    """The presumption earned a goal, a problem or a priority in the opening."""
    script = ask("problem", ("problem1", 1, ""), presumption=True, basis=("terms",))
    assert level(script, "opening") == 4


# --- 2 goals


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (Script(), 0),
        (ask("goal", attempted=(Topic.GOAL,)), 1),
        (ask("goal", ("goal1", 1, "v")), 1),
        (ask("goal", ("goal1", 1, "")), 2),
        (ask("goal", ("goal2", 2, "")), 2),
        (ask("goal", ("goal2", 2, "d")), 3),
        (ask("goal", ("goal2", 2, "q")), 3),
    ],
)
def test_goal_levels(script: Script, expected: int) -> None:
    """Asked, told, and told with a measure or a date."""
    assert level(script, "goals") == expected


def test_a_goal_only_after_the_impact_is_1() -> None:
    """Unless the question ties it to an issue the buyer told."""
    late = ask("impact", ("impact1", 1, "")).say(
        "And the goal?", "open_question", "goal", told=[("goal2", 2, "d")]
    )
    linked = ask("impact", ("impact1", 1, "")).follow(
        "And the goal?", "goal", "impact1", [("goal2", 2, "d")]
    )
    assert (level(late, "goals"), level(linked, "goals")) == (1, 3)


def test_a_measured_goal_after_a_cause_is_2_unless_linked() -> None:
    """The goal comes before causes or is tied to an issue."""
    after = ask("cause", ("cause1", 1, "")).say(
        "And the goal?", "open_question", "goal", told=[("goal2", 2, "d")]
    )
    linked = ask("cause", ("cause1", 1, "")).follow(
        "And the goal?", "goal", "cause1", [("goal2", 2, "d")]
    )
    assert (level(after, "goals"), level(linked, "goals")) == (2, 3)


def test_a_goal_played_back_with_meaning_is_4() -> None:
    """A plain echo of the goal does not say what it means."""

    def played(**verdict: Any) -> Script:
        return ask("goal", ("goal2", 2, "d")).say(
            "So October it is.",
            "reflection",
            "goal",
            reflection="accepted",
            reflects=("goal2",),
            **verdict,
        )

    assert level(played(), "goals") == 3
    assert level(played(complex=True), "goals") == 4


# --- 3 problem


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (Script().say("You have a cash problem.", "insight"), 0),
        (ask("problem"), 1),
        (ask("problem", ("problem1", 1, "")), 2),
        (ask("problem", ("problem2", 2, "")), 3),
    ],
)
def test_problem_levels(script: Script, expected: int) -> None:
    """Told, asked, named, and an instance."""
    assert level(script, "problem") == expected


def test_a_second_issue_without_confirmation_is_3() -> None:
    """Others affected count once the issue has been given back and confirmed."""
    script = ask("problem", ("problem2", 2, "")).say(
        "Who else?", "open_question", "stakeholders", told=[("stakeholders1", 1, "")]
    )
    assert level(script, "problem") == 3
    script.groups = script.groups[:2]
    script.say("So it waits.", "reflection", reflection="accepted", reflects=("problem2",))
    assert level(script, "problem") == 4


# --- 4 causes


def test_cause_levels() -> None:
    """A 'why' in vain, a surface cause, a root cause without and with its surface."""
    assert level(ask("cause", attempted=(Topic.CAUSE,)), "causes") == 1
    assert level(ask("cause", ("cause1", 1, "")), "causes") == 2
    assert level(ask("cause", ("cause2", 2, "")), "causes") == 2
    root = ask("cause", ("cause1", 1, "")).follow("Why?", "cause", "cause1", [("cause2", 2, "")])
    assert level(root, "causes") == 3


def test_a_root_cause_in_the_same_reply_as_the_surface_one_counts() -> None:
    """Who gets both at once has nothing left to follow up, provided the question grew out of what was said."""
    both = [("cause1", 1, ""), ("cause2", 2, "")]
    linked = ask("problem", ("problem1", 1, "")).follow("Why?", "cause", "problem1", both)
    assert level(linked, "causes") == 3
    assert level(ask("cause", *both), "causes") == 2


def test_what_was_tried_makes_a_root_cause_4() -> None:
    """So does a presumption about the cause that the buyer corrected."""
    tried = ask("cause", ("cause1", 1, "")).follow("Why?", "cause", "cause1", [("cause2", 2, "")])
    tried.groups.insert(0, ask("problem", ("problem1", 1, "")).groups[0])
    tried.follow("Tried what?", "current_state", "cause2", [("current_state1", 1, "")])
    assert level(tried, "causes") == 4
    dropped = Script().say("So it is the crew.", "reflection", "cause", reflection="wrong")
    dropped.groups += ask("cause", ("cause1", 1, "")).groups
    dropped.follow("Why?", "cause", "cause1", [("cause2", 2, "")])
    assert level(dropped, "causes") == 4


# --- 5 impact


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (Script(), 0),
        (ask("impact", exhausted=(Topic.IMPACT,)), 1),
        (ask("impact", ("impact1", 1, "")), 2),
        (ask("impact", ("impact1", 1, "q")), 2),
        (ask("impact", ("impact2", 2, "q")), 3),
        (ask("impact", ("impact2", 2, "qv")), 1),
    ],
)
def test_impact_levels(script: Script, expected: int) -> None:
    """Asked, in kind, in figures; a volunteered figure earns nothing."""
    assert level(script, "impact") == expected


def test_a_leading_question_with_a_number_earns_a_yes() -> None:
    """'So it costs you 300k, right?' is not the buyer's figure."""
    script = Script().say(
        "So it costs you 300k, right?",
        "closed_question",
        "impact",
        told=[("impact2", 2, "q")],
        marks=("leading",),
        numbers=(300_000.0,),
    )
    assert level(script, "impact") == 1


def test_joint_arithmetic_accepted_is_3() -> None:
    """Reckoning on the buyer's own figures counts as the buyer's figure."""
    script = ask("impact", ("impact1", 1, "q")).say(
        "Six hours at fifty is three hundred a week.",
        "reflection",
        "impact",
        numbers=(300.0,),
        reflection="accepted",
        reflects=("impact1",),
        complex=True,
    )
    assert level(script, "impact") == 3


def test_a_second_dimension_needs_its_total_confirmed() -> None:
    """Two specific impacts are 3 until they are put together."""
    script = ask("impact", ("impact2", 2, "q")).follow(
        "And you?", "impact", "impact2", [("impact3", 2, "")]
    )
    assert level(script, "impact") == 3
    script.groups = script.groups[:2]
    script.say("Both, then.", "reflection", reflection="accepted", reflects=("impact2", "impact3"))
    assert level(script, "impact") == 4


def test_the_other_impact_counts_where_there_are_only_two() -> None:
    """A ledger of two impacts does not put level 4 out of reach."""
    cards = tuple(FactCard(id=f"impact{n}", topic=Topic.IMPACT, depth=n) for n in (1, 2))
    script = Script(facts=cards)
    script.groups = ask("impact", ("impact1", 1, ""), ("impact2", 2, "q")).groups
    script.say("So.", "reflection", reflection="accepted", reflects=("impact2",))
    assert level(script, "impact") == 4


# --- what counts as an attempt


@pytest.mark.parametrize(
    ("criterion", "topic"),
    [
        ("goals", Topic.GOAL),
        ("problem", Topic.PROBLEM),
        ("causes", Topic.CAUSE),
        ("impact", Topic.IMPACT),
        ("urgency", Topic.PRIORITY),
        ("change_people_process", Topic.PROCESS),
    ],
)
def test_only_an_honest_question_is_an_attempt(criterion: str, topic: Topic) -> None:
    """One that holds its answer, or stands within an uninvited pitch, is 0 when nothing comes."""
    asked = {"attempted": (topic,)}
    uninvited = Pitch(invited=False, number=0, words=9)
    invited = Pitch(invited=True, number=0, words=9)
    honest = ask(topic, **asked)
    assert level(honest, criterion) == level(ask(topic, pitch=invited, **asked), criterion) == 1
    assert level(ask(topic, marks=("leading",), **asked), criterion) == 0
    assert level(ask(topic, pitch=uninvited, **asked), criterion) == 0
