"""Summaries of calls that were never held, for the tests of trends."""

from datetime import date, timedelta

from scoring.rubric import CRITERIA
from simulator.debrief.look_back import FIVE
from simulator.trends.summary import Summary
from simulator.trends.trends import Held

TODAY = date(2026, 11, 22)


def call(
    number: int,
    *,
    days_ago: int = 0,
    scenario: str = "skeptical-owner",
    purpose: str = "practice",
    score: float | None = 60.0,
    level: int = 2,
    engine: str = "no",
    own: str = "",
    retry_of: str = "",
    **levels: int,
) -> Held:
    """A call that ended so many days ago, every criterion at `level` unless named."""
    scored = dict.fromkeys(CRITERIA, level) | levels if score is not None else {}
    ids = [question.id for question in FIVE]
    summary = Summary(
        score=score,
        levels=scored,
        engine=dict.fromkeys(ids, engine),
        own=dict.fromkeys(ids, own) if own else {},
        sheet=None,
        retry_of=retry_of,
    )
    return Held(f"call-{number}", TODAY - timedelta(days=days_ago), scenario, purpose, summary)
