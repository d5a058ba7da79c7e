"""What was opened, explored and quantified, and at which turn.

`rung_depths` is the one definition of the ladder: the buyer's engine, the rubric's caps, simulated
and imported calls all read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from personas.vocabulary import LADDER, SIDE_TOPICS, Topic

OWNED = 3
FULL = 2


def rung_depths(
    disclosed: Iterable[tuple[Topic, int]], owned: Iterable[Topic] = ()
) -> dict[Topic, int]:
    """Depth 0 to 3 of every ladder and side topic.

    1: a surface fact is out. 2: a specific one. 3: the buyer made it their own, by confirming a
    summary that holds it or by saying the consequence aloud; only a topic at 2 can be owned.
    """
    depths = dict.fromkeys((*LADDER, *SIDE_TOPICS), 0)
    for topic, depth in disclosed:
        if topic in depths:
            depths[topic] = max(depths[topic], depth)
    for topic in owned:
        if depths.get(topic, 0) >= FULL:
            depths[topic] = OWNED
    return depths


def full_rungs(depths: dict[Topic, int]) -> int:
    """How many of the six rungs are at depth 2 or more."""
    return sum(depths.get(topic, 0) >= FULL for topic in LADDER)


class Credit(IntEnum):
    """What a disclosed fact is worth to the seller."""

    NONE = 0
    """Volunteered: it raises the ladder and earns nothing."""
    YES = 1
    """The answer to a yes/no or leading question: level 1 at most."""
    FULL = 2


@dataclass(slots=True, eq=False)
class Told:
    """A fact the buyer told; nothing changes it once it is read (see `SellerTurn`)."""

    fact: str
    topic: Topic
    depth: int
    credit: Credit
    quantified: bool
    dated: bool
    turn: int
    """The buyer's turn that tells it."""
    asked_turn: int
    """The seller's turn it answers."""
    place: int
    """Its place among the facts of the same reply, from 0."""
    among: int
    """How many facts that reply tells."""


def explored(told: Iterable[Told], before: int | None = None) -> list[Topic]:
    """Topics on which the seller earned a disclosure, in the order of the vocabulary.

    With `before`, only what was told before that turn counts.
    """
    earned = {
        item.topic
        for item in told
        if item.credit is not Credit.NONE and (before is None or item.turn < before)
    }
    return [topic for topic in Topic if topic in earned]
