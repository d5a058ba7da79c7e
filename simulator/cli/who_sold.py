"""Who sold in a transcript: named by `--seller`, or asked where somebody can answer."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from simulator.cli.output import note
from simulator.imports.errors import Speaker, TranscriptProblem

if TYPE_CHECKING:
    from simulator.imports.reading import Ask

seller_option = click.option(
    "--seller",
    "sellers",
    multiple=True,
    metavar="NAME",
    help="Who sold, where lines are not labelled 'Seller:'; more than once for several.",
)


def asker() -> "Ask | None":
    """Asks on the terminal; None where nobody would answer."""
    return ask_who_sold if sys.stdin.isatty() and sys.stderr.isatty() else None


def ask_who_sold(file: str, speakers: Sequence[Speaker]) -> list[str]:
    """The names that a person picks, by their numbers."""
    note(f"Who sold in {file}?")
    for number, speaker in enumerate(speakers, 1):
        note(f"  {number}. {speaker.name} ({speaker.times}): {speaker.first}")
    answer: str = click.prompt("Number, or several with commas", err=True)
    picked = [part.strip() for part in answer.split(",") if part.strip()]
    if not picked or not all(
        part.isdecimal() and 1 <= int(part) <= len(speakers) for part in picked
    ):
        raise TranscriptProblem(
            file,
            None,
            f"{answer!r} names no speaker; answer with a number from 1 to {len(speakers)}",
        )
    return [speakers[int(part) - 1].name for part in picked]
