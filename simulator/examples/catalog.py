"""The example calls: read as they are shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.transcript import AnyEvent

FOLDER = Path(__file__).parent / "calls"


@dataclass(frozen=True, slots=True)
class Example:
    """One call."""

    name: str
    title: str
    about: str
    """What there is to see in it, without its grade."""

    @property
    def lines(self) -> Path:
        """What its seller says, a turn on each line."""
        return FOLDER / f"{self.name}.txt"

    @property
    def log(self) -> Path:
        """Its record."""
        return FOLDER / f"{self.name}.jsonl"


EXAMPLES: Mapping[str, Example] = {
    example.name: example
    for example in (
        Example(
            "good",
            "A good call",
            "Jane says why she rings, asks about what she has just heard, and sells nothing until she "
            "is asked to.",
        ),
        Example(
            "middling",
            "A middling call",
            "Mark asks four decent questions, thinks he knows enough, and tells Ruth what he sells.",
        ),
        Example(
            "bad",
            "A bad call",
            "Brad has a platform, a discount and two slots tomorrow. Ruth has a kettle.",
        ),
    )
}


def example_events(name: str) -> tuple[AnyEvent, ...]:
    """The record of an example; KeyError when there is none of that name."""
    from simulator.imports.reading import read_call_file

    return read_call_file(EXAMPLES[name].log).events
