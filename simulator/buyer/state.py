"""The buyer's state: everything the next decision depends on, and nothing worded.

Trust and patience are points from 0 to 100, kept to two decimals.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from personas.vocabulary import Stance, Topic
from scoring.transcript import digest
from scoring.verdict import NextStep


class LieStage(StrEnum):
    """How far a cover story has given way."""

    HOLD = "hold"
    HEDGE = "hedge"
    CRACK = "crack"
    CONFESS = "confess"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A fact said in reply to a seller turn."""

    fact: str
    turn: int
    """Seller turn (1 for the first) it answered."""
    follow_ups: int = 0
    """How often its content has been followed up; at most two are credited."""
    reflected: bool = False
    """The seller gave it back once; doing so again earns nothing."""
    earned: bool = True
    """It was asked for. What came by itself can still be earned by asking."""


@dataclass(frozen=True, slots=True)
class LiveCue:
    """A cue in the air."""

    id: str
    turn: int
    """Seller turn in whose reply it was dropped."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put, to notice it coming again."""

    topics: tuple[str, ...]
    stems: tuple[str, ...]
    """Content it was made of; empty for a bare prompt ("go on")."""
    answered: bool
    turn: int = 0
    """Seller turn it was put in."""


@dataclass(frozen=True, slots=True)
class Lie:
    """The cover story as it stands."""

    stage: LieStage = LieStage.HOLD
    pressure: float = 0.0
    exit_offered: bool = False
    locked_until: int = 0
    """Seller turn up to which an accusation keeps it shut."""
    probes: tuple[str, ...] = ()
    """Probes used; the same one adds nothing twice."""
    claims: tuple[str, ...] = ()
    """Claims asserted so far."""
    slips: int = 0


def _plain(part: Any) -> object:
    """A part of the state as a mapping; `dataclasses.asdict` copies every leaf, at ten times the cost."""
    if isinstance(part, NextStep):
        return part.model_dump(mode="json")
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class State:
    """A buyer after some seller turns."""

    trust: float
    patience: float
    turn: int = 0
    """Seller turns so far."""
    said: tuple[Disclosure, ...] = ()
    owned: tuple[Topic, ...] = ()
    """Rungs the buyer has made their own: a confirmed summary or a consequence said aloud."""
    asked: tuple[Asked, ...] = ()
    cues: tuple[LiveCue, ...] = ()
    cues_dropped: tuple[str, ...] = ()
    problem_question: bool = False
    """A 'what makes you say that?' is waiting for its answer."""
    dodges: int = 0
    misquoted: int = 0
    """Times something was given back that was not so; from the second on it is an affront."""
    pitches: int = 0
    """Uninvited pitches."""
    closed_run: int = 0
    unlinked_run: int = 0
    last_presumption: int = -9
    rapport: int = 0
    unsure_run: int = 0
    triggers: tuple[str, ...] = ()
    """Words that set a trigger off, once per occurrence."""
    other_language: int = 0
    invited_at: int = 0
    """Seller turn whose reply was the invitation; 0 before it."""
    pitched_after_invitation: int = 0
    withdrawn: bool = False
    """The invitation was cancelled by a feature dump."""
    lie: Lie | None = None
    proposal: NextStep | None = None
    """What the next step holds so far; accepted when the buyer agreed."""
    agreed: str = ""
    """Id of the ending that an accepted next step leads to."""
    ending: str = ""
    easier: "State | None" = None
    """The same buyer after the same lines at the next easier level; None at the easiest, or once that call is over."""

    def sha256(self) -> str:
        """The state's identity: equal states, equal hashes, on every machine."""
        return digest(self, _plain)

    def has_said(self, fact: str) -> bool:
        """Whether the fact is out."""
        return any(item.fact == fact for item in self.said)

    @property
    def stance(self) -> Stance:
        """How the buyer feels, as a voice may show it."""
        if self.ending:
            return Stance.LEAVING
        if self.patience < 15 or self.trust < 20:
            return Stance.GUARDED
        if self.trust < 40:
            return Stance.WARY
        return Stance.OPEN if self.trust < 60 else Stance.WARM
