"""Small talk and praise are neither questions nor disclosures: they earn nothing."""

import pytest

from personas.vocabulary import QUESTIONS
from scoring.hearing.reader import hear


@pytest.mark.parametrize(
    "text",
    [
        "How was your weekend?",
        "Did you see the match on Sunday?",
        "Have you had any of this rain over there?",
        "You must be so proud of the place.",
        "I don't know how you do it all, honestly.",
        "It's remarkable how calmly you run this.",
        "I know exactly how you feel.",
    ],
)
def test_courtesies_ask_nothing(text: str) -> None:
    """Nothing about the buyer's business is asked."""
    assert not set(hear(text).acts) & QUESTIONS
    assert not hear(text).topics


@pytest.mark.parametrize(
    "text",
    [
        "How is your week split between the two sites?",
        "What would make you proud of this team by June?",
        "Curious how you do it now, step by step.",
        "How does the weather hit your deliveries?",
    ],
)
def test_questions_that_sound_courteous_are_questions(text: str) -> None:
    """A word of small talk does not make a question small talk."""
    assert set(hear(text).acts) & QUESTIONS
