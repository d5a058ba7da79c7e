"""Sellers by name: `reference` and `reference:0.75`, `adversaries` one by one."""

from simulator.problem import Problem
from simulator.sellers.adversaries import ADVERSARIES, Memory
from simulator.sellers.reference import reference
from simulator.sellers.seller import Seller

REFERENCE = "reference"
SKILLS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
"""The ladder of skills that `prospect simulate` plays when none is named."""


def ladder() -> tuple[str, ...]:
    """The reference seller at every step of the ladder."""
    return tuple(f"{REFERENCE}:{skill:g}" for skill in SKILLS)


def names() -> tuple[str, ...]:
    """Every name that can be asked for, the reference at the steps of the ladder."""
    return (*ladder(), *(item.name for item in ADVERSARIES))


def seller_named(name: str, seed: int, memory: Memory = tuple) -> Seller:
    """A fresh seller for one call; `memory` gives the lines of a good call in another situation.

    Raises Problem when no seller has that name.
    """
    kind, _, skill = name.partition(":")
    if kind == REFERENCE:
        return reference(_skill(name, skill), seed)
    for item in ADVERSARIES:
        if item.name == name:
            return item.make(memory)
    raise Problem(
        f"there is no seller {name!r}; there are {REFERENCE}:SKILL (0 to 1) and "
        + ", ".join(item.name for item in ADVERSARIES)
    )


def _skill(name: str, written: str) -> float:
    try:
        skill = float(written or "1")
    except ValueError:
        skill = -1.0
    if not 0.0 <= skill <= 1.0:
        raise Problem(f"{name!r}: the skill of a reference seller is a number from 0 to 1")
    return skill
