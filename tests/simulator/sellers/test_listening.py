"""What a listener notes from a call: topics and particulars, never the engine's secrets."""

from collections.abc import Sequence

import pytest

from personas.vocabulary import Topic
from scoring.transcript import AnyEvent, BuyerDecided
from scoring.verdict import Verdict
from simulator.call.meeting import set_up
from simulator.sellers.listening import view_of
from simulator.sellers.seller import View
from simulator.simulation.playing import questions_about
from tests.scoring.call_script import Script

MEETING = set_up("skeptical-owner", seed=1, variant="a")


def seen(events: Sequence[AnyEvent]) -> View:
    """The notes after a call's events."""
    return view_of(MEETING.scenario, questions_about(MEETING.persona), events, 24)


def call() -> Script:
    """Two questions answered, the second in particular."""
    return (
        Script()
        .say(
            "What goes wrong?",
            "open_question",
            "problem",
            told=[("problem1", 1, "")],
            reply="Some pay late.",
        )
        .say(
            "How late?",
            "open_question",
            "problem",
            told=[("problem2", 2, "q")],
            reply="Ask me another. They pay at 61 days and the terms say 30. It grates.",
        )
    )


def test_an_answer_is_noted_with_topic_turn_and_the_sentence_that_carried_it() -> None:
    """The particulars are those of the sentence with the figure, not of the whole reply."""
    view = seen(call().events)
    assert [(item.topic, item.specific, item.number) for item in view.told] == [
        (Topic.PROBLEM, False, 1),
        (Topic.PROBLEM, True, 2),
    ]
    assert view.told[1].words == "They pay at 61 days and the terms say 30."
    assert view.depth(Topic.PROBLEM) == 2
    assert view.depth(Topic.GOAL) == 0
    assert (view.number, view.left) == (3, 22)
    assert view.last_said().startswith("Ask me another.")
    assert view.said_by_seller() == ("What goes wrong?", "How late?")


def test_what_is_avoided_and_what_is_used_up_are_told_apart() -> None:
    """An avoided topic is noted with its turn, an exhausted one for good."""
    script = (
        call()
        .say("And why?", "open_question", "cause", attempted=(Topic.CAUSE,))
        .say("Anything on goals?", "open_question", "goal", exhausted=(Topic.GOAL,))
    )
    view = seen(script.events)
    assert view.put_off == {Topic.CAUSE: 3}
    assert view.spent == {Topic.GOAL}


def test_an_aside_is_the_end_of_the_last_reply_only() -> None:
    """What was let drop is taken up at once or not at all."""
    hinted = call().say(
        "What then?",
        "open_question",
        "impact",
        reply="It is tight. And there go my evenings.",
        cues_emitted=("evenings",),
    )
    assert seen(hinted.events).hint == "And there go my evenings."
    assert seen(hinted.say("And who else?", "open_question", "stakeholders").events).hint == ""


def test_questions_back_invitations_and_next_steps_are_noticed() -> None:
    """'What makes you say that?' until it is answered; 'how can you help?' and its answer; offers."""
    assert seen(call().say("Hm.", "insight", problem_question="asked").events).asked_back
    invited = call().say("And if not?", "open_question", "inaction", invited=True)
    assert (seen(invited.events).invited, seen(invited.events).answered) == (True, False)
    helped = invited.say("We do that.", "pitch")
    assert seen(helped.events).answered
    offered = helped.step(accepted=False, action=True)
    assert (seen(offered.events).offers, seen(offered.events).agreed) == (1, False)
    agreed = offered.step(accepted=True, action=True, date=True)
    assert (seen(agreed.events).offers, seen(agreed.events).agreed) == (1, True)


@pytest.mark.parametrize(
    "verdict",
    [
        {"lie_stage": "crack"},
        {"invitation_blocked": True},
        {"claims_told": ("nobody_else",)},
        {"parrot": True},
    ],
)
def test_what_only_the_engine_knows_changes_no_note(verdict: dict[str, object]) -> None:
    """A lie, its stage, a blocked invitation: the listener's notes are the same with and without."""
    plain = call().events
    judged = [
        event.model_copy(update={"verdict": Verdict.model_validate(verdict), "trust": 3.0})
        if isinstance(event, BuyerDecided)
        else event
        for event in plain
    ]
    assert seen(judged) == seen(plain)
