"""The buyer decides: trust, patience, disclosure, repeats, pitches, invitations, endings."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from personas.vocabulary import Act, Intent, Outcome, Topic
from scoring.hearing.heard import Heard, Mark, Span
from scoring.verdict import NextStep
from simulator.buyer.brief import Say
from simulator.buyer.engine import decide, leave, opening_state
from simulator.buyer.state import Disclosure, Lie, LieStage, State
from simulator.buyer.transitions import EFFECTS, Move
from simulator.buyer.turn import Decision
from simulator.call.meeting import Meeting, set_up


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """The skeptical owner in the situation of the ledger."""
    return set_up("skeptical-owner", seed=1, variant="a")


@pytest.fixture(scope="module")
def tobias() -> Meeting:
    """The overloaded decision maker who can be brought to confess."""
    return set_up("overloaded-decision-maker", seed=1, variant="a")


def heard(act: Act, text: str, *topics: Topic, marks: tuple[Mark, ...] = ()) -> Heard:
    """A line heard as one clause."""
    names = tuple(str(topic) for topic in topics)
    return Heard(
        acts=(str(act),),
        topics=names,
        spans=(Span(0, len(text), str(act), names, 0.9),),
        marks=tuple(str(mark) for mark in marks),
    )


def say(
    meeting: Meeting,
    state: State,
    act: Act,
    text: str,
    *topics: Topic,
    marks: tuple[Mark, ...] = (),
) -> Decision:
    """One seller turn, heard as given."""
    line = heard(act, text, *topics, marks=marks)
    return decide(meeting.ledger, state, line, text, seed=1, buyer_turn=2 * state.turn + 2)


def told(decision: Decision) -> list[str]:
    """Facts disclosed in reply."""
    return [item.index.fact.id for item in decision.disclosed]


def trusting(meeting: Meeting, *facts: str, trust: float = 90.0, **changes: object) -> State:
    """A buyer at high trust who has said some facts a turn ago."""
    state = replace(
        opening_state(meeting.ledger),
        trust=trust,
        patience=80.0,
        turn=5,
        said=tuple(Disclosure(fact, 5) for fact in facts),
        easier=None,
    )
    return replace(state, **changes)  # type: ignore[arg-type]


def test_every_move_has_its_effect() -> None:
    """The transition table is total: no move is without its row."""
    assert set(EFFECTS) == set(Move)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_gets_an_answer(ruth: Meeting, act: Act) -> None:
    """Whatever a turn does, the buyer says something and the clock moves."""
    decision = say(ruth, opening_state(ruth.ledger), act, "Something or other then.")
    assert decision.brief.parts
    assert decision.state.patience < opening_state(ruth.ledger).patience + 3


def test_same_turn_same_decision(ruth: Meeting) -> None:
    """The engine is pure: equal state and line give an equal decision and leave the state alone."""
    state = opening_state(ruth.ledger)
    before = state.sha256()
    first = say(ruth, state, Act.OPEN_QUESTION, "What are you hoping to do?", Topic.GOAL)
    second = say(ruth, state, Act.OPEN_QUESTION, "What are you hoping to do?", Topic.GOAL)
    assert first == second
    assert before == state.sha256()


def test_an_ended_call_cannot_go_on(ruth: Meeting) -> None:
    """A turn after the end is refused and nothing changes."""
    ended = leave(ruth.ledger, opening_state(ruth.ledger), seed=1, buyer_turn=1).state
    with pytest.raises(ValueError, match="the call has ended"):
        say(ruth, ended, Act.RAPPORT, "Hello?")


def test_surface_first_then_depth_by_a_linked_question(ruth: Meeting) -> None:
    """A specific fact needs the surface one before it and a question that explains."""
    state = opening_state(ruth.ledger)
    first = say(ruth, state, Act.OPEN_QUESTION, "What goes wrong?", Topic.PROBLEM)
    assert told(first) == ["problem1"]
    closed = say(ruth, first.state, Act.CLOSED_QUESTION, "Is it bad?", Topic.PROBLEM)
    assert "problem2" not in told(closed)
    raised = replace(first.state, trust=40.0)
    deeper = say(ruth, raised, Act.OPEN_QUESTION, "How bad does it get?", Topic.PROBLEM)
    assert told(deeper)[0] == "problem2"
    assert deeper.verdict.linked


def test_too_little_trust_is_deflected(ruth: Meeting) -> None:
    """An honest question under its threshold is refused politely, and counted as attempted."""
    state = replace(opening_state(ruth.ledger), trust=10.0)
    decision = say(ruth, state, Act.OPEN_QUESTION, "What are you hoping to do?", Topic.GOAL)
    assert told(decision) == []
    assert decision.verdict.attempted == (Topic.GOAL,)


def test_what_stays_in_at_an_easier_level_stays_in_here(ruth: Meeting) -> None:
    """It is refused like anything locked, never denied to be there; the easier level's turn opens it as well."""
    ready = trusting(ruth, "goal1", "problem1")
    text = "What does that do to the business?"
    shut = replace(ready, easier=replace(ready, trust=0.0))
    refused = say(ruth, shut, Act.OPEN_QUESTION, text, Topic.IMPACT)
    assert told(refused) == []
    assert refused.verdict.attempted == (Topic.IMPACT,)
    opened = say(ruth, replace(ready, easier=ready), Act.OPEN_QUESTION, text, Topic.IMPACT)
    assert told(opened) == told(say(ruth, ready, Act.OPEN_QUESTION, text, Topic.IMPACT)) != []


def test_whom_a_line_drives_away_at_an_easier_level_it_drives_away_here(ruth: Meeting) -> None:
    """A harder call lasts no longer; but an easier one that ended well leads no more, and this one goes on."""
    ready = trusting(ruth, "goal1")
    weary = replace(ready, easier=replace(ready, patience=0.5))
    left = say(ruth, weary, Act.RAPPORT, "Lovely weather.")
    assert (left.outcome, left.state.patience) == (Outcome.WALKED_AWAY, 0.0)
    agreed = replace(ready, easier=replace(ready, agreed=ruth.persona.endings[0].id))
    goes_on = say(ruth, agreed, Act.RAPPORT, "Lovely weather.")
    assert goes_on.outcome is None
    assert goes_on.state.easier is None


def test_an_open_linked_question_at_high_trust_yields_two_facts(ruth: Meeting) -> None:
    """Elaboration: ten points above the threshold a second fact of the topic comes along."""
    state = trusting(ruth, "goal1", "problem1", "problem2")
    decision = say(ruth, state, Act.OPEN_QUESTION, "Where does that come from?", Topic.CAUSE)
    assert told(decision) == ["cause1", "cause2"]


def test_the_same_question_again_earns_impatience(ruth: Meeting) -> None:
    """Word for word again: nothing new, the old answer, and less patience each time."""
    text = "What goes wrong with the money coming in?"
    state = say(ruth, opening_state(ruth.ledger), Act.OPEN_QUESTION, text, Topic.PROBLEM).state
    again = say(ruth, state, Act.OPEN_QUESTION, text, Topic.PROBLEM)
    assert told(again) == []
    assert again.verdict.repeated
    assert again.state.patience <= state.patience - 5


def test_a_question_that_points_back_is_the_same_only_when_it_points_to_the_same(
    ruth: Meeting,
) -> None:
    """ "What is behind that?" after another statement is another question."""
    state = trusting(ruth, "problem1", "problem2", "impact1")
    asked = "They pay late, you said. What is behind that?"
    first = say(ruth, state, Act.OPEN_QUESTION, asked, Topic.PROBLEM)
    other = "You type them on Friday nights. What is behind that?"
    for line, repeated in ((asked, True), (other, False)):
        answered = replace(
            first.state, asked=tuple(replace(each, answered=True) for each in first.state.asked)
        )
        again = say(ruth, answered, Act.OPEN_QUESTION, line, Topic.PROBLEM)
        assert bool(again.verdict.repeated) is repeated


def test_of_a_stack_the_buyer_takes_one(ruth: Meeting) -> None:
    """Three questions in a turn cost patience and open one fact at most."""
    text = "What do you want? What goes wrong? Who decides?"
    spans = (
        Span(0, 17, "open_question", ("goal",), 0.9),
        Span(18, 34, "open_question", ("problem",), 0.9),
        Span(35, 47, "closed_question", ("process",), 0.9),
    )
    line = Heard(acts=("open_question",), topics=("goal", "problem", "process"), spans=spans)
    decision = decide(ruth.ledger, opening_state(ruth.ledger), line, text, seed=1, buyer_turn=2)
    assert len(told(decision)) == 1
    assert decision.verdict.counted in (Topic.GOAL, Topic.PROBLEM)
    assert decision.brief.does(Intent.TOO_MANY_QUESTIONS)


def _pitches(meeting: Meeting) -> Iterator[Decision]:
    state = opening_state(meeting.ledger)
    while not state.ending:
        decision = say(meeting, state, Act.PITCH, "You are losing money, and our product stops it.")
        state = decision.state
        yield decision


def test_pitch_after_pitch_ends_the_call(ruth: Meeting) -> None:
    """Selling instead of answering 'what makes you say that?' ends the call by the third turn."""
    decisions = list(_pitches(ruth))
    assert len(decisions) <= 3
    assert decisions[-1].outcome is Outcome.WALKED_AWAY
    assert decisions[0].verdict.problem_question == "asked"
    assert decisions[1].verdict.problem_question == "dodged"


def test_unsure_is_asked_back_free_of_charge_and_never_twice(ruth: Meeting) -> None:
    """A line not understood costs nothing the first time, and the buyer does not ask twice running."""
    state = opening_state(ruth.ledger)
    line = Heard(acts=("insight",), unsure=True, spans=(Span(0, 4, "insight", (), 0.4),))
    first = decide(ruth.ledger, state, line, "Hmph", seed=1, buyer_turn=2)
    assert first.brief.does(Intent.NOT_UNDERSTOOD)
    assert (first.state.trust, first.state.patience) == (state.trust, state.patience)
    second = decide(ruth.ledger, first.state, line, "Hmph", seed=1, buyer_turn=4)
    assert not second.brief.does(Intent.NOT_UNDERSTOOD)


def test_who_walks_away_tells_nothing(ruth: Meeting) -> None:
    """Out of patience the buyer leaves in place of the answer: no fact is out, or earned, or owned."""
    before = (Disclosure("problem1", 5, earned=False), Disclosure("inaction1", 5))
    state = trusting(ruth, said=before, patience=2.0)
    for text, topic in (("What goes wrong?", Topic.PROBLEM), ("And if not?", Topic.INACTION)):
        patient = say(ruth, replace(state, patience=80.0), Act.OPEN_QUESTION, text, topic)
        assert told(patient)
        gone = say(ruth, state, Act.OPEN_QUESTION, text, topic, marks=(Mark.PRESSURE,))
        assert gone.outcome is Outcome.WALKED_AWAY
        assert told(gone) == []
        assert [(item.fact, item.earned) for item in gone.state.said] == [
            ("problem1", False),
            ("inaction1", True),
        ]
        assert gone.state.owned == ()
        assert gone.verdict.counted is None


def test_who_walks_away_confesses_nothing(tobias: Meeting) -> None:
    """A confession that patience left no room for was not made."""
    state = trusting(tobias, patience=2.0, lie=Lie(pressure=20.0, exit_offered=True))
    text = "Which firm is already in?"
    marks = (Mark.PRESUMING, Mark.PRESSURE)
    gone = say(tobias, state, Act.OPEN_QUESTION, text, Topic.COMPETITION, marks=marks)
    assert gone.outcome is Outcome.WALKED_AWAY
    assert told(gone) == []
    assert gone.state.lie == state.lie
    assert gone.verdict.lie_stage == ""
    assert gone.verdict.probes


def test_the_engine_says_who_ended_the_call(ruth: Meeting) -> None:
    """A goodbye is the seller's end, lost patience the buyer's, also on the last turn allowed."""
    start = opening_state(ruth.ledger)
    last = ruth.ledger.terms.turn_limit - 1
    idea = NextStep(accepted=False, action=True)
    bye = (Mark.GOODBYE,)
    assert leave(ruth.ledger, start, seed=1, buyer_turn=1).ended_by == "seller"
    assert say(ruth, start, Act.RAPPORT, "Goodbye.", marks=bye).ended_by == "seller"
    proposed = replace(start, proposal=idea)
    assert say(ruth, proposed, Act.RAPPORT, "Goodbye.", marks=bye).ended_by == "seller"
    insulted = say(ruth, proposed, Act.OTHER, "Well, you know.", marks=(Mark.INSULT,))
    assert insulted.ended_by == "buyer"
    late = replace(start, turn=last)
    assert say(ruth, late, Act.OTHER, "Right.").ended_by == "limit"
    assert say(ruth, replace(late, patience=1.0), Act.OTHER, "Right.").ended_by == "buyer"
    agreed = replace(start, agreed="agreed")
    assert say(ruth, agreed, Act.RAPPORT, "Goodbye.", marks=bye).ended_by == "agreement"


def test_numbers_nobody_said_are_denied(ruth: Meeting) -> None:
    """Words put in the buyer's mouth cost trust and are denied."""
    state = trusting(ruth, "problem1")
    text = "As you told me, you lose 777 thousand a year."
    decision = say(ruth, state, Act.REFLECTION, text, Topic.IMPACT, marks=(Mark.ATTRIBUTION,))
    assert decision.verdict.claim == "unsupported"
    assert decision.state.trust <= state.trust - 15
    assert decision.brief.does(Intent.CLAIM_DENIED)


def test_how_can_you_help_comes_once_when_the_ladder_is_climbed(ruth: Meeting) -> None:
    """All six rungs, the impact owned, trust and patience: the buyer asks, once."""
    facts = [fact.id for fact in ruth.persona.facts if fact.id not in ("inaction2", "budget1")]
    state = trusting(ruth, *facts)
    decision = say(ruth, state, Act.OPEN_QUESTION, "What if nothing changes?", Topic.INACTION)
    assert told(decision) == ["inaction2"]
    assert decision.verdict.invited
    later = say(ruth, decision.state, Act.OPEN_QUESTION, "Where is the money?", Topic.BUDGET)
    assert not later.verdict.invited


def test_a_held_lie_blocks_the_invitation(tobias: Meeting) -> None:
    """While a closed decision is hidden, a climbed ladder brings a deferral instead."""
    hidden = ("competition2", "competition3", "inaction2")
    facts = [fact.id for fact in tobias.persona.facts if fact.id not in hidden]
    state = trusting(tobias, *facts, lie=Lie())
    decision = say(tobias, state, Act.OPEN_QUESTION, "What if nothing changes?", Topic.INACTION)
    assert decision.verdict.invitation_blocked
    assert not decision.verdict.invited


def test_a_claim_is_told_only_when_it_is_said(tobias: Meeting) -> None:
    """A lie asserted in reply is heard, even when a climbed ladder would bring a deferral."""
    story = tobias.persona.cover_story
    assert story
    told_all = [f.id for f in tobias.persona.facts if f.id not in ("competition2", "competition3")]
    state = trusting(tobias, *told_all, lie=Lie(), owned=(Topic.IMPACT,))
    text, topic = "And how is that?", story.claims[0].topic
    decision = say(tobias, state, Act.OPEN_QUESTION, text, topic)
    assert decision.verdict.invitation_blocked
    assert decision.verdict.claims_told
    assert [part.say for part in decision.brief.parts] == [Say.CLAIM]


def test_probes_crack_and_a_blameless_exit_lets_him_confess(tobias: Meeting) -> None:
    """Pressure from different probes cracks the story; confession also needs the exit."""
    state = trusting(tobias, "goal1", "problem1", lie=Lie())
    steps = (
        ("What has changed since you came?", (Topic.CHANGE,), ()),
        ("Which firm is already in?", (Topic.COMPETITION,), (Mark.PRESUMING,)),
        ("How does a contract get signed here?", (Topic.PROCESS,), ()),
    )
    for text, topics, marks in steps:
        state = say(tobias, state, Act.OPEN_QUESTION, text, *topics, marks=marks).state
    assert state.lie is not None
    assert state.lie.stage is LieStage.CRACK
    text = "If it is decided already I'd rather know, no hard feelings. Which firm is it?"
    decision = say(
        tobias, state, Act.OPEN_QUESTION, text, Topic.COMPETITION, marks=(Mark.OFFERS_EXIT,)
    )
    assert decision.state.lie is not None
    assert decision.state.lie.stage is LieStage.CONFESS
    assert told(decision) == ["competition2"]


def test_who_owns_up_does_not_ask_for_help_in_the_same_breath(tobias: Meeting) -> None:
    """With every rung climbed, 'how can you help?' waits for the next turn after a confession."""
    facts = [f.id for f in tobias.persona.facts if f.id not in ("competition2", "competition3")]
    lie = Lie(LieStage.CRACK, pressure=9.0, exit_offered=True)
    state = trusting(tobias, *facts, lie=lie, owned=(Topic.IMPACT,))
    text = "Which firm is it?"
    presuming = (Mark.PRESUMING,)
    owned = say(tobias, state, Act.OPEN_QUESTION, text, Topic.COMPETITION, marks=presuming)
    assert told(owned) == ["competition2"]
    assert not owned.verdict.invited
    assert say(tobias, owned.state, Act.RAPPORT, "Thank you for telling me.").verdict.invited


def test_the_same_probe_twice_adds_nothing(tobias: Meeting) -> None:
    """Asking the same way again does not wear the story down."""
    state = trusting(tobias, lie=Lie())
    question = ("Which firm is already in?", Topic.COMPETITION)
    first = say(tobias, state, Act.OPEN_QUESTION, *question, marks=(Mark.PRESUMING,)).state
    second = say(tobias, first, Act.OPEN_QUESTION, *question, marks=(Mark.PRESUMING,)).state
    assert first.lie is not None
    assert second.lie is not None
    assert first.lie.pressure == second.lie.pressure == 3.0


def test_an_accusation_locks_the_story(tobias: Meeting) -> None:
    """Calling him a liar costs trust and shuts the story for four turns."""
    state = trusting(tobias, lie=Lie(pressure=4.0))
    accused = say(tobias, state, Act.OTHER, "You're lying.", marks=(Mark.ACCUSATION,)).state
    assert accused.lie is not None
    assert accused.lie.pressure == 0.0
    assert accused.trust <= state.trust - 20
    probed = say(
        tobias,
        accused,
        Act.OPEN_QUESTION,
        "Which firm is already in?",
        Topic.COMPETITION,
        marks=(Mark.PRESUMING,),
    ).state
    assert probed.lie is not None
    assert probed.lie.pressure == 0.0


def test_one_variant_never_confesses_and_one_never_lies() -> None:
    """In variant c no probe brings the truth; in variant d there is no lie to bring out."""
    never = set_up("overloaded-decision-maker", seed=1, variant="c")
    state = trusting(never, lie=Lie(pressure=20.0, exit_offered=True))
    decision = say(
        never,
        state,
        Act.OPEN_QUESTION,
        "Which firm is already in?",
        Topic.COMPETITION,
        marks=(Mark.PRESUMING,),
    )
    assert decision.state.lie is not None
    assert decision.state.lie.stage is LieStage.CRACK
    honest = set_up("overloaded-decision-maker", seed=1, variant="d")
    assert opening_state(honest.ledger).lie is None


def test_insults_end_the_call_at_once(ruth: Meeting) -> None:
    """An insult or a bribe is the end."""
    for mark in (Mark.INSULT, Mark.INDUCEMENT):
        state = opening_state(ruth.ledger)
        decision = say(ruth, state, Act.OTHER, "Well, you know.", marks=(mark,))
        assert decision.outcome is Outcome.WALKED_AWAY


def test_another_language_is_answered_once(ruth: Meeting) -> None:
    """Foreign words get one answer in character; the second time the call is over, unscored."""
    state = opening_state(ruth.ledger)
    first = say(ruth, state, Act.OTHER, "Bonjour", marks=(Mark.OTHER_LANGUAGE,))
    assert first.outcome is None
    second = say(ruth, first.state, Act.OTHER, "Bonjour", marks=(Mark.OTHER_LANGUAGE,))
    assert second.outcome is Outcome.OTHER_LANGUAGE


def test_a_next_step_too_early_is_turned_down(ruth: Meeting) -> None:
    """With fewer than two rungs the calendar is not opened, and asking costs."""
    state = opening_state(ruth.ledger)
    text = "Let's meet on Thursday at ten."
    decision = say(ruth, state, Act.NEXT_STEP, text)
    assert decision.brief.does(Intent.NEXT_STEP_EARLY)
    assert decision.state.trust < state.trust


def test_a_next_step_with_who_and_when_is_agreed(ruth: Meeting) -> None:
    """Action and day are needed; then the buyer agrees, and a goodbye closes the call well."""
    facts = [fact.id for fact in ruth.persona.facts]
    state = trusting(ruth, *facts)
    vague = say(ruth, state, Act.NEXT_STEP, "We should talk again.")
    assert vague.brief.does(Intent.NEXT_STEP_VAGUE)
    firm = say(ruth, vague.state, Act.NEXT_STEP, "I'll call you on Thursday at nine.")
    assert firm.verdict.next_step is not None
    assert firm.verdict.next_step.accepted
    bye = say(ruth, firm.state, Act.RAPPORT, "Thank you, goodbye.", marks=(Mark.GOODBYE,))
    assert bye.outcome is Outcome.NEXT_STEP_AGREED


def test_the_turn_limit_ends_the_call(ruth: Meeting) -> None:
    """The last turn allowed is the last."""
    limit = ruth.ledger.terms.turn_limit
    state = trusting(ruth, turn=limit - 1)
    decision = say(ruth, state, Act.OPEN_QUESTION, "What goes wrong?", Topic.PROBLEM)
    assert decision.outcome is Outcome.TIMED_OUT
