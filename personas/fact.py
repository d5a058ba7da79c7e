"""What a voice may be shown: one fact in the buyer's words, and how the buyer talks.

Nothing here is secret. Thresholds, tell-tales and the cover story live in `personas.persona`,
which no voice can import.
"""

from pydantic import BaseModel, ConfigDict, Field

from personas.vocabulary import Topic


class Content(BaseModel):
    """Base of every content model: unknown keys refused, immutable, no NaN or infinity."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Fact(Content):
    """One thing the buyer knows, as the buyer would say it."""

    id: str = Field(pattern=r"^[a-z_]+[0-9]+$")
    """Topic and number ("cause2"); it never names its content."""
    topic: Topic
    depth: int = Field(ge=1, le=2)
    """1: on the surface. 2: specific (a number, a date, a name, a mechanism)."""
    wordings: tuple[str, ...] = Field(min_length=3)
    """Ways this buyer says it. A leading "(gesture)" is shown dim."""


class Manner(Content):
    """How the buyer comes across in public; safe for a language model."""

    name: str
    """Full name, as on the brief."""
    called: str
    """The name on the call's lines."""
    role: str
    """Post and company, one line."""
    style: str
    """Two or three sentences on how this person speaks."""
