"""The meeting: who sells what to whom, what both may know beforehand, and its limits."""

from pydantic import Field

from personas.fact import Content
from personas.vocabulary import Level


class Seller(Content):
    """The trainee's part."""

    company: str
    offer: str
    """What the company does, in plain words, one sentence."""
    own_words: tuple[str, ...] = Field(min_length=1)
    """Names of the company and its products; talking these up is a pitch."""


class BriefFact(Content):
    """One thing the trainee may know and use as a basis."""

    id: str
    text: str
    about: tuple[str, ...] = Field(min_length=1)
    """Words and short phrases by which a turn is seen to use it."""


class Brief(Content):
    """What the trainee reads before the call. Nothing in it is hidden truth."""

    who: str
    why: str
    """Why the two are talking."""
    good_ending: str
    facts: tuple[BriefFact, ...] = Field(min_length=5)
    """At least five business facts: who knows fewer asks the buyer for what a website tells."""


class Objective(Content):
    """Something to find out or to agree, shown to the trainee."""

    id: str
    text: str


class Scenario(Content):
    """One file of `scenarios/library`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """Equals the file's name without its ending."""
    version: str
    title: str
    persona: str
    """Persona id."""
    difficulty: int = Field(ge=1, le=5)
    seller: Seller
    brief: Brief
    opening: str
    """The buyer's first line; empty when the seller opens."""
    objectives: tuple[Objective, ...] = Field(min_length=3)
    turns: int = Field(ge=6, le=60)
    """Most seller turns."""
    trust: int = Field(ge=0, le=100)
    patience: int = Field(ge=1, le=100)
    prepare_required: bool = False
    reflections: tuple[str, ...] = ()
    """Questions to think about after the call, shown at the end of the debrief."""
    levels: dict[Level, "LevelChange"]


class LevelChange(Content):
    """What a level changes; starting trust is never among it."""

    patience: int = 0
    """Added to the scenario's."""
    negatives: float = Field(default=1.0, ge=0.5, le=2.0)
    """Multiplied with the persona's."""
    depth_two: int = 0
    """Added to the threshold of every depth-2 fact."""
    lie: float = 0.0
    """Added to both thresholds of a lie."""
    turns: int = 0
    """Added to the turn limit."""


Scenario.model_rebuild()
