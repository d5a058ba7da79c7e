"""A scorecard with a trainer's levels in place of the engine's: the human score.

It is added up as the grader adds up its own: the rubric's weights times the levels, then the cap.
A level given by a person stands as given, for a ceiling is a rule about the engine's level; a cap
stays as the engine applied it unless a person lifts it. The engine's scorecard is never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.caps import held_down
from scoring.scorecard import LEVELS

CAP = "cap"
"""What a mark is on when it is on the cap and not on a criterion."""
LIFTED = 4
"""The level of a mark that lifts the cap."""
KEPT = 0
"""The level of a mark that lets the cap stay, where an earlier one had lifted it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a call comes to with a person's levels."""

    levels: Mapping[str, int]
    """By criterion, 0 to 4: the person's where there is one, else the engine's."""
    raw: int
    """Quarter points before the cap."""
    score: int
    """Quarter points after it."""
    cap_lifted: bool


def marked(card: Mapping[str, Any], levels: Mapping[str, int]) -> Marked:
    """The human score of a scored call; `card` is its scorecard in the public form.

    `levels` are a person's, by criterion, and on `CAP` one of LIFTED and KEPT. Raises ValueError
    for a call that was not scored, a criterion the scorecard does not have, or a level out of range.
    """
    if card["status"] != "scored":
        raise ValueError("a call that was not scored has no levels to change")
    weights = {item["id"]: int(item["weight"]) for item in card["criteria"]}
    engine = {item["id"]: int(item["level"]) for item in card["criteria"]}
    for name, level in levels.items():
        if name != CAP and name not in engine:
            raise ValueError(f"there is no criterion {name}")
        if not 0 <= level <= LEVELS or (name == CAP and level not in (LIFTED, KEPT)):
            raise ValueError(f"{name} cannot have level {level}")
    given = {name: levels.get(name, level) for name, level in engine.items()}
    raw = sum(weights[name] * level for name, level in given.items())
    cap = card["cap"]
    binds = cap is not None and not cap["advisory"]
    lifted = binds and levels.get(CAP) == LIFTED
    limit = int(cap["limit"]) if binds and not lifted else None
    return Marked(given, raw, held_down(raw, limit), lifted)
