"""Who the buyer is, with every secret: what opens which fact, what gives it away, what is a lie.

Only the buyer's engine, the guard, the debrief and the content checks may read this module.
Thresholds and trust are points from 0 to 100 (`docs/buyer.md`).
"""

from enum import StrEnum

from pydantic import Field

from personas.fact import Content, Fact, Manner
from personas.vocabulary import Intent, Outcome, Topic


class GuardedFact(Fact):
    """A fact with its lock."""

    also_opened_by: tuple[Topic, ...] = ()
    """Topics other than its own whose question opens it."""
    threshold: int = Field(ge=0, le=100)
    """Trust needed before the buyer says it."""
    requires: tuple[str, ...] = ()
    """Fact ids that must have been said before. Always explicit; nothing is implied."""
    about: tuple[str, ...] = Field(min_length=3)
    """Words and short phrases by which a seller would refer to it afterwards, in any form
    ("pay late", "waiting for the money"). A follow-up or reflection is matched on these,
    on the numbers and on the names of the wordings."""
    tell_tales: tuple[str, ...] = Field(min_length=1)
    """Words or phrases that only someone who knows this fact would use. They occur in no
    brief, opening, deflection or cue, and a voice may not use them before disclosure."""
    questions: tuple[str, ...] = Field(min_length=2)
    """Natural questions that earn it."""
    after_truth: bool = False
    """Can be said only once the buyer has told the truth of the cover story."""
    by_brief: tuple[str, ...] = ()
    """Brief facts of which the question must take one up; empty: any question about it opens it.
    For what the buyer has not seen in their own public data until somebody ties it together."""


class Cue(Content):
    """A hint dropped in passing, answered by asking about it within two seller turns."""

    id: str
    with_fact: str
    """Emitted when this fact is said."""
    leads_to: str
    """The fact a question about the cue would open."""
    line: str
    """The sentence the buyer adds."""
    about: tuple[str, ...] = Field(min_length=1)
    """Words by which a seller picks it up."""


class TopicManner(Content):
    """How the buyer avoids a topic."""

    deflections: tuple[str, ...] = Field(min_length=3)
    """Said when the topic is asked and the lock holds. Polite, true, and empty."""


class Trigger(Content):
    """Something this buyer in particular cannot stand."""

    id: str
    words: tuple[str, ...] = Field(min_length=1)
    """Words or short phrases in a seller's turn that set it off (whole words, any case)."""
    only_in: tuple[str, ...] = ()
    """Acts the turn must contain one of; empty: any."""
    from_time: int = Field(default=1, ge=1)
    """Set off from the n-th occurrence in the call."""
    trust: int = Field(le=0)
    patience: int = Field(le=0)
    lines: tuple[str, ...] = Field(min_length=3)
    ends: str | None = None
    """Ending id: from then on, set off, it ends the call so."""
    unless_said: tuple[str, ...] = ()
    """Facts of which one being out keeps it from ending the call."""


class Claim(Content):
    """One thing the cover story asserts."""

    id: str
    topic: Topic
    """Asked about this topic, the buyer asserts it."""
    asked_as: tuple[str, ...] = ()
    """Runs of words that ask for it outright ("have we lost it"), whatever topic they are heard to have."""
    lines: tuple[str, ...] = Field(min_length=3)
    truth: str
    """What was true, in one sentence for The truth screen."""


class Contradiction(Content):
    """Something that does not fit the cover story and that an attentive seller could notice."""

    id: str
    groups: tuple[tuple[str, ...], ...] = Field(min_length=1)
    """A turn cites it when it holds a word or phrase of every group."""
    text: str
    """What did not fit, in one sentence for The truth screen."""
    shown_by: tuple[str, ...] = ()
    """Words of the buyer's that show it: it is told of a call in which one of them fell. None: the brief or the
    buyer's manner shows it in every call."""


class CoverStory(Content):
    """A lie with a motive, stages and a way out (HOLD, HEDGE, CRACK, CONFESS)."""

    id: str
    truth: str
    """Fact id of the truth; its wordings are the confession."""
    motive: str
    claims: tuple[Claim, ...] = Field(min_length=1)
    """The first is the story itself, said again when the seller offers a way out of it."""
    denials: tuple[str, ...] = Field(min_length=3)
    """After a question that assumes there is nothing ("no one else, right?") or an accusation."""
    deferrals: tuple[str, ...] = Field(min_length=6)
    """The polite deck: said whenever the seller presses on towards a decision."""
    hedges: tuple[str, ...] = Field(min_length=3)
    """After pressure, before the crack."""
    slips: tuple[str, ...] = Field(min_length=2)
    """CRACK: each a checkable slip, never a tone."""
    contradictions: tuple[Contradiction, ...] = Field(min_length=2)
    crack_at: float = Field(gt=0)
    """Pressure at which it cracks (5; a white lie 2; see docs/buyer.md)."""
    confess_at: float = Field(gt=0)
    """Pressure at which it can be confessed (8; a white lie 3)."""
    trust: int = Field(ge=0, le=100)
    """Trust needed to confess."""
    needs_exit: bool
    """Whether a blameless way out must have been offered."""
    civil: float = Field(default=0.0, ge=0.0, le=1.0)
    """Pressure that every civil turn after the second adds: a white lie wears thin by itself."""


class Purpose(Content):
    """What a next step is for, recognised by its words."""

    words: tuple[str, ...] = ()
    """The seller's proposal must hold one of these; empty: any."""
    facts: tuple[str, ...] = ()
    """Fact ids that must have been said."""


class Later(Content):
    """What became of it, for a call that found so many of the buyer's real needs."""

    found: int = Field(ge=0)
    """Least number of the persona's `needs` that the seller had earned."""
    text: str


class EndingRule(Content):
    """One row of the endings table; the first row whose condition holds is the ending."""

    id: str
    outcome: Outcome
    trust: int = 0
    """Least trust for it."""
    rungs: int = 0
    """Least number of rungs at depth 2 or more."""
    purpose: Purpose | None = None
    """For next steps: what the proposal must be about."""
    truth_told: bool | None = None
    """Whether the cover story must have been given up."""
    after: tuple[str, ...] = ()
    """Triggers of which one must have been set off in the call; empty: any call."""
    lines: tuple[str, ...] = Field(min_length=3)
    """The buyer's last words."""
    epilogue: str
    """What happened afterwards, two or three sentences."""
    month_six: tuple[Later, ...] = ()
    """How it stood half a year on, by needs found, the fewest first; follows the epilogue."""


class LieKind(StrEnum):
    """What a variant does with the cover story."""

    NONE = "none"
    CONFESSES = "confesses"
    NEVER_CONFESSES = "never_confesses"


class FactChange(Content):
    """What a variant says instead. Only the fields given replace the fact's own."""

    id: str
    wordings: tuple[str, ...] | None = Field(default=None, min_length=3)
    about: tuple[str, ...] | None = None
    tell_tales: tuple[str, ...] | None = None
    questions: tuple[str, ...] | None = Field(default=None, min_length=2)


class Variant(Content):
    """The same person in another situation: other numbers, names and substance."""

    id: str = Field(pattern=r"^[a-z]$")
    words: dict[str, str]
    """Fills `{name}` in every line of the persona."""
    numbers: dict[str, float] = Field(default_factory=dict)
    """The same quantities as numbers, for `checks`."""
    checks: tuple[str, ...] = ()
    """Arithmetic that must hold within 2%, such as "tied_up * rate / 12 = interest"."""
    facts: tuple[FactChange, ...] = ()
    cues: tuple[Cue, ...] | None = None
    """Replaces the persona's cues when given."""
    lie: LieKind = LieKind.NONE
    unreachable: tuple[str, ...] = ()
    """Facts nobody can get in this variant (a truth never confessed)."""
    best_endings: tuple[str, ...] = Field(min_length=1)


class Persona(Content):
    """One buyer in one variant: what the engine plays."""

    id: str
    version: str
    variant: str
    """Variant id, recorded in the call."""
    manner: Manner
    small_business: bool
    """Giant customer names put this buyer off."""
    negatives: float = Field(ge=1.0, le=1.5)
    """Multiplies every loss of trust and patience."""
    facts: tuple[GuardedFact, ...]
    topics: dict[Topic, TopicManner]
    cues: tuple[Cue, ...]
    triggers: tuple[Trigger, ...]
    lines: dict[Intent, tuple[str, ...]]
    cover_story: CoverStory | None
    lie: LieKind
    unreachable: tuple[str, ...]
    best_endings: tuple[str, ...]
    endings: tuple[EndingRule, ...]
    needs: tuple[str, ...] = ()
    """Fact ids of what the buyer really needs; `month_six` counts those found."""

    def fact(self, fact_id: str) -> GuardedFact:
        """The fact with this id; KeyError when there is none."""
        for fact in self.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)


class PersonaFile(Content):
    """One file of `personas/library`: a person and the situations they may be in."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """Equals the file's name without its ending."""
    version: str
    manner: Manner
    small_business: bool = False
    negatives: float = Field(default=1.0, ge=1.0, le=1.5)
    facts: tuple[GuardedFact, ...] = Field(min_length=6)
    topics: dict[Topic, TopicManner]
    cues: tuple[Cue, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    lines: dict[Intent, tuple[str, ...]]
    cover_story: CoverStory | None = None
    endings: tuple[EndingRule, ...] = Field(min_length=3)
    needs: tuple[str, ...] = ()
    """Fact ids of what the buyer really needs; `month_six` counts those found."""
    variants: tuple[Variant, ...] = Field(min_length=4)
