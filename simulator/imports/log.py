"""Reads our own call logs: JSON Lines, one event per line, as `play` and `calls export` write."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from scoring.transcript import EVENT, AnyEvent, MeetingOpened, first_break, sealed
from simulator.imports.errors import TranscriptProblem

NOT_EVENTS = frozenset({"debrief", "scorecard"})
"""Types of lines that stand in a log beside its events."""


@dataclass(frozen=True, slots=True)
class Log:
    """A call's record as a file holds it."""

    events: tuple[AnyEvent, ...]
    """Sealed: by their own chain, or now."""
    notes: tuple[str, ...] = ()
    """What was dropped or is unusual, one sentence each."""


def read_log(text: str, file: str) -> Log:
    """The record in a log; a torn last line is dropped and noted.

    Raises TranscriptProblem naming the first line that cannot be read, or the first turn at which
    the hash chain does not hold.
    """
    events: list[AnyEvent] = []
    lines: list[int] = []
    notes: list[str] = []
    numbered = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip(" \t\r\n\x00")
    ]
    for number, line in numbered:
        try:
            value = json.loads(line.strip(" \t\r\n\x00"))
        except (ValueError, RecursionError):
            if number == numbered[-1][0] and events:
                size = len(line.encode("utf-8", "surrogatepass"))
                notes.append(
                    f"{file}:{number}: the last line is torn; its {size} bytes are dropped"
                )
                break
            raise TranscriptProblem(file, number, "is not JSON; mend or remove the line") from None
        if isinstance(value, dict) and value.get("type") in NOT_EVENTS:
            continue
        events.append(_event(value, file, number))
        lines.append(number)
        if events[-1].seq != len(events) - 1:
            raise TranscriptProblem(
                file, number, f"has seq {events[-1].seq} where {len(events) - 1} was expected"
            )
    if not events or not isinstance(events[0], MeetingOpened):
        raise TranscriptProblem(
            file, None, "holds no call: its first line must be a meeting_opened event"
        )
    return Log(_chained(events, lines, file), tuple(notes))


def _event(value: object, file: str, number: int) -> AnyEvent:
    try:
        return EVENT.validate_python(value, strict=False)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        # The first part of the place is the event's type, which the reader sees anyway.
        key = ".".join(str(part) for part in problem["loc"][1:]) or "type"
        raise TranscriptProblem(
            file, number, f"{key}: {problem['msg']}; it is not an event of a call log"
        ) from None


def _chained(events: list[AnyEvent], lines: list[int], file: str) -> tuple[AnyEvent, ...]:
    """The events as they are when their chain holds, sealed when they have none."""
    if not any(event.chain for event in events):
        return seal_all(events)
    broken = first_break(events)
    if broken is not None:
        turn = getattr(events[broken], "turn", 0)
        raise TranscriptProblem(
            file,
            lines[broken],
            f"the record was changed at turn {turn}: its hash does not follow from the line before",
        )
    return tuple(events)


def seal_all(events: list[AnyEvent]) -> tuple[AnyEvent, ...]:
    """The events with their places in a hash chain."""
    chain = ""
    done: list[AnyEvent] = []
    for event in events:
        done.append(sealed(event, chain))
        chain = done[-1].chain
    return tuple(done)
