"""Rows of the archive's lists: what is said of a call without reading its events."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call in a list."""

    id: str
    source: str
    """"own" or "imported"."""
    purpose: str
    scenario: str
    persona: str
    buyer: str
    variant: str
    seed: int
    level: str
    started: str
    """ISO 8601 with zone; empty for a log that was written without times."""
    changed: str
    ended: str | None
    """None while the call can go on."""
    ending: str
    outcome: str
    turns: int
    """Seller turns."""
    events: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A line that its speaker says was heard wrongly."""

    call_id: str
    turn: int
    acts: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a trainer put beside a turn of a call; it is no part of the call's record."""

    breakpoint: bool = False
    """A replay stops here."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Which attempt of which drill a call is."""

    drill: str
    scenario: str
    number: int
    """From 1."""
