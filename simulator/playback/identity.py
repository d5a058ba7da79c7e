"""Whether a record is the call it says it is: played again, it must come to the same states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from personas.errors import ContentError
from scoring.transcript import AnyEvent, BuyerDecided, meeting
from simulator.buyer.engine import VERSION as ENGINE
from simulator.call.meeting import Meeting
from simulator.call.replay import Divergence, replay
from simulator.problem import Problem

MeetingFor = Callable[[Sequence[AnyEvent]], Meeting]
"""Finds the meeting a record was played with; raises Problem naming what is missing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What became of playing a record again."""

    status: Literal["same", "differs", "unchecked"]
    sentence: str
    """For the person: what was compared, or why nothing could be."""
    turn: int | None = None
    """The first turn whose state differs, counting all turns from 0."""
    broken: bool = False
    """The states differ and no other version of the engine explains it."""

    def same_at(self, turn: int) -> bool | None:
        """Whether the state after a turn is the recorded one; None where that is not known."""
        if self.status == "unchecked":
            return None
        return self.turn is None or turn < self.turn


IMPORTED = Identity(
    "unchecked",
    "An imported call: no simulated buyer took part, so nothing is said about the buyer's mind, "
    "and there is no state to play on from.",
)


def identity_of(
    events: Sequence[AnyEvent], meeting_for: MeetingFor
) -> tuple[Identity, Meeting | None]:
    """Plays a record again and compares every state; the meeting too where they are all the same."""
    opened = meeting(events)
    if opened.source == "imported":
        return IMPORTED, None
    try:
        played = meeting_for(events)
    except (Problem, ContentError) as missing:
        return Identity("unchecked", f"The states were not compared: {missing}."), None
    other = opened.engine != ENGINE
    try:
        replay(played, events)
    except Divergence as divergence:
        sentence = _differs(divergence, opened.engine)
        return Identity("differs", sentence, divergence.turn, broken=not other), None
    count = 1 + sum(isinstance(event, BuyerDecided) for event in events)
    versions = (
        f" It was played with engine {opened.engine}, this is engine {ENGINE}." if other else ""
    )
    return Identity(
        "same", f"Played again, all {count} states are the recorded ones.{versions}"
    ), played


def _differs(divergence: Divergence, engine: str) -> str:
    if engine != ENGINE:
        return (
            f"Played with engine {engine}, and this is engine {ENGINE}, which decides otherwise from "
            f"turn {divergence.turn} on. What you see is the record; it cannot be played on from."
        )
    return (
        f"The record does not replay, first at {divergence}. What you see is the record; it cannot "
        "be played on from."
    )
