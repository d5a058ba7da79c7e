"""A submission as a file: its header, then the call's log, one JSON object a line."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from scoring.transcript import (
    EVENT,
    AnyEvent,
    MarkedMisheard,
    MeetingEnded,
    MeetingOpened,
    canonical,
    meeting,
)
from simulator.drills.assigning.seals import seal, stamp
from simulator.drills.assigning.tickets import is_proper
from simulator.drills.submission.submission import FORMAT, MOST_MISHEARD, Header, Submission
from simulator.problem import Problem
from simulator.text_safety import inert_json

LARGEST = 20_000_000
"""Bytes of the largest file that is read; a long call is well under a hundredth of it."""


class Corrupt(Problem):
    """A file that is no submission, or is damaged: nothing of it can be kept."""

    def __init__(self, file: str, header: Header | None, where: str, what: str) -> None:
        self.file = file
        self.header = header
        """Who says to have sent it, where that can be read."""
        whose = (
            f" ({header.trainee}, {header.scenario}, attempt {header.attempt})" if header else ""
        )
        super().__init__(f"{file}{whose}: {where}{what}; ask for the file again")


@dataclass(frozen=True, slots=True)
class Received:
    """What a file holds, believed in nothing yet."""

    header: Header
    events: tuple[AnyEvent, ...]
    opened: MeetingOpened


def as_held(record: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
    """A record up to the end of its call, which is what is handed in.

    What was marked and written afterwards is the trainee's own; and an attempt that was looked back
    on since is still the same submission.
    """
    ends = (at for at, event in enumerate(record, 1) if isinstance(event, MeetingEnded))
    return record[: next(ends, len(record))]


def misheard_in(record: Sequence[AnyEvent]) -> list[int]:
    """The turns that the trainee marked as misheard."""
    return sorted({event.turn for event in record if isinstance(event, MarkedMisheard)})


def header_of(
    events: Sequence[AnyEvent],
    *,
    key: str,
    drill: str,
    trainee: str,
    attempt: int,
    sent: str,
    misheard: Sequence[int] = (),
) -> Header:
    """The header of a call that is handed in; `key` is the ticket's, `sent` ISO 8601 with zone."""
    opened = meeting(events)
    head = events[-1].chain
    sealed = seal(
        key, drill=drill, trainee=trainee, scenario=opened.scenario, attempt=attempt, head=head
    )
    told = tuple(misheard[:MOST_MISHEARD])
    return Header.model_validate(
        {
            "drill": drill,
            "trainee": trainee,
            "scenario": opened.scenario,
            "attempt": attempt,
            "call": opened.id,
            "head": head,
            "sent": sent,
            "seal": sealed,
            "misheard": told,
            "stamp": stamp(key, sealed, datetime.fromisoformat(sent), told),
        }
    )


def written(header: Header, events: Sequence[AnyEvent]) -> str:
    """The text of a submission's file."""
    lines = [header.model_dump_json(), *(event.model_dump_json() for event in events)]
    return "".join(inert_json(line) + "\n" for line in lines)


def submission_of(header: Header, events: Sequence[AnyEvent]) -> Submission:
    """A submission as a register keeps it, not verified; the same call gives the same id."""
    log = tuple(event.model_dump_json() for event in events)
    parts = [header.model_dump(mode="json", exclude={"sent", "misheard", "stamp"}), *log]
    return Submission(hashlib.sha256(canonical(parts)).hexdigest(), header, log)


def read(data: bytes, name: str) -> Received:
    """The submission in a file's bytes; `name` is the file's, for errors. Raises Corrupt."""
    if len(data) > LARGEST:
        raise Corrupt(name, None, "", f"is larger than {LARGEST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Corrupt(name, None, f"line {line} ", "is not UTF-8 text") from None
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise Corrupt(name, None, "", "is empty")
    header = _header(lines[0][1], name)
    events: list[AnyEvent] = []
    for number, written_line in lines[1:]:
        events.append(_event(written_line, number, name, header, _turn_of(events)))
    if not events or not isinstance(events[0], MeetingOpened):
        raise Corrupt(name, header, "", "holds no call: its log does not begin with the meeting")
    return Received(header, tuple(events), events[0])


def _header(line: str, name: str) -> Header:
    try:
        header = Header.model_validate_json(line)
    except ValidationError:
        raise Corrupt(
            name, None, "line 1 ", "is not the header of a submission ('prospect drill submit')"
        ) from None
    if not is_proper(header.trainee):
        raise Corrupt(name, None, "line 1 ", "names a trainee by characters that no ticket holds")
    if header.format > FORMAT:
        raise Corrupt(name, header, "", "was written by a newer version; update this program")
    return header


def _turn_of(events: Sequence[AnyEvent]) -> int:
    """The turn that a log has come to; 0 before the first."""
    return max((getattr(event, "turn", 0) for event in events[-3:]), default=0)


def _event(line: str, number: int, name: str, header: Header, after: int) -> AnyEvent:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        where = f"line {number}, after turn {after}, "
        raise Corrupt(name, header, where, "is not JSON") from None
    try:
        return EVENT.validate_python(value, strict=False)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in problem["loc"][1:]) or "type"
        turn = value.get("turn") if isinstance(value, dict) else None
        where = f"turn {turn} (line {number}) " if isinstance(turn, int) else f"line {number} "
        raise Corrupt(
            name, header, where, f"is no event of a call ({key}: {problem['msg']})"
        ) from None
