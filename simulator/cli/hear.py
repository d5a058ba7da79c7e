"""`prospect hear`: labels lines, JSON Lines in and JSON Lines out."""

import json
import math
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from scoring.hearing.heard import LONGEST_TURN
from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import SOME_FAILED, emit


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
    """Label lines: how each one is heard.

    Reads one JSON object per line from FILE or standard input: "text", and if known "id", "role"
    (seller or buyer) and "context" (lines before it, each with "role" and "text"). Writes one
    object per line, in order. A line that cannot be read gives an "error", and the exit code is 3.
    """
    failed = 0
    with file.open("rb") if file else nullcontext(sys.stdin.buffer) as stream:
        for raw in iter(stream.readline, b""):
            if not raw.strip():
                continue
            heard = _heard(raw)
            failed += "error" in heard
            emit(heard)
    return SOME_FAILED if failed else 0


def _heard(raw: bytes) -> dict[str, Any]:
    """The object for one line of input."""
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
    from scoring.hearing.reader import hear

    role = line.get("role", "seller")
    context = tuple((item["role"], item["text"]) for item in line.get("context", ()))
    heard = hear(line["text"], role, context)
    told: dict[str, Any] = {
        "id": name,
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
    if role == "buyer":
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
