"""The calls that come with the program: what their lines lead to, graded as they are called."""

import pytest

from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import shown
from scoring.transcript import MeetingEnded, first_break, meeting
from simulator.examples.catalog import EXAMPLES, Example, example_events
from simulator.examples.making import log_of, made
from simulator.playback.playback import playback_of
from tests.simulator.playback.calls import meeting_for

BANDS = {"good": (80.0, 100.0), "middling": (45.0, 65.0), "bad": (0.0, 15.0)}
"""Points between which a call of that name scores."""


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=list(EXAMPLES))
def test_an_example_is_what_its_lines_lead_to(example: Example) -> None:
    """Played anew, it is the shipped file to the byte; 'python -m simulator.examples.making' makes it so."""
    assert log_of(made(example)) == example.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_scores_as_it_is_called(name: str) -> None:
    """A good call is graded as one, and so are the others."""
    score = shown(grade(example_events(name), load_rubric()).score)
    least, most = BANDS[name]
    assert score is not None
    assert least <= score <= most


def test_the_bad_caller_is_hung_up_on_and_the_good_one_is_asked_to_help() -> None:
    """How each ends is part of what there is to see."""
    endings = {
        name: next(e for e in example_events(name) if isinstance(e, MeetingEnded))
        for name in EXAMPLES
    }
    assert endings["bad"].ended_by == "buyer"
    assert endings["good"].outcome == "invited_next"
    assert endings["middling"].ended_by == "seller"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_whole_and_replays(name: str) -> None:
    """Its chain holds, and this engine comes to its states."""
    events = example_events(name)
    assert first_break(events) is None
    assert meeting(events).purpose == "example"
    assert playback_of(events, load_rubric(), meeting_for).identity.status == "same"
