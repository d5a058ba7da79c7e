"""`prospect calls export`: a kept call as its record, a report, a table or captions."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.kept import kept_calls, refuse_closed
from simulator.cli.output import deliver, emit

if TYPE_CHECKING:
    from simulator.reports.report import Report


@click.command(
    name="export",
    cls=Command,
    example="prospect calls export 9f3ac1e2b4 --output call.jsonl\n"
    "prospect calls export 9f3ac1e2b4 --format html --output call.html",
)
@click.argument("call")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "html", "md", "csv", "vtt"]),
    default="json",
    show_default=True,
    help="json: its events, to import again; html, md: a graded report; csv: its turns; vtt: captions.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file that is not there yet.",
)
@json_option
def command(*, call: str, kind: str, output: Path | None, as_json: bool) -> int:
    """Export a call: its record, a report to forward, a table of its turns, or captions.

    The record holds every event with its place in the hash chain; only it can be imported again
    unchanged. A report holds nothing of the buyer's mind; what a trainer wrote beside a turn stands in
    it (not in captions). --json says of a call written to a file
    where it went; without a file the record is JSON anyway.
    """
    from scoring.grader import grade
    from scoring.rubric import load_rubric
    from simulator.archive.exchange import exported
    from simulator.archive.remarks import remarks_on
    from simulator.cli.within_reach import within_reach
    from simulator.reports.report import report_of

    if as_json and kind != "json" and output is None:
        raise click.UsageError("--json needs --output with this format")
    with kept_calls(read=True) as archive:
        call_id = archive.find(call).id
        events = archive.events(call_id)
        if kind in ("html", "md", "csv"):
            refuse_closed(events, "score")
        if kind == "json":
            text = "".join(exported(archive, call_id))
        else:
            comments = {turn: each.comment for turn, each in remarks_on(archive, call_id).items()}
            rubric = load_rubric()
            drawn = within_reach(events, rubric) if kind in ("html", "md") else ()
            report = report_of(events, grade(events, rubric), comments=comments, reviewed=drawn)
            text = _written(kind, report)
    deliver(text, output, quiet=as_json)
    if as_json and output is not None:
        emit({"call": call_id, "file": str(output), "events": len(events)})
    return 0


def _written(kind: str, report: "Report") -> str:
    """A report in one of the formats made for people."""
    if kind == "vtt":
        from simulator.reports.captions import captions

        return captions(report)
    if kind == "csv":
        from simulator.reports.tables import turns_table

        return turns_table(report)
    from simulator.reports.page import html_page, markdown_page

    return html_page([report]) if kind == "html" else markdown_page([report])
