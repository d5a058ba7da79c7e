"""A class as xAPI statements, so that an LMS can take the human score.

Of every scored attempt that counts one says that it was completed, and one, once it is settled,
that it was passed or failed, with the score. A statement's id is a UUIDv5 of its content: sending
the same statements again changes nothing, and a level given later makes a new one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from scoring.scorecard import UNITS, shown
from scoring.transcript import digest
from simulator.drills.assigning.drill import Drill
from simulator.drills.desk.board import Board
from simulator.drills.desk.standing import Standing

VERBS = "http://adlnet.gov/expapi/verbs/"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
VERSION = "1.0.3"
NAMESPACE = UUID("5b0b7b52-6f0e-5c57-9d0c-0f7f3a6f4e11")
"""Of every id made here."""
_BEST = 100 * UNITS


@dataclass(frozen=True, slots=True)
class Times:
    """When a submission was made and judged."""

    seconds: float | None
    """Length of the call; None where its log holds no times."""
    judged: str
    """When the latest level of a person was given; empty where there is none."""


def statements(
    board: Board, times: Mapping[str, Times], home_page: str
) -> Iterator[dict[str, Any]]:
    """The statements of a class, in the order of the board.

    `times` is by submission; `home_page` is the address, http or https, of the system that knows
    the trainees by these names.
    """
    home = home_page.rstrip("/")
    for item in board.standings:
        if not item.counts or item.submission is None or item.human is None:
            continue
        known = times[item.submission.id]
        yield _identified(_completed(board.row.drill, item, known, home))
        if item.result in ("passed", "failed"):
            yield _identified(_settled(board.row.drill, item, known, home))


def _completed(drill: Drill, item: Standing, times: Times, home: str) -> dict[str, Any]:
    assert item.submission is not None
    return _statement(
        drill,
        item,
        home,
        "completed",
        {"completion": True, **_duration(times)},
        item.submission.sent,
    )


def _settled(drill: Drill, item: Standing, times: Times, home: str) -> dict[str, Any]:
    assert item.submission is not None
    assert item.human is not None
    result = {
        "score": {
            "scaled": item.human / _BEST,
            "raw": shown(item.human),
            "min": 0,
            "max": 100,
        },
        "success": item.result == "passed",
        "completion": True,
        **_duration(times),
    }
    at = max(item.submission.sent, times.judged)
    return _statement(drill, item, home, str(item.result), result, at)


def _statement(
    drill: Drill, item: Standing, home: str, verb: str, result: dict[str, Any], at: str
) -> dict[str, Any]:
    assert item.submission is not None
    scenario = next(meet.scenario for meet in drill.meetings if meet.scenario.id == item.scenario)
    activity = f"{home}/prospect/scenarios/{quote(scenario.id)}/{quote(scenario.version, safe='')}"
    return {
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": home, "name": item.trainee},
        },
        "verb": {"id": f"{VERBS}{verb}", "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": activity,
            "definition": {"type": SIMULATION, "name": {"en": scenario.id}},
        },
        "result": result,
        "context": {
            "registration": str(uuid5(NAMESPACE, digest([home, drill.id, item.trainee]))),
            "platform": "prospect",
            "extensions": {
                f"{home}/prospect/drill": drill.id,
                f"{home}/prospect/attempt": item.submission.attempt,
                f"{home}/prospect/rubric": drill.rubric.sha256,
                f"{home}/prospect/submission": item.submission.id,
            },
        },
        "timestamp": at,
        "version": VERSION,
    }


def _duration(times: Times) -> dict[str, str]:
    """The length of the call as ISO 8601; nothing where it is not known."""
    return {} if times.seconds is None else {"duration": f"PT{times.seconds:.2f}S"}


def _identified(statement: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(uuid5(NAMESPACE, digest(statement))), **statement}
