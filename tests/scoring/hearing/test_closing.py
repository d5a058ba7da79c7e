"""A push for the close is a pitch in any form, and so is an answer on the product; what merely sounds alike is none."""

import pytest

from personas.vocabulary import QUESTIONS, Act
from scoring.hearing.answering import Asked, asked_of_offer
from scoring.hearing.reader import hear


@pytest.mark.parametrize(
    "text",
    [
        "Right, do we have a deal?",
        "Shall I draw up the order while you fetch a pen?",
        "Let's shake on it, Maureen.",
        "Why wouldn't you want every van on one map?",
        "Wouldn't it be lovely to go home at five?",
        "What if your depot could count itself?",
        "How'd you like to never chase a docket again?",
        "Two weeks in and you'll wonder how you managed before.",
        "A brewery client of ours was in the very same hole last spring.",
        "Nobody on this coast is quicker than us.",
        "For you my director would waive the set-up.",
        "What would it take to get you started this week?",
        "Then give me ten minutes with your chairman.",
        "Say yes before Friday and the set-up is on us.",
        "My name is Bo Tarn of Quillmark, and we help firms like yours get paid sooner.",
        "It's an end-to-end platform.",
        "And if I knock another fifty off?",
        "What would you say to one page a week with the margin in it?",
        "Can I pencil you in, then?",
        "May I take it that we have your go-ahead?",
        "Dry cellars happen to be what I sell.",
        "We don't bill by the hour.",
        "Half the vets I look after sleep through it now.",
        "That gets you your Sundays back.",
        "You won't chase another docket.",
    ],
)
def test_a_push_for_yes_is_a_pitch_and_asks_nothing(text: str) -> None:
    """Rule 4 of the guide: a rhetorical question about an offer, and a closing push, are pitches only."""
    assert hear(text).acts == (Act.PITCH,)


@pytest.mark.parametrize(
    "text",
    [
        "Who signs an order of that size?",
        "Would it not be simplest to stay with the present people?",
        "What if you never mend it?",
        "What would you say to a friend who asked about them?",
        "And if I get you right, the trucks wait for the weighbridge?",
        "Would it help if I took that away and read it first?",
        "What are they cheaper than?",
        "What would the two of them shake hands on?",
        "How would you like to leave it between us?",
        "Why would you wait until the spring?",
        "What would it take for your partner to say yes or no?",
        "What would your board need to see to be ready to commit?",
        "Could I get the contract end date from you?",
        "How long does it take to get one of those invoices approved?",
        "How long did your last supplier take to get you up and running?",
        "What do you have to lose if this drags on another year?",
        "Why don't you buy from them any more?",
        "Just tell me yes or no: is there a budget?",
        "When does the founder plan to step back?",
        "Why wouldn't your brother want it?",
        "How would you feel if nothing changed by Christmas?",
        "How would you like to see this hour used?",
        "What if you could change one thing?",
        "What if your supplier had a strike?",
        "How would you feel if that went on another year?",
        "Why would anyone want to leave?",
        "What will it take to get this signed off by finance?",
        "Is that a deal breaker for you?",
    ],
)
def test_asking_how_the_buyer_closes_is_no_pitch(text: str) -> None:
    """The words of a close, asked about the buyer's own ways."""
    heard = hear(text)
    assert Act.PITCH not in heard.acts
    assert QUESTIONS & set(heard.acts)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Does it do the night readings as well?", "Certainly, and the Sunday ones."),
        ("What would that set us back, price-wise?", "Roughly nine thousand for the two yards."),
        ("Can your thing cope with a wet slab?", "Wet, dry, frozen, makes no odds."),
        ("What happens when the wi-fi goes?", "It carries on and catches itself up overnight."),
        ("Who trains the night shift?", "My own people, the first two Sundays."),
    ],
)
def test_an_answer_on_the_product_is_a_pitch(asked: str, answer: str) -> None:
    """Rule 13: answering a product or price question is a pitch, whatever the answer looks like."""
    assert Act.PITCH in hear(answer, context=[("buyer", asked)]).acts


@pytest.mark.parametrize(
    "answer",
    [
        "I'll come to the price at the end, I promise.",
        "That depends, so may I ask you something?",
        "Bit early for that, I've not walked the yard.",
        "I'd be making it up till I know how many drivers you run.",
        "You'll have a figure, only not today.",
    ],
)
def test_a_postponed_answer_is_no_pitch(answer: str) -> None:
    """Rule 14: postponing price or product is not pitching."""
    assert Act.PITCH not in hear(answer, context=[("buyer", "How much is it?")]).acts


@pytest.mark.parametrize(
    ("asked", "of"),
    [
        ("Does it work in the rain?", Asked.WHAT_IT_DOES),
        ("And what would one of those cost?", Asked.PRICE),
        ("What happens if it breaks?", Asked.OFFER),
        ("Who installs it?", Asked.OFFER),
        ("Why should I believe that?", Asked.OFFER),
        ("And is there a guarantee?", Asked.OFFER),
        ("What's the catch?", Asked.OFFER),
        ("Do you know Aidan at the creamery?", Asked.NOTHING),
        ("It does that every spring.", Asked.NOTHING),
        ("Why do you think it always fails on nights?", Asked.NOTHING),
        ("Do you ever go to the races yourself?", Asked.NOTHING),
        ("How long is this going to take?", Asked.NOTHING),
        ("Is this a sales call?", Asked.NOTHING),
        ("Could you send me that in writing?", Asked.NOTHING),
        ("What do other yards charge for it?", Asked.NOTHING),
    ],
)
def test_what_a_buyer_asks_of_the_offer(asked: str, of: Asked) -> None:
    """Its terms and risks too, without naming it; nothing of the buyer's own, of the call, or of how others have it."""
    assert asked_of_offer(asked) is of


def test_sitting_down_together_is_a_next_step_however_it_is_asked() -> None:
    """Rule 18: also with a reason before it, and behind an answer on the offer."""
    asked = "It is her decision, so would you be OK with the three of us sitting down before the paper goes to Conrad?"
    heard = hear(
        f"That's kind. We keep the logs. {asked}", context=[("buyer", "How could you help?")]
    )
    assert {Act.CLOSED_QUESTION, Act.NEXT_STEP} <= set(heard.acts)


def test_thanks_for_being_asked_is_no_answer_on_the_offer() -> None:
    """The answer comes behind it."""
    heard = hear(
        "That's kind. What would you want from it?", context=[("buyer", "How could you help?")]
    )
    assert Act.PITCH not in heard.acts


def test_a_figure_with_a_first_quarter_puts_nothing_off() -> None:
    """ "First" and "until" put an answer off only where the seller means to do something before it."""
    asked = [("buyer", "What does it cost?")]
    assert Act.PITCH in hear("Ninety a room, and the first quarter is on us.", context=asked).acts
    assert Act.PITCH not in hear("Let me see the rooms first.", context=asked).acts


def test_showing_the_product_on_a_day_is_a_pitch_beside_the_next_step() -> None:
    """Rule 15: a demo push with a day is both; a visit to learn is a next step alone."""
    shown = hear("I'll bring one over on Thursday at nine and show you it working.")
    assert {Act.PITCH, Act.NEXT_STEP} <= set(shown.acts)
    learned = hear("I'll come by on Thursday at nine and watch how the night shift packs.")
    assert Act.NEXT_STEP in learned.acts
    assert Act.PITCH not in learned.acts


@pytest.mark.parametrize(
    "text",
    [
        "My name is Ines Calder, I'm with Harrowgate Weighing, we make scales for yards.",
        "Your second lorry has been parked across the ramp since seven.",
        "My mother ironed everything, tea towels included.",
    ],
)
def test_who_calls_and_what_is_the_buyers_sells_nothing(text: str) -> None:
    """Rule 14: naming the own company to identify oneself, and telling of the buyer's things, are no pitch."""
    assert Act.PITCH not in hear(text).acts
