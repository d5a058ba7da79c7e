"""What the command line writes: every word inert, JSON always UTF-8, errors in one sentence."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from simulator.places import write_new
from simulator.text_safety import inert, inert_json

SOME_FAILED = 3
PROBLEM = 1
USAGE = 2


def tell(line: str = "") -> None:
    """One line of plain text; on a terminal it is broken between words."""
    click.echo(wrapped(inert(line)))


def wrapped(text: str) -> str:
    """The text with lines no wider than the terminal; unchanged where none is written to."""
    if not sys.stdout.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent=line[: len(line) - len(line.lstrip(" "))],
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
        )
        for line in text.split("\n")
    )


def emit(value: object) -> None:
    """One JSON object on a line, written through at once."""
    emit_line(json.dumps(value, ensure_ascii=False, allow_nan=False))


def emit_line(line: str) -> None:
    """One line of JSON that is spelled already."""
    click.echo(inert_json(line).encode("utf-8", "surrogatepass") + b"\n", nl=False)
    sys.stdout.flush()


def deliver(text: str, output: Path | None, *, quiet: bool = False) -> None:
    """A finished text: to a new file that its owner alone can read, or to standard output.

    The text is inert already; `quiet` does not say where it went. Raises Problem when
    the file is there already or cannot be written.
    """
    if output is None:
        click.echo(text.encode("utf-8", "surrogatepass"), nl=False)
        sys.stdout.flush()
        return
    write_new(output, text)
    if not quiet:
        note(f"Written to {output}.")


def note(sentence: str) -> None:
    """Something the person should know beside the result."""
    click.echo(inert(sentence), err=True)


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """Rows under their heads, in columns as wide as needed."""
    shown = [[inert(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[i]) for row in shown) for i in range(len(heads))]
    for row in shown:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def is_terminal() -> bool:
    """Whether a person with a full terminal sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
