import pytest

from scoring.transcript import BuyerDecided, FactDisclosed, MarkedMisheard, SellerSpoke
from scoring.verdict import Verdict
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.debrief.heard import heard_line, seller_turn, why_nothing
from simulator.debrief.look_back import FIVE, looked_back, recorded
from simulator.debrief.quotes import shortened
from simulator.debrief.truth import Came, truth_of
from simulator.debrief.turns import turns_taken, your_turn
from simulator.examples.catalog import example_events
from simulator.voices.authored import AuthoredVoice
from tests.simulator.debrief.calls import held

LINES = (
    "Your quotes say payment within 30 days, but your accounts look more like two months. "
    "What goes wrong between finishing a job and the money?",
    "You said they pay late. Why do you think that is, on their side and on yours?",
    "We have the best platform, let me show you a demo.",
)


@pytest.fixture
def call() -> Session:
    """A short call with Ruth: two questions, an early pitch, and goodbye."""
    session = Session(
        set_up("skeptical-owner", seed=9),
        AuthoredVoice(),
        clock=lambda: "2026-01-01T00:00:00+00:00",
        record=lambda _: None,
    )
    session.open("call-1")
    for line in LINES:
        session.say(line)
    session.leave()
    return session


def test_every_fact_is_told_once(call: Session) -> None:
    """The truth holds each fact of the persona, in its order."""
    truth = truth_of(call.meeting, call.events)
    assert [fact.fact for fact in truth.facts] == [fact.id for fact in call.meeting.persona.facts]


def test_what_came_out_stands_with_the_words_that_were_said(call: Session) -> None:
    """An earned fact carries the buyer's own wording and the seller's asking words."""
    told = {event.fact for event in call.events if isinstance(event, FactDisclosed)}
    spoken = " ".join(event.text for event in call.events if event.type == "buyer_spoke")
    asked = " ".join(LINES)
    earned = [f for f in truth_of(call.meeting, call.events).facts if f.came is Came.EARNED]
    assert told
    assert {fact.fact for fact in earned} <= told
    assert all(fact.text in spoken and fact.asked.rstrip("…") in asked for fact in earned)


def test_what_was_missed_stands_with_a_question_that_opens_it(call: Session) -> None:
    """A missed fact says how to ask, and what is still in the way."""
    missed = [f for f in truth_of(call.meeting, call.events).facts if f.came is Came.MISSED]
    assert missed
    for fact in missed:
        assert fact.question in call.meeting.persona.fact(fact.fact).questions
    assert any(len(fact.path) > 1 for fact in missed)


def test_the_epilogue_is_that_of_the_ending(call: Session) -> None:
    """What happened afterwards belongs to how this call ended."""
    endings = {row.id: row.epilogue.strip() for row in call.meeting.persona.endings}
    ended = next(event for event in call.events if event.type == "meeting_ended")
    assert truth_of(call.meeting, call.events).epilogue == endings[ended.ending]


def test_a_lie_is_laid_open_with_its_claims_and_what_was_tried() -> None:
    """Where a buyer lied, claims, contradictions and probes are told, and whether more was possible."""
    session = Session(
        lying("never_confesses"), AuthoredVoice(), clock=lambda: "", record=lambda _: None
    )
    session.open("call-2")
    session.say("What has changed on your side since we last spoke?")
    session.say("Which other firm is already in on this?")
    lie = truth_of(session.meeting, session.events).lie
    assert lie is not None
    assert lie.never
    assert not lie.surfaced
    assert lie.contradictions
    asked = " ".join(event.text for event in session.events if event.type == "seller_spoke")
    assert all(probe.quote in asked for probe in lie.probes)
    assert lie.probes


def test_a_slip_that_kept_the_story_up_is_told_beside_what_was_so() -> None:
    """Not only the author's claims are lies: a story is kept up by slips, hedges and denials too."""
    session = held(
        set_up("contact-gone-cold", seed=3),
        [
            "Hi, any update on the quote?",
            "How is line 6 running these days?",
            "Has anything changed on your side since we last spoke?",
        ],
    )
    lie = truth_of(session.meeting, session.events).lie
    story = session.meeting.persona.cover_story
    assert lie is not None
    assert story is not None
    assert [(claim.turn, claim.truth) for claim in lie.claims] == [(5, lie.truth)]
    assert any(lie.claims[0].told in line for line in story.slips)


def test_what_nobody_could_notice_is_not_held_against_anyone() -> None:
    """A contradiction that rests on a slip is told of a call in which it fell, and of no other."""
    meeting = set_up("contact-gone-cold", seed=3)
    asked = ["Hi, any update on the quote?", "How is line 6 running these days?"]
    slipped = [*asked, "Has anything changed on your side since we last spoke?"]
    story = meeting.persona.cover_story
    assert story is not None
    text = next(item.text for item in story.contradictions if item.id == "somebody_coming")
    for lines, there in ((asked, False), (slipped, True)):
        lie = truth_of(meeting, held(meeting, lines).events).lie
        assert lie is not None
        assert (text in [item.text for item in lie.contradictions]) is there


def test_a_variant_without_a_lie_tells_of_none(call: Session) -> None:
    """Ruth does not lie, so nothing is said about lies."""
    assert truth_of(call.meeting, call.events).lie is None


def lying(kind: str) -> Meeting:
    """The meeting of a seed whose buyer lies in this way."""
    for seed in range(60):
        meeting = set_up("overloaded-decision-maker", seed=seed)
        if meeting.persona.lie == kind:
            return meeting
    raise LookupError(kind)


def test_a_line_is_shown_as_it_was_heard(call: Session) -> None:
    """Clauses, what they opened, and the reply, from the record alone."""
    heard = heard_line(call.events, 1)
    assert heard.text == LINES[0]
    assert heard.opened
    assert heard.why == ""
    assert all(clause.quote in LINES[0] for clause in heard.clauses)


def test_a_pitch_is_told_why_it_opened_nothing(call: Session) -> None:
    """The most telling reason comes first."""
    assert heard_line(call.events, 5).why == "It was a pitch nobody had asked for."


def test_a_marked_line_says_so(call: Session) -> None:
    """A mark in the record shows on the line it belongs to, and on no other."""
    call.add(MarkedMisheard(seq=0, turn=3))
    assert (heard_line(call.events, 3).misheard, heard_line(call.events, 1).misheard) == (
        True,
        False,
    )


def test_a_buyers_line_leads_to_the_turn_it_answers(call: Session) -> None:
    """The buyer's first line answers nobody."""
    assert [seller_turn(call.events, turn) for turn in (0, 1, 2, 4)] == [None, 1, 1, 3]


def test_an_honest_early_question_is_told_it_was_early() -> None:
    """A refusal for want of trust is no blame."""
    said = SellerSpoke(seq=0, turn=1, text="What does it cost?", acts=("open_question",))
    why = why_nothing(said, Verdict.model_validate({"attempted": ["impact"]}))
    assert why.startswith("You asked about impact: too early.")


def test_only_a_line_that_cost_nothing_is_said_to_have() -> None:
    """An unclear line that was ignored cost nothing; of another nothing is promised."""
    said = SellerSpoke(seq=0, turn=1, text="Hmph", acts=("other",), unsure=True)
    first = "It was not clear what you meant, so it cost nothing."
    assert why_nothing(said, Verdict(ignored=True)) == first
    assert why_nothing(said, Verdict()) == "It was not clear what you meant."


def test_turns_are_counted_as_people_count(call: Session) -> None:
    """Turn 5 of the record is the trainee's third."""
    assert (your_turn(call.events, 5), your_turn(call.events, 0), turns_taken(call.events)) == (
        3,
        0,
        3,
    )


def test_the_record_answers_the_five_questions(call: Session) -> None:
    """Each of the five has an answer with its reason; an early pitch was handled badly."""
    found = recorded(call.events)
    assert list(found) == [question.id for question in FIVE]
    assert found["missed_something"].answer == "yes"
    assert "pitch too early: 1" in found["missed_something"].because.lower()
    assert found["next_step_written"].answer == "no"


def test_rungs_nobody_asked_about_are_what_should_have_been_asked() -> None:
    """A call in which nothing was asked handled nothing badly, and still missed all six rungs."""
    silent = held(set_up("polite-cfo", seed=3), ["Good afternoon."])
    missed = recorded(silent.events)["missed_something"]
    assert (missed.answer, missed.because) == ("yes", "Rung never opened: 6.")


def test_a_call_that_opened_every_rung_and_dropped_nothing_missed_nothing() -> None:
    """The good example is told so, though it did not learn everything."""
    missed = recorded(example_events("good"))["missed_something"]
    assert missed.answer == "no"


def test_trust_is_never_rounded_up_to_what_it_did_not_reach() -> None:
    """59.9 of 100 is under 60, and is not shown as 60."""
    decided = BuyerDecided(seq=2, turn=1, trust=59.9)
    opened = held(set_up("polite-cfo", seed=3), ["Good afternoon."]).events[0]
    worth = recorded([opened, decided])["worth_their_time"]
    assert (worth.answer, worth.because) == ("partly", "Their trust ended at 59 of 100.")


def test_an_empty_answer_is_left_out_of_the_record() -> None:
    """Only what was said is kept."""
    event = looked_back({"a": "yes", "b": ""}, None, {"goal": "  ", "cause": " late bills "})
    assert (event.answers, event.turned_at, event.account) == (
        {"a": "yes"},
        None,
        {"cause": "late bills"},
    )


def test_a_long_quote_is_cut_at_a_word() -> None:
    """Shortened text ends at a whole word with an ellipsis, on one line."""
    assert shortened("one two\nthree four", 12) == "one two…"
    assert shortened("short", 12) == "short"
    assert shortened("He pays late. Why?", 15) == "He pays late…"
