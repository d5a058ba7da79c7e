"""What `prospect doctor` finds, thing by thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried."""

    name: str
    works: bool
    found: str
    mend: str = ""
    """What to do when it does not work."""
    needed: bool = True
    """Whether the program, or a model's voice, cannot do without it."""
