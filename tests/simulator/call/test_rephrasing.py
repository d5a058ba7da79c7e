"""Other words for an unsure line: suggested, recorded, and never heard for the seller."""

import json

import pytest

from simulator.call.meeting import set_up
from simulator.call.rephrasing import rephrased
from simulator.call.session import Session
from simulator.model.problems import ModelProblem
from simulator.voices.authored import AuthoredVoice
from tests.provider import Provider, answered, failed

CLEAR = "Why do your customers pay you late?"


def call() -> Session:
    """A call that has just begun."""
    session = Session(
        set_up("skeptical-owner", seed=4),
        AuthoredVoice(),
        clock=lambda: "t",
        record=lambda _: None,
    )
    session.open("call")
    return session


def unsure_line(session: Session) -> str:
    """A line that hearing is unsure about, found rather than supposed."""
    for line in (
        "the bit with the bits",
        "a matter of the thing",
        "thing with the whatsit, no?",
        "so the blue ones then",
        "and the other, whence, of late",
        "hm, if so, whither the lot of it",
        "moreish tiles, per se",
        "colourless green ideas then",
        "about as much as that",
        "one for the road, in a way",
    ):
        if session.hears(line)[0].unsure:
            return line
    raise AssertionError("hearing is sure about every one of these lines")


def suggesting(line: str) -> str:
    """An answer that suggests a line."""
    return json.dumps({"line": line})


def test_other_words_are_suggested_and_recorded() -> None:
    """The suggestion stands in the record before the turn; no turn was taken."""
    session = call()
    line = unsure_line(session)
    with Provider(lambda *_: answered(suggesting(CLEAR))) as provider, provider.client() as client:
        assert rephrased(session, line, client) == CLEAR
    event = session.events[-1]
    assert event.type == "rephrasing_suggested"
    assert (event.turn, event.text, event.suggested) == (1, line, CLEAR)
    assert session.next_turn == 1


def test_a_line_that_is_understood_asks_nobody() -> None:
    """Nothing is sent for a line that hearing is sure about."""
    with Provider(lambda *_: answered(suggesting(CLEAR))) as provider, provider.client() as client:
        assert rephrased(call(), CLEAR, client) == ""
        assert provider.asked == []


@pytest.mark.parametrize(
    "line", ["Why do you lose $40,000 a month?", "What did you tell Acme about the delay?"]
)
def test_words_that_add_something_are_not_suggested(line: str) -> None:
    """A figure or a name that was in nobody's mouth is not put there."""
    session = call()
    unsure = unsure_line(session)
    with Provider(lambda *_: answered(suggesting(line))) as provider, provider.client() as client:
        assert rephrased(session, unsure, client) == ""
    assert session.events[-1].type == "buyer_spoke"


def test_a_model_that_fails_says_so() -> None:
    """The failure is a sentence; the line can be said all the same."""
    session = call()
    unsure = unsure_line(session)
    with (
        Provider(lambda *_: failed(401)) as provider,
        provider.client() as client,
        pytest.raises(ModelProblem, match="key"),
    ):
        rephrased(session, unsure, client)
    assert session.say(unsure)[-1].type == "buyer_spoke"
