"""`prospect hear`: labels lines, JSON Lines in and JSON Lines out."""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

import click

from scoring.hearing.heard import LONGEST_TURN, Heard
from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import SOME_FAILED, emit

BLOCK = 1 << 16
"""Bytes that are read at once, at most."""


@click.command(
    cls=Command,
    name="hear",
    example="""echo '{"id":"t1","text":"What does that cost you?"}' | prospect hear""",
)
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@json_option
def command(*, file: Path | None, as_json: bool) -> int:  # noqa: ARG001 - there is no other form
    """Show how lines are understood: question, pitch, summary…, and on what topic.

    Reads one JSON object per line from FILE or standard input: "text", and if known "id", "role"
    (seller or buyer) and "context" (lines before it, each with "role" and "text"). Writes one
    object per line, in order. A line that cannot be read gives an "error", and the exit code is 3.
    """
    failed = 0
    with file.open("rb") if file else nullcontext(sys.stdin.buffer) as stream:
        for lines in _arriving(stream):
            for heard in _heard([line for line in lines if line.strip()]):
                failed += "error" in heard
                emit(heard)
    return SOME_FAILED if failed else 0


def _arriving(stream: BinaryIO) -> Iterator[list[bytes]]:
    """The lines of a stream, together as many as are there: whoever writes one and waits gets an answer."""
    begun: list[bytes] = []
    while block := stream.read1(BLOCK):  # type: ignore[attr-defined]
        *whole, rest = block.split(b"\n")
        if whole:
            whole[0] = b"".join((*begun, whole[0]))
            yield whole
            begun = []
        begun.append(rest)
    yield [b"".join(begun)]


def _heard(lines: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """The object for each line of input."""
    from scoring.hearing.reader import Said, hear_all

    read = [_read(line) for line in lines]
    said = [
        Said(
            line["text"],
            line.get("role", "seller"),
            tuple((item["role"], item["text"]) for item in line.get("context", ())),
        )
        for line in read
        if "error" not in line
    ]
    heard = iter(hear_all(said))
    for line in read:
        yield line if "error" in line else _told(line, next(heard))


def _read(raw: bytes) -> dict[str, Any]:
    """What a line of input asks for; of one that cannot be read its "id" and the "error"."""
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {"id": None, "error": "is not a JSON object in UTF-8"}
    if not isinstance(line, dict):
        return {"id": None, "error": "is not a JSON object"}
    name = line.get("id")
    problem = _problem(line)
    if problem:
        return {"id": name if _is_name(name) else None, "error": problem}
    return {key: line[key] for key in ("id", "text", "role", "context") if key in line}


def _told(line: dict[str, Any], heard: Heard) -> dict[str, Any]:
    """The object for a line that was heard."""
    told: dict[str, Any] = {
        "id": line.get("id"),
        "acts": heard.acts,
        "topics": heard.topics,
        "unsure": heard.unsure,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "act": span.act,
                "topics": span.topics,
                "confidence": span.confidence,
            }
            for span in heard.spans
        ],
    }
    if line.get("role") == "buyer":
        told |= {"specific": heard.specific, "answers": heard.answers}
    return told


def _problem(line: dict[str, Any]) -> str:
    """What is wrong with an input object; empty when nothing is."""
    if not _is_name(line.get("id")):
        return '"id" must be text or a number'
    if line.get("role", "seller") not in ("seller", "buyer"):
        return '"role" must be "seller" or "buyer"'
    if not isinstance(line.get("text"), str):
        return '"text" is missing or is not text'
    if len(line["text"]) > LONGEST_TURN:
        return f'"text" is longer than {LONGEST_TURN:,} characters'
    context = line.get("context", [])
    if not isinstance(context, list) or not all(_is_said(item) for item in context):
        return '"context" must be a list of objects with "role" and "text"'
    return ""


def _is_name(value: object) -> bool:
    """Whether an id can be given back: JSON spells neither infinity nor what is no number."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str | int | None)


def _is_said(item: object) -> bool:
    return (
        isinstance(item, dict)
        and item.get("role") in ("seller", "buyer")
        and isinstance(item.get("text"), str)
    )
