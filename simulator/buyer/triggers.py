"""What a buyer cannot stand: pressure, fear, giants' names, and the words that this one in particular minds.

A trigger is heard whatever else the turn does, and answers first: one move gets one line.
"""

from personas.persona import Trigger
from personas.vocabulary import Act, Intent
from scoring.hearing.denying import is_denied
from scoring.hearing.heard import Mark
from scoring.hearing.words import WORD, holds_run, sentences, stems
from simulator.buyer import reflecting
from simulator.buyer.brief import Part, Say
from simulator.buyer.transitions import Effect, Move
from simulator.buyer.turn import Turn

_STOCK = frozenset(
    {
        Intent.PITCH_UNWELCOME,
        Intent.NEXT_STEP_EARLY,
        Intent.NEXT_STEP_VAGUE,
        Intent.PRESSURE,
        Intent.SIZE_MISMATCH,
        Intent.NO_CONTENT,
        Intent.SMALL_TALK,
        Intent.EMPATHY_WEARY,
    }
)
"""What any buyer says to a move that this one has a word of their own for."""


def disturbances(turn: Turn) -> bool:
    """What this buyer cannot stand, beside whatever else the turn does."""
    reading, noticed = turn.reading, []
    for mark, move, intent in (
        (Mark.GIANT_NAME, Move.SIZE_MISMATCH, Intent.SIZE_MISMATCH),
        (Mark.PRESSURE, Move.PRESSURE, Intent.PRESSURE),
        (Mark.FEAR, Move.FEAR, Intent.PRESSURE),
    ):
        if not reading.has(mark):
            continue
        if mark is Mark.GIANT_NAME and not turn.ledger.persona.small_business:
            continue
        turn.move(move)
        turn.say(intent)
        noticed.append(str(mark))
    said = frozenset(stems(reading.text))
    own = [trigger for trigger in turn.ledger.persona.triggers if _set_off(turn, trigger, said)]
    noticed += [trigger.id for trigger in own]
    if noticed:
        turn.verdict["triggers"] = (*turn.verdict.get("triggers", ()), *noticed)
    last = _react(turn, own)
    if last:
        turn.settle()
        turn.end((), last, by="buyer")
        return True
    alone = reading.heard.unsure or not (reading.questions or reading.does(Act.PITCH))
    if noticed and alone:
        reflecting.note_claim(turn)
    return bool(noticed) and alone


def one_line_for_one_move(turn: Turn) -> None:
    """Leaves out what any buyer would say to the move that a trigger has answered already."""
    if any(part.say is Say.TRIGGER for part in turn.parts):
        turn.parts[:] = [part for part in turn.parts if not _is_stock(part)]


def _is_stock(part: Part) -> bool:
    return part.say is Say.DEFLECT or (part.say is Say.INTENT and part.name in _STOCK)


def _react(turn: Turn, own: list[Trigger]) -> str:
    """What the triggers cost, the line of the gravest, and the ending it brings; none: the call goes on."""
    for trigger in own:
        turn.moves.append((Move.PRESSURE, Effect(trigger.trust, trigger.patience)))
    ending = [trigger for trigger in own if _ends(turn, trigger)]
    if own:
        gravest = min(ending or own, key=lambda trigger: trigger.trust)
        turn.part(Say.TRIGGER, gravest.id, gravest.lines)
    return ending[-1].ends or "" if ending else ""


def _ends(turn: Turn, trigger: Trigger) -> bool:
    return bool(trigger.ends) and not any(map(turn.state.has_said, trigger.unless_said))


def _set_off(turn: Turn, trigger: Trigger, said: frozenset[str]) -> bool:
    """Whether a turn of these words sets it off, and so often that this buyer minds."""
    if trigger.only_in and not any(act in turn.reading.heard.acts for act in trigger.only_in):
        return False
    near = [phrase for phrase in trigger.words if said.issuperset(stems(phrase))]
    if not any(said_outright(turn.reading.text, phrase) for phrase in near):
        return False
    turn.set(triggers=(*turn.state.triggers, trigger.id))
    return turn.state.triggers.count(trigger.id) >= trigger.from_time


def said_outright(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase, and not only to rule it out ("I won't show you a demo").

    A "not" in a question rules nothing out ("couldn't you knock something off?").
    """
    wanted = stems(phrase)
    if not holds_run(stems(text), wanted):
        return False
    places = [place for place in sentences(text) if holds_run(stems(text[slice(*place)]), wanted)]
    return not places or any(_is_outright(text[slice(*place)], wanted) for place in places)


def _is_outright(sentence: str, wanted: tuple[str, ...]) -> bool:
    found = list(WORD.finditer(sentence))
    said = [stems(match.group())[0] for match in found]
    return any(
        tuple(said[at : at + len(wanted)]) == wanted and not is_denied(sentence, found[at].start())
        for at in range(len(said) - len(wanted) + 1)
    )
