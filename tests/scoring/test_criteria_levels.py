"""Where each criterion's levels begin and end."""

from typing import Any

import pytest

from personas.vocabulary import Topic
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.transcript import BriefFactCard, FactCard
from tests.scoring.call_script import Script, deceived, exploring, mastered, six_rungs

RUBRIC = load_rubric()
SURFACE: dict[str, Any] = {"reply": "Well, that is how it is here."}


def level(script: Script, criterion: str) -> int:
    """The level of one criterion; short calls are filled up with words about nothing."""
    while len(script.groups) < 6:
        script.say("Mm.", "other", reply="Quite.")
    card = grade(script.events, RUBRIC)
    assert card.status == "scored"
    return next(item.level for item in card.criteria if item.id == criterion)


def ask(topic: str, *told: tuple[str, int, str], **more: Any) -> Script:
    """A call with one open question on a topic."""
    return Script().say("And how is that?", "open_question", topic, told=told, **more)


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


# --- 6 urgency


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], 1),
        ([("inaction1", 1, "")], 1),
        ([("priority1", 1, "")], 2),
        ([("priority2", 2, "d")], 2),
        ([("priority1", 1, ""), ("priority2", 2, "d")], 3),
        ([("priority1", 1, ""), ("priority2", 2, "d"), ("inaction2", 2, "")], 4),
    ],
)
def test_urgency_levels(told: list[tuple[str, int, str]], expected: int) -> None:
    """Rank, trigger, both, and the cost of leaving it."""
    assert level(ask("priority", *told), "urgency") == expected


def test_a_yes_no_question_about_priority_is_1() -> None:
    """'Is it a priority?' gets a yes."""
    script = Script().say(
        "Is it a priority?", "closed_question", "priority", told=[("priority1", 1, "")]
    )
    assert level(script, "urgency") == 1


def test_an_honest_not_now_counts_as_the_cost_of_inaction() -> None:
    """Rank and trigger known, and both agree to leave it."""
    script = ask("priority", ("priority1", 1, ""), ("priority2", 2, "d"))
    script.step("Then let's leave it there.", accepted=True, no_step_agreed=True)
    assert level(script, "urgency") == 4


# --- 7 change, people, process


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], 1),
        ([("change1", 1, "")], 2),
        ([("change1", 1, ""), ("process1", 2, "")], 3),
        ([("change1", 1, ""), ("process1", 2, ""), ("stakeholders1", 1, "")], 3),
    ],
)
def test_change_people_process_levels(told: list[tuple[str, int, str]], expected: int) -> None:
    """None, one, two and all three without a probe."""
    assert level(ask("change", *told), "change_people_process") == expected


def test_probing_alternatives_pays_even_when_nothing_comes_out() -> None:
    """A presuming question is enough; a question that invites a no is not."""
    assert level(mastered(), "change_people_process") == 4
    facts = [("change1", 1, ""), ("process1", 2, ""), ("stakeholders1", 1, "")]
    inviting = ask("change", *facts).say(
        "No one else, is there?", "closed_question", "competition", marks=("assumes_none",)
    )
    assert level(inviting, "change_people_process") == 3


def test_earlier_supporters_of_the_brief_must_be_asked_about() -> None:
    """Where the brief names a champion, level 4 asks how they stand."""
    facts = [("change1", 1, ""), ("process1", 2, ""), ("stakeholders1", 1, "")]

    def call(text: str) -> Script:
        script = Script(
            brief_facts=(BriefFactCard(id="ally", text="Your champion was Imani Castor."),)
        )
        script.say(text, "open_question", "change", told=facts)
        return script.say(
            "Which firm is in already?", "open_question", "competition", marks=("presuming",)
        )

    assert level(call("What has changed?"), "change_people_process") == 3
    assert level(call("Where does Imani stand now?"), "change_people_process") == 4


# --- 8 listening


@pytest.mark.parametrize(
    ("followed", "summary", "expected"),
    [(0, True, 0), (1, True, 1), (2, True, 2), (3, False, 2), (3, True, 3), (4, True, 3)],
)
def test_listening_levels(followed: int, summary: bool, expected: int) -> None:
    """0, 20, 40, 60 and 80% of five opportunities; from 60% on a confirmed summary is needed."""
    script = ask("problem", ("problem1", 1, ""))
    for number in range(5):
        if number < followed:
            script.follow("And then?", "problem", "problem1")
        else:
            script.say("Something else?", "open_question", opportunity=True)
    if summary:
        script.say("So.", "reflection", reflection="accepted", summary="confirmed")
    assert level(script, "listening") == expected


def test_listening_4_needs_all_its_conditions() -> None:
    """A dodge, two missed cues or one complex reflection too few keep it at 3."""
    assert level(mastered(), "listening") == 4
    dodged = mastered().say("So.", "other", problem_question="dodged")
    assert level(dodged, "listening") == 3
    missed = mastered()
    missed.say("A.", "other", cues_emitted=("a", "b")).say("B.", "other", cues_expired=("a", "b"))
    assert level(missed, "listening") == 3
    shallow = mastered()
    del shallow.groups[15]
    assert level(shallow, "listening") == 3


def test_two_opportunities_say_nothing() -> None:
    """Fewer than three opportunities leave the rate null and the level 0."""
    script = ask("problem", ("problem1", 1, ""))
    script.follow("And?", "problem", "problem1").follow("So?", "problem", "problem1")
    assert level(script, "listening") == 0
    assert grade(script.events, RUBRIC).metrics["follow_up_rate"] is None


def test_a_repeated_or_parroted_follow_up_earns_nothing() -> None:
    """Asking again, or echoing, is not listening."""
    script = ask("problem", ("problem1", 1, ""))
    for extra in ({"repeated": True}, {"parrot": True}, {}):
        script.say("And?", "open_question", opportunity=True, follows=("problem1",), **extra)
    assert grade(script.events, RUBRIC).metrics["follow_up_rate"] == 0.33


# --- 9 pitch timing


@pytest.mark.parametrize(
    ("missing", "expected"),
    [(6, 0), (5, 0), (4, 1), (3, 1), (2, 2), (1, 3), (0, 3)],
)
def test_pitch_timing_by_rungs(missing: int, expected: int) -> None:
    """The more rungs before the first uninvited pitch, the better, up to 3."""
    names = ("goal", "problem", "cause", "impact", "priority", "inaction")
    script = six_rungs(Script(), but=names[:missing])
    assert level(script.pitch(), "pitch_timing") == expected


@pytest.mark.parametrize(("missing", "expected"), [(3, 1), (2, 3), (0, 3)])
def test_holding_back_is_worth_what_was_opened(missing: int, expected: int) -> None:
    """No pitch is 1 under four rungs and 3 from four on."""
    names = ("goal", "problem", "cause")
    assert level(six_rungs(Script(), but=names[:missing]), "pitch_timing") == expected


def test_an_invited_pitch_must_be_short_fit_and_ask() -> None:
    """Level 4 fits and asks; without either 3; a feature dump 1."""

    def pitched(**pitch: Any) -> Script:
        given: dict[str, Any] = {"fits": True, "asks_fit": True, **pitch}
        text = " ".join(["word"] * given.pop("length", 20))
        return six_rungs(Script()).pitch(text, invited=True, **given)

    assert level(pitched(), "pitch_timing") == 4
    assert level(pitched(fits=False), "pitch_timing") == 3
    assert level(pitched(asks_fit=False), "pitch_timing") == 3
    assert level(pitched(length=120), "pitch_timing") == 4
    assert level(pitched(length=121), "pitch_timing") == 1


def test_two_dodges_are_0() -> None:
    """Whatever the pitch was like."""
    script = six_rungs(Script()).say("A.", "pitch", problem_question="dodged")
    assert level(script.say("B.", "pitch", problem_question="dodged"), "pitch_timing") == 0


def test_holding_back_before_a_lie_is_4() -> None:
    """Where a lie blocks the invitation, six rungs and no pitch are all that could be done."""
    assert level(deceived(), "pitch_timing") == 4


# --- 10 next step


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("I'll send you some information.", {"accepted": False, "action": True}, 0),
        ("Can we meet?", {"accepted": False, "action": True}, 1),
        ("Shall we meet?", {"accepted": True, "action": True, "owner": True}, 2),
        ("Thursday?", {"accepted": True, "action": True, "owner": True, "date": True}, 3),
        ("Then let's leave it there.", {"accepted": True, "no_step_agreed": True}, 3),
    ],
)
def test_next_step_levels(text: str, parts: dict[str, bool], expected: int) -> None:
    """Information, an ask, something vague, something fixed, an agreed 'no'."""
    assert level(Script().step(text, **parts), "next_step") == expected


def test_a_whole_next_step_may_be_built_over_two_turns() -> None:
    """Purpose, attendees, what the buyer brings and a recap may follow the agreement."""
    fixed = {"accepted": True, "action": True, "owner": True, "date": True}
    rest = {"purpose": True, "attendees": True, "buyer_brings": True}
    script = Script().step("Thursday at nine?", **fixed)
    assert level(script.step("With the list?", accepted=True, **rest), "next_step") == 3
    script.step("To recap.", accepted=True, recap=True)
    assert level(script, "next_step") == 4


def test_an_agreed_no_step_with_a_recap_is_4() -> None:
    """No next step can be a good ending."""
    script = Script().say("So.", "reflection", summary="confirmed", reflection="accepted")
    script.step("Let's leave it there.", accepted=True, no_step_agreed=True)
    assert level(script, "next_step") == 4


def test_no_step_at_all_is_0() -> None:
    """A call that just stops leaves nothing."""
    assert level(six_rungs(Script()), "next_step") == 0


# --- the evidence gate


def test_a_level_without_the_buyers_words_is_1() -> None:
    """Levels from 2 on need both quotes; a record without the reply proves only the asking."""
    script = ask("problem", ("problem2", 2, ""), reply="")
    assert level(script, "problem") == 1
