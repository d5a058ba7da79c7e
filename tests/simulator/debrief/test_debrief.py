import json
from dataclasses import replace

import pytest

from personas.vocabulary import How
from scoring.transcript import FactDisclosed
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.debrief.account import account_of
from simulator.debrief.debrief import Debrief, debrief_of
from simulator.debrief.did_well import did_well
from simulator.debrief.look_back import turning_point
from simulator.debrief.path import path_to
from simulator.debrief.prepared import Became, prepared_of
from simulator.debrief.telling import debrief_lines
from simulator.debrief.truth import Came
from simulator.voices.authored import AuthoredVoice
from tests.simulator.debrief.calls import held

ASKED = (
    "Your quotes say payment within 30 days, but your accounts look more like two months. "
    "What goes wrong between finishing a job and the money?",
    "You said they pay late. Why do you think that is, on their side and on yours?",
)
SHEET = {
    "reason": "Their quotes say 30 days, and customers surely pay late; it must press her.",
    "value": "I will show her the Pennant demo.",
    "their_goals": "Growth.",
}
ACCOUNT = {
    "problem": "Customers pay late.",
    "cause": "The invoices go out slowly, after 14 days.",
    "goal": "She is fond of sailing.",
}


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """A meeting with Ruth."""
    return set_up("skeptical-owner", seed=7)


@pytest.fixture(scope="module")
def call(ruth: Meeting) -> Session:
    """Two questions, a sheet and an account."""
    return held(ruth, ASKED, prepared=SHEET, account=ACCOUNT)


@pytest.fixture(scope="module")
def told(call: Session) -> Debrief:
    """Its debrief."""
    return debrief_of(call.meeting, call.events)


@pytest.mark.parametrize("scenario", ["skeptical-owner", "kick-off-surprise"])
def test_a_path_asked_step_by_step_opens_what_it_promises(scenario: str) -> None:
    """Every step of every path is a question that this buyer, trusting, answers with its fact."""
    meeting = set_up(scenario, seed=3)
    session = held(meeting, ["Good morning."])
    opened: list[bool] = []
    for fact in debrief_of(meeting, session.events).never_learned:
        if fact.came is Came.OUT_OF_REACH or len(fact.path) < 2:
            continue
        again = Session(meeting, AuthoredVoice(), clock=lambda: "", record=lambda _: None)
        again.open("call-2")
        for step in fact.path:
            again.state = replace(again.state, trust=90.0, patience=90.0, easier=None)
            again.say(step.ask)
        opened.append(any(d.fact == fact.fact for d in again.state.said))
    assert len(opened) > 5
    assert sum(opened) >= 0.9 * len(opened)


def test_a_path_leaves_out_what_was_said_already(ruth: Meeting, call: Session) -> None:
    """It is the shortest from where the call stood: nothing that came out is asked again."""
    said = {event.fact for event in call.events if isinstance(event, FactDisclosed)}
    assert said
    for fact in ruth.persona.facts:
        steps = [step.fact for step in path_to(ruth, fact.id, call.events)]
        assert steps[-1:] == [fact.id]
        assert not said & set(steps[:-1])
        assert len(steps) == len(set(steps))


def test_what_was_never_learned_stands_in_the_order_in_which_it_opens(told: Debrief) -> None:
    """No fact stands before one that has to be known first."""
    places = {fact.fact: at for at, fact in enumerate(told.never_learned)}
    for fact in told.never_learned:
        assert all(places[step.fact] <= places[fact.fact] for step in fact.path)


def test_the_truth_of_a_story_is_tested_for_not_asked() -> None:
    """The path to a hidden decision is probes, and a way out where the story needs one."""
    meeting = next(
        m
        for m in (set_up("overloaded-decision-maker", seed=seed) for seed in range(30))
        if m.persona.lie == "confesses"
    )
    session = held(meeting, ["Good morning."])
    story = meeting.persona.cover_story
    assert story is not None
    steps = path_to(meeting, story.truth, session.events)
    assert [step.probe for step in steps] == [
        "presuming",
        "contradiction",
        "contradiction",
        "exit",
    ]
    lie = debrief_of(meeting, session.events).truth.lie
    assert lie is not None
    assert len(lie.untried) == 5
    assert lie.verdict.startswith("It could have come out. It would still have taken calm tests")


def test_an_account_is_matched_by_words_and_figures_and_shows_them(call: Session) -> None:
    """What is theirs earns points with the words it rests on; another figure, or nothing, earns less."""
    account = account_of(call.meeting, call.events)
    assert account is not None
    parts = {part.id: part for part in account.parts}
    problem = parts["problem"].recognised[0]
    assert (problem.match.words, problem.heard) == ("pay late", True)
    assert parts["problem"].points == 1
    assert parts["goal"].points == 0
    assert parts["goal"].recognised == ()
    assert account.points == sum(part.points for part in account.parts) <= account.of == 12


def test_the_words_of_the_question_earn_nothing_in_an_account() -> None:
    """“They decide” says nothing about how they decide."""
    session = held(
        set_up("polite-cfo", seed=3), ["Who decides?"], account={"process": "They decide."}
    )
    account = account_of(session.meeting, session.events)
    assert account is not None
    assert account.points == 0


def test_an_account_with_another_figure_says_so(ruth: Meeting) -> None:
    """A wrong number is no specific knowledge, and it is pointed out."""
    right = held(ruth, ASKED[:1], account={"problem": "It takes 61 days from finishing to money."})
    wrong = held(ruth, ASKED[:1], account={"problem": "It takes 12 days from finishing to money."})
    points = []
    for session in (right, wrong):
        account = account_of(ruth, session.events)
        assert account is not None
        points.append(next(part.points for part in account.parts if part.id == "problem"))
    assert points == [2, 1]


def test_a_prepared_answer_came_true_when_its_fact_came_out(call: Session) -> None:
    """Foreseen and heard is true; a pitch is not borne out; an empty field is left empty."""
    prepared = prepared_of(call.meeting, call.events)
    assert prepared is not None
    became = {item.field.id: item.became for item in prepared.fields}
    assert became["reason"] is Became.CAME_TRUE
    assert became["value"] is Became.OPEN
    assert became["missing"] is Became.EMPTY
    assert [key.turned for key in prepared.keys] == [False, False]


def test_what_was_done_well_is_quoted_and_brought_something(call: Session) -> None:
    """At most two acts, each with the seller's words and the buyer's answer."""
    done = did_well(call.events)
    told = [event for event in call.events if isinstance(event, FactDisclosed)]
    asked = {event.asked_turn for event in told if event.how is How.ELICITED}
    assert 1 <= len(done) <= 2
    for item in done:
        assert item.turn in asked
        assert any(item.quote.rstrip("…") in line for line in ASKED)
        assert item.reply


def test_a_pitch_nobody_asked_for_is_never_done_well(ruth: Meeting) -> None:
    """However it went on, the turn that pitched is not praised."""
    session = held(ruth, ["We have the best platform, let me show you a demo. What goes wrong?"])
    assert did_well(session.events) == ()


def test_it_turned_where_trust_moved_most(call: Session) -> None:
    """The record's own answer to 'where did it turn' is the largest move of trust, with both ends."""
    turned = turning_point(call.events, 32.0)
    assert turned is not None
    moves = []
    before = 32.0
    for event in call.events:
        if event.type == "buyer_decided" and event.trust is not None:
            moves.append(abs(event.trust - before))
            before = event.trust
    assert abs(turned.after - turned.before) == max(moves)
    assert turning_point([], 32.0) is None


def test_the_debrief_as_data_and_as_lines_says_the_same(call: Session, told: Debrief) -> None:
    """The JSON object is plain data, and every missed fact and question stands in the lines too."""
    value = json.loads(json.dumps(told.to_json()))
    assert value["call"] == "call-1"
    text = "\n".join(debrief_lines(told, call.events))
    for fact in value["never_learned"]:
        assert fact["text"] in text
        assert fact["out_of_reach"] or fact["path"][-1]["ask"] in text


def test_what_has_to_be_known_first_is_named_by_its_place_in_order(
    call: Session, told: Debrief
) -> None:
    """After 1, 3, 4: every number stands before the item it belongs to, the least first."""
    lines = list(debrief_lines(told, call.events))
    firsts = [
        [int(number) for number in line.strip()[len("After ") :].split(":")[0].split(", ")]
        for line in lines
        if line.startswith("     After ")
    ]
    assert any(len(numbers) > 1 for numbers in firsts)
    assert all(numbers == sorted(set(numbers)) for numbers in firsts)


def test_what_was_not_tried_is_left_unsaid_once_the_truth_came_out() -> None:
    """A test that nobody needed any more is no failing."""
    tested = [
        "Hi, any update on the quote?",
        "Has anything changed on your side since we last spoke?",
        "Who else are you looking at?",
    ]
    session = held(set_up("contact-gone-cold", seed=3), tested)
    debrief = debrief_of(session.meeting, session.events)
    assert debrief.truth.lie is not None
    assert debrief.truth.lie.surfaced
    assert not any("Not tried" in line for line in debrief_lines(debrief, session.events))


def test_questions_to_think_about_come_with_the_meetings_that_have_them() -> None:
    """The tender and the kick-off end with the source's own questions; they are of the content."""
    meeting = set_up("kick-off-surprise", seed=1)
    told = debrief_of(meeting, held(meeting, ["Good morning."]).events)
    assert len(told.reflections) == 4
    assert all(f"To think about: {q}" in debrief_lines(told, []) for q in told.reflections)
