"""What words say by their form alone, and what a similar form does not."""

import pytest

from scoring.wording import (
    asks_a_figure,
    asks_for_time,
    fact_sentence,
    gives_a_reason,
    is_dated,
    is_personal,
    is_quantified,
    names_a_period,
    only_sends_information,
    points_back,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many leave?", True),
        ("Do you know who quit?", True),
        ("Can you say how much it costs?", True),
        ("And when a driver quits, how long does it take?", True),
        ("Is it costing you, and how much?", True),
        ("Does it hurt when a driver quits?", False),
        ("So, is there someone who decides?", False),
    ],
)
def test_a_figure_is_asked_for_where_a_yes_would_not_answer(text: str, wanted: bool) -> None:
    """A wh-word within a yes/no question asks for nothing, unless the buyer is to tell it."""
    assert asks_a_figure(text) is wanted


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("We decide in May.", True),
        ("It has to stand by the 3rd of May.", True),
        ("They want it this quarter.", True),
        ("It takes nine days.", True),
        ("Peak starts in seven weeks.", True),
        ("It may well be our first priority.", False),
        ("We lose a quarter of them.", False),
    ],
)
def test_a_date_is_a_month_a_day_a_season_or_a_span(text: str, dated: bool) -> None:
    """May is a month beside a number or a word of time only, and a quarter of something is no date."""
    assert is_dated(text) is dated


def test_every_number_word_counts() -> None:
    """A figure in words is a figure, whichever it is."""
    assert is_quantified("It is one grand, some eleven days of work.")
    assert is_quantified("Seventy percent of them.")
    assert names_a_period("Nine months of it.")


@pytest.mark.parametrize(
    ("text", "quantified"),
    [
        ("It is about forty grand a month.", True),
        ("Some 25k, mostly.", True),
        ("Nearly 8 lakhs, and 21 crores on top.", True),
        ("We lose around 60 cases like that.", True),
        ("About thirty two thousand a floor.", True),
        ("It is seventy, this year.", False),
        ("There were 60.", False),
        ("Room six is cold.", False),
        ("Room six has gone.", False),
    ],
)
def test_a_number_has_a_unit_where_it_is_of_something(text: str, quantified: bool) -> None:
    """Money by its scale, the plural right after it, or a rate; a bare number is of nothing."""
    assert is_quantified(text) is quantified


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("And why is that?", True),
        ("What does that cost you?", True),
        ("What happens this year if nothing changes?", False),
        ("Is there a budget?", False),
    ],
)
def test_pointing_back_is_to_what_was_said(text: str, back: bool) -> None:
    """'This year' and 'is there' point at nothing the buyer said."""
    assert points_back(text) is back


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Have you got ten minutes?", True),
        ("How long do we have?", True),
        ("How much time have you got?", True),
        ("Is this a good moment?", True),
        ("Could you spare twenty minutes?", True),
        ("Is this an alright time or are ye out on the boat?", True),
        ("Would Tuesday be a convenient time?", True),
        ("hi is this carlos did i catch you at a bad time", True),
        ("i have ten minutes", False),
        ("How long have you been using it?", False),
        ("Do your drivers wait ten minutes at the gate?", False),
        ("I have ten minutes.", False),
    ],
)
def test_time_is_asked_for_this_conversation(text: str, asks: bool) -> None:
    """How long something else takes is no question about the buyer's time."""
    assert asks_for_time(text) is asks


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("I ask because your lorries wait.", True),
        ("The reason for my call is simple.", True),
        ("You wrote to us about the windows.", True),
        ("You rang me last week.", True),
        ("Have they asked us before?", False),
        ("Can I ask? I'm calling about the gate.", True),
        ("Is that because you are short of drivers?", False),
        ("What is the reason we see them leave?", False),
    ],
)
def test_a_reason_is_stated_not_asked_for(text: str, gives: bool) -> None:
    """'Because' in a question asks the buyer for a reason."""
    assert gives_a_reason(text) is gives


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("I'll send you some information.", True),
        ("Thanks for the call, I'll e-mail the brochure.", True),
        ("Could we meet for an hour? I'll e-mail you the details.", False),
        ("Shall I send the slides and we talk on Friday?", False),
        ("Let's meet on Tuesday.", False),
        ("Sending you the trial link now, any questions just write.", True),
        ("I'll shoot you the deck and circle back in a couple of weeks.", True),
        ("Tuesday at ten, then. I'll send the details.", False),
        ("I'll send you the calendar link.", False),
    ],
)
def test_sending_is_all_there_is_when_nobody_meets_or_speaks(text: str, only: bool) -> None:
    """Details of a meeting that are e-mailed make it no less of a meeting."""
    assert only_sends_information(text) is only


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("I miss my boy's matches.", True),
        ("It's my job on the line.", True),
        ("We miss two pickups a week.", False),
        ("My name is Ruth.", False),
    ],
)
def test_personal_is_what_it_means_to_the_buyer(text: str, personal: bool) -> None:
    """What a firm misses and what somebody is called are no hints."""
    assert is_personal(text) is personal


def test_a_fact_is_not_told_in_what_is_said_of_the_seller() -> None:
    """ "You have asked me a page" leads up to an answer and is none."""
    reply = "You have asked me a whole page there. Two caterers gave notice within three years."
    where = fact_sentence(reply, quantified=False, dated=False, place=0, among=1)
    assert where is not None
    assert reply[slice(*where)] == "Two caterers gave notice within three years."
    alone = "You would have to ask her yourself."
    assert fact_sentence(alone, quantified=False, dated=False, place=0, among=1) == (0, len(alone))
