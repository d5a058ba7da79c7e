"""The attainable score: how good a call can still become from every turn on.

From the state before each seller turn a reference seller (skill 1) plays on to the end. With the
score of the call itself as A_n, the attainable score after t turns is A_t = max(what that play-out
reached, A_{t+1}), walking back from the end: so it never rises in the course of a call. What a turn
cost is A_{t-1} - A_t.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.grader import grade
from scoring.rubric import Rubric
from scoring.scorecard import Scorecard, shown
from scoring.transcript import AnyEvent, CoachShown, RephrasingSuggested, SellerSpoke
from simulator.call.meeting import Meeting
from simulator.call.replay import Replayed, replay
from simulator.call.session import Session
from simulator.sellers.reference import reference
from simulator.simulation.playing import Ears, Table, play_a_turn, play_all, questions_about
from simulator.voices.authored import AuthoredVoice

_UNSEALED = {"seq": 0, "at": "", "chain": ""}
_UNKEPT = {"buyer_decided": {**_UNSEALED, "state_sha256": ""}}
_NEVER = "2000-01-01T00:00:00+00:00"
"""A play-out has no clock: equal calls give equal reviews."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The play-outs of a call: how it could have gone on from before each seller turn."""

    card: Scorecard
    """The grade of the call itself."""
    attainable: tuple[float, ...]
    """A_0 to A_n in points: before the first turn, then after each; never rises."""
    reached: tuple[float, ...]
    """What the play-out from before each turn reached by itself, in points."""
    goings: tuple[tuple[AnyEvent, ...], ...]
    """Per seller turn, the events of its play-out, from the line that stands in its place on."""


def ways_on(meeting: Meeting, events: Sequence[AnyEvent], rubric: Rubric) -> Ways:
    """Plays on from before every seller turn of a call.

    Raises Divergence when this engine does not reproduce the record.
    """
    replayed = replay(meeting, events)
    starts = [at for at, event in enumerate(events) if isinstance(event, SellerSpoke)]
    questions = questions_about(meeting.persona)
    tables = [
        Table(_session(meeting, events[:at], replayed, number), reference(1.0, 0), questions)
        for number, at in enumerate(starts, 1)
    ]
    joining = _play_out(tables, events, starts, replayed)
    card = grade(events, rubric)
    reached: list[float] = []
    goings: list[tuple[AnyEvent, ...]] = []
    for number, (table, at) in reversed(list(enumerate(zip(tables, starts, strict=True)))):
        going = tuple(table.session.events[at:])
        if number in joining:
            reached.append(reached[-1])
            goings.append((*going, *goings[-1]))
        else:
            reached.append(_points(grade(table.session.events, rubric)))
            goings.append(going)
    reached.reverse()
    return Ways(
        card=card,
        attainable=never_rising((*reached, _points(card))),
        reached=tuple(reached),
        goings=tuple(reversed(goings)),
    )


def _play_out(
    tables: Sequence[Table],
    events: Sequence[AnyEvent],
    starts: Sequence[int],
    replayed: Replayed,
) -> frozenset[int]:
    """Plays every table to its end, but for those that after one turn stand where the call stood.

    Each of these, returned by its place, goes on as the table after it does.
    """
    ears = Ears()
    play_a_turn(tables, ears)
    joining = frozenset(
        number
        for number, (at, until) in enumerate(itertools.pairwise(starts))
        if tables[number].session.state == replayed.before(number + 2)[0]
        and _exchange(tables[number].session.events[at:]) == _exchange(events[at:until])
    )
    play_all([table for number, table in enumerate(tables) if number not in joining], ears)
    return joining


def _exchange(events: Sequence[AnyEvent]) -> list[AnyEvent]:
    """What was said, heard and decided, whenever it was and whatever was looked at meanwhile."""
    return [
        event.model_copy(update=_UNKEPT.get(event.type, _UNSEALED))
        for event in events
        if not isinstance(event, CoachShown | RephrasingSuggested)
    ]


def never_rising(reached: Sequence[float]) -> tuple[float, ...]:
    """Each value raised to the best of those after it."""
    found: list[float] = []
    for value in reversed(reached):
        found.append(max(value, found[-1]) if found else value)
    return tuple(reversed(found))


def _session(
    meeting: Meeting, before: Sequence[AnyEvent], replayed: Replayed, number: int
) -> Session:
    """A session that stands where the call stood before a seller turn."""
    session = Session(
        meeting, AuthoredVoice(), clock=lambda: _NEVER, record=lambda _: None, sealing=False
    )
    session.go_on_from(before, *replayed.before(number))
    return session


def _points(card: Scorecard) -> float:
    """Points of 100; a call that cannot be scored has earned none yet."""
    return shown(card.score) or 0.0
