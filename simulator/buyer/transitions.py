"""What every seller move does to trust and patience. Tables only; the engine walks them.

Source: the buyer state machine of `docs/buyer.md`. Losses are multiplied by the persona's and the
level's factor, all but the tick of the clock; gains of trust are capped at 8 points a turn. Every
move has its row. Which moves a turn amounts to is decided where it is read: the steps of `engine`.
"""

from dataclasses import dataclass
from enum import StrEnum

MOST_TRUST_PER_TURN = 8.0
PRESUMPTION_REST = 4
"""Turns within which a second presumption is worth half."""


class Move(StrEnum):
    """What a seller's turn amounts to for this buyer."""

    TICK = "tick"
    PRESUMPTION = "presumption"
    INSIGHT = "insight"
    QUESTION_EARNS = "question_earns"
    QUESTION_EARNS_LINKED = "question_earns_linked"
    QUESTION_REFUSED = "question_refused"
    QUESTION_REPEATED = "question_repeated"
    REFLECTION_ACCEPTED = "reflection_accepted"
    REFLECTION_WRONG = "reflection_wrong"
    SUMMARY_CONFIRMED = "summary_confirmed"
    SUMMARY_THIN = "summary_thin"
    PARROT = "parrot"
    RAPPORT = "rapport"
    RAPPORT_AGAIN = "rapport_again"
    CLOSED_RUN = "closed_run"
    STACKED = "stacked"
    PITCH = "pitch"
    DODGE = "dodge"
    PITCH_INVITED = "pitch_invited"
    PITCH_DUMP = "pitch_dump"
    SIZE_MISMATCH = "size_mismatch"
    PRESSURE = "pressure"
    FEAR = "fear"
    THREAT = "threat"
    FALSE_CLAIM = "false_claim"
    ACCUSATION = "accusation"
    NEXT_STEP_EARLY = "next_step_early"
    NEXT_STEP = "next_step"
    UNSURE = "unsure"
    NO_CONTENT = "no_content"
    OUT_OF_FRAME = "out_of_frame"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Effect:
    """Points added to trust and patience."""

    trust: float = 0
    patience: float = 0


EFFECTS: dict[Move, Effect] = {
    Move.TICK: Effect(0, -1),
    Move.PRESUMPTION: Effect(6, 2),
    Move.INSIGHT: Effect(4, 1),
    Move.QUESTION_EARNS: Effect(2, -1),
    Move.QUESTION_EARNS_LINKED: Effect(5, 1),
    Move.QUESTION_REFUSED: Effect(0, -2),
    Move.QUESTION_REPEATED: Effect(-1, -4),
    Move.REFLECTION_ACCEPTED: Effect(5, 2),
    Move.REFLECTION_WRONG: Effect(-3, 0),
    Move.SUMMARY_CONFIRMED: Effect(6, 3),
    Move.SUMMARY_THIN: Effect(0, -2),
    Move.PARROT: Effect(-2, -2),
    Move.RAPPORT: Effect(0, 0),
    Move.RAPPORT_AGAIN: Effect(0, -1),
    Move.CLOSED_RUN: Effect(0, -4),
    Move.STACKED: Effect(0, -3),
    Move.PITCH: Effect(-6, -10),
    Move.DODGE: Effect(-10, -12),
    Move.PITCH_INVITED: Effect(3, 2),
    Move.PITCH_DUMP: Effect(-6, -10),
    Move.SIZE_MISMATCH: Effect(-5, -4),
    Move.PRESSURE: Effect(-6, -4),
    Move.FEAR: Effect(-6, -4),
    Move.THREAT: Effect(-15, -10),
    Move.FALSE_CLAIM: Effect(-15, -5),
    Move.ACCUSATION: Effect(-20, -10),
    Move.NEXT_STEP_EARLY: Effect(-4, -4),
    Move.NEXT_STEP: Effect(0, 0),
    Move.UNSURE: Effect(0, 0),
    Move.NO_CONTENT: Effect(0, -2),
    Move.OUT_OF_FRAME: Effect(0, -3),
    Move.OTHER: Effect(0, -1),
}

PITCH_GROWTH = Effect(-3, -5)
"""Added for every uninvited pitch before this one."""
REPEAT_GROWTH = Effect(0, -1)
"""Added for every repetition before this one, twice at most."""

PITCHES_TO_LEAVE = 3
DODGES_TO_LEAVE = 2
