"""A word that sellers use does not make a clause selling, and a polite word does not hide it."""

import pytest

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.heard import Mark
from scoring.hearing.pushing import names_own
from scoring.hearing.reader import hear


@pytest.mark.parametrize(
    "text",
    [
        "Can we talk about how you use Microsoft Excel for the rota?",
        "Could you tell us about your biggest client?",
        "When you look at the system today, what slows you down?",
        "How many hours a day are your people in front of a screen?",
        "What did you get from the demo last year?",
        "Pennant would love to hear how you chase invoices.",
        "let me tell you why i called we help shops how do you track stock today",
        "You do it by hand...? That takes hours.",
    ],
)
def test_asking_about_the_buyers_world_is_no_pitch(text: str) -> None:
    """A giant's name, a screen or a demo that is the buyer's own is asked about, not sold."""
    heard = hear(text, own_words=["Pennant"])
    assert QUESTIONS & set(heard.acts)
    assert not heard.unsure
    assert Act.PITCH not in heard.acts
    assert Mark.GIANT_NAME not in heard.marks


@pytest.mark.parametrize(
    "text",
    [
        "We do the books for Amazon and Tesco.",
        "Let me share my screen.",
        "Can I get you in front of a screen on Thursday?",
        "Why not take a quick demo on Thursday?",
        "Would you like to see a demo of it?",
        "Pennant can cut your costs in half.",
    ],
)
def test_pushing_ones_own_is_a_pitch_in_any_form(text: str) -> None:
    """Asking with "why not" or "would you like" offers a demo all the same."""
    assert Act.PITCH in hear(text, own_words=["Pennant"]).acts


def test_the_sellers_price_that_expires_is_pressure() -> None:
    """ "Your special price" is the seller's, unless somebody else gave it."""
    assert Mark.PRESSURE in hear("Your special price expires on Friday.").marks
    assert Mark.PRESSURE not in hear("Your discount with them expires on Friday.").marks


def test_a_product_is_named_as_a_word_of_its_own() -> None:
    """Letters within another word are no name."""
    assert names_own("We moved them to Sage.", ["sage"])
    assert not names_own("I left a message with the yard.", ["sage"])


def test_an_answer_behind_a_quotation_mark_is_an_answer() -> None:
    """What stands before the first word of a turn is no word."""
    asked = [("buyer", "How would the gate work?")]
    assert hear('"It works at night, too.', context=asked).acts == (Act.PITCH,)
