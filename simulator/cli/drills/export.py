"""`prospect drill export`: a class as a table, a report, JSON, or statements for an LMS."""

import re
from pathlib import Path

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at
from simulator.cli.output import deliver, emit

_ADDRESS = re.compile(r"https?://[^\s/<>\"{}|\\^`]+(?:/[^\s<>\"{}|\\^`]*)?")


def home_page(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An address that identifies a system; refuses what is none."""
    if value is None or _ADDRESS.fullmatch(value):
        return value
    raise click.BadParameter(f"{value!r} is no address; give one like https://lms.example.com")


def somebody(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A name; refuses an empty one, which would be everybody's page where one person's was meant."""
    if value is None or value.strip():
        return value
    raise click.BadParameter("it is empty; give the name as the board writes it")


@click.command(
    cls=Command,
    name="export",
    example="prospect drill export spring-term-3fa2c1 --format csv --output class.csv\n"
    "prospect drill export spring-term-3fa2c1 --format xapi --home-page https://lms.example.com "
    "--output class.jsonl\n"
    "prospect drill export spring-term-3fa2c1 --format html --trainee 'Ann Lee' --output ann.html",
)
@click.argument("drill")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "html", "json", "xapi"]),
    default="csv",
    show_default=True,
    help="csv: a line for each call; html: a report; json: the board; xapi: statements, JSON Lines.",
)
@click.option(
    "--home-page",
    metavar="ADDRESS",
    callback=home_page,
    help="With xapi: the system that knows the trainees by these names.",
)
@click.option(
    "--trainee",
    metavar="NAME",
    callback=somebody,
    help="With html: one trainee's own page, with what people said, to send to them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file that is not there yet.",
)
@json_option
def command(
    *,
    drill: str,
    kind: str,
    home_page: str | None,
    trainee: str | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Export a class. The score is the human one; the engine's stands beside it.

    Statements are made of attempts that have a score, and passed or failed of those that are
    settled; while grades are held, --format xapi is refused. Their ids depend on their content, so
    that sending them again changes nothing. --json says of a file where it went. The register notes
    the file, so that 'prospect drill purge' can name it.
    """
    from simulator.reports.class_exports import exported

    if as_json and output is None and kind != "json":
        raise click.UsageError("--json needs --output with this format")
    if kind == "xapi" and home_page is None:
        raise click.UsageError("--format xapi needs --home-page")
    if trainee is not None and kind != "html":
        raise click.UsageError("--trainee needs --format html")
    with desk_at(drill) as desk:
        text = exported(desk, kind, home_page=home_page or "", trainee=trainee)
        deliver(text, output, quiet=as_json)
        if output is not None:
            desk.note_export(output)
    if as_json and output is not None:
        emit({"drill": desk.drill.id, "format": kind, "file": str(output)})
    return 0
