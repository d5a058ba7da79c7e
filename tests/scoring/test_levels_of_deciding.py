"""Where the levels of urgency, people, listening, pitch timing and next step begin and end."""

from typing import Any

import pytest

from scoring.grader import grade
from scoring.next_step import parts_of
from scoring.transcript import BriefFactCard
from tests.scoring.call_script import Script, six_rungs
from tests.scoring.grading_one import RUBRIC, ask, graded, level
from tests.scoring.written_calls import deceived, mastered

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
    extras: list[dict[str, Any]] = [{"repeated": True}, {"parrot": True}, {}]
    for extra in extras:
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


def test_a_feature_dump_is_one_whichever_pitch_it_is() -> None:
    """A short pitch late, then every feature there is: 1; where the first pitch came too early, still 0."""
    dump = " ".join(["word"] * 121)
    late = six_rungs(Script()).pitch().pitch(dump, invited=True, fits=True, asks_fit=True)
    assert level(late, "pitch_timing") == 1
    early = six_rungs(Script().pitch()).pitch(dump, invited=True, fits=True, asks_fit=True)
    assert level(early, "pitch_timing") == 0


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


@pytest.mark.parametrize(
    ("said", "attend"),
    [
        ("Could you, Tunde and I sit down on Tuesday at eight?", True),
        ("Could you, your brother and I sit down on Tuesday?", True),
        ("Wednesday the twelfth at eleven: you, Dr Fernandes and a night supervisor.", True),
        ("Tuesday I walk one drawing to the saw with you. You bring whoever prints them.", True),
        ("Could I ring you Tuesday and I bring the figures?", False),
        ("Could you send it over, and I will read it?", False),
        ("Shall we meet on Tuesday with Monica?", True),
        ("I'll ring Thursday and Friday I send the draft.", False),
    ],
)
def test_who_attends_is_read_from_a_list_of_people(said: str, attend: bool) -> None:
    """A name between "you" and "I" comes too; a day that stands there does not."""
    assert parts_of(said, purpose=True, recap=False).attendees is attend


@pytest.mark.parametrize(
    ("said", "brings"),
    [
        ("You bring four weeks of bake plans and returns, I'll work out which it is.", True),
        ("could you get me the stop list and the bell times", True),
        (
            "If you could have last month's twenty returned records on the table, I'll do the rest.",
            True,
        ),
        ("how about you send it by friday and i come back on wednesday", True),
        ("Would you dig out whatever the last people left behind?", True),
        ("I'll bring the figures and you have a think about them.", False),
        ("I'll send you a summary of the numbers on Friday, and we talk on Monday.", False),
        ("You have two sites and I come by on Thursday.", False),
        ("Would you have half an hour on Tuesday to go over our numbers?", False),
        ("Do you have thirty minutes for the figures on Friday?", False),
    ],
)
def test_what_the_buyer_brings_is_the_buyers_part(said: str, brings: bool) -> None:
    """Whatever it is, and however it is asked for; what the seller brings is not it."""
    assert parts_of(said, purpose=True, recap=False).buyer_brings is brings


@pytest.mark.parametrize(
    "said",
    [
        "Would it help if I sent you one page by Thursday, and the three of us spoke on the 12th?",
        "How about me coming by on Fri with the two pages?",
        "Suppose we met in ten days, you, me and your brother?",
        "I'm happy to draft it and call you within two weeks, with Oona.",
        "I'd ring on 3 May, and your foreman could join.",
        "Could we meet at three with your foreman?",
        "I'll call you on Jan 5 at quarter to two, with Oona.",
        "How about half an hour in eleven days, with your brother?",
    ],
)
def test_a_next_step_is_read_in_whatever_mood_it_is_proposed(said: str) -> None:
    """Sent, coming, met: who does what, when and with whom is there all the same."""
    step = parts_of(said, purpose=True, recap=False)
    assert (step.action, step.owner, step.date) == (True, True, True)
    assert step.attendees or "Fri" in said


@pytest.mark.parametrize(
    "said",
    [
        "I may send you a page.",
        "Shall we talk again some time?",
        "I'll send a note about the 5.8% and the lines that run 24/7.",
        "Thank you for your time today. Let me write to you.",
        "Could we meet and look at three of your sites?",
        "Could we look at three, you and me?",
        "I'll call Jan and you send the list.",
        "Let's meet; the odds are 50/50.",
    ],
)
def test_what_is_no_date_gives_a_next_step_none(said: str) -> None:
    """A verb, a share, a name, a number of sites and thanks for today do not say when it will be done."""
    assert not parts_of(said, purpose=True, recap=False).date


@pytest.mark.parametrize(
    ("told", "criterion", "tries"),
    [
        (("priority2", 2, "d"), "urgency", "Where does that sit among everything else"),
        (("priority1", 1, ""), "urgency", "What sets the date"),
        (("process1", 2, ""), "change_people_process", "What has changed on your side lately?"),
    ],
)
def test_the_question_to_try_is_for_what_is_lacking(
    told: tuple[str, int, str], criterion: str, tries: str
) -> None:
    """Who asked where it ranks is not told to ask what leaving it would cost."""
    script = ask("process" if criterion != "urgency" else "priority", told)
    assert graded(script, criterion).ask.startswith(tries)
