"""`prospect grade`: scores transcripts, our own logs or anybody's."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import refuse_closed
from simulator.cli.output import PROBLEM, SOME_FAILED, deliver, emit, note, table, tell
from simulator.cli.who_sold import asker, seller_option
from simulator.problem import Problem

if TYPE_CHECKING:
    from scoring.judge.opinion import Opinion
    from scoring.rubric import Rubric
    from scoring.scorecard import Scorecard
    from scoring.transcript import AnyEvent
    from simulator.imports.reading import CallFile

    Judge = Callable[[Sequence[AnyEvent], Scorecard], Opinion]

MANY = 5
"""Files from which it is said how far the work has come, and from which the table alone is told."""


@dataclass(frozen=True, slots=True)
class _Graded:
    """A file, and what came of it."""

    file: Path
    read: "CallFile | None" = None
    card: "Scorecard | None" = None
    opinion: "Opinion | None" = None
    """A model's, where one was asked for; it changes nothing."""
    reason: str = ""
    """Why it could not be graded; empty when it was."""


@click.command(
    cls=Command,
    name="grade",
    example="prospect grade call.jsonl meeting.vtt --seller Jane\n"
    "prospect grade calls --seller Jane --format html --output calls.html\n"
    "prospect grade calls/*.jsonl --compare-rubric ours.toml",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER..."
)
@click.option(
    "--rubric", default="explore-before-pitch", metavar="ID|FILE", help="Which rubric to grade by."
)
@click.option(
    "--compare-rubric",
    "compared",
    metavar="ID|FILE",
    help="Grade by this one too, and tell what changes for each call and which rule did it.",
)
@seller_option
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "html", "md", "csv"]),
    default="text",
    show_default=True,
    help="html and md: a report to forward; csv: a line for each file.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a file that is not there yet.",
)
@click.option(
    "--judge",
    "judged",
    is_flag=True,
    help="Ask the configured model for a second opinion. It sends the call there, asks some 120 "
    "short questions, and changes no score.",
)
@json_option
def command(
    *,
    files: tuple[Path, ...],
    rubric: str,
    compared: str | None,
    sellers: tuple[str, ...],
    kind: str,
    output: Path | None,
    judged: bool,
    as_json: bool,
) -> int:
    """Grade transcripts: our own logs, or what other programs write.

    Reads WebVTT (Zoom, Teams, Meet), SRT, Otter text, chat, Markdown, and JSON from Gong, Fireflies,
    Google Meet and podcasts, whatever the file is called; of a folder, every file in it. Who sold is
    named by the label 'Seller:', by --seller NAME, or asked on a terminal. Of several files, those
    that cannot be graded are listed, and the exit code is 3, or 1 when none can be. Five files and
    more have a line each in a table; what proves each grade stands in --format html.

    A rubric is named by its id, or by a TOML file of its weights, thresholds and caps. With
    --compare-rubric, every call is graded by --rubric and by the other.
    """
    from scoring.rubric import rubric_named

    if as_json and (kind != "text" or output):
        raise click.UsageError("--json is a format of its own; leave --format and --output out")
    if output and kind == "text":
        raise click.UsageError("--output takes a report; add --format html, md or csv")
    by = rubric_named(rubric)
    files = tuple(_each(files))
    if compared:
        if judged or kind not in ("text", "html"):
            raise click.UsageError("--compare-rubric is shown as text, --format html or --json")
        from simulator.cli.grade_twice import grade_twice

        html = kind == "html"
        other = rubric_named(compared)
        return grade_twice(files, by, other, sellers, html=html, output=output, as_json=as_json)
    if judged and kind != "text":
        raise click.UsageError("--judge is shown as text or with --json; leave --format out")
    done: list[_Graded] = []
    one_by_one = kind == "text" and (len(files) < MANY or judged)
    with _judge(wanted=judged) as judge:
        for number, file in enumerate(files, 1):
            if len(files) >= MANY:
                note(f"{number} of {len(files)}: {file}")
            graded = _grade(file, by, sellers, judge)
            done.append(graded)
            if as_json:
                _emit(graded)
            elif one_by_one and not graded.reason:
                _tell(graded, several=len(files) > 1)
    if not as_json and kind == "text" and len(files) > 1:
        _sum_up(done)
        for graded in done:
            if graded.reason and not one_by_one:
                tell(graded.reason)
    failed = sum(bool(graded.reason) for graded in done)
    if kind != "text" and failed < len(files):
        deliver(_report(kind, done, by), output)
    if not failed:
        return 0
    return SOME_FAILED if failed < len(files) else PROBLEM


def _each(named: Sequence[Path]) -> "Iterator[Path]":
    """The files that were named; of a folder those in it, by name, hidden ones left out.

    Raises Problem where a folder holds none.
    """
    for path in named:
        if not path.is_dir():
            yield path
            continue
        held = sorted(each for each in path.iterdir() if each.is_file() and each.name[0] != ".")
        if not held:
            raise Problem(f"{path} is a folder without files; name one that holds transcripts")
        yield from held


@contextmanager
def _judge(*, wanted: bool) -> "Iterator[Judge | None]":
    """The configured model as a judge; without one, a judge that says why it has no opinion."""
    if not wanted:
        yield None
        return
    from simulator.model.client import ModelClient
    from simulator.model.endpoint import endpoint_in_force
    from simulator.model.judging import no_opinion, second_opinion
    from simulator.settings import load_settings

    try:
        endpoint = endpoint_in_force(load_settings())
    except Problem as problem:
        yield partial(no_opinion, why=str(problem))
        return
    with ModelClient(endpoint) as client:
        yield partial(second_opinion, client=client, at_once=endpoint.at_once)


def _grade(file: Path, rubric: "Rubric", sellers: Sequence[str], judge: "Judge | None") -> _Graded:
    """Reads and grades a file; what is unusual or wrong with it is said at once."""
    from scoring.grader import grade
    from simulator.imports.reading import read_call_file

    try:
        read = read_call_file(file, sellers, asker())
        refuse_closed(read.events, "score")
    except Problem as problem:
        note(str(problem))
        return _Graded(file, reason=str(problem))
    for sentence in read.notes:
        note(sentence)
    card = grade(read.events, rubric)
    return _Graded(file, read, card, judge(read.events, card) if judge else None)


def _emit(graded: _Graded) -> None:
    public = graded.card.to_json() if graded.card else _ungraded(graded.reason)
    opinion = {"judge": graded.opinion.to_json()} if graded.opinion else {}
    emit({"file": str(graded.file), **public, **opinion})


def _tell(graded: _Graded, *, several: bool) -> None:
    """The verdict as plain lines."""
    from simulator.plain.text import verdict_lines

    assert graded.card is not None
    assert graded.read is not None
    if several:
        tell(f"{graded.file}:")
    card = graded.card
    for line in verdict_lines(card.to_json(), graded.read.events, card.explain()):
        tell(line)
    if graded.opinion:
        from simulator.debrief.second_opinion import opinion_lines

        for line in opinion_lines(graded.opinion):
            tell(line)
    if several:
        tell()


def _sum_up(done: Sequence[_Graded]) -> None:
    """Every file on one line."""
    from scoring.transcript import meeting

    rows = []
    for graded in done:
        if graded.card is None:
            rows.append((str(graded.file), "-", "-", "-", "-", "could not be graded"))
            continue
        card = graded.card.to_json()
        cap: Any = card["cap"]
        metrics: Any = card["metrics"]
        doubt = graded.read is not None and meeting(graded.read.events).doubts
        rows.append(
            (
                str(graded.file),
                "-" if card["score"] is None else f"{card['score']:.1f}",
                f"{cap['id']} {cap['limit']}{' advisory' if cap['advisory'] else ''}"
                if cap
                else "-",
                f"{metrics['rungs']} of 6",
                str(metrics["questions"]),
                " ".join(
                    ["scored" if card["status"] == "scored" else "not evaluable"]
                    + (["(speakers look swapped)"] if doubt else [])
                ),
            )
        )
    table(rows, ("FILE", "SCORE", "LIMIT", "RUNGS", "QUESTIONS", "STATUS"))


def _report(kind: str, done: Sequence[_Graded], rubric: "Rubric") -> str:
    """The report; of calls of ours it has the curve of what was within reach, but not as a table."""
    from simulator.cli.within_reach import within_reach
    from simulator.reports.page import Failed, html_page, markdown_page
    from simulator.reports.report import report_of
    from simulator.reports.tables import grades_table

    named = []
    for graded in done:
        if graded.read is None or graded.card is None:
            continue
        events = graded.read.events
        drawn = () if kind == "csv" else within_reach(events, rubric)
        report = report_of(events, graded.card, str(graded.file), reviewed=drawn)
        named.append((str(graded.file), report))
    failed = [Failed(str(graded.file), graded.reason) for graded in done if graded.reason]
    if kind == "csv":
        return grades_table(named, failed)
    page = html_page if kind == "html" else markdown_page
    return page([report for _, report in named], failed)


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
    }
