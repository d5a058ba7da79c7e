"""Grades one criterion of a short call."""

from typing import Any

from scoring.grader import grade
from scoring.rubric import load_rubric
from scoring.scorecard import CriterionScore
from tests.scoring.call_script import Script

RUBRIC = load_rubric()


def graded(script: Script, criterion: str) -> CriterionScore:
    """One criterion of a call; a short one is filled up with words about nothing."""
    while len(script.groups) < 6:
        script.say("Mm.", "other", reply="Quite.")
    card = grade(script.events, RUBRIC)
    assert card.status == "scored"
    return next(item for item in card.criteria if item.id == criterion)


def level(script: Script, criterion: str) -> int:
    """The level of one criterion."""
    return graded(script, criterion).level


def ask(topic: str, *told: tuple[str, int, str], **more: Any) -> Script:
    """A call with one open question on a topic."""
    return Script().say("And how is that?", "open_question", topic, told=told, **more)
