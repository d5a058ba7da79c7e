"""Every quote stands verbatim where it says it does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personas.vocabulary import Act, Topic
from scoring.evidence import quoted
from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import Scorecard
from scoring.transcript import AnyEvent, BuyerSpoke, SellerSpoke
from tests.scoring.call_script import Script
from tests.scoring.test_grading_golden import middling
from tests.scoring.written_calls import deceived, mastered
from tests.verbatim import is_verbatim

RUBRIC = load_rubric()


def transcript(events: list[AnyEvent]) -> dict[int, str]:
    """The words by turn."""
    return {e.turn: e.text for e in events if isinstance(e, SellerSpoke | BuyerSpoke)}


def check(card: Scorecard, events: list[AnyEvent]) -> None:
    """Every piece of evidence and every priority quotes the transcript."""
    said = transcript(events)
    speakers = {
        event.turn: "seller" if isinstance(event, SellerSpoke) else "buyer"
        for event in events
        if isinstance(event, SellerSpoke | BuyerSpoke)
    }
    for item in card.criteria:
        for evidence in item.evidence:
            assert is_verbatim(evidence, said)
            assert evidence.speaker == speakers[evidence.turn]
            assert evidence.rule.endswith(".")
        if item.level >= 2:
            assert {evidence.speaker for evidence in item.evidence} == {"seller", "buyer"}
    for priority in card.priorities:
        assert priority.quote in said[priority.turn]
        assert speakers[priority.turn] == "seller"


@pytest.mark.parametrize("call", [mastered, deceived, middling])
def test_quotes_of_written_calls_are_verbatim(call: Callable[[], Script]) -> None:
    """The calls the other tests use, checked quote by quote."""
    events = call().events
    check(grade(events, RUBRIC), events)


TEXT = st.text(max_size=60) | st.sampled_from(
    ["(sighs) Well. It is 61 days.", "Why? Why now?", "…", "  ", "It costs $1,950 a month, Tom."]
)
FACT = st.tuples(
    st.sampled_from([f"{topic}{n}" for topic in Topic for n in (1, 2)]),
    st.integers(1, 2),
    st.sampled_from(["", "q", "d", "v", "qd"]),
)
VERDICT = st.fixed_dictionaries(
    {},
    optional={
        "follows": st.lists(st.sampled_from(["goal1", "problem2", "ghost1"]), max_size=2),
        "opportunity": st.booleans(),
        "linked": st.booleans(),
        "reflection": st.sampled_from(["accepted", "wrong", "none"]),
        "reflects": st.lists(st.sampled_from(["goal1", "impact2", "ghost1"]), max_size=2),
        "complex": st.booleans(),
        "summary": st.sampled_from(["confirmed", "thin", "none"]),
        "presumption": st.booleans(),
        "basis": st.just(("terms",)),
        "attempted": st.lists(st.sampled_from(list(Topic)), max_size=2),
        "triggers": st.lists(st.sampled_from(["threat", "pressure"]), max_size=1),
        "problem_question": st.sampled_from(["asked", "answered", "dodged", "none"]),
        "lie_stage": st.sampled_from(["", "hold", "confess"]),
        "invited": st.booleans(),
        "cues_emitted": st.just(("cue",)),
        "cues_expired": st.just(("cue",)),
        "pitch": st.builds(
            dict,
            invited=st.booleans(),
            number=st.just(0),
            words=st.integers(0, 200),
            fits=st.booleans(),
            asks_fit=st.booleans(),
        ),
        "next_step": st.builds(
            dict, accepted=st.booleans(), date=st.booleans(), no_step_agreed=st.booleans()
        ),
    },
)


@st.composite
def calls(draw: st.DrawFn) -> Script:
    """Any record: odd texts, odd verdicts, missing replies, spans that do not fit."""
    script = Script(opening=draw(st.sampled_from(["", "Yes?"])))
    for _ in range(draw(st.integers(1, 9))):
        more: dict[str, Any] = draw(VERDICT)
        script.say(
            draw(TEXT),
            draw(st.sampled_from(list(Act))),
            *draw(st.lists(st.sampled_from(list(Topic)), max_size=2)),
            told=draw(st.lists(FACT, max_size=2)),
            reply=draw(TEXT),
            marks=tuple(draw(st.lists(st.sampled_from(["leading", "presuming"]), max_size=1))),
            **more,
        )
        spoke = script.groups[-1][0]
        if spoke.type == "seller_spoke" and spoke.spans and draw(st.booleans()):
            far = replace(spoke.spans[0], start=draw(st.integers(0, 80)), end=90)
            script.groups[-1][0] = spoke.model_copy(update={"spans": (far,)})
    script.ended["ended_by"] = draw(st.sampled_from(["buyer", "seller"]))
    return script


@given(calls())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_quotes_of_any_call_are_verbatim(script: Script) -> None:
    """Whatever the record, grading ends, stays between 0 and 100, and quotes verbatim."""
    events = script.events
    card = grade(events, RUBRIC)
    check(card, events)
    assert card == grade(events, RUBRIC)
    if card.status == "scored":
        assert card.score is not None
        assert card.raw is not None
        assert 0 <= card.score <= card.raw <= 400
        assert len(card.priorities) <= (1 if card.score < 160 else 3)
    else:
        assert card.score is None
        assert card.reason


def test_an_invented_quote_is_refused() -> None:
    """Offsets outside the text, or on nothing but space, raise."""
    for place in ((0, 9), (3, 3), (-1, 2), (2, 3)):
        with pytest.raises(ValueError, match="turn 4"):
            quoted("So  it", 4, "buyer", place, "A rule.")


def test_a_changed_quote_is_not_verbatim() -> None:
    """One letter, or another turn, is enough."""
    evidence = quoted("So it waits.", 4, "buyer", (0, 5), "A rule.")
    assert is_verbatim(evidence, {4: "So it waits."})
    assert not is_verbatim(evidence, {4: "so it waits."})
    assert not is_verbatim(evidence, {5: "So it waits."})
