"""How the reference seller gives the buyer's words back."""

import pytest

from scoring.wording import clipped
from simulator.sellers.wording import (
    content_of,
    from_seller,
    gist,
    known_share,
    lowered,
    shared,
    turned,
)


@pytest.mark.parametrize(
    ("buyer", "seller"),
    [
        ("I pay my brother, and he pays me.", "you pay your brother, and he pays you."),
        ("We're short, and it's our own fault.", "you're short, and it's your own fault."),
        ("I was there and I’m tired.", "you were there and you're tired."),
        ("Nadine left us in March.", "Nadine left you in March."),
    ],
)
def test_who_speaks_of_themselves_is_spoken_to(buyer: str, seller: str) -> None:
    """I becomes you, our becomes your, and the verb goes along; names and figures stay."""
    assert turned(buyer) == seller


@pytest.mark.parametrize(
    ("buyer", "seller"),
    [
        ("We pay $1,950 a month on it.", "you pay $1,950 a month on it"),
        ("Customers pay us at 61 days.", "customers pay you at 61 days"),
        ("Nadine took our ledger with her.", "Nadine took your ledger with her"),
        ("You asked me that before.", ""),
        ('He said "no" to our face.', ""),
        ("Fine.", ""),
    ],
)
def test_what_can_be_given_back_is(buyer: str, seller: str) -> None:
    """A sentence about the buyer can; one that speaks to the seller, quotes, or is hardly one cannot."""
    assert gist(buyer) == seller


def test_a_long_sentence_is_not_given_back_in_part() -> None:
    """What had to be cut would put half a thought in the buyer's mouth."""
    assert gist(" ".join(["word"] * 40) + ".") == ""


def test_only_everyday_words_lose_their_capital() -> None:
    """A name at the start stays a name."""
    assert lowered("Customers pay late") == "customers pay late"
    assert lowered("Coaching drivers") == "coaching drivers"
    assert lowered("Nadine left") == "Nadine left"
    assert lowered("") == ""


def test_the_brief_is_spoken_from_the_seller() -> None:
    """What tells the trainee of 'your quote' is 'our quote' when the trainee says it."""
    assert from_seller("You quoted it, and your quote is here.") == (
        "We quoted it, and our quote is here."
    )


def test_a_question_is_as_familiar_as_its_words() -> None:
    """The share of a question's content that was heard or read; one without content is familiar."""
    known = frozenset({"invoic"}) | frozenset({"invoice"})
    assert known_share("What of the invoices?", known) > known_share("What of the payroll?", known)
    assert known_share("And then?", frozenset()) == 1.0


def test_what_a_question_shares_is_counted_in_words_that_mean_something() -> None:
    """'The' and 'is' join nothing."""
    assert shared("Why do the invoices wait for Friday?", content_of(["The invoices wait."])) == 2
    assert shared("What is the matter?", content_of(["The point is this."])) == 0


def test_a_quote_is_cut_where_it_breathes_and_never_inside_a_figure() -> None:
    """The comma in $5,000 is no place to stop."""
    said = "By the time I've billed it 9 days are gone, and jobs under $5,000 pay no deposit."
    assert clipped(said) == "By the time I've billed it 9 days are gone"
