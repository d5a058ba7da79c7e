"""`prospect doctor`: what works here and what does not, and why."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.output import PROBLEM, emit, table, tell

if TYPE_CHECKING:
    from simulator.cli.checks import Check


@click.command(cls=Command, name="doctor", example="prospect doctor")
@json_option
def command(*, as_json: bool) -> int:
    """Say what works here and what does not, and why.

    The exit code is 1 when something that is needed does not work.
    """
    from simulator.cli.checks import every_check

    checks = every_check()
    if as_json:
        for check in checks:
            emit(asdict(check))
    else:
        table(
            [row for check in checks for row in _rows(check)],
            ("STATE", "WHAT", "FOUND"),
        )
        for check in checks:
            if check.mend and not check.works:
                tell(f"To mend {check.name}: {check.mend}")
    return PROBLEM if any(check.needed and not check.works for check in checks) else 0


def _rows(check: "Check") -> list[tuple[str, str, str]]:
    """What was found, line by line: everything wrong with a file can be mended in one go."""
    first, *more = check.found.splitlines() or [""]
    state = _word(check.works, check.needed)
    return [(state, check.name, first), *(("", "", line) for line in more)]


def _word(works: bool, needed: bool) -> str:
    return "works" if works else "FAILS" if needed else "lacks"
