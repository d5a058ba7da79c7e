"""Where the app begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent


@dataclass(frozen=True, slots=True)
class Start:
    """At home, straight in one scenario, or with a call to step through."""

    scenario: str | None = None
    seed: int | None = None
    level: str | None = None
    drill: str | None = None
    """An attempt in this drill; with `scenario`, at that meeting of it."""
    watch: Sequence[AnyEvent] = ()
