"""What a person does in a talk beside answering: says it again, takes a kind word, stands by a story."""

from dataclasses import replace

import pytest

from personas.vocabulary import Act, Intent, Topic
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.words import content_stems
from simulator.buyer.brief import Say
from simulator.buyer.echoing import is_parrot
from simulator.buyer.engine import decide, opening_state
from simulator.buyer.ledger import SOUNDS_LIKE
from simulator.buyer.reading import read
from simulator.buyer.state import Lie, LieStage, LiveCue, State
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting, set_up
from tests.simulator.buyer.test_engine import heard, say, told, trusting


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """The skeptical owner, who hides nothing but what was not earned."""
    return set_up("skeptical-owner", seed=1, variant="a")


@pytest.fixture(scope="module")
def annika() -> Meeting:
    """The friendly contact who says it is still being finalised, and can be brought to tell."""
    return set_up("contact-gone-cold", seed=1, variant="a")


@pytest.fixture(scope="module")
def tobias() -> Meeting:
    """The overloaded decision maker, whose story takes more than a friendly word to give way."""
    return set_up("overloaded-decision-maker", seed=1, variant="a")


def said(decision: Decision) -> list[str]:
    """The names of what the buyer says, in order."""
    return [part.name for part in decision.brief.parts]


def lying(meeting: Meeting, *facts: str, stage: LieStage = LieStage.HOLD) -> State:
    """A buyer at ease who still keeps to the story."""
    return trusting(meeting, *facts, trust=60.0, lie=Lie(stage=stage))


def test_a_bad_line_gets_the_last_thing_told_once_more(ruth: Meeting) -> None:
    """Asked to say it again, the buyer does; nothing is earned by it, and nothing new opens."""
    state = trusting(ruth, "problem1")
    again = say(ruth, state, Act.OTHER, "Sorry, bad line.", marks=(Mark.SAY_AGAIN,))
    assert [part.name for part in again.brief.parts] == ["problem1"]
    assert not told(again)
    assert again.state.trust <= state.trust


def test_a_bad_line_at_the_start_gets_the_first_words_again(ruth: Meeting) -> None:
    """Before anything was told or avoided, there is only the greeting to say again."""
    again = say(ruth, opening_state(ruth.ledger), Act.OTHER, "Sorry?", marks=(Mark.SAY_AGAIN,))
    assert [part.lines for part in again.brief.parts] == [(ruth.scenario.opening,)]


def test_a_bad_line_after_a_question_avoided_gets_the_topic_avoided_again(ruth: Meeting) -> None:
    """Not a fact told long before: what was said last was a way round the question."""
    state = trusting(ruth, "problem1", trust=15.0)
    avoided = say(ruth, state, Act.OPEN_QUESTION, "What is the budget for that?", Topic.BUDGET)
    again = say(ruth, avoided.state, Act.OTHER, "Sorry?", marks=(Mark.SAY_AGAIN,))
    assert [(part.say, part.name) for part in again.brief.parts] == [(Say.DEFLECT, Topic.BUDGET)]


def test_a_bad_line_uses_up_no_hint(ruth: Meeting) -> None:
    """A hint dropped is open for two turns in which something was said."""
    state = trusting(ruth, "problem1", cues=(LiveCue("worst", 4),), cues_dropped=("worst",))
    lost = say(ruth, state, Act.RAPPORT, "And the rain we had on Sunday.")
    assert lost.verdict.cues_expired == ("worst",)
    kept = say(ruth, state, Act.OTHER, "Sorry, bad line.", marks=(Mark.SAY_AGAIN,))
    assert kept.state.cues


def test_a_hint_taken_up_is_followed_to_what_it_hinted_at(ruth: Meeting) -> None:
    """A question with the words of a hint gets the fact behind it, though its topic was heard otherwise."""
    text = "One you could draw from memory, which one is that?"
    state = trusting(ruth, "problem1")
    assert "problem2" not in told(say(ruth, state, Act.OPEN_QUESTION, text, Topic.GOAL))
    dropped = replace(state, cues_dropped=("worst",))
    assert "problem2" in told(say(ruth, dropped, Act.OPEN_QUESTION, text, Topic.GOAL))


def test_a_hint_taken_up_too_soon_is_refused_on_its_own_topic(ruth: Meeting) -> None:
    """Short of trust, what is refused is what the hint was about."""
    text = "One you could draw from memory, which one is that?"
    state = trusting(ruth, "problem1", trust=5.0, cues_dropped=("worst",))
    decision = say(ruth, state, Act.OPEN_QUESTION, text, Topic.BUDGET)
    assert decision.verdict.attempted == (Topic.PROBLEM,)


def test_a_hint_taken_up_too_soon_is_not_answered_with_something_else(ruth: Meeting) -> None:
    """What the question was heard to be about besides stays unsaid: it asked for what was hinted at."""
    text = "One you could draw from memory, which one is that?"
    fact = ruth.persona.fact("problem2")
    state = trusting(ruth, "problem1", trust=float(fact.threshold) - 1)
    asked = (Topic.PROBLEM, Topic.CURRENT_STATE)
    assert told(say(ruth, state, Act.OPEN_QUESTION, text, *asked)) == ["current_state1"]
    hinted = replace(state, cues_dropped=("worst",))
    assert told(say(ruth, hinted, Act.OPEN_QUESTION, text, *asked)) == []


def test_one_word_is_no_likeness(ruth: Meeting) -> None:
    """A question with a single word of content asks for no fact by sounding like an author's example."""
    assert ruth.ledger.likenesses(frozenset({"late"}))
    decision = say(ruth, trusting(ruth), Act.OPEN_QUESTION, "Late?")
    assert not told(decision)


def test_the_same_words_heard_as_two_kinds_of_question_are_one(ruth: Meeting) -> None:
    """What is heard as open and as closed at once is read as a single question."""
    text = "What goes wrong?"
    spans = tuple(
        Span(0, len(text), str(act), ("problem",), 0.6)
        for act in (Act.OPEN_QUESTION, Act.CLOSED_QUESTION)
    )
    line = Heard(acts=tuple(span.act for span in spans), topics=("problem",), spans=spans)
    assert len(read(ruth.ledger, opening_state(ruth.ledger), line, text).questions) == 1


def test_a_thought_of_ones_own_beside_the_buyers_words_is_no_parroting(ruth: Meeting) -> None:
    """The buyer's sentence said back is a parrot's; with a sentence of one's own it is not."""
    index = ruth.ledger.facts["problem1"]
    echoed = "Customers pay late, same as everybody's, on the day they said."
    assert is_parrot(echoed, [index])
    assert not is_parrot(f"{echoed} My uncle ran a bakery and quit over that.", [index])


def test_a_kind_word_after_something_hard_is_taken_as_one(ruth: Meeting) -> None:
    """'I'm sorry, that's hard' after a fact is heard; the same out of nothing is small talk."""
    text = "I'm sorry, that's hard."
    after = say(ruth, trusting(ruth, "impact3"), Act.RAPPORT, text)
    assert said(after) == [Intent.REFLECTION_ACCEPTED]
    assert said(say(ruth, opening_state(ruth.ledger), Act.RAPPORT, text)) == [Intent.SMALL_TALK]


def test_pity_is_not_wanted_and_small_talk_is_answered_each_time(ruth: Meeting) -> None:
    """The second round of small talk costs and is answered as one; only pity gets the answer to pity."""
    state = replace(opening_state(ruth.ledger), rapport=1)
    weather = say(ruth, state, Act.RAPPORT, "And the rain we had on Sunday.")
    assert said(weather) == [Intent.SMALL_TALK]
    assert (
        weather.state.patience
        < say(ruth, opening_state(ruth.ledger), Act.RAPPORT, "Hm.").state.patience
    )
    pity = say(ruth, state, Act.RAPPORT, "It must be awful for you.")
    assert said(pity) == [Intent.EMPATHY_WEARY]


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("Sorry, that came out clumsy.", Intent.APOLOGY),
        ("I'm sorry, I jumped in there. Forgive me.", Intent.APOLOGY),
        ("I apologise for interrupting you.", Intent.APOLOGY),
        ("I'm so sorry, that's hard.", Intent.REFLECTION_ACCEPTED),
        ("That's heavy, and I won't repeat it. Thanks for telling me.", Intent.REFLECTION_ACCEPTED),
        ("Good of you to take the time.", Intent.SMALL_TALK),
    ],
)
def test_who_is_sorry_for_a_clumsy_word_is_let_off(
    ruth: Meeting, line: str, intent: Intent
) -> None:
    """An apology in the middle of a call gets no greeting; sympathy is another thing."""
    state = trusting(ruth, "problem1")
    assert said(say(ruth, state, Act.RAPPORT, line)) == [intent]


def test_what_is_given_back_too_generally_earns_nothing_and_is_no_silence(ruth: Meeting) -> None:
    """A reflection that names nothing that was said gets a nod after a fact, and no credit."""
    decision = say(ruth, trusting(ruth, "problem1"), Act.REFLECTION, "So it adds up.")
    assert said(decision) == [Intent.REFLECTION_ACCEPTED]
    assert not decision.verdict.reflects
    early = say(ruth, opening_state(ruth.ledger), Act.REFLECTION, "So it adds up.")
    assert said(early) == [Intent.NO_CONTENT]


def test_already_said_is_said_only_of_what_was_asked(ruth: Meeting) -> None:
    """With nothing left on a topic, 'as I said' comes only when a told fact sounds like the question."""
    everything = tuple(name for name, item in ruth.ledger.facts.items())
    state = trusting(ruth, *everything)
    same = "What does that gap cost you, 61 days when you ask for 30, in money?"
    assert Intent.ALREADY_SAID in said(say(ruth, state, Act.OPEN_QUESTION, same, Topic.IMPACT))
    other = "Which of the neighbours complains about the paint smell?"
    assert said(say(ruth, state, Act.OPEN_QUESTION, other, Topic.IMPACT)) == [Intent.NO_ANSWER]


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("What else?", Intent.EXHAUSTED),
        ("Anything more there?", Intent.EXHAUSTED),
        ("If your own brother ran it, what would he have done by now?", Intent.NO_ANSWER),
        ("What colour is your own front door?", Intent.NO_ANSWER),
    ],
)
def test_nobody_claims_to_have_told_what_was_never_asked(
    ruth: Meeting, asked: str, intent: Intent
) -> None:
    """With everything told, "there is no more of it" answers only what goes on from something told."""
    state = trusting(ruth, *ruth.ledger.facts)
    assert said(say(ruth, state, Act.OPEN_QUESTION, asked, Topic.IMPACT)) == [intent]


@pytest.mark.parametrize(
    "asked",
    [
        "Is there anything I should have asked you and didn't?",
        "What would you be sorry I hadn't asked you?",
        "What haven't I asked?",
    ],
)
def test_what_should_have_been_asked_the_buyer_does_not_tell(ruth: Meeting, asked: str) -> None:
    """It opens nothing, whatever topic it was heard to have, and "you have had it all" would be no answer."""
    for topics in ((Topic.PRIORITY,), ()):
        decision = say(ruth, trusting(ruth, "problem1"), Act.OPEN_QUESTION, asked, *topics)
        assert said(decision) == [Intent.NO_ANSWER]
        assert not told(decision)


@pytest.mark.parametrize("asked", ["Why haven't they asked you?", "You didn't ask Gwen. Why not?"])
def test_whom_the_buyer_has_not_asked_is_a_question_like_any_other(
    ruth: Meeting, asked: str
) -> None:
    """Only what the seller has not asked is the seller's to find."""
    decision = say(ruth, trusting(ruth, "problem1"), Act.OPEN_QUESTION, asked, Topic.CAUSE)
    assert told(decision)


def test_the_step_behind_two_invited_pitches_is_no_third(ruth: Meeting) -> None:
    """Who was asked to help, answered twice and now fixes a day is heard out; who goes on selling is not."""
    state = trusting(ruth, "problem1", "cause1", invited_at=3, pitched_after_invitation=2)
    text = "Could we sit down on Tuesday at eight? You bring the job sheets, and I bring what we can do."
    sells = heard(Act.PITCH, text)
    proposes = replace(sells, acts=(*sells.acts, str(Act.NEXT_STEP)))
    for line, dumped in ((sells, True), (proposes, False)):
        decision = decide(ruth.ledger, state, line, text, seed=1, buyer_turn=12)
        assert (Intent.PITCH_DUMP in said(decision)) is dumped


def test_the_call_ends_at_goodbye_though_a_question_is_heard(ruth: Meeting) -> None:
    """After an agreed step 'anything else? bye' is a goodbye."""
    state = trusting(ruth, "problem1", "cause1", agreed="agreed")
    text = "Thursday at four it is, okay? Bye now, and good luck."
    line = heard(Act.CLOSED_QUESTION, text, Topic.NEXT_STEP, marks=(Mark.GOODBYE,))
    line = replace(line, acts=(*line.acts, str(Act.NEXT_STEP)))
    decision = decide(ruth.ledger, state, line, text, seed=1, buyer_turn=12)
    assert decision.state.ending == "agreed"


@pytest.mark.parametrize("topic", [Topic.NEXT_STEP, Topic.GOAL, Topic.COMPETITION])
def test_asked_outright_a_liar_says_the_story_whatever_topic_was_heard(
    annika: Meeting, topic: Topic
) -> None:
    """'Have we lost it?' is answered with the claim, not with what the topic would have opened."""
    text = "Straight out, have we lost it?"
    decision = say(annika, lying(annika), Act.CLOSED_QUESTION, text, topic)
    assert [(part.say, part.name) for part in decision.brief.parts] == [(Say.CLAIM, "still_open")]


def test_a_story_that_has_given_way_is_not_asserted_again(annika: Meeting) -> None:
    """Once hedging, a liar asked outright hedges."""
    state = lying(annika, stage=LieStage.HEDGE)
    decision = say(annika, state, Act.CLOSED_QUESTION, "Is it gone?", Topic.COMPETITION)
    assert [part.say for part in decision.brief.parts] == [Say.HEDGE]


def test_a_way_out_offered_to_a_liar_gets_the_story(tobias: Meeting) -> None:
    """'No hard feelings if it has gone' is answered with the story, not with a talk about dates."""
    text = "It would be no reflection on you."
    line = say(tobias, lying(tobias), Act.OTHER, text, marks=(Mark.OFFERS_EXIT,))
    assert [(part.say, part.name) for part in line.brief.parts] == [(Say.CLAIM, "nobody_else")]


def test_nobody_lets_slip_in_reply_to_good_morning(tobias: Meeting) -> None:
    """However hard it is pressed, a story holds through the first two turns, and gives way in the third."""
    pressed = Lie(pressure=40.0)
    text = "What has changed over there since the spring?"
    for turn, slipped in ((0, False), (1, False), (2, True)):
        state = replace(lying(tobias), turn=turn, lie=pressed, trust=5.0)
        decision = say(tobias, state, Act.OPEN_QUESTION, text, Topic.CHANGE)
        assert (Say.SLIP in [part.say for part in decision.brief.parts]) is slipped


def test_who_names_what_the_brief_tells_is_not_asked_what_was_meant(ruth: Meeting) -> None:
    """A line hearing is unsure of is gone on with when it holds something of the brief."""
    state = trusting(ruth, "problem1")
    fact = ruth.scenario.brief.facts[0]
    plain = replace(heard(Act.OTHER, "hm the thing there"), unsure=True)
    asked = decide(ruth.ledger, state, plain, "hm the thing there", seed=1, buyer_turn=12)
    assert said(asked) == [Intent.NOT_UNDERSTOOD]
    known = replace(heard(Act.OTHER, fact.text), unsure=True)
    gone_on = decide(ruth.ledger, state, known, fact.text, seed=1, buyer_turn=12)
    assert said(gone_on) != [Intent.NOT_UNDERSTOOD]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("What is behind that date on the wall?", False),
        ("Could we go through three jobs on Thursday at four?", True),
        ("Where do we go on from here?", True),
    ],
)
def test_a_question_heard_to_be_about_a_next_step_proposes_one_only_in_such_words(
    ruth: Meeting, text: str, proposed: bool
) -> None:
    """A topic alone makes no proposal: it takes an action, a date or a word that proposes."""
    state = trusting(ruth, "problem1")
    decision = say(ruth, state, Act.OPEN_QUESTION, text, Topic.NEXT_STEP)
    assert (decision.verdict.next_step is not None) is proposed


def test_a_question_beside_what_is_given_back_is_answered_though_its_topic_is_unsure(
    ruth: Meeting,
) -> None:
    """'A second site. Where does that stand?' is more than a check: it is about what it is likeliest about."""
    given, asked = "So you want a second site.", " Where does that stand?"
    text = given + asked
    spans = (
        Span(0, len(given), str(Act.REFLECTION), (), 0.9),
        Span(len(given) + 1, len(text), str(Act.OPEN_QUESTION), (), 0.9, near=("goal",)),
    )
    line = Heard(acts=(str(Act.REFLECTION), str(Act.OPEN_QUESTION)), topics=(), spans=spans)
    state = trusting(ruth, "goal1")
    decision = decide(ruth.ledger, state, line, text, seed=1, buyer_turn=12)
    assert decision.verdict.reflection == "accepted"
    assert "goal2" in told(decision)


def test_a_question_about_two_things_is_answered_on_both(ruth: Meeting) -> None:
    """The second fact goes to the topic that the first did not serve."""
    state = trusting(ruth, "impact1", "impact2", "goal1", "goal2", "priority1")
    text = "Which date comes first, and what happens if you leave it as it is?"
    opened = told(say(ruth, state, Act.OPEN_QUESTION, text, Topic.PRIORITY, Topic.INACTION))
    assert {ruth.ledger.facts[name].fact.topic for name in opened} == {
        Topic.PRIORITY,
        Topic.INACTION,
    }


def test_a_question_surely_about_one_thing_opens_nothing_by_sounding_alike(ruth: Meeting) -> None:
    """In words of an author's question about a change, but heard to ask what happens if nothing is done."""
    content = content_stems("What's changed over the last year?")
    assert ruth.ledger.likenesses(content)["change1"] >= SOUNDS_LIKE
    text = "What happens if nothing is changed over the last year?"
    state = trusting(ruth, "problem1")
    assert "change1" not in told(say(ruth, state, Act.OPEN_QUESTION, text, Topic.INACTION))


def test_a_page_with_what_you_told_me_gives_nothing_back(ruth: Meeting) -> None:
    """To promise notes of what was said is a next step, and no words in anybody's mouth."""
    text = "I'll write you one page with what you told me by Wednesday."
    decision = say(ruth, trusting(ruth, "problem1"), Act.NEXT_STEP, text)
    assert decision.verdict.reflection != "wrong"
    given = "What you told me is that 913 penguins wait."
    assert say(ruth, trusting(ruth, "problem1"), Act.NEXT_STEP, given).verdict.reflection == "wrong"


def test_a_goodbye_ends_the_call_whatever_it_takes_up(ruth: Meeting) -> None:
    """The buyer's own words on the way out are no reflection to be confirmed; a summary still is."""
    fact = ruth.persona.fact("problem1")
    text = f"{fact.about[0]}, I like that. Bye now."
    state = trusting(ruth, "problem1")
    parted = say(ruth, state, Act.REFLECTION, text, Topic.PROBLEM, marks=(Mark.GOODBYE,))
    assert parted.ended_by == "seller"
    assert [part.say for part in parted.brief.parts] == [Say.CLOSING]
    summed_up = (Mark.GOODBYE, Mark.RECAP)
    assert say(ruth, state, Act.REFLECTION, text, Topic.PROBLEM, marks=summed_up).outcome is None


def test_a_hint_stands_behind_the_fact_it_goes_with(ruth: Meeting) -> None:
    """Behind another fact "there's a date ringed" would point at that one."""
    state = trusting(ruth, "problem1", "problem2", "cause1", "cause2", "impact1", "impact2")
    both = (Topic.PRIORITY, Topic.STAKEHOLDERS)
    decision = say(ruth, state, Act.OPEN_QUESTION, "Where does it rank, and who else?", *both)
    order = [(part.say, part.name) for part in decision.brief.parts]
    assert order[:2] == [(Say.FACT, "priority1"), (Say.CUE, "clock")]
    assert [kind for kind, _ in order].count(Say.FACT) == 2


@pytest.mark.parametrize(
    ("asked", "topic", "first"),
    [
        ("What does all that cost you in a year?", Topic.IMPACT, Intent.FIRST_THINGS),
        ("What's the trouble, in a word?", Topic.PROBLEM, "problem1"),
    ],
)
def test_asked_for_something_deep_too_soon_the_buyer_says_where_it_begins(
    ruth: Meeting, asked: str, topic: Topic, first: str
) -> None:
    """The surface fact that stands in for the one asked for would sound like no answer by itself."""
    decision = say(ruth, opening_state(ruth.ledger), Act.OPEN_QUESTION, asked, topic)
    assert said(decision)[0] == first
    assert told(decision) == ["problem1"]
