"""Small talk and praise are neither questions nor disclosures: they earn nothing."""

import pytest

from personas.vocabulary import QUESTIONS, Act, BuyerAct
from scoring.hearing.courtesy import is_check
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
        "What's the weather doing up there?",
        "Was it freezing where you are this morning?",
        "How are the kids?",
        "Did your daughter win on Saturday?",
        "Do you still play golf?",
        "Are you well?",
        "Is this an awkward moment?",
        "May I have another cup of coffee?",
        "Is this an okay moment, or is the handover about to start?",
        "Could you remind me of your name again?",
        "Have I caught you at a bad time?",
        "How's your Tuesday treating you?",
        "Is this an okay moment, or should I ring later?",
        "Do you have two minutes?",
        "Is it all right if I ask a couple of questions?",
        "Can I ask you something?",
        "hows things",
        "what's your name again?",
        "Did I get your name right?",
        "is it your birthday?",
        "What kind of tea is it?",
        "Should I be flattered or worried?",
        "Could you say that again?",
        "Sorry, bad line",
        "What did you say?",
        "Can you repeat that please?",
        "I'd love to get your account set up this week.",
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
        "How is the weather hurting your crews?",
        "Is it cold in the store when the doors jam?",
        "Did the team win the contract in May?",
        "Are you happy with the firm you use now?",
        "How are your drivers keeping to the hours?",
        "Is it a bad time of year for claims?",
        "Tell me what a patient goes through at check-in.",
        "Walk me through how you are using smart meters.",
        "Help me understand how you feel about the current system.",
        "Who gets to see the final quote?",
        "What happens to your store when you get the heat in July?",
        "Who rents you a coffee machine today?",
        "How often is it hot in the kitchen?",
        "How many orders make a good Christmas?",
    ],
)
def test_questions_that_sound_courteous_are_questions(text: str) -> None:
    """A word of small talk does not make a question small talk."""
    assert set(hear(text).acts) & QUESTIONS


@pytest.mark.parametrize(
    "text",
    [
        "Did I hear that right?",
        "So the invoices wait for Friday, and that costs you nine days, correct?",
        "Have I understood you properly?",
        "Is that a fair account, would you say?",
        "Am I right so far?",
        "Does this sound about right to you?",
        "Tell me if I'm wrong.",
        "What have I missed?",
        "Is that right, or is there more to it?",
        "Is that fair, or am I being unfair to them?",
        "Near enough?",
        "Anything I've bent out of shape?",
    ],
)
def test_a_check_only_asks_whether_it_is_right(text: str) -> None:
    """It adds no question of its own to what was given back."""
    assert is_check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is that right for the night crew?",
        "Is the figure right, and who keeps it?",
        "Did I hear that Oona signs?",
        "Is it a problem?",
        "What would you change about the yard?",
        "So why is that?",
        "Is that what bothers you?",
        "And is that what moved it up?",
    ],
)
def test_a_question_with_content_is_no_check(text: str) -> None:
    """Whoever asks about something wants an answer."""
    assert not is_check(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I'll tell you how I got here: the trade fair in May.", False),
        ("Let me tell you why I rang.", False),
        ("I'll tell you what, how do the crews find out about a change?", True),
        ("Tell me how you got here.", True),
    ],
)
def test_announcing_what_one_will_tell_asks_nothing(text: str, asks: bool) -> None:
    """Question words behind "I'll tell you" are the seller's own story."""
    assert bool(set(hear(text).acts) & QUESTIONS) is asks


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("And your people suffer from it too, don't they?", True),
        ("Nobody rings the depot first, does anybody, and that hurts, wouldn't it?", True),
        ("Why don't they?", False),
        ("How is that handled, if the depot won't ring?", False),
    ],
)
def test_a_statement_with_a_tag_is_a_closed_question(text: str, closed: bool) -> None:
    """It asks for a nod, and opens nothing that an open question would."""
    assert (Act.OPEN_QUESTION not in hear(text).acts) is closed


@pytest.mark.parametrize(
    "text",
    [
        "You may not know yet, but I'd love your best guess at why the crews wait.",
        "I'd appreciate a picture of how the depot runs today.",
        "That was our number. I'd sooner hear yours.",
    ],
)
def test_who_would_love_a_view_asks_for_it(text: str) -> None:
    """A wish to hear what the other makes of it is an open question, whatever it is wrapped in."""
    heard = hear(text)
    assert Act.OPEN_QUESTION in heard.acts
    assert Act.PITCH not in heard.acts


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell me what you'd like to talk about?",
        "Hot. We got six stores and the AC's out in one of 'em. What can I do for you?",
        "And what is this in aid of?",
    ],
)
def test_who_asks_why_they_are_called_invites_no_pitch(text: str) -> None:
    """An invitation asks how the seller can help; it lifts every limit on pitching."""
    assert BuyerAct.INVITE not in hear(text, role="buyer").acts


@pytest.mark.parametrize(
    "text", ["So what can you do for us?", "How would you go about helping a place like this?"]
)
def test_who_asks_how_the_seller_can_help_invites(text: str) -> None:
    """The rule on purposes takes nothing from a real invitation."""
    assert BuyerAct.INVITE in hear(text, role="buyer").acts


def test_bare_thanks_beside_a_question_are_an_opener() -> None:
    """Rule 19: alone they are rapport; before something else they are ignored."""
    assert hear("Thanks, sir. Who signs for the new oven?").acts == ("closed_question",)
    assert Act.RAPPORT in hear("Thank you very much.").acts
    assert Act.RAPPORT not in hear("Ha, lovely. Who signs for the new oven?").acts
