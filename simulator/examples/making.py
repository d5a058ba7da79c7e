"""Plays the example calls anew: `uv run python -m simulator.examples.making`.

Needed after a change of the buyer, the engine, hearing or the lines: the records in `calls/` are what
those lines lead to, and a test plays them again.
"""

import hashlib

from scoring.transcript import AnyEvent
from simulator.call.meeting import set_up
from simulator.call.session import Session
from simulator.examples.catalog import EXAMPLES, Example
from simulator.voices.authored import AuthoredVoice

SCENARIO, SEED = "skeptical-owner", 7
"""All three call the same person on the same day, so that the calls can be laid side by side."""
NEVER = "2026-01-01T00:00:00+00:00"
"""The clock stands still: equal calls are equal bytes."""


def made(example: Example) -> list[AnyEvent]:
    """The record of an example, played from its seller's lines.

    Its id holds a hash of all that it is played with: another play is another call, so an archive
    that keeps the one never takes it for the other.
    """
    lines = example.lines.read_text(encoding="utf-8").splitlines()
    meeting = set_up(SCENARIO, seed=SEED)
    opened = meeting.opened(call_id="", at=NEVER, purpose="example")
    told = hashlib.sha256("\n".join([opened.model_dump_json(), *lines]).encode()).hexdigest()
    session = Session(meeting, AuthoredVoice(), clock=lambda: NEVER, record=lambda _: None)
    session.open(f"example-{example.name}-{told[:12]}", purpose="example")
    for line in lines:
        session.say(line)
    session.leave()
    return session.events


def log_of(events: list[AnyEvent]) -> str:
    """A record as it is shipped: one event per line."""
    return "".join(f"{event.model_dump_json()}\n" for event in events)


def main() -> None:
    """Writes all three."""
    for example in EXAMPLES.values():
        example.log.write_text(log_of(made(example)), encoding="utf-8")


if __name__ == "__main__":
    main()
