"""One move, one line: triggers answer first, a summary is answered once, a slip is no answer to anything."""

from dataclasses import replace

import pytest

from personas.vocabulary import Act, Intent, Outcome, Topic
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.reader import hear
from simulator.buyer.brief import Say
from simulator.buyer.engine import decide, opening_state
from simulator.buyer.state import Lie, LieStage, State
from simulator.buyer.triggers import said_outright
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting, set_up
from tests.simulator.buyer.test_engine import heard, say, told, trusting


def said(meeting: Meeting, state: State, text: str) -> Decision:
    """One seller turn, as the product hears it."""
    line = hear(text, own_words=meeting.ledger.own_words)
    return decide(meeting.ledger, state, line, text, seed=1, buyer_turn=2 * state.turn + 2)


def parts(decision: Decision) -> list[tuple[Say, str]]:
    """What the reply does, in order."""
    return [(part.say, str(part.name)) for part in decision.brief.parts]


def spans(text: str, *marked: tuple[str, Act, tuple[Topic, ...]]) -> Heard:
    """A line heard as these pieces of it."""
    found = tuple(
        Span(text.index(piece), text.index(piece) + len(piece), str(act), topics, 0.9)
        for piece, act, topics in marked
    )
    acts = tuple(dict.fromkeys(span.act for span in found))
    return Heard(acts=acts, topics=tuple(t for s in found for t in s.topics), spans=found)


# Summaries.

SUMMARY = (
    "Let me check I have it: you want the second site by October, but customers pay you at 61 days."
)


def _summed_up(question: str) -> Decision:
    ruth = set_up("skeptical-owner", seed=1, variant="a")
    facts = ("goal1", "goal2", "problem1", "problem2")
    text = f"{SUMMARY} {question}"
    line = spans(
        text,
        (SUMMARY, Act.REFLECTION, (Topic.GOAL,)),
        (question, Act.CLOSED_QUESTION, (Topic.IMPACT,)),
    )
    line = replace(line, marks=(str(Mark.RECAP),))
    return decide(ruth.ledger, trusting(ruth, *facts), line, text, seed=1, buyer_turn=12)


@pytest.mark.parametrize(
    "question", ["Is that right?", "Have I understood you?", "Correct, Ruth?", "Is that the gist?"]
)
def test_a_checked_summary_is_answered_once(question: str) -> None:
    """'Is that right?' after a summary is answered by confirming it, and nothing is added."""
    assert parts(_summed_up(question)) == [(Say.INTENT, "summary_confirmed")]


@pytest.mark.parametrize("question", ["What does that cost you?", "Is it tight in August?"])
def test_a_question_after_a_summary_is_answered_too(question: str) -> None:
    """Something asked beside the summary gets its own answer."""
    found = parts(_summed_up(question))
    assert found[0] == (Say.INTENT, "summary_confirmed")
    assert len(found) > 1


# Triggers.


def test_a_trigger_answers_a_pitch_alone() -> None:
    """Words this buyer minds get this buyer's line, and no stock complaint behind it."""
    colette = set_up("busy-executive", seed=1, variant="a")
    text = "I have a few slides on what Steadmark does."
    decision = say(colette, opening_state(colette.ledger), Act.PITCH, text)
    assert parts(decision) == [(Say.TRIGGER, "deck")]
    assert decision.verdict.pitch is not None


def test_a_trigger_answers_a_proposal_alone() -> None:
    """Who wants to go round the broker hears that, not that it is too early as well."""
    calder = set_up("rfp-broker", seed=1, variant="a")
    text = "Then I'll call the COO on Tuesday at ten."
    decision = say(calder, opening_state(calder.ledger), Act.NEXT_STEP, text, Topic.NEXT_STEP)
    assert parts(decision) == [(Say.TRIGGER, "bypass")]


def test_a_trigger_is_heard_in_a_turn_that_is_not_understood() -> None:
    """The words alone are plain enough: the buyer does not ask what was meant."""
    marguerite = set_up("kick-off-surprise", seed=1, variant="a")
    text = "that is a change order thing innit"
    line = replace(heard(Act.OTHER, text), unsure=True)
    decision = decide(
        marguerite.ledger, opening_state(marguerite.ledger), line, text, seed=1, buyer_turn=2
    )
    assert parts(decision) == [(Say.TRIGGER, "change_order")]


def test_the_warning_is_not_repeated_when_the_call_ends() -> None:
    """The trigger that ends the call speaks; the one that warned the first time is silent."""
    calder = set_up("rfp-broker", seed=1, variant="a")
    text = "Then I'll call the COO about it."
    warned = say(calder, opening_state(calder.ledger), Act.OTHER, text)
    ended = say(calder, warned.state, Act.OTHER, text)
    assert ended.outcome is Outcome.DISQUALIFIED
    assert parts(ended) == [(Say.TRIGGER, "bypass_again"), (Say.CLOSING, "disqualified")]


@pytest.mark.parametrize(
    "text",
    [
        "We haven't brought a demo.",
        "There will be no demo from me.",
        "I'd never push a demo on you.",
        "Nobody is going to show you a demo.",
        "This isn't about a demo at all.",
        "You won't get a demo out of me today.",
    ],
)
def test_ruling_it_out_sets_nothing_off(text: str) -> None:
    """A thing that is ruled out is mentioned, not done."""
    assert not said_outright(text, "demo")


@pytest.mark.parametrize(
    "text",
    [
        "How about a demo?",
        "Couldn't we do a demo?",
        "No problem, then a demo it is.",
        "I won't keep you long, but a demo would show it.",
        "I can't help thinking a demo would settle it.",
        "It's not only a demo, it's the whole tour.",
        "No doubt a demo would help.",
    ],
)
def test_a_not_elsewhere_rules_nothing_out(text: str) -> None:
    """A pause, a question or a turn of phrase keeps a 'not' from reaching the words."""
    assert said_outright(text, "demo")


# Pitches.


@pytest.mark.parametrize(
    "text", ["At Copperladle we cook everything fresh.", "Our kitchens won three awards."]
)
def test_a_pitch_that_claims_nothing_is_not_asked_for_its_basis(text: str) -> None:
    """Nobody said anything about the buyer, so there is nothing to give a reason for."""
    calder = set_up("rfp-broker", seed=1, variant="a")
    decision = say(calder, opening_state(calder.ledger), Act.PITCH, text)
    assert parts(decision) == [(Say.INTENT, Intent.PITCH_UNWELCOME)]
    assert not decision.state.problem_question


def test_a_pitch_that_claims_something_is_asked_for_its_basis() -> None:
    """What is said of the buyer's own business wants a reason."""
    calder = set_up("rfp-broker", seed=1, variant="a")
    text = "You are losing caterers, and our kitchens would stop that."
    decision = say(calder, opening_state(calder.ledger), Act.PITCH, text)
    assert (Say.INTENT, Intent.PROBLEM_QUESTION) in parts(decision)
    assert decision.state.problem_question


# Slips.


def test_a_slip_answers_only_what_the_story_covers() -> None:
    """A lie worn thin slips when its own subject is asked about, and not in answer to anything."""
    annika = set_up("contact-gone-cold", seed=1, variant="a")
    story = annika.persona.cover_story
    assert story is not None
    worn = replace(trusting(annika, "goal1", trust=5.0), lie=Lie(pressure=story.crack_at), turn=9)
    claimed = {claim.topic for claim in story.claims}
    aside = say(annika, worn, Act.OPEN_QUESTION, "What do you call a good autumn?", Topic.GOAL)
    assert Say.SLIP not in [part.say for part in aside.brief.parts]
    for topic in sorted(claimed):
        asked = say(annika, worn, Act.OPEN_QUESTION, "How does that stand on your side?", topic)
        assert Say.SLIP in [part.say for part in asked.brief.parts]


def test_a_slip_takes_no_answer_away() -> None:
    """A worn lie costs nobody what may be told: that comes first, and the slip behind it."""
    annika = set_up("contact-gone-cold", seed=1, variant="a")
    story = annika.persona.cover_story
    assert story is not None
    worn = replace(trusting(annika, "goal1", trust=44.0), lie=Lie(pressure=story.crack_at), turn=9)
    text = "What has changed since we last spoke?"
    decision = say(annika, worn, Act.OPEN_QUESTION, text, Topic.CHANGE)
    said = [part.say for part in decision.brief.parts if part.say is not Say.CUE]
    assert said[:2] == [Say.FACT, Say.SLIP]
    assert decision.state.lie is not None
    assert decision.state.lie.slips == 1


# Leaving it.


@pytest.mark.parametrize(
    ("scenario", "text", "ending"),
    [
        (
            "rfp-broker",
            "Having heard that, we'd rather not bid this time. Is that all right?",
            "no_bid",
        ),
        ("rfp-broker", "I'll be plain with you, we are not going to tender.", "no_bid"),
        (
            "kick-off-surprise",
            "What we sold you won't hold, and I'd rather say so today.",
            "honest_exit",
        ),
        (
            "kick-off-surprise",
            "The service we sold you won't work. Better today than in spring.",
            "honest_exit",
        ),
        ("skeptical-owner", "Then shall we leave it there for now?", "not_now"),
        ("polite-cfo", "I suggest we stop here, and you ring me if the order changes.", "not_now"),
        ("busy-executive", "I won't call before the board has met. Fair?", "until_board"),
    ],
)
def test_an_honest_no_ends_the_call_as_one(scenario: str, text: str, ending: str) -> None:
    """Stepping back with a reason is an ending of its own, asked or stated, and never a pitch."""
    meeting = set_up(scenario, seed=1, variant="a")
    known = [
        fact.id for fact in meeting.persona.facts if fact.topic in ("goal", "problem", "priority")
    ]
    decision = said(meeting, trusting(meeting, *known, trust=60.0), text)
    assert decision.state.ending == ending
    assert decision.verdict.pitch is None
    assert decision.verdict.next_step is not None
    assert decision.verdict.next_step.no_step_agreed


def test_stepping_back_before_anything_was_learned_ends_nothing() -> None:
    """Without a reason there is nothing to agree on: the call goes on."""
    calder = set_up("rfp-broker", seed=1, variant="a")
    assert said(calder, opening_state(calder.ledger), "We will not bid.").outcome is None


@pytest.mark.parametrize("stage", [LieStage.HOLD, LieStage.CONFESS])
def test_a_way_out_without_a_question_gets_an_answer(stage: LieStage) -> None:
    """'No hard feelings' is not met with 'you rang me, I think', before the truth or after it."""
    annika = set_up("contact-gone-cold", seed=1, variant="a")
    state = replace(trusting(annika, "goal1", trust=30.0), lie=Lie(stage=stage))
    found = parts(said(annika, state, "Whatever was decided, no hard feelings on my side."))
    assert (Say.INTENT, Intent.NO_CONTENT) not in found
    assert (Say.INTENT, Intent.NOT_UNDERSTOOD) not in found
    assert told(said(annika, state, "Whatever was decided, no hard feelings on my side.")) == []
