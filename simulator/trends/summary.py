"""What trends need of one call: small enough to keep beside it, so that it is graded once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import scoring
import simulator.debrief
from scoring.grader import grade
from scoring.rubric import Rubric
from scoring.scorecard import shown
from scoring.transcript import AnyEvent, LookedBack, meeting
from simulator.debrief.look_back import recorded
from simulator.debrief.sheet import sheet_of


@dataclass(frozen=True, slots=True)
class Summary:
    """One ended call."""

    score: float | None
    """Points of 100; None when the call was not evaluable."""
    levels: dict[str, int]
    """Level 0 to 4 by criterion; empty when not evaluable."""
    engine: dict[str, str]
    """What the record says to the five questions: yes, partly or no, by question id."""
    own: dict[str, str]
    """What the trainee said to them before any score; only those answered."""
    sheet: int | None
    """Points of the prepare sheet, 0 to 16; None when none was written."""
    retry_of: str
    """A retry: the call whose moment was played again."""

    def to_text(self) -> str:
        """The summary as kept."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))


def summary_of(events: Sequence[AnyEvent], rubric: Rubric) -> Summary:
    """The summary of a record that has ended."""
    card = grade(events, rubric)
    opened = meeting(events)
    looked = next((e for e in reversed(events) if isinstance(e, LookedBack)), None)
    sheet = sheet_of(opened)
    return Summary(
        score=shown(card.score),
        levels={item.id: item.level for item in card.criteria},
        engine={name: found.answer for name, found in recorded(events).items()},
        own=dict(looked.answers) if looked else {},
        sheet=None if sheet.empty else sheet.points,
        retry_of=opened.retry_of,
    )


def read_summary(text: str) -> Summary:
    """The summary in a kept text."""
    return Summary(**json.loads(text))


@cache
def grader_version() -> str:
    """A hash of every rule that a summary comes from.

    Of the sources themselves: a version that a person has to raise would one day not be raised, and an
    old score would be shown as a new one.
    """
    rules = [
        *(
            path
            for folder in scoring.__path__
            for path in Path(folder).rglob("*.py")
            if "learning" not in path.parts
        ),
        *(path for folder in simulator.debrief.__path__ for path in Path(folder).glob("*.py")),
        Path(__file__),
    ]
    found = hashlib.sha256()
    for path in sorted(rules, key=lambda path: path.parts[-3:]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
