"""Rules that single buyers brought in: public data, triggers that end a call, misquoting, a white lie."""

from dataclasses import replace

import pytest

from personas.vocabulary import Act, Intent, Outcome, Topic
from scenarios.catalog import scenario_ids
from scoring.hearing.heard import Mark
from scoring.hearing.words import holds_run, stems
from scoring.transcript import FactDisclosed, MeetingEnded
from simulator.buyer.brief import Say
from simulator.buyer.cover import press
from simulator.buyer.echoing import says_after
from simulator.buyer.engine import decide, leave, opening_state
from simulator.buyer.reading import read
from simulator.buyer.reckoning import counts_in, made_up
from simulator.buyer.state import Lie, LieStage
from simulator.call.meeting import Meeting, set_up
from simulator.debrief.truth import truth_of
from tests.simulator.buyer.test_engine import heard, say, told, trusting


def meeting(scenario: str, variant: str = "a") -> Meeting:
    """A scenario's buyer in one situation."""
    return set_up(scenario, seed=1, variant=variant)


# What only public data can show.


@pytest.mark.parametrize("variant", ["a", "b", "c", "d"])
def test_what_she_has_not_seen_waits_for_public_data(variant: str) -> None:
    """Asked why with every trust, the root cause stays shut; with one of its brief facts it opens."""
    colette = meeting("busy-executive", variant)
    state = trusting(colette, "problem1", "problem2", "cause1")
    bare = say(colette, state, Act.OPEN_QUESTION, "Why does that happen at all?", Topic.CAUSE)
    assert "cause2" not in told(bare)
    opened = []
    for fact in colette.scenario.brief.facts:
        text = f"{fact.text} What did that do?"
        decision = say(colette, state, Act.OPEN_QUESTION, text, Topic.CAUSE)
        if "cause2" in told(decision):
            opened.append(fact.id)
    assert opened
    assert set(opened) & set(colette.persona.fact("cause2").by_brief)


# Triggers that end the call.


def test_a_second_bypass_disqualifies() -> None:
    """Going round the broker costs trust once; announced again, it is the end, and he said so before."""
    calder = meeting("rfp-broker")
    text = "Then I'll call the COO about it."
    first = say(calder, opening_state(calder.ledger), Act.OTHER, text)
    assert first.outcome is None
    assert first.verdict.triggers == ("bypass",)
    assert first.state.trust < calder.ledger.terms.trust
    second = say(calder, first.state, Act.OTHER, text)
    assert (second.outcome, second.ended_by) == (Outcome.DISQUALIFIED, "buyer")
    assert second.brief.parts[-1].say is Say.CLOSING


def test_agreeing_to_all_wins_and_churns_unless_the_need_is_known() -> None:
    """Who agrees to every requirement without asking wins what will be lost in month six."""
    calder = meeting("rfp-broker")
    text = "We agree to all 47 requirements."
    blind = say(calder, opening_state(calder.ledger), Act.OTHER, text)
    assert blind.outcome is Outcome.WON_BUT_CHURNED
    for known in ("problem2", "cause2"):
        knowing = say(calder, trusting(calder, known), Act.OTHER, text)
        assert knowing.outcome is None
        assert "agree_all" in knowing.verdict.triggers


def test_an_ending_that_follows_from_something_needs_it() -> None:
    """A kick-off left to its plan churns; one that argued scope ends in the change-order fight."""
    marguerite = meeting("kick-off-surprise")
    late = replace(opening_state(marguerite.ledger), turn=8)
    plain = leave(marguerite.ledger, late, seed=1, buyer_turn=17)
    assert plain.state.ending == "won_but_churned"
    argued = replace(late, triggers=("out_of_scope",))
    assert leave(marguerite.ledger, argued, seed=1, buyer_turn=17).state.ending == (
        "change_order_fight"
    )


def test_blame_twice_closes_the_door() -> None:
    """The CFO lets one word against his manager pass, and no second one."""
    henrik = meeting("polite-cfo")
    words = next(t for t in henrik.persona.triggers if t.id == "blame_farrell").words
    first = say(henrik, opening_state(henrik.ledger), Act.OTHER, f"Well, {words[0]}.")
    assert first.outcome is None
    second = say(henrik, first.state, Act.OTHER, f"Well, {words[0]}.")
    assert second.state.ending == "closed_door"


# Half a year later.


def test_half_a_year_on_is_told_by_the_needs_that_were_earned() -> None:
    """The more of the real needs were asked for, the later text; what was volunteered does not count."""
    marguerite = meeting("kick-off-surprise")
    needs = marguerite.persona.needs
    row = next(row for row in marguerite.persona.endings if len(row.month_six) > 1)

    def afterwards(found: int, how: str = "elicited") -> str:
        events = [
            FactDisclosed.model_validate(
                {
                    "seq": 0,
                    "turn": 2,
                    "asked_turn": 1,
                    "fact": need,
                    "topic": need.rstrip("0123456789"),
                    "depth": 2,
                    "how": how,
                }
            )
            for need in needs[:found]
        ]
        ended = MeetingEnded(seq=1, turn=3, ending=row.id, outcome=row.outcome, ended_by="seller")
        return truth_of(marguerite, [*events, ended]).epilogue

    for before, later in zip(row.month_six, row.month_six[1:], strict=False):
        assert before.found < later.found
        assert later.text.strip() in afterwards(later.found)
        assert later.text.strip() not in afterwards(later.found - 1)
    best = row.month_six[-1]
    assert best.text.strip() not in afterwards(best.found, how="volunteered")


# Words put in the buyer's mouth, and said after the buyer.


@pytest.mark.parametrize(
    ("given", "invented"),
    [
        ("3.2 points on 210.", False),
        ("Put that 1.1 million beside the 1.9.", False),
        ("Up 22. What's behind it?", False),
        ("$6.7 a year, then.", False),
        ("26 more crashes in a year.", False),
        ("Up 35. What's behind it?", True),
        ("Put that 2.4 million beside the 1.9.", True),
        ("22 of your drivers left.", True),
        ("29 more crashes in a year.", True),
        ("36 million more, then.", True),
    ],
)
def test_what_a_figure_counts_may_be_left_out(given: str, invented: bool) -> None:
    """ "Up 22" gives back 22%, and "on 210" a turnover of 210 million; another figure is still another."""
    said = [
        "3.2 points on $210 million is $6.7 million a year.",
        "Up 22% in twelve months, 144 crashes after 118.",
        "It is $1.9 million more, and $1.1 million saved.",
    ]
    assert made_up(given, counts_in(said)) is invented


def test_a_third_misquotation_ends_the_call() -> None:
    """The first is corrected, the second denied, at the third the seller is shown the door."""
    ruth = meeting("skeptical-owner")
    state = trusting(ruth, "problem1")
    lines = ("So you lose 777 vans.", "So it is 4,321 forks.", "So 913 penguins wait.")
    decisions = []
    for line in lines:
        decision = say(ruth, state, Act.REFLECTION, line)
        decisions.append(decision)
        state = decision.state
    assert decisions[0].brief.does(Intent.REFLECTION_WRONG)
    assert decisions[1].brief.does(Intent.CLAIM_DENIED)
    assert decisions[2].outcome is Outcome.WALKED_AWAY
    assert decisions[2].verdict.triggers == ("misquoting",)


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (
            Act.CLOSED_QUESTION,
            "Let me check that I've got this: 913 penguins wait. Did I get that right?",
        ),
        (Act.NEXT_STEP, "To sum up: 913 penguins wait. Shall we meet on Tuesday at ten?"),
        (Act.OPEN_QUESTION, "You said 913 penguins wait. What does that do?"),
        (Act.OPEN_QUESTION, "So you say 913 penguins wait. What does that do?"),
    ],
)
def test_what_is_announced_as_the_buyers_words_is_checked(act: Act, line: str) -> None:
    """Heard as a question or a next step, it is a misquote all the same, and that alone is answered."""
    ruth = meeting("skeptical-owner")
    decision = say(ruth, trusting(ruth, "problem1"), act, line, Topic.PROBLEM)
    assert decision.state.misquoted == 1
    assert decision.verdict.reflection == "wrong"
    assert told(decision) == []


@pytest.mark.parametrize(
    ("line", "strange"),
    [
        ("You said the turbines corroded overnight.", True),
        ("You said the days corroded overnight.", False),
        ("You said it corroded.", False),
    ],
)
def test_three_words_of_which_none_was_said_are_not_theirs(line: str, strange: bool) -> None:
    """Said to be the buyer's words, with not one of theirs among them: that is put right."""
    ruth = meeting("skeptical-owner")
    state = trusting(ruth, "problem1", "problem2")
    decision = say(ruth, state, Act.REFLECTION, line, marks=(Mark.ATTRIBUTION,))
    assert (decision.verdict.reflection == "wrong") is strange


def test_what_the_buyer_tells_anybody_may_be_given_back() -> None:
    """Marguerite's eleven years stand in a line that every caller may hear: no secret and no misquote."""
    marguerite = meeting("kick-off-surprise")
    state = trusting(marguerite, "problem1")
    for years, wrong in (("eleven", False), ("seventeen", True)):
        given = f"You told me you've worked here {years} years."
        decision = say(marguerite, state, Act.REFLECTION, given, marks=(Mark.ATTRIBUTION,))
        assert (decision.verdict.reflection == "wrong") is wrong
    assert not any(of == "" and value == 11 for value, of in marguerite.ledger.public_counts)


def test_what_a_liar_let_slip_may_be_given_back() -> None:
    """Saying a slip back is how a lie is noticed; before it was said, the same words are made up."""
    annika = meeting("contact-gone-cold")
    slipped = Lie(stage=LieStage.CRACK, slips=1)
    state = replace(opening_state(annika.ledger), turn=3, lie=slipped)
    line = "You said twelve men have to get through site induction before the handover."
    for lie, wrong in ((slipped, False), (Lie(), True)):
        given = say(annika, replace(state, lie=lie), Act.REFLECTION, line)
        assert (given.verdict.reflection == "wrong") is wrong


def test_what_a_liar_claimed_may_be_given_back() -> None:
    """A claim that was made is something the buyer said, true or not; one that was not made is none."""
    tobias = meeting("overloaded-decision-maker")
    story = tobias.persona.cover_story
    assert story is not None
    for claim in story.claims:
        for line in claim.lines:
            state = replace(opening_state(tobias.ledger), turn=3, lie=Lie(claims=(claim.id,)))
            decision = say(tobias, state, Act.REFLECTION, f"So you say: {line}")
            assert decision.verdict.reflection != "wrong", line


@pytest.mark.parametrize("line", ["Would you say 913 penguins wait?", "What would 913 vans do?"])
def test_a_guess_is_no_misquote(line: str) -> None:
    """Nobody is said to have said it."""
    ruth = meeting("skeptical-owner")
    decision = say(ruth, trusting(ruth, "problem1"), Act.CLOSED_QUESTION, line, Topic.PROBLEM)
    assert decision.state.misquoted == 0


def test_a_pitch_built_on_a_misquote_is_a_pitch_and_a_misquote() -> None:
    """Both count; the third misquote ends the call though it came in a pitch."""
    ruth = meeting("skeptical-owner")
    state = replace(trusting(ruth, "problem1"), misquoted=1)
    line = "You told me 913 penguins wait. That is where Pennant comes in."
    decision = say(ruth, state, Act.PITCH, line)
    assert (decision.state.misquoted, decision.state.pitches) == (2, 1)
    last = say(ruth, replace(state, misquoted=2), Act.PITCH, line)
    assert last.outcome is Outcome.WALKED_AWAY


@pytest.mark.parametrize("scenario", scenario_ids())
def test_a_guess_that_is_true_gets_no_yes(scenario: str) -> None:
    """Given back as theirs, or in their very words: what the buyer has told nobody is put right."""
    buyer = meeting(scenario)
    for fact in buyer.persona.facts:
        others = [each for each in buyer.persona.facts if each.id != fact.id]
        state = trusting(buyer, *(each.id for each in others))
        heard_before = [w for each in others for w in each.wordings]
        heard_before += [each.text for each in buyer.scenario.brief.facts]
        secret = [
            run
            for run in map(stems, fact.tell_tales)
            if not any(holds_run(stems(line), run) for line in heard_before)
        ]
        for wording in fact.wordings:
            if not any(holds_run(stems(wording), run) for run in secret):
                continue
            for text in (f"So you told somebody: {wording} Isn't that so?", wording):
                decision = say(buyer, state, Act.REFLECTION, text)
                assert decision.verdict.reflection != "accepted", text
                assert not decision.brief.does(Intent.PARROT_NOTICED), text


def test_what_was_told_may_be_given_back_in_words_of_another_fact() -> None:
    """A phrase that the buyer has used in telling one fact is no secret of another's any more."""
    ruth = meeting("skeptical-owner")
    wording = ruth.persona.fact("inaction2").wordings[0]
    assert "second site" in wording
    assert "second site" in ruth.persona.fact("goal1").tell_tales
    state = trusting(ruth, "problem1", "inaction2")
    decision = say(ruth, state, Act.REFLECTION, f"{wording} And that is what worries you.")
    assert decision.verdict.reflection != "wrong"


def test_the_buyers_own_sentences_are_no_questions() -> None:
    """Said after the buyer, their questions too: it is noticed, and opens nothing."""
    ruth = meeting("skeptical-owner")
    line = ruth.persona.lines[Intent.PROBLEM_QUESTION][0]
    state = trusting(ruth)
    decision = say(ruth, state, Act.OPEN_QUESTION, line, Topic.PROBLEM)
    assert decision.verdict.parrot
    assert told(decision) == []
    assert decision.state.trust < state.trust


@pytest.mark.parametrize(
    "asked", ["What makes you say that?", "What do you mean?", "Who does what, and by when?"]
)
def test_what_anybody_asks_is_not_said_after_the_buyer(asked: str) -> None:
    """Annika has lines for all three; a seller who asks them asks."""
    annika = meeting("contact-gone-cold")
    lines = [line for group in annika.persona.lines.values() for line in group]
    assert any(asked in line for line in lines)
    decision = say(annika, trusting(annika), Act.OPEN_QUESTION, asked, Topic.CAUSE)
    assert not decision.verdict.parrot


def test_seven_words_of_ten_make_a_parrot() -> None:
    """A sentence of the buyer's with a longer one of the seller's own is no parroting; nor is a goodbye."""
    own = frozenset({("the", "money", "come", "late"), ("goodby",)})
    assert says_after("The money comes late.", own) == (
        ("the", "money", "come", "late") in own and says_after("The money comes late!", own)
    )
    assert not says_after("The money comes late. And what have you done about it so far?", own)
    assert not says_after("Goodbye.", own)


@pytest.mark.parametrize(
    ("given", "invented"),
    [
        ("That is 61 days.", False),
        ("So it went to eight firms.", False),
        ("So it went to nine firms.", True),
        ("So it went to nine.", False),
        ("By May 15, then.", False),
        ("By May 1, then.", True),
        ("By June 1, then.", False),
        ("That is 31 days more than the 30.", False),
        ("So about sixty days.", False),
        ("So fewer than 70 days.", False),
        ("So fewer than 60 days.", True),
        ("So fewer than 200 days.", True),
        ("So over 50 days.", False),
        ("So sixty days, near enough.", False),
        ("So sixty-odd days.", False),
        ("So fifty-odd days.", True),
        ("So 61 days, that's two months.", False),
        ("So 61 days, that's four months.", True),
        ("Nineteen thousand files.", False),
        ("Nineteen thousand-odd files.", False),
        ("Eighteen thousand files.", True),
        ("19,000 files.", True),
        ("Nine thousand people by hand.", False),
        ("That is $9,200.", True),
        ("Sixty-one less thirty, that's thirty-one days.", False),
        ("So 72 days.", True),
        ("That is $23,400 a year.", False),
        ("That is $24,700 a year.", True),
        ("We have twenty minutes.", False),
        ("Between your own four walls.", False),
        ("So 30 people.", True),
        ("So both of them left in month five.", False),
        ("So both of them left at month six.", True),
        ("Under Rule 7 nobody may ask.", False),
        ("Under rule 9 nobody may ask.", True),
        ("So in week six somebody counts.", False),
        ("Eleven clean years, and then that.", False),
        ("Twelve clean years, and then that.", True),
    ],
)
def test_a_figure_must_have_been_said_or_follow(given: str, invented: bool) -> None:
    """A sum, a difference, another span, about: these follow. Another count of another thing does not."""
    said = [
        "They pay at 61 days, the terms say 30 days.",
        "It is $1,950 a month.",
        "Eight firms bid by May 15.",
        "Both left in month five, under Rule 7.",
        "I have been here for eleven years.",
        "There are 19,400 files and 9,200 staff.",
    ]
    known = counts_in(said)
    assert made_up(given, known) is invented


# A white lie.


def test_a_white_lie_wears_thin_with_every_civil_turn() -> None:
    """Half a point for each civil turn from the third on; none for a pitch, pressure or an accusation."""
    annika = meeting("contact-gone-cold")
    story = annika.persona.cover_story
    assert story
    assert story.civil == 0.5

    def pressure(turn: int, act: Act, *marks: Mark) -> float:
        state = replace(opening_state(annika.ledger), turn=turn - 1, lie=Lie(pressure=1.0))
        text = "And how is the line?"
        line = heard(act, text, marks=marks)
        pressed = press(annika.ledger, state, read(annika.ledger, state, line, text))
        assert pressed
        return pressed.lie.pressure

    assert pressure(2, Act.OPEN_QUESTION) == 1.0
    assert pressure(3, Act.OPEN_QUESTION) == 1.5
    assert pressure(3, Act.RAPPORT) == 1.5
    assert pressure(3, Act.PITCH) == 1.0
    for mark in (Mark.PRESSURE, Mark.FEAR, Mark.THREAT):
        assert pressure(3, Act.OPEN_QUESTION, mark) == 1.0


def test_what_wears_thin_comes_out_for_an_open_question_only() -> None:
    """Worn through, the story still waits to be asked openly: fishing and 'nobody else, right?' are not."""
    annika = meeting("contact-gone-cold")
    state = trusting(annika, lie=Lie(pressure=6.0))
    for act, marks in (
        (Act.RAPPORT, ()),
        (Act.OPEN_QUESTION, (Mark.ASSUMES_NONE,)),
        (Act.OTHER, ()),
    ):
        held = say(annika, state, act, "And how is the line?", Topic.PROBLEM, marks=marks)
        assert held.state.lie
        assert held.state.lie.stage is not LieStage.CONFESS
    asked = say(annika, state, Act.OPEN_QUESTION, "And how is the line?", Topic.PROBLEM)
    assert told(asked) == ["competition2"]


def test_a_led_figure_is_not_the_buyers_own() -> None:
    """A question that brings the figure along gets the fact, but the figure is the seller's."""
    ruth = meeting("skeptical-owner")
    state = trusting(ruth, "goal1", "problem1", "problem2")
    text = "So it costs 300,000 a year, right?"
    line = replace(heard(Act.OPEN_QUESTION, text, Topic.IMPACT, marks=(Mark.LEADING,)))
    led = decide(
        ruth.ledger, state, replace(line, numbers=(300_000.0,)), text, seed=1, buyer_turn=12
    )
    assert led.disclosed
    assert all(opened.led for opened in led.disclosed)
    plain = say(ruth, state, Act.OPEN_QUESTION, "What does it cost you?", Topic.IMPACT)
    assert plain.disclosed
    assert not any(opened.led for opened in plain.disclosed)
