"""The trainee's own account of the buyer, scored against the truth.

Six parts, 0 to 2 points each: 0 nothing of theirs recognised, 1 the surface of it, or something
specific with another figure, 2 something specific. Recognised are words, figures and names of a fact
(`matching`), and every match is shown. It stands beside the score and never enters it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from personas.vocabulary import Topic
from scoring.transcript import AnyEvent, FactDisclosed, LookedBack
from simulator.call.meeting import Meeting
from simulator.debrief.look_back import ACCOUNT, Question
from simulator.debrief.matching import Match, matches_in
from simulator.debrief.quotes import told_as

PART_TOPICS: dict[str, tuple[Topic, ...]] = {
    "goal": (Topic.GOAL,),
    "problem": (Topic.PROBLEM,),
    "cause": (Topic.CAUSE,),
    "impact": (Topic.IMPACT,),
    "process": (Topic.PROCESS, Topic.STAKEHOLDERS),
    "change": (Topic.CHANGE,),
}
"""Which facts a part of the account is about."""
SURFACE, SPECIFIC = 1, 2
"""Points of a part."""
OF = SPECIFIC * len(PART_TOPICS)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A fact that the account holds."""

    match: Match
    text: str
    """The buyer's words for it."""
    heard: bool
    """It came out in the call; otherwise it was guessed, and guessed right."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six."""

    id: str
    asks: str
    wrote: str
    points: int
    """0 to 2."""
    recognised: tuple[Recognised, ...]
    """What it holds of this part's own facts."""
    elsewhere: tuple[Recognised, ...]
    """What it holds that belongs to other parts; it earns nothing here."""
    truth: tuple[str, ...]
    """The buyer's words for every fact of this part."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account and what it is worth."""

    parts: tuple[Part, ...]
    of: int = OF

    @property
    def points(self) -> int:
        """0 to 12."""
        return sum(part.points for part in self.parts)


def account_of(meeting: Meeting, events: Sequence[AnyEvent]) -> Account | None:
    """The account that was given of a call; None when none was."""
    looked = next((e for e in reversed(events) if isinstance(e, LookedBack)), None)
    if looked is None or not looked.account:
        return None
    return Account(
        tuple(
            _part(meeting, question, looked.account.get(question.id, ""), events)
            for question in ACCOUNT
        )
    )


def _part(meeting: Meeting, question: Question, wrote: str, events: Sequence[AnyEvent]) -> Part:
    topics = PART_TOPICS[question.id]
    told = {event.fact for event in events if isinstance(event, FactDisclosed)}

    def words(fact: str) -> str:
        return told_as(meeting.persona.fact(fact).wordings, fact, events)

    found = [
        Recognised(match, words(match.fact), match.fact in told)
        for match in matches_in(wrote, meeting.ledger, topics, question.asks)
    ]
    own = tuple(item for item in found if item.match.topic in topics)
    specific = any(item.match.specific and not item.match.other_figure for item in own)
    return Part(
        id=question.id,
        asks=question.asks,
        wrote=wrote,
        points=SPECIFIC if specific else SURFACE if own else 0,
        recognised=own,
        elsewhere=tuple(item for item in found if item.match.topic not in topics),
        truth=tuple(words(f.id) for f in meeting.persona.facts if f.topic in topics),
    )
