"""Stepping back is heard in natural words, and nothing else is taken for it."""

import pytest

from personas.vocabulary import Act
from scoring.hearing.leaving import leaves_it_for_now, leaving_sentences, says_of
from scoring.hearing.reader import hear

LEFT = [
    "I'd suggest we leave it there until the new crew has settled in.",
    "we're going to sit this one out",
    "On balance we'd rather not bid, and I wanted to say so early.",
    "I don't believe we should go ahead with this.",
    "Honestly? We ought to bow out here.",
    "Then it's a no from us this year.",
    "Let's call it a day. You've been very open.",
    "Shall I leave it for now, and you ring me if the lease moves?",
    "I won't write again unless you ask me to.",
    "We have thought about it and we are withdrawing our offer.",
    "Would it be best if we left things as they are?",
    "So that's why we won't be tendering this time.",
    "No bid from us, I'm afraid, not with that clause in it.",
    "Why don't we stop here?",
    "If that's how it stands, let's leave it there.",
    "Now is not the right time, and I won't press it.",
]
NOT_LEFT = [
    "What happens to the night shift if you leave it for now?",
    "Why not now?",
    "I'm not ready to leave it there.",
    "Let me step back a little and ask about the drivers.",
    "Did the firm before us decide to withdraw?",
    "They stopped bidding after the second year.",
    "I won't send you anything until I understand what went wrong.",
    "Could the committee decline?",
    "Can we park this for a moment and look at the depot?",
    "You said you'd rather leave it there.",
    "If we stop here, what does the autumn look like?",
    "We never walk away from a customer.",
    "Claims decline when the training holds.",
    "When would you want us to bid?",
    "If the count shows nothing, I'll leave it there.",
    "So we won't know until the tender has closed?",
    "So we won't get an answer until the board meets.",
    "Would it be a no from us?",
    "If it's a no from us, who steps in?",
    "So the last vendor left it there.",
    "August is not the right time for your crews.",
    "I don't want to go any further without asking about the budget.",
    "So the board put it on hold last spring.",
    "The drivers leave it there until the morning crew comes.",
    "So the pallets stop here overnight.",
    "Most leave this till after a derailment.",
    "Leave it alone and you're off the panel.",
    "Would it be so bad to leave it as it is?",
    "What it costs you hear at the end, not now.",
    "I'll leave that till I know what is in the yard.",
    "I'd hold off on buying a second sizer.",
]


@pytest.mark.parametrize("text", LEFT)
def test_a_decision_or_an_offer_to_leave_it_is_heard(text: str) -> None:
    """Whoever decides, or offers, to stop here has left it for now."""
    assert leaving_sentences(text)


@pytest.mark.parametrize("text", NOT_LEFT)
def test_asking_supposing_and_refusing_leave_nothing(text: str) -> None:
    """A question, a supposition, somebody else's decision and a 'not' before it are something else."""
    assert not leaving_sentences(text)


@pytest.mark.parametrize("text", LEFT)
def test_leaving_it_is_no_pitch(text: str) -> None:
    """A seller who steps back sells nothing by it."""
    assert Act.PITCH not in hear(text).acts


def test_a_question_beside_it_keeps_the_call_going() -> None:
    """Leaving it and asking whether that is agreed ends a call; asking something else does not."""
    left = "Let's leave it there for now."

    def leaves(question: str) -> bool:
        text = f"{left} {question}"
        return leaves_it_for_now(text, [(len(left) + 1, len(text))])

    assert leaves("Is that fair?")
    assert leaves("Does that suit you?")
    assert not leaves("Who signs the lease?")


def test_a_buyer_may_have_words_of_its_own_for_it() -> None:
    """They are read in any form, and not when asked about or said of somebody else."""
    own = ["not price", "sold you won't do"]
    assert says_of("In the end we have decided not to price it.", own)
    assert says_of("What we sold you won't do for three payrolls.", own)
    assert not says_of("Would you not price it in our place?", own)
    assert not says_of("They will not price it.", own)
