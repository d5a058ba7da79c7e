"""Decides what the buyer does about a seller's turn. Pure: same state and line, same decision.

Everything that moves trust, patience, disclosure, lies and endings happens here and in the tables
and readers this module walks. It knows no clock, no chance and no words but the persona's.
A turn goes through the steps of `STEPS` in order; a step that answers the turn alone ends it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from personas.vocabulary import Act, Intent
from scoring.hearing.heard import Heard, Mark
from scoring.limits import CUE_LIFE
from simulator.buyer import cover, lying, manners, misquoting, reflecting, selling, triggers
from simulator.buyer.asking import ask
from simulator.buyer.brief import Say
from simulator.buyer.concluding import conclude
from simulator.buyer.endings import LANGUAGE, WALKED
from simulator.buyer.fact_index import mentions
from simulator.buyer.ledger import Ledger
from simulator.buyer.reading import read
from simulator.buyer.state import LiveCue, State
from simulator.buyer.transitions import Move
from simulator.buyer.turn import Decision, Turn

VERSION = "10"
"""Changes whenever the same turns could lead to another state."""


def opening_state(ledger: Ledger) -> State:
    """The buyer before the first seller turn."""
    return State(
        trust=ledger.terms.trust,
        patience=ledger.terms.patience,
        lie=cover.opening_lie(ledger),
        easier=opening_state(ledger.easier) if ledger.easier is not None else None,
    )


def decide(
    ledger: Ledger,
    state: State,
    heard: Heard,
    text: str,
    *,
    seed: int,
    buyer_turn: int,
    easier: Sequence[Heard] = (),
) -> Decision:
    """The buyer's decision on one seller turn.

    `heard` is the line as hearing understood it, `text` its words, used only to compare them
    with what the ledger holds. `easier` is the line as it was heard at each easier level, the nearest
    first; none: alike. `buyer_turn` is the turn the reply will have. Raises ValueError when the call
    is over.
    """
    if state.ending:
        raise ValueError(f"the call has ended ({state.ending}); nothing more can be said")
    ahead = None
    if ledger.easier is not None and state.easier is not None:
        # A harder buyer tells nothing that the same lines have not drawn out of the easier one by now.
        nearest, *others = easier or (heard,)
        ahead = decide(
            ledger.easier,
            state.easier,
            nearest,
            text,
            seed=seed,
            buyer_turn=buyer_turn,
            easier=others,
        )
        state = replace(state, easier=ahead.state)
    turn = Turn(ledger, state, read(ledger, state, heard, text))
    turn.move(Move.TICK)
    _what_it_builds_on(turn)
    _cues_in_the_air(turn)
    for step in STEPS:
        if step(turn):
            break
    triggers.one_line_for_one_move(turn)
    if not turn.outcome:
        # Whom a line drives away at an easier level it drives away here.
        conclude(turn, driven_away=ahead is not None and ahead.outcome in WALKED)
    if ahead is not None and ahead.outcome is not None:
        turn.set(easier=None)
    return replace(turn.finish(seed, buyer_turn), easier=ahead)


def leave(ledger: Ledger, state: State, *, seed: int, buyer_turn: int) -> Decision:
    """The seller hangs up or the input ends: how the call stands, and the buyer's last words."""
    turn = Turn(ledger, state, read(ledger, state, Heard(), ""))
    turn.state = state
    turn.close("seller")
    return turn.finish(seed, buyer_turn)


def _what_it_builds_on(turn: Turn) -> None:
    reading = turn.reading
    turn.verdict["opportunity"] = bool(reading.questions and turn.before.said)
    turn.verdict["basis"] = reading.basis
    if reading.questions and reading.follows and not misquoting.contradicts(turn):
        turn.follow_up(reading.follows)


def _cues_in_the_air(turn: Turn) -> None:
    """A cue is answered by taking it up within two turns; after that it is missed. A bad line does not count."""
    live, answered, expired = [], [], []
    for item in turn.state.cues:
        cue, phrases = turn.ledger.cues[item.id]
        topic = turn.ledger.facts[cue.leads_to].fact.topic
        taken = any(mentions(sentence, phrases) for sentence in turn.reading.sentences)
        if turn.reading.has(Mark.SAY_AGAIN):
            live.append(LiveCue(item.id, item.turn + 1))
        elif taken or (turn.reading.questions and topic in turn.reading.topics_asked):
            answered.append(item.id)
        elif turn.number - item.turn >= CUE_LIFE:
            expired.append(item.id)
        else:
            live.append(item)
    turn.set(cues=tuple(live))
    turn.verdict["cues_answered"] = tuple(answered)
    turn.verdict["cues_expired"] = tuple(expired)


# The steps. Each returns True when it answered the turn alone.


def _other_language(turn: Turn) -> bool:
    if not turn.reading.has(Mark.OTHER_LANGUAGE):
        return False
    turn.set(other_language=turn.state.other_language + 1)
    if turn.state.other_language > 1:
        turn.end(LANGUAGE, by="buyer")
    else:
        turn.say(Intent.OTHER_LANGUAGE)
    return True


def _out_of_frame(turn: Turn) -> bool:
    """Words for the machine or the grader: the buyer stays in the room and the turn is wasted."""
    if turn.reading.has(Mark.TO_MACHINE):
        turn.verdict["triggers"] = ("to_machine",)
        turn.move(Move.OUT_OF_FRAME)
        turn.say(Intent.OUT_OF_FRAME)
        return True
    if turn.reading.has(Mark.ARE_YOU_REAL):
        turn.say(Intent.ARE_YOU_REAL)
        return True
    return False


def _unforgivable(turn: Turn) -> bool:
    for mark in (Mark.INSULT, Mark.INDUCEMENT):
        if turn.reading.has(mark):
            turn.verdict["triggers"] = (str(mark),)
            turn.walk_away()
            return True
    return False


def _accused_or_threatened(turn: Turn) -> bool:
    for mark, move, intent in (
        (Mark.ACCUSATION, Move.ACCUSATION, Intent.ACCUSED),
        (Mark.THREAT, Move.THREAT, Intent.THREAT),
    ):
        if turn.reading.has(mark):
            turn.move(move)
            turn.verdict["triggers"] = (str(mark),)
            story = turn.ledger.persona.cover_story
            if story and mark is Mark.ACCUSATION and cover.is_held(turn.before.lie):
                lying.press(turn)
                turn.part(Say.DENIAL, story.id, story.denials)
            else:
                turn.say(intent)
            return True
    return False


def _not_understood(turn: Turn) -> bool:
    """The buyer asks what was meant, never twice running; the first time it costs nothing."""
    goes_on_pitching = turn.reading.does(Act.PITCH) and turn.before.pitches > 0
    plain = (
        goes_on_pitching
        or turn.reading.has(Mark.OFFERS_EXIT)
        or bool(turn.reading.basis)
        or selling.is_left(turn)
    )
    if not turn.reading.heard.unsure or plain or turn.before.unsure_run:
        turn.set(unsure_run=0)
        return False
    if not any(item == "unsure" for item in turn.before.triggers):
        turn.moves.clear()
        turn.set(triggers=(*turn.state.triggers, "unsure"))
        turn.verdict["ignored"] = True
    turn.move(Move.UNSURE)
    turn.set(unsure_run=1)
    turn.say(Intent.NOT_UNDERSTOOD)
    return True


def _parting(turn: Turn) -> bool:
    """A goodbye that asks nothing and sums nothing up ends the call, whatever it takes up on the way."""
    if turn.reading.questions or turn.reading.has(Mark.RECAP) or not _says_goodbye(turn):
        return False
    return _end(turn)


def _goodbye(turn: Turn) -> bool:
    """After an agreed step, a turn that asks nothing ends the call; so does any other goodbye."""
    return (bool(turn.state.agreed) or _says_goodbye(turn)) and _end(turn)


def _says_goodbye(turn: Turn) -> bool:
    # "Thanks for your time" opens a call as often as it closes one.
    begun = turn.number > 1 or "bye" in turn.reading.text.lower()
    return turn.reading.has(Mark.GOODBYE) and begun


def _end(turn: Turn) -> bool:
    turn.settle()
    turn.close("agreement" if turn.state.agreed else "seller")
    return True


def _nothing_said(turn: Turn) -> bool:
    empty = turn.reading.has(Mark.EMPTY, Mark.KEYWORDS)
    turn.move(Move.NO_CONTENT if empty else Move.OTHER)
    if not turn.parts:
        # What is given back in words too general to be anybody's earns nothing, and is no silence either.
        given = turn.reading.does(Act.REFLECTION) and bool(turn.before.said) and not empty
        turn.say(Intent.REFLECTION_ACCEPTED if given else Intent.NO_CONTENT)
    return True


STEPS: tuple[Callable[[Turn], bool], ...] = (
    _other_language,
    _unforgivable,
    _out_of_frame,
    _accused_or_threatened,
    manners.say_again,
    reflecting.says_after_the_buyer,
    triggers.disturbances,
    _not_understood,
    misquoting.in_a_pitch,
    selling.pitch,
    lying.press,
    misquoting.denied,
    selling.leave_it,
    selling.next_step,
    _parting,
    reflecting.give_back,
    ask,
    reflecting.put_forward,
    _goodbye,
    manners.way_out_offered,
    manners.small_talk,
    _nothing_said,
)
