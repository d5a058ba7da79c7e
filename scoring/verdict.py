"""What the buyer's engine judged about a seller's turn, with the secrets in hand.

Grading reads these verdicts and never recomputes them; for imported calls they are inferred from
the lines.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from personas.vocabulary import Topic


class Record(BaseModel):
    """Base of everything in a call log."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Probe(Record):
    """A seller's test of a cover story."""

    kind: Literal[
        "presuming",
        "contradiction",
        "change",
        "process",
        "exit",
        "assumes_none",
        "fishing",
        "accusation",
    ]
    strength: float
    """Pressure it added; 0 when used before or when it invites a no."""
    cites: str = ""
    """Id of the contradiction cited."""


class NextStep(Record):
    """What the seller proposed, part by part."""

    accepted: bool
    action: bool = False
    owner: bool = False
    date: bool = False
    purpose: bool = False
    """It serves an open gap: a topic or fact of this call."""
    attendees: bool = False
    buyer_brings: bool = False
    recap: bool = False
    no_step_agreed: bool = False
    """Both agreed, with a reason, that there is no next step."""


class Pitch(Record):
    """A pitch as the buyer took it."""

    invited: bool
    number: int
    """How many pitches before this one, invited or not as this one."""
    words: int
    fits: bool = False
    """Every claim is tied to something confirmed in this call."""
    asks_fit: bool = False


class Verdict(Record):
    """What the engine judged about a seller's turn, with the secrets in hand."""

    attempted: tuple[Topic, ...] = ()
    """Honestly asked, and refused for want of trust or of what comes before."""
    exhausted: tuple[Topic, ...] = ()
    """Asked, and nothing left to tell."""
    repeated: bool = False
    """The same question was answered before."""
    counted: Topic | None = None
    """Of several questions, the one the buyer took."""
    follows: tuple[str, ...] = ()
    """Disclosed facts whose content this turn takes up (last 3 seller turns, at most twice each)."""
    opportunity: bool = False
    """There was a disclosed fact to follow up and the turn asked something."""
    linked: bool = False
    """The question grows out of what was said (the buyer's trust counts this, wider than follows)."""
    parrot: bool = False
    reflection: Literal["accepted", "wrong", "none"] = "none"
    reflects: tuple[str, ...] = ()
    """Facts an accepted reflection holds."""
    complex: bool = False
    """The reflection adds meaning: joins facts, does arithmetic, or names a feeling or consequence."""
    summary: Literal["confirmed", "thin", "none"] = "none"
    confirms: tuple[Topic, ...] = ()
    """Rungs the buyer owns after a confirmed summary."""
    claim: Literal["supported", "unsupported", "none"] = "none"
    """Facts about the buyer stated by the seller: from brief or call, or made up."""
    basis: tuple[str, ...] = ()
    """Ids of brief facts used."""
    presumption: bool = False
    """A research-based presumption or insight put to the buyer as a question."""
    cues_emitted: tuple[str, ...] = ()
    cues_answered: tuple[str, ...] = ()
    cues_expired: tuple[str, ...] = ()
    problem_question: Literal["asked", "answered", "dodged", "none"] = "none"
    pitch: Pitch | None = None
    next_step: NextStep | None = None
    probes: tuple[Probe, ...] = ()
    lie_stage: Literal["", "hold", "hedge", "crack", "confess"] = ""
    claims_told: tuple[str, ...] = ()
    """Ids of cover-story claims asserted in reply."""
    invited: bool = False
    """The buyer asks 'how can you help?' in reply."""
    invitation_blocked: bool = False
    """The ladder is complete and an active lie hides a closed decision."""
    triggers: tuple[str, ...] = ()
    ignored: bool = False
    """The turn neither moved anything nor cost anything (unsure the first time)."""
