"""The record of a call: the reader owns the format.

A call is a list of events in order. It is all that grading needs; it never holds the words of a
fact that was not disclosed. What had to be judged with a secret in hand was judged by the buyer's
engine and stands here as a verdict (`BuyerDecided`); grading reads verdicts and never recomputes
them. Imported transcripts become the same events, with `source` "imported" and inferred verdicts.

`turn` counts all turns of the call from 0. A buyer's decision carries the turn of the seller it
answers; the buyer's words carry their own.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from personas.vocabulary import How, Level, Outcome, Stance, Topic
from scoring.hearing.heard import Heard, Span
from scoring.verdict import Record, Verdict

FORMAT = 1
"""Version of this record."""


def _nothing(value: object) -> bool:
    """Whether a field that few calls have is left out, so that the others' hashes stand."""
    return not value


class Event(Record):
    """Something that happened, in order."""

    seq: int = Field(ge=0)
    at: str = ""
    """When, ISO 8601 with zone; read from the session's clock, never by this module."""
    chain: str = ""
    """Hash of the event before and of this one; empty until sealed (`seal`)."""


class FactCard(Record):
    """A fact that exists, without its content."""

    id: str
    topic: Topic
    depth: int


class ContentVersion(Record):
    """One content file the call was played with."""

    kind: Literal["persona", "scenario", "rubric"]
    id: str
    version: str
    sha256: str


class BriefFactCard(Record):
    """A fact of the public brief and the words by which a turn uses it."""

    id: str
    text: str
    about: tuple[str, ...] = ()


class MeetingOpened(Event):
    """Everything known before the first word."""

    type: Literal["meeting_opened"] = "meeting_opened"
    format: int = FORMAT
    id: str
    """Identity of the call; differs between two runs of the same call."""
    source: Literal["own", "imported"] = "own"
    purpose: Literal["practice", "guided", "retry", "drill", "program", "example", "imported"] = (
        "practice"
    )
    retry_of: str = ""
    """A retry: the call whose moment was played again."""
    retry_from: int = 0
    """The turn of that call from which it was."""
    retry_varied: bool = Field(default=False, exclude_if=_nothing)
    """A retry in another situation than that call's: numbers, names and causes have changed."""
    drill: str = Field(default="", exclude_if=_nothing)
    """An attempt in a drill: which drill."""
    attempt: int = Field(default=0, ge=0, exclude_if=_nothing)
    """An attempt in a drill: which attempt at this scenario, from 1."""
    scenario: str = ""
    persona: str = ""
    variant: str = ""
    seed: int = 0
    level: Level = Level.STANDARD
    buyer: str = "Buyer"
    """The buyer's name on the lines of the call."""
    seller_company: str = ""
    seller_words: tuple[str, ...] = ()
    """Names of the seller's own company and products."""
    brief: str = ""
    brief_facts: tuple[BriefFactCard, ...] = ()
    opening: str = ""
    """The buyer's line at turn 0; empty when the seller opens."""
    objectives: tuple[str, ...] = ()
    prepared: dict[str, str] = Field(default_factory=dict)
    """The prepare sheet: field id to what the trainee wrote."""
    turn_limit: int = 0
    """Most seller turns; 0 for none."""
    facts: tuple[FactCard, ...] = ()
    content: tuple[ContentVersion, ...] = ()
    engine: str = ""
    hearing: str = ""
    doubts: tuple[str, ...] = Field(default=(), exclude_if=_nothing)
    """Imported calls: what is doubtful about the file, one sentence each."""
    state_sha256: str = ""
    """Hash of the buyer's state before the first seller turn."""


class SellerSpoke(Event):
    """A seller's turn, verbatim, and how it was heard at the time."""

    type: Literal["seller_spoke"] = "seller_spoke"
    turn: int
    text: str
    acts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unsure: bool = False
    spans: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    heard_easier: tuple[Heard, ...] = Field(default=(), exclude_if=_nothing)
    """How it was heard at each easier level, the nearest first; empty where all heard it alike."""
    line: int | None = None
    """Imported calls: line of the source file."""
    speaker: str = Field(default="", exclude_if=_nothing)
    """Imported calls: the name in the source file."""

    @property
    def heard(self) -> Heard:
        """The recorded hearing, which replay and grading use."""
        return Heard(
            acts=self.acts,
            topics=self.topics,
            unsure=self.unsure,
            spans=self.spans,
            marks=self.marks,
            numbers=self.numbers,
            names=self.names,
        )

    @property
    def hearings(self) -> tuple[Heard, ...]:
        """The recorded hearing, then that of each easier level where it was another."""
        return (self.heard, *self.heard_easier)


class BuyerDecided(Event):
    """The buyer's decision on a seller's turn: state and verdict, before any words."""

    type: Literal["buyer_decided"] = "buyer_decided"
    turn: int
    """The seller turn decided on."""
    verdict: Verdict = Verdict()
    stance: Stance = Stance.GUARDED
    trust: float | None = None
    """0 to 100 after the turn; null where the buyer's mind is not known (imported)."""
    patience: float | None = None
    rungs: dict[str, int] = Field(default_factory=dict)
    """Depth 0 to 3 of every ladder and side topic after the turn."""
    state_sha256: str = ""


class FactDisclosed(Event):
    """The buyer tells a fact in the reply to `turn`'s seller."""

    type: Literal["fact_disclosed"] = "fact_disclosed"
    turn: int
    """The buyer's turn that tells it."""
    asked_turn: int
    """The seller's turn it answers."""
    fact: str
    topic: Topic
    depth: int
    how: How
    quantified: bool = False
    """Its words hold a number with its unit."""
    dated: bool = False
    """Its words hold a date, month, weekday or span of time."""
    inferred: bool = False
    """Imported calls: read from the buyer's line, with no ledger behind it."""


class BuyerSpoke(Event):
    """The buyer's words."""

    type: Literal["buyer_spoke"] = "buyer_spoke"
    turn: int
    text: str
    worded_by: Literal["authored", "model", "imported"] = "authored"
    fell_back: bool = False
    """A model's line was refused and the authored one stands in."""
    line: int | None = None
    speaker: str = Field(default="", exclude_if=_nothing)
    """Imported calls: the name in the source file."""


class CoachShown(Event):
    """The trainee looked at the coach."""

    type: Literal["coach_shown"] = "coach_shown"
    turn: int


EndedBy = Literal["buyer", "seller", "limit", "agreement"]
"""Who ended a call. By agreement: on a next step both had accepted, or on there being none now."""


class RephrasingSuggested(Event):
    """A model suggested other words for a line that hearing was unsure about; nothing was said."""

    type: Literal["rephrasing_suggested"] = "rephrasing_suggested"
    turn: int
    """The turn the line would have had."""
    text: str
    suggested: str


class MeetingEnded(Event):
    """The call is over."""

    type: Literal["meeting_ended"] = "meeting_ended"
    turn: int
    """The last turn of the call."""
    ending: str
    """Id of the ending in the persona, or the outcome for imported calls."""
    outcome: Outcome
    ended_by: EndedBy


class LookedBack(Event):
    """The trainee's own account, given before any score was shown."""

    type: Literal["looked_back"] = "looked_back"
    answers: dict[str, str] = Field(default_factory=dict)
    turned_at: int | None = None
    """The turn at which, in the trainee's view, it turned."""
    account: dict[str, str] = Field(default_factory=dict)
    """The buyer's goal, problem, cause, impact, process and change in the trainee's words."""


class MarkedMisheard(Event):
    """The trainee says a line was heard wrongly."""

    type: Literal["marked_misheard"] = "marked_misheard"
    turn: int
    acts: tuple[str, ...] = ()
    """What it should have been, where the trainee says so."""
    topics: tuple[str, ...] = ()


AnyEvent = Annotated[
    MeetingOpened
    | SellerSpoke
    | BuyerDecided
    | FactDisclosed
    | BuyerSpoke
    | CoachShown
    | RephrasingSuggested
    | MeetingEnded
    | LookedBack
    | MarkedMisheard,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def canonical(value: object, plain: Callable[[Any], object] | None = None) -> bytes:
    """One spelling for equal data: sorted keys, no spaces, UTF-8.

    `plain` gives the mapping that stands for a part that JSON has no spelling for.
    """
    return json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=plain,
    ).encode()


def digest(value: object, plain: Callable[[Any], object] | None = None) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(value, plain)).hexdigest()


def sealed(event: AnyEvent, before: str) -> AnyEvent:
    """The event with its place in the hash chain; `before` is the chain of the one before it."""
    body = event.model_dump(mode="json", exclude={"chain"})
    return event.model_copy(update={"chain": digest([before, body])})


def first_break(events: Sequence[AnyEvent]) -> int | None:
    """Index of the first event whose chain does not hold; None when all hold."""
    before = ""
    for index, event in enumerate(events):
        if event.chain != sealed(event, before).chain:
            return index
        before = event.chain
    return None


def meeting(events: Iterable[AnyEvent]) -> MeetingOpened:
    """The opening event; ValueError when the record has none."""
    for event in events:
        if isinstance(event, MeetingOpened):
            return event
    raise ValueError("the record holds no meeting_opened event")
