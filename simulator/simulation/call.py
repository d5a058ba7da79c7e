"""One simulated call: a seller, a scenario, a level, a seed; played and graded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from personas.casting import variant_for_seed
from personas.catalog import load_persona
from personas.vocabulary import How, Level, Outcome
from scenarios.catalog import load_scenario
from scoring.grader import grade
from scoring.rubric import Rubric, load_rubric
from scoring.scorecard import shown
from scoring.transcript import (
    AnyEvent,
    BuyerDecided,
    FactDisclosed,
    MeetingEnded,
    SellerSpoke,
)
from simulator.call.meeting import Meeting, meeting_of
from simulator.call.session import Session
from simulator.sellers.catalog import seller_named
from simulator.sellers.reference import reference
from simulator.sellers.seller import Seller
from simulator.simulation.playing import Table, play_all, questions_about
from simulator.voices.authored import AuthoredVoice

RUBRIC = "explore-before-pitch"
_NEVER = "2000-01-01T00:00:00+00:00"
"""The clock of a simulated call stands still: equal calls are equal bytes."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one call."""

    scenario: str
    level: str
    seller: str
    seed: int
    variant: str
    score: float | None
    """Points of 100; None when the call is not evaluable."""
    ending: str
    outcome: Outcome
    ended_by: str
    turns: int
    """Seller turns."""
    invited: bool
    confessed: bool
    facts: int
    """Facts the seller earned."""
    disclosed: int
    """Facts that came out at all."""
    reachable: int
    """Facts that could be earned in this variant."""
    pitches: int
    """Seller turns taken for a pitch."""
    first_pitch: int | None
    """Seller turn of the first, 1 for the first turn."""
    best: bool
    """It came to an ending that the variant calls its best, or the buyer asked for help."""
    levels: tuple[tuple[str, int], ...]
    """Criterion and level."""
    earned: tuple[str, ...]
    """Ids of the facts the seller earned, in the order in which they came."""

    @property
    def walked_away(self) -> bool:
        """Whether the buyer broke it off."""
        return self.outcome in (Outcome.WALKED_AWAY, Outcome.DISQUALIFIED)


def play_seeds(
    scenario: str, seller: str, *, seeds: Sequence[int], level: Level = Level.STANDARD
) -> list[Played]:
    """Plays and grades one call per seed. The same arguments give the same results anywhere.

    Raises ContentError when the scenario cannot be used, Problem when there is no such seller.
    """
    meetings = [meeting_for(scenario, seed, level) for seed in seeds]
    return play_in(
        [(meeting, seller_named(seller, meeting.seed, _memory(meeting))) for meeting in meetings],
        seller,
    )


def play_in(calls: Sequence[tuple[Meeting, Seller]], name: str) -> list[Played]:
    """Plays and grades calls in meetings that were set up: any content, any variant.

    `name` is what the sellers are called.
    """
    tables = [_table(meeting, seller, sealing=False) for meeting, seller in calls]
    play_all(tables)
    return [_summed_up(name, table.session) for table in tables]


def play(scenario: str, seller: str, *, seed: int, level: Level = Level.STANDARD) -> Played:
    """`play_seeds` for one seed."""
    return play_seeds(scenario, seller, seeds=[seed], level=level)[0]


def played(meeting: Meeting, seller: Seller) -> list[AnyEvent]:
    """The record of a call that a seller plays to its end."""
    table = _table(meeting, seller, sealing=True)
    play_all([table])
    return table.session.events


def _table(meeting: Meeting, seller: Seller, *, sealing: bool) -> Table:
    session = Session(
        meeting, AuthoredVoice(), clock=lambda: _NEVER, record=lambda _: None, sealing=sealing
    )
    session.open("simulated", purpose="program")
    return Table(session, seller, questions_about(meeting.persona))


def _memory(meeting: Meeting) -> Callable[[], Sequence[str]]:
    return partial(memorised, meeting.scenario.id, meeting.persona.variant)


@lru_cache(maxsize=256)
def _cast_in(scenario: str, variant: str, level: Level) -> Meeting:
    source = load_scenario(scenario)
    persona = load_persona(source.scenario.persona)
    return meeting_of(source, persona, seed=0, level=level, variant=variant)


def meeting_for(scenario: str, seed: int, level: Level) -> Meeting:
    """The meeting of a seed; meetings in one variant share the persona and its index."""
    source = load_scenario(scenario)
    variant = _variant_of(source.scenario.persona, seed)
    return _cast_in(scenario, variant, level).with_seed(seed)


@lru_cache(maxsize=100_000)
def _variant_of(persona: str, seed: int) -> str:
    return variant_for_seed(load_persona(persona).persona, seed).id


@lru_cache(maxsize=64)
def memorised(scenario: str, variant: str) -> tuple[str, ...]:
    """The seller's lines of a good call in another variant of the scenario."""
    persona = load_persona(load_scenario(scenario).scenario.persona).persona
    other = next(item.id for item in persona.variants if item.id != variant)
    meeting = _cast_in(scenario, other, Level.STANDARD)
    events = played(meeting, reference(1.0, 0))
    return tuple(event.text for event in events if isinstance(event, SellerSpoke))


@lru_cache(maxsize=1)
def _rubric() -> Rubric:
    return load_rubric(RUBRIC)


def _summed_up(seller: str, session: Session) -> Played:
    meeting, events = session.meeting, session.events
    card = grade(events, _rubric())
    decided = [event for event in events if isinstance(event, BuyerDecided)]
    spoken = [event.turn for event in events if isinstance(event, SellerSpoke)]
    ended = next(event for event in events if isinstance(event, MeetingEnded))
    told = [event for event in events if isinstance(event, FactDisclosed)]
    earned = tuple(dict.fromkeys(event.fact for event in told if event.how is How.ELICITED))
    pitched = [event.turn for event in decided if event.verdict.pitch is not None]
    invited = any(event.verdict.invited for event in decided)
    persona = meeting.persona
    return Played(
        scenario=meeting.scenario.id,
        level=str(meeting.level),
        seller=seller,
        seed=meeting.seed,
        variant=persona.variant,
        score=shown(card.score),
        ending=ended.ending,
        outcome=ended.outcome,
        ended_by=ended.ended_by,
        turns=len(spoken),
        invited=invited,
        confessed=any(event.verdict.lie_stage == "confess" for event in decided),
        facts=len(earned),
        disclosed=len({event.fact for event in told}),
        reachable=len(persona.facts) - len(persona.unreachable),
        pitches=len(pitched),
        first_pitch=spoken.index(pitched[0]) + 1 if pitched else None,
        best=invited or ended.ending in persona.best_endings,
        levels=tuple((item.id, item.level) for item in card.criteria),
        earned=earned,
    )
