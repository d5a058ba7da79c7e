"""`prospect grade`: scores transcripts, our own logs or plain text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import PROBLEM, SOME_FAILED, emit, note, tell
from simulator.problem import Problem

if TYPE_CHECKING:
    from scoring.judge.opinion import Opinion
    from scoring.rubric import Rubric
    from scoring.scorecard import Scorecard
    from scoring.transcript import AnyEvent

    Judge = Callable[[Sequence[AnyEvent], Scorecard], Opinion]


@click.command(
    cls=Command, name="grade", example="prospect grade call.jsonl meeting.txt --seller Jane"
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--rubric", default="explore-before-pitch", metavar="ID", help="Which rubric to grade by."
)
@click.option("--seller", metavar="NAME", help="Who sold, where lines are not labelled 'Seller:'.")
@click.option(
    "--judge",
    "judged",
    is_flag=True,
    help="Ask the configured model for a second opinion. It sends the call there, asks some 120 "
    "short questions, and changes no score.",
)
@json_option
def command(
    files: tuple[Path, ...], rubric: str, seller: str | None, judged: bool, as_json: bool
) -> int:
    """Grade transcripts: our own logs or plain text.

    Plain text is 'Seller: ...' and 'Buyer: ...' lines, or names with --seller NAME. Of several
    files, those that cannot be graded are listed, and the exit code is 3.
    """
    from scoring.rubric import load_rubric

    by = load_rubric(rubric)
    failed = 0
    with _judge(wanted=judged) as judge:
        for file in files:
            try:
                _grade(file, by, seller, judge, as_json=as_json, several=len(files) > 1)
            except Problem as problem:
                failed += 1
                note(str(problem))
                if as_json:
                    emit({"file": str(file), **_ungraded(str(problem))})
    if not failed:
        return 0
    return SOME_FAILED if failed < len(files) else PROBLEM


@contextmanager
def _judge(*, wanted: bool) -> "Iterator[Judge | None]":
    """The configured model as a judge; without one, a judge that says why it has no opinion."""
    if not wanted:
        yield None
        return
    from simulator.judging import no_opinion, second_opinion
    from simulator.model.client import ModelClient
    from simulator.model.endpoint import endpoint_in_force
    from simulator.settings import load_settings

    try:
        endpoint = endpoint_in_force(load_settings())
    except Problem as problem:
        yield partial(no_opinion, why=str(problem))
        return
    with ModelClient(endpoint) as client:
        yield partial(second_opinion, client=client, at_once=endpoint.at_once)


def _grade(
    file: Path,
    rubric: "Rubric",
    seller: str | None,
    judge: "Judge | None",
    *,
    as_json: bool,
    several: bool,
) -> None:
    from scoring.grader import grade
    from simulator.imports.reading import read_call_file
    from simulator.plain_text import verdict_lines

    read = read_call_file(file, seller)
    for sentence in read.notes:
        note(sentence)
    card = grade(read.events, rubric)
    if as_json:
        opinion = judge and judge(read.events, card).to_json()
        emit({"file": str(file), **card.to_json(), "judge": opinion})
        return
    if several:
        tell(f"{file}:")
    for line in verdict_lines(card.to_json(), read.events, card.explain()):
        tell(line)
    if judge:
        from simulator.debrief.second_opinion import opinion_lines

        for line in opinion_lines(judge(read.events, card)):
            tell(line)
    if several:
        tell()


def _ungraded(reason: str) -> dict[str, Any]:
    """The object of a file that could not be graded: the same keys, with nothing in them."""
    return {
        "status": "error",
        "reason": reason,
        "source": None,
        "score": None,
        "raw": None,
        "cap": None,
        "rubric": None,
        "hearing": None,
        "criteria": [],
        "metrics": {},
        "priorities": [],
        "judge": None,
    }
