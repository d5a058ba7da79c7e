"""`prospect play`: a call without a screen, driven by a file or by another program."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import click

from simulator.cli.choices import checked_scenario, json_option, level_option, seed_option
from simulator.cli.commands import Command
from simulator.cli.output import emit, emit_line, note, tell
from simulator.problem import Problem

LONGEST_LINE = 20_000
"""Characters of one turn."""
_LONGEST_SPELLING = 12 * LONGEST_LINE + 1000
"""Bytes of a line that may still hold such a turn, every character escaped."""


@click.command(
    cls=Command,
    name="play",
    example="prospect play skeptical-owner --seed 7 --lines turns.txt --json > call.jsonl",
)
@click.argument("scenario", callback=checked_scenario)
@seed_option
@level_option
@click.option(
    "--voice", type=click.Choice(["authored"]), default="authored", help="Who words the buyer."
)
@click.option(
    "--lines",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Seller turns, one per line; standard input when not given.",
)
@json_option
def command(
    *,
    scenario: str,
    seed: int | None,
    level: str | None,
    voice: str,  # noqa: ARG001 - there is one voice, and naming it is allowed
    file: Path | None,
    as_json: bool,
) -> int:
    """Hold a call without a screen, driven by a file or a program.

    A plain line is a turn; a line that is a JSON object uses its "text". Blank lines are skipped:
    an empty turn is given as {"text": ""}. End of input ends the meeting.

    With --json, every event is one line, written as it happens: read until "buyer_spoke", then
    write the next line. The last line is the scorecard. The seed is 1 and the level standard when
    not given, so the same lines give the same call; nothing is put in the archive.
    """
    from personas.vocabulary import Level
    from scoring.grader import grade
    from scoring.rubric import load_rubric
    from scoring.transcript import AnyEvent
    from simulator.meeting import set_up
    from simulator.naming import new_call_id, now
    from simulator.plain_text import call_lines, verdict_lines
    from simulator.session import Session
    from simulator.voices.authored import AuthoredVoice

    told = 0

    def record(events: Sequence[AnyEvent]) -> None:
        nonlocal told
        if as_json:
            for event in events:
                emit_line(event.model_dump_json(exclude={"chain"}))
            return
        lines = call_lines([*session.events, *events])[told:]
        for line in lines:
            tell(line)
        told += len(lines)

    meeting = set_up(scenario, seed=1 if seed is None else seed, level=Level(level or "standard"))
    session = Session(meeting, AuthoredVoice(), clock=now, record=record)
    session.open(new_call_id(), purpose="program")
    name = str(file) if file else "standard input"
    with file.open("rb") if file else nullcontext(sys.stdin.buffer) as stream:
        for text in turns_in(stream, name):
            session.say(text)
            if session.ended:
                break
    session.leave()
    card = grade(session.events, load_rubric())
    if as_json:
        emit({"type": "scorecard", **card.to_json()})
    else:
        for line in verdict_lines(card.to_json(), session.events, card.explain()):
            tell(line)
    return 0


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
        if len(said) > LONGEST_LINE or len(raw) == _LONGEST_SPELLING:
            raise Problem(
                f"{name}:{number}: is longer than {LONGEST_LINE:,} characters; say it in parts"
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
