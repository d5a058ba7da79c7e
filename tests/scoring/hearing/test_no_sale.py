"""What sounds like selling and is none, and what sounds polite and sells."""

import pytest

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.heard import Mark
from scoring.hearing.reader import hear
from tests.measures import sellers


@pytest.mark.parametrize(
    "text",
    [
        "I'm not here to show you a presentation.",
        "We didn't come to pitch today, I promise.",
        "I won't be opening any slides.",
        "I'd much rather hear how the depot runs than show you our platform.",
        "We would sooner learn what goes wrong than present anything today.",
        "Is there any news on our proposal?",
        "Have you had any word yet from the committee on our bid?",
        "Where does our tender stand?",
        "You mentioned the supplier gave you a ten percent discount in May.",
        "So their discount was five percent off.",
        "My mother had one half the size and she'd have us out on it every Saturday with a dustpan.",
        "We had a week there when the kids were small.",
        "There was a saving in the paper we sent, but that was our number and you weren't in the room.",
        "Our bid was written for a town that had two depots.",
        "We've been talking as if only the drivers were tired.",
        "I read your report and our own notes twice, and none of it tells me what you make of it.",
        "Our file on you is thick, but the paper doesn't say how the night shift sees it, and it doesn't tell me why.",
        "What we offered you won't cover the night runs, and you should know it now.",
        "We had $410,000 as a saving. You weren't in the room when that was worked out.",
        "You told us your two biggest clients left in March.",
        "Did the other supplier give you a demo?",
        "It's kind of you to have us today.",
        "You know this trade better than us.",
        "Morning! I do have a plan, forty slides of it, but I built it off a tender without ever meeting a soul here.",
        "We priced one plan for everybody, I'll be honest. How did unions get left out of it?",
        "Which firm has the records? You've two hundred thousand of your own to spend, so it'd be easy enough.",
        "I'm asking because you mentioned the contractor.",
        "Thanks. You get a few of these calls, so I'll skip the speech. What brought the auditors in?",
        "I understand. We had talked a lot with your colleagues before, but it was their view and not yours.",
        "That's a wider list than ours. Are people here worried about it?",
        "We cover three things and then you decide.",
        "I do have a plan, and I've left it closed on purpose.",
        "I'd rather not show you the plan yet.",
        "I wrote it without meeting anyone of yours.",
        "If the ovens can't be settled there, we'd not bid.",
        "In that case we would step aside and tell you so.",
        "We won't bid on that lot.",
        "And Line 6 itself, did somebody else get it? You can be straight with me.",
        "Has it gone to somebody else? Give it to me straight.",
        "I know you asked for a demo, but can I first understand how you work now?",
        "Our camera is off, sorry.",
        "We're the only two on the call.",
        "You told us Siemens pays late.",
        "It is a sales call, so I'll be quick: your quotes say thirty days and your accounts suggest nearer sixty.",
    ],
)
def test_ruling_selling_out_and_asking_for_news_is_no_pitch(text: str) -> None:
    """Nothing of the seller's own is praised, priced or pushed."""
    heard = hear(text)
    assert Act.PITCH not in heard.acts
    assert Mark.PRESSURE not in heard.marks


@pytest.mark.parametrize(
    "text",
    [
        "I won't bore you with history, but our platform cuts the work in half.",
        "We can offer you a ten percent discount if you sign this week.",
        "Lovely to meet you! Let me share my screen.",
        "Thank you for having me. I'd like to walk you through our deck first.",
        "Morning! Good of you to see me. So Acme has a new dashboard for the whole fleet.",
        "Cheers for the coffee. Let me show you a few slides.",
        "We spent a week at a mill like this and halved its downtime.",
        "We came to forty percent savings for three clients like you.",
        "Your dashboard shows every order in real time, and our clients love it.",
        "I know you're small, but what worked for a hotel in Ghent will work for you too.",
    ],
)
def test_selling_behind_a_courtesy_is_a_pitch(text: str) -> None:
    """A greeting, thanks or a promise does not hide the pitch that follows it."""
    assert Act.PITCH in hear(text, own_words=["Acme"]).acts


def test_our_discount_is_pressure_and_theirs_given_back_is_not() -> None:
    """The same figure pushes or only repeats, by whose offer it is."""
    assert Mark.PRESSURE in hear("I can do 15% off if you order by Friday.").marks
    assert Mark.PRESSURE not in hear("You said they offered you 15% off in the spring.").marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thanks for your time, goodbye.", True),
        ("That's all from me. Have a good week, Ruth.", True),
        (
            "Thanks for your time! I thought I would begin with what I read about the new depot.",
            False,
        ),
        (
            "Good luck with the move. Before that happens there is one matter we should settle together.",
            False,
        ),
    ],
)
def test_who_goes_on_after_a_thank_you_is_staying(text: str, parts: bool) -> None:
    """Only the end of a turn is a goodbye."""
    assert (Mark.GOODBYE in hear(text).marks) is parts


@pytest.mark.parametrize("text", ["qwzx plop", "zxcv", "them", "SELECT rows;"])
def test_scraps_ask_nothing(text: str) -> None:
    """Without a question's form or mark, a word or three ask nothing, whatever was said before."""
    before = [("buyer", "We ship late one week in four, and nobody can tell me why.")]
    assert not QUESTIONS & set(hear(text, context=before).acts)


def test_a_question_opened_in_spanish_is_another_language() -> None:
    """An inverted mark is no English, however short the line."""
    assert Mark.OTHER_LANGUAGE in hear("¿Cómo está usted?").marks


def test_an_answer_about_the_product_is_a_pitch() -> None:
    """Asked what it does, who says what it does sells; who says who is calling does not."""
    said = "It reads the transponder, it opens the barrier, it charges the card."
    asked = [("buyer", "How would the gate work?")]
    assert hear(said, context=asked).acts == (Act.PITCH,)
    who = [("buyer", "Hello? Who's this?")]
    caller = "It's Bernie from Tallyhook, the stock people, I left you a message about the cage."
    assert Act.PITCH not in hear(caller, context=who).acts
    pardon = [("buyer", "I beg your pardon?")]
    assert Act.PITCH not in hear("It's a simple question. Who signs?", context=pardon).acts


def test_a_pitch_is_not_guessed() -> None:
    """A line that may sell and does nothing else is unsure, and no pitch: a pitch costs the seller much."""
    for line in sellers():
        heard = hear(line.text, context=[("buyer", said) for said in line.context])
        assert not (heard.unsure and Act.PITCH in heard.acts)
