"""A call driven by a file or another program: turns read line by line, events written as they happen."""

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from scoring.grader import grade
from scoring.hearing.heard import LONGEST_TURN
from scoring.rubric import load_rubric
from scoring.transcript import AnyEvent
from simulator.call.session import Session
from simulator.cli.output import emit, emit_line, note, tell
from simulator.plain.text import call_lines, verdict_lines
from simulator.problem import Problem

_LONGEST_SPELLING = 12 * LONGEST_TURN + 1000
"""Bytes of a line that may still hold such a turn, every character escaped."""


class Teller:
    """Writes a call as it goes: one event a line with `as_json`, otherwise the words said."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._told = 0

    def show(self, session: Session, events: Sequence[AnyEvent]) -> None:
        """What has just happened in the call."""
        if self._as_json:
            for event in events:
                emit_line(event.model_dump_json(exclude={"chain"}))
            return
        lines = call_lines(session.events)
        for line in lines[self._told :]:
            tell(line)
        self._told = len(lines)

    def debrief(self, session: Session) -> None:
        """What there was to know, once the call is over."""
        from simulator.debrief.debrief import debrief_of
        from simulator.debrief.telling import debrief_lines

        told = debrief_of(session.meeting, session.events)
        if self._as_json:
            emit({"type": "debrief", **told.to_json()})
            return
        for line in debrief_lines(told, session.events):
            tell(line)

    def verdict(self, session: Session) -> None:
        """The scorecard, last."""
        card = grade(session.events, load_rubric())
        if self._as_json:
            emit({"type": "scorecard", **card.to_json()})
            return
        for line in verdict_lines(card.to_json(), session.events, card.explain()):
            tell(line)


def converse(session: Session, stream: BinaryIO, name: str, teller: Teller) -> None:
    """Says every line of the stream, until it or the meeting ends. `name` stands in messages."""
    for text in turns_in(stream, name):
        if session.ended:
            return
        teller.show(session, session.say(text))
        if session.because:
            note(session.because)


def turns_in(stream: BinaryIO, name: str) -> Iterator[str]:
    """The seller's turns, each as soon as its line is there.

    Raises Problem naming the line that is too long or whose JSON object has no text.
    """
    number = 0
    while raw := stream.readline(_LONGEST_SPELLING):
        number += 1
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        text = _decoded(raw.strip(b"\r\n"), f"{name}:{number}")
        if not text.strip():
            continue
        said = _said(text, f"{name}:{number}")
        if len(said) > LONGEST_TURN or len(raw) == _LONGEST_SPELLING:
            raise Problem(
                f"{name}:{number}: is longer than {LONGEST_TURN:,} characters; say it in parts"
            )
        yield said


def _decoded(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        note(f"{where}: is not UTF-8; what could not be read stands as \ufffd")
        return raw.decode("utf-8", "replace")


def _said(line: str, where: str) -> str:
    """The turn in a line: its JSON object's text, or the line itself."""
    value: object = None
    if line.lstrip().startswith("{"):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
    if not isinstance(value, dict):
        return line.strip()
    text = value.get("text")
    if not isinstance(text, str):
        raise Problem(f'{where}: the JSON object has no "text"; put the turn there')
    if any("\ud800" <= char <= "\udfff" for char in text):
        note(f"{where}: half a character stands as \ufffd")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
