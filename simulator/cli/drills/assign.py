"""`prospect drill assign`: tickets in people's own names."""

from datetime import UTC, datetime
from pathlib import Path

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.kept import address_option, drill_named, trainers_register
from simulator.cli.output import emit, tell
from simulator.problem import Problem


@click.command(
    cls=Command,
    name="assign",
    example='prospect drill assign spring-term-3fa2c1 "Ann Lee" "Bob Ray" --output tickets\n'
    "prospect drill assign spring-term-3fa2c1 --from class.txt --output tickets",
)
@click.argument("drill")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A text file with a name on each line.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="Where the tickets are written; else here.",
)
@address_option
@json_option
def command(
    *,
    drill: str,
    names: tuple[str, ...],
    file: Path | None,
    output: Path,
    address: str,
    as_json: bool,
) -> int:
    """Write a ticket in each trainee's own name, and enter them in the register.

    Nobody can hand in under the name of somebody who has such a ticket. A name that is assigned
    again gets the same key in a new file.
    """
    from simulator.drills.assigning.tickets import names_in, ticket_for, write_ticket

    if bool(names) == (file is not None):
        raise click.UsageError("give names, or --from FILE with a name on each line")
    trainees = names_in(names if file is None else _lines(file))
    if not trainees:
        raise Problem(f"{file} holds no name; write one on each line")
    with trainers_register() as register:
        found = drill_named(register, drill).drill
        key = register.key(found.id)
        for trainee in trainees:
            ticket = ticket_for(found, key, trainee, address=address)
            register.enrol(found.id, trainee, datetime.now(UTC).isoformat(timespec="seconds"))
            written = write_ticket(ticket, output)
            if as_json:
                emit({"drill": found.id, "trainee": trainee, "ticket": str(written)})
            else:
                tell(f"{trainee}: {written}")
    return 0


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise Problem(f"{file} cannot be read ({error.strerror}); check the name") from None
    except UnicodeDecodeError as error:
        raise Problem(f"{file}: byte {error.start} is not UTF-8; save it as UTF-8 text") from None
