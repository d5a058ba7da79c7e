"""How it has been going over ninety days. Pure: the calls and the day come from outside.

Five percentages as the trainee answered and as the record says; a curve per
criterion with a band. Nothing is ranked or drawn on fewer than three scenarios, and retries are apart.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

from scoring.rubric import CRITERIA
from simulator.debrief.words import NAMES
from simulator.trends.summary import Summary

DAYS = 90
LEAST_SCENARIOS = 3
"""Scenarios, and calls, under which nothing is ranked or drawn."""
ROLLING = 5
"""Calls of which a point of a curve is the mean."""
ERRORS = 2
"""Standard errors to either side that make the band."""
LEAST_FOR_BAND = 3
OFFICIAL = ("practice", "drill")
TOP_LEVEL, TOP_SCORE = 4.0, 100.0

FIVE_SHORT = {
    "goals_met": "you both got what you came for",
    "could_do_more": "more could have been done",
    "missed_something": "something missed or handled badly",
    "worth_their_time": "worth their time, by their lights",
    "next_step_written": "a next step with a date",
}
"""The five questions of the look back as what a meeting was, by question id."""
_WORTH = {"yes": 1.0, "partly": 0.5, "no": 0.0}
"""How much of a meeting an answer counts as."""


@dataclass(frozen=True, slots=True)
class Held:
    """An ended call, as trends see it."""

    id: str
    day: date
    scenario: str
    purpose: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Share:
    """One of the five: the share of meetings, 0 to 1, that were so."""

    id: str
    says: str
    engine: float | None
    """By the record, over all meetings; None without any."""
    own: float | None
    """By the trainee, over the meetings answered for."""
    engine_there: float | None
    """By the record, over those same meetings."""
    answered: int

    @property
    def gap(self) -> float | None:
        """The trainee's share less the record's, over the same meetings."""
        if self.own is None or self.engine_there is None:
            return None
        return self.own - self.engine_there


@dataclass(frozen=True, slots=True)
class Point:
    """One call on a curve."""

    day: date
    value: float
    mean: float
    """Of this call and up to four before it."""
    low: float | None
    """Two standard errors below the mean; None for fewer than three calls."""
    high: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A criterion, or the score, over the calls."""

    id: str
    """Criterion id, or "score"."""
    name: str
    top: float
    """The most a value can be."""
    points: tuple[Point, ...]

    @property
    def now(self) -> Point:
        """The latest point."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Retries:
    """Moments played again: kept apart from every other figure."""

    count: int
    compared: int
    """Those that, like the call they come from, have a score."""
    before: float | None
    """Mean score of the calls they come from, over those compared."""
    after: float | None


@dataclass(frozen=True, slots=True)
class Trends:
    """What the screen and the command show."""

    since: date
    until: date
    calls: int
    """Official calls that ended in this time; not evaluable ones too."""
    unscored: int
    """Those of them that were left too early to score."""
    scenarios: int
    five: tuple[Share, ...]
    curves: tuple[Curve, ...]
    """Empty under three scenarios or calls; the score first, then the criteria in rubric order."""
    strongest: Curve | None
    """None unless its band lies clear of the other's."""
    most_to_gain: Curve | None
    weeks: int
    """Weeks in a row with a call, up to this week or the last; 0 when there is no such row of two."""
    sheets: float | None
    """Mean points of the prepare sheets, of 16; None when none was written."""
    retries: Retries

    @property
    def why_no_curves(self) -> str:
        """What is missing for curves, in one sentence; empty when they are there."""
        if self.curves:
            return ""
        return (
            f"Curves begin with {LEAST_SCENARIOS} scored calls with {LEAST_SCENARIOS} different "
            f"people; so far {self.calls - self.unscored} with {self.scenarios}."
        )


def trends_of(held: Sequence[Held], today: date, *, days: int = DAYS) -> Trends:
    """The trends of the last `days` days, today the last of them."""
    since = today - timedelta(days=days - 1)
    recent = sorted(
        (call for call in held if since <= call.day <= today), key=lambda call: call.day
    )
    official = [call for call in recent if call.purpose in OFFICIAL]
    scored = [call for call in official if call.summary.score is not None]
    scenarios = len({call.scenario for call in scored})
    curves = _curves(scored) if min(scenarios, len(scored)) >= LEAST_SCENARIOS else ()
    strongest, most_to_gain = _ends(curves[1:])
    sheets = [call.summary.sheet for call in official if call.summary.sheet is not None]
    return Trends(
        since=since,
        until=today,
        calls=len(official),
        unscored=len(official) - len(scored),
        scenarios=scenarios,
        five=tuple(_share(name, says, official) for name, says in FIVE_SHORT.items()),
        curves=curves,
        strongest=strongest,
        most_to_gain=most_to_gain,
        weeks=_weeks([call.day for call in recent], today),
        sheets=fmean(sheets) if sheets else None,
        retries=_retries(recent, {call.id: call for call in held}),
    )


def _share(name: str, says: str, official: Sequence[Held]) -> Share:
    answered = [call.summary for call in official if name in call.summary.own]
    return Share(
        id=name,
        says=says,
        engine=_mean([_WORTH[call.summary.engine[name]] for call in official]),
        own=_mean([_WORTH[summary.own[name]] for summary in answered]),
        engine_there=_mean([_WORTH[summary.engine[name]] for summary in answered]),
        answered=len(answered),
    )


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _curves(scored: Sequence[Held]) -> tuple[Curve, ...]:
    def level(name: str) -> Callable[[Held], float]:
        return lambda call: float(call.summary.levels[name])

    return (
        Curve("score", "Score", TOP_SCORE, _points(scored, _score, TOP_SCORE)),
        *(
            Curve(name, NAMES[name], TOP_LEVEL, _points(scored, level(name), TOP_LEVEL))
            for name in CRITERIA
        ),
    )


def _score(call: Held) -> float:
    return call.summary.score or 0.0


def _points(
    calls: Sequence[Held], value_of: Callable[[Held], float], top: float
) -> tuple[Point, ...]:
    values = [value_of(call) for call in calls]
    found = []
    for at, call in enumerate(calls):
        window = values[max(0, at + 1 - ROLLING) : at + 1]
        mean = fmean(window)
        low = high = None
        if len(window) >= LEAST_FOR_BAND:
            reach = ERRORS * stdev(window) / math.sqrt(len(window))
            low, high = max(0.0, mean - reach), min(top, mean + reach)
        found.append(Point(call.day, values[at], mean, low, high))
    return tuple(found)


def _ends(curves: Sequence[Curve]) -> tuple[Curve | None, Curve | None]:
    """The strongest criterion and the one with most to gain, when their bands do not touch."""
    if not curves:
        return None, None
    best = max(curves, key=lambda curve: curve.now.mean)
    least = min(curves, key=lambda curve: curve.now.mean)
    if best.now.low is None or least.now.high is None or best.now.low <= least.now.high:
        return None, None
    return best, least


def _weeks(days: Sequence[date], today: date) -> int:
    """Calendar weeks in a row with a call; a week that is not over yet breaks nothing."""
    monday = today - timedelta(days=today.weekday())
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    at = monday if monday in weeks else monday - timedelta(weeks=1)
    count = 0
    while at in weeks:
        count += 1
        at -= timedelta(weeks=1)
    return count if count > 1 else 0


def _retries(recent: Sequence[Held], all_calls: dict[str, Held]) -> Retries:
    again = [call for call in recent if call.purpose == "retry"]
    pairs = [
        (before.summary.score, call.summary.score)
        for call in again
        if (before := all_calls.get(call.summary.retry_of)) is not None
        and before.summary.score is not None
        and call.summary.score is not None
    ]
    return Retries(
        count=len(again),
        compared=len(pairs),
        before=_mean([before for before, _ in pairs]),
        after=_mean([after for _, after in pairs]),
    )
