"""Selling: pitches, dodges, and the next step."""

from personas.vocabulary import Act, Intent, Topic
from scoring.hearing.heard import Mark
from scoring.limits import FITTING_PITCH_WORDS
from scoring.verdict import NextStep, Pitch
from simulator.buyer import lying, reflecting
from simulator.buyer.endings import closing_outcomes
from simulator.buyer.proposal import (
    accepting_row,
    is_proposed,
    leaves_it,
    may_be_left,
    only_pitches_while_leaving,
    read_proposal,
)
from simulator.buyer.transitions import (
    DODGES_TO_LEAVE,
    PITCH_GROWTH,
    PITCHES_TO_LEAVE,
    Effect,
    Move,
)
from simulator.buyer.turn import Turn

PITCHES_AFTER_INVITATION = 2
EARLY_RUNGS = 2


def pitch(turn: Turn) -> bool:
    """A pitch: welcome once after the invitation, otherwise it costs and raises a question."""
    if not turn.reading.does(Act.PITCH) or only_pitches_while_leaving(turn.ledger, turn.reading):
        _lapse_or_answer(turn)
        return False
    state = turn.state
    if state.invited_at and not state.withdrawn:
        return _invited_pitch(turn)
    number = state.pitches
    turn.verdict["pitch"] = Pitch(invited=False, number=number, words=turn.reading.word_count)
    turn.set(pitches=number + 1)
    turn.move(
        Move.PITCH,
        extra=Effect(PITCH_GROWTH.trust * number, PITCH_GROWTH.patience * number),
    )
    dodged = _dodge(turn)
    if turn.state.pitches >= PITCHES_TO_LEAVE or turn.state.dodges >= DODGES_TO_LEAVE:
        turn.settle()
        turn.walk_away()
        return True
    if dodged:
        turn.say(Intent.PROBLEM_QUESTION_AGAIN)
    else:
        turn.say(Intent.PITCH_UNWELCOME)
        if reflecting.claims_about_the_buyer(turn) or reflecting.has_open_claim(turn):
            reflecting.ask_for_the_basis(turn)
    return True


def _dodge(turn: Turn) -> bool:
    """Selling in place of answering 'what makes you say that?'."""
    if not turn.before.problem_question:
        return False
    turn.move(Move.DODGE)
    turn.set(dodges=turn.state.dodges + 1)
    turn.verdict["problem_question"] = "dodged"
    return True


def _lapse_or_answer(turn: Turn) -> None:
    """A reason answers a waiting problem-question; a plain question lets it lapse."""
    if not turn.before.problem_question or is_proposed(turn.reading):
        return
    reasons = turn.reading.does(Act.INSIGHT, Act.REFLECTION) or turn.reading.basis
    if reasons:
        turn.verdict["problem_question"] = "answered"
        if not turn.reading.does(Act.INSIGHT):
            turn.move(Move.INSIGHT)
    turn.set(problem_question=False)


def _invited_pitch(turn: Turn) -> bool:
    reading, state = turn.reading, turn.state
    number = state.pitched_after_invitation
    fits = bool(reading.mentioned) and reading.word_count <= FITTING_PITCH_WORDS
    turn.verdict["pitch"] = Pitch(
        invited=True,
        number=number,
        words=reading.word_count,
        fits=fits,
        asks_fit=reading.has(Mark.ASKS_FIT) or bool(reading.questions),
    )
    turn.set(pitched_after_invitation=number + 1)
    # Who proposes the step that was asked for sells no third time.
    again = number >= PITCHES_AFTER_INVITATION and not is_proposed(reading)
    if again or reading.word_count > FITTING_PITCH_WORDS:
        turn.set(withdrawn=True)
        turn.move(Move.PITCH_DUMP)
        turn.say(Intent.PITCH_DUMP)
        return True
    turn.move(Move.PITCH_INVITED)
    if is_proposed(reading):
        return False
    turn.say(Intent.PITCH_HEARD)
    return True


def is_left(turn: Turn) -> bool:
    """Whether the seller leaves it for now, and this buyer can agree; not once a step is agreed."""
    return (
        not turn.state.agreed
        and leaves_it(turn.ledger, turn.reading)
        and may_be_left(turn.ledger, turn.state, turn.depths())
    )


def leave_it(turn: Turn) -> bool:
    """Both agree, in words, that there is nothing to do for now: the call ends so."""
    if not is_left(turn):
        return False
    step = NextStep(accepted=True, no_step_agreed=True)
    turn.verdict["next_step"] = step
    turn.set(proposal=step)
    turn.settle()
    turn.end(closing_outcomes(turn.ledger, turn.state, by_limit=False), by="agreement")
    return True


def next_step(turn: Turn) -> bool:
    """A proposal: too early, refused, in need of a who and when, or accepted."""
    reading = turn.reading
    if not is_proposed(reading):
        return False
    step = read_proposal(reading, turn.state.proposal)
    if turn.state.agreed:
        turn.set(proposal=step)
        turn.verdict["next_step"] = step
        if reading.questions and not reading.has(Mark.GOODBYE):
            turn.say(Intent.NEXT_STEP_ACCEPTED)
            return True
        return False
    if _dodge(turn):
        turn.say(Intent.PROBLEM_QUESTION_AGAIN)
    if turn.state.dodges >= DODGES_TO_LEAVE:
        turn.settle()
        turn.walk_away()
        return True
    if turn.rungs() < EARLY_RUNGS:
        turn.verdict["next_step"] = step
        turn.move(Move.NEXT_STEP_EARLY)
        turn.say(Intent.NEXT_STEP_EARLY)
        return True
    row = accepting_row(turn.ledger, turn.state, reading, turn.rungs())
    if row is None:
        turn.verdict["next_step"] = step
        turn.move(Move.QUESTION_REFUSED)
        if not lying.put_off(turn):
            turn.deflect(Topic.NEXT_STEP)
        return True
    if not (step.action and step.date):
        turn.verdict["next_step"] = step
        turn.set(proposal=step)
        turn.say(Intent.NEXT_STEP_VAGUE)
        return True
    step = step.model_copy(update={"accepted": True})
    turn.verdict["next_step"] = step
    turn.set(proposal=step, agreed=row.id)
    turn.move(Move.NEXT_STEP)
    turn.say(Intent.NEXT_STEP_ACCEPTED)
    return True
