"""A word that sellers use does not make a clause selling, and a polite word does not hide it."""

import pytest

from personas.vocabulary import QUESTIONS, Act, Topic
from scoring.hearing.clauses import Passage, clauses_of, context_of
from scoring.hearing.forms import wrapped_question
from scoring.hearing.gates import OPEN
from scoring.hearing.heard import Mark
from scoring.hearing.lines import read_line
from scoring.hearing.model import load_models
from scoring.hearing.pushing import names_own
from scoring.hearing.reader import hear
from scoring.hearing.selling import LIKELY_PITCH, LONE_CLAUSE, seller_acts
from scoring.next_step import parts_of


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
    said = "“It reads the transponder, it opens the barrier, it charges the card.”"
    assert hear(said, context=asked).acts == (Act.PITCH,)


@pytest.mark.parametrize(
    "text",
    [
        "I won't go over your head and I won't be cross.",
        "I would never go behind your back.",
        "I'm not saying you're lying.",
        "I'm not offering you a bribe.",
        "I won't say you'll go bust.",
        "There's no last chance, no limited time.",
        "How do I reach Imani without going over your head?",
    ],
)
def test_what_is_ruled_out_marks_nothing(text: str) -> None:
    """A threat, an insult to honesty or pressure that is denied is none."""
    assert not hear(text).marks


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("If you don't sign today I'll go over your head.", Mark.THREAT),
        ("Don't make me go over your head.", Mark.THREAT),
        ("I won't hesitate to go over your head.", Mark.THREAT),
        ("Without us you'll go bust.", Mark.FEAR),
        ("Don't miss this last chance.", Mark.PRESSURE),
        ("Without a word from you, shall I go over your head?", Mark.THREAT),
    ],
)
def test_a_not_that_rules_nothing_out_leaves_the_mark(text: str, mark: Mark) -> None:
    """A condition or a turn of phrase with a "not" threatens and presses all the same."""
    assert mark in hear(text).marks


@pytest.mark.parametrize(
    "text",
    [
        "If it's gone elsewhere, that wouldn't be your fault.",
        "That would be no reflection on you.",
        "I wouldn't hold it against you.",
        "if it has, you can tell me",
        "it's fine if it's gone, just tell me straight",
    ],
)
def test_a_blameless_way_out_is_heard_and_sells_nothing(text: str) -> None:
    """Whoever offers an exit pushes nothing."""
    heard = hear(text)
    assert Mark.OFFERS_EXIT in heard.marks
    assert Act.PITCH not in heard.acts


def test_what_the_buyer_said_given_back_is_no_pitch() -> None:
    """ "You said…" with the buyer's own words reflects, also where the seller's own comes off worse."""
    heard = hear("You said some of those files are as thick as a door, and ours isn't.")
    assert heard.acts == (Act.REFLECTION,)


@pytest.mark.parametrize("text", ["Why does that matter to you?", "So why does this matter?"])
def test_why_it_matters_asks_for_the_goal_and_the_impact(text: str) -> None:
    """What something is for and what hangs on it, and no cause."""
    before = [("buyer", "We want to open three more stores by next spring.")]
    heard = hear(text, context=before)
    assert heard.acts == (Act.OPEN_QUESTION,)
    assert set(heard.topics) == {Topic.GOAL, Topic.IMPACT}


@pytest.mark.parametrize(
    ("said", "inner"),
    [
        ("i hear what you're saying", None),
        ("you know who to call", None),
        ("do you know who signs", "who"),
        ("i'd like to know how it runs", "how"),
    ],
)
def test_knowing_and_hearing_wrap_no_question_where_they_state(
    said: str, inner: str | None
) -> None:
    """ "I hear what…" and "you know who…" tell; "do you know who…" asks."""
    assert wrapped_question(said.split()) == inner


def test_a_today_in_a_question_about_how_it_is_done_is_no_date() -> None:
    """It asks how things are; a question that proposes names a date all the same."""

    def dated(text: str) -> bool:
        return parts_of(text, purpose=False, recap=False).date

    assert not dated("How do you do that today?")
    assert dated("How about I send it today?")
    assert dated("How do you do that today? I'll ring on Friday.")


def test_who_wonders_aloud_asks_and_said_before_why() -> None:
    """ "…, and I wondered if…" begins a question of its own behind the reason for the call."""
    heard = hear(
        "I'm ringing because the farm down the loch lost a third of its stock, and I wondered if it got you as well?"
    )
    assert Act.INSIGHT in heard.acts
    assert QUESTIONS & set(heard.acts)


@pytest.mark.parametrize(
    "text", ["This is exactly what Pennant does.", "this is exactly what pennant does"]
)
def test_saying_what_something_is_asks_nothing(text: str) -> None:
    """ "This is what…" states, with or without a full stop; a mark makes it a question again."""
    assert not QUESTIONS & set(hear(text).acts)
    assert QUESTIONS & set(hear("Is this exactly what you wanted?").acts)


def test_when_i_summarise_gives_back() -> None:
    """Said to be a summary, it is one, in a learner's English too."""
    heard = hear(
        "When I summarise: you want the scrap under two percent and nobody owns the press."
    )
    assert Act.REFLECTION in heard.acts
    assert Mark.RECAP in heard.marks


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("So it costs you nine days, right?", True),
        ("What would it take to put it right?", False),
        ("Is that right?", False),
        ("So that costs you a driver a month?", True),
        ("What does that cost you?", False),
        ("Which step takes longest?", False),
        ("So does it cost you a weekend as well?", False),
    ],
)
def test_setting_it_right_leads_nobody(text: str, leads: bool) -> None:
    """ "Right?" behind a statement leads; to put something right does not, nor does a plain check."""
    assert (Mark.LEADING in hear(text).marks) is leads


def test_what_it_costs_them_is_about_impact() -> None:
    """However it is asked, and whatever was said before."""
    heard = hear("okay and what is this running you in money")
    assert "impact" in heard.topics


def test_what_the_buyers_company_announced_is_no_pitch() -> None:
    """To say what one has read of them is an insight, at the start of a call above all."""
    heard = hear(
        "I'll say in one line why I wrote: your company posted for six reviewers in a month."
    )
    assert Act.PITCH not in heard.acts


def test_what_do_you_mean_is_about_what_was_said_last() -> None:
    """It has no topic of its own, whatever its few words resemble."""
    heard = hear("Sorry, what do you mean by that?")
    assert Act.OPEN_QUESTION in heard.acts
    assert heard.topics == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May I send you three questions in writing today?", True),
        ("Could we do it today?", True),
        ("And how do you see that today?", False),
    ],
)
def test_today_is_a_date_where_something_is_to_be_done(text: str, date: bool) -> None:
    """How things are done today says nothing of when."""
    assert parts_of(text, purpose=False, recap=False).date is date


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("And in money?", Topic.IMPACT),
        ("What is that in dollars?", Topic.IMPACT),
        ("What happens between the sign going up and the money?", Topic.CURRENT_STATE),
    ],
)
def test_a_question_whose_words_say_what_it_is_about(text: str, topic: Topic) -> None:
    """What it comes to in money is impact; the course of the work is how it is done, and not how it is decided."""
    assert hear(text).topics == (topic,)
    assert Topic.PROCESS in hear("What happens between you liking it and a contract?").topics


def test_what_is_summed_up_asks_nothing() -> None:
    """ "If I have it right" says that the rest gives back; with a question mark it may ask all the same."""
    said = "So if I have it right: the money sits with customers, and if it stays there the new place goes."
    assert hear(f"{said} Have I got that right?").acts == (Act.CLOSED_QUESTION, Act.REFLECTION)
    assert Act.OPEN_QUESTION in hear("If I have it right, what is holding the invoices back?").acts


def test_a_clause_that_ends_in_a_question_mark_asks_when_nothing_is_likelier() -> None:
    """Though neither kind of question is sure of it."""
    heard = hear("I shan't be offended in the least. Whose brochure lay next to ours?")
    assert Act.CLOSED_QUESTION in heard.acts


def test_asking_if_something_is_so_fixes_no_meeting() -> None:
    """A day in it makes it no next step, as long as neither speaker is to do anything."""
    asked = hear("The job sheets ride about in the van until Friday, am I right?")
    assert Act.NEXT_STEP not in asked.acts
    assert Topic.NEXT_STEP not in asked.topics
    fixed = hear("So we meet on Friday at ten with Jo, is that right?")
    assert Act.NEXT_STEP in fixed.acts


def test_a_scrap_behind_an_admission_sells_nothing() -> None:
    """What the seller says will not do is not sold by the words that follow."""
    assert (
        Act.PITCH
        not in hear("The service we sold you won't work. Better today than in spring.").acts
    )


@pytest.mark.parametrize(
    ("said", "reflects"),
    [
        ("Twenty-five. What is this in euros?", False),
        ("Twice! Who writes it down?", False),
        ("Twenty-five clients a year. What is this in euros?", True),
    ],
)
def test_one_word_gives_nothing_back(said: str, reflects: bool) -> None:
    """Rule 10 of the guide: an echo of a single word is no reflection."""
    told = "Last year maybe twenty-five clients we lost like this, twice in one week."
    heard = hear(said, context=[("buyer", told)])
    assert (Act.REFLECTION in heard.acts) is reflects


def test_what_a_case_comes_to_is_impact() -> None:
    """Money that goes when something happens is no budget."""
    asked = "For the depot, how much money is it when the gate stays shut?"
    assert hear(asked).topics == (Topic.IMPACT,)


@pytest.mark.parametrize(
    ("before", "said", "names", "pitched"),
    [
        ("", "Grey mornings everywhere.", [], False),
        ("", "Grey mornings everywhere?", [], True),
        ("They come in by the yard gate.", "Grey mornings everywhere.", [], True),
        ("And how do they come in?", "Grey mornings everywhere.", [], True),
        ("", "Grey Pennant mornings.", ["pennant"], True),
    ],
)
def test_a_pitch_needs_less_where_one_is_likely(
    before: str, said: str, names: list[str], *, pitched: bool
) -> None:
    """Beside an insight: in a question, at the head of an answer, by the own name the same confidence is enough."""
    model = load_models().seller.acts
    heard = {str(Act.PITCH): LIKELY_PITCH + 0.05, str(Act.INSIGHT): 0.9}
    sure = [heard.get(label, 0.0) for label in model.labels]
    clause = clauses_of(read_line(said), [], context_of(before))[0]
    taken = seller_acts(model, sure, Passage(clause, 0, said, OPEN), names)
    assert (Act.PITCH in [act for act, _ in taken]) is pitched


@pytest.mark.parametrize(
    ("said", "pitched"),
    [
        ("Grey mornings everywhere.", True),
        ("You hire grey mornings everywhere.", False),
        ("You get grey mornings everywhere.", True),
        ("Grey mornings everywhere. Why?", False),
    ],
)
def test_who_asks_or_says_what_the_buyer_does_seldom_sells(said: str, *, pitched: bool) -> None:
    """The same confidence makes a pitch of a clause that does nothing else, and none of what is the buyer's doing."""
    model = load_models().seller.acts
    sure = [LONE_CLAUSE + 0.05 if label == Act.PITCH else 0.0 for label in model.labels]
    clause = clauses_of(read_line(said), [], context_of(""))[0]
    statement = said[: said.index(".") + 1]
    taken = seller_acts(model, sure, Passage(clause, 0, statement, OPEN), [])
    assert (Act.PITCH in [act for act, _ in taken]) is pitched


@pytest.mark.parametrize(
    "text",
    [
        "I'd be glad of a single case, with its dates.",
        "I'd love one story from the yard.",
        "I'd be curious about the lift.",
    ],
)
def test_what_one_would_like_to_be_told_is_an_open_question(text: str) -> None:
    """Rule 1 of the guide: a wrapper does not matter, nor that the question inside is a thing."""
    assert hear(text).acts == (Act.OPEN_QUESTION,)


def test_a_wish_for_coffee_asks_nothing_of_the_business() -> None:
    """Only what can be told is asked for."""
    assert not QUESTIONS & set(hear("I'd love a coffee, since you offer.").acts)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What degree of precedence has the roof, relative to your other cares?", Topic.PRIORITY),
        ("Is the roof something for now or something for later?", Topic.PRIORITY),
        ("Which other persons have to be in agreement, beside of you?", Topic.STAKEHOLDERS),
        ("And is there another supplier in already?", Topic.COMPETITION),
    ],
)
def test_where_it_ranks_and_who_counts_are_told_by_their_words(text: str, topic: Topic) -> None:
    """Whatever else the question speaks of."""
    assert hear(text).topics == (topic,)


def test_who_is_asked_to_help_may_first_give_back() -> None:
    """A recap is no answer on the offer, though the buyer has just asked for one."""
    told = "The $40,000 doesn't come back. Laid end to end I can't leave it, can I. So how could you help?"
    heard = hear(
        "So there's $180,000 to find by the thirtieth, and forty thousand that doesn't come back. Is that right?",
        context=[("buyer", told)],
    )
    assert Act.REFLECTION in heard.acts
    assert Act.PITCH not in heard.acts


@pytest.mark.parametrize(
    "text",
    [
        "So, as I have it: the sheds are a liability you didn't build, the figures want proof, and it waits its turn.",
        "Can I check I've understood so far? There's something you want to build here, the way it is kept is working "
        "against it, and it's waiting its turn behind some bigger things. Would you change any of that?",
    ],
)
def test_what_the_line_has_begun_to_sum_up_is_given_back(text: str) -> None:
    """Also behind another sentence, and to a buyer who has just asked for help."""
    heard = hear(
        text, context=[("buyer", "I've no reason left to leave it. What could you do about it?")]
    )
    assert Act.REFLECTION in heard.acts
    assert Act.PITCH not in heard.acts
