"""`prospect doctor`: what works here and what does not, and why."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import allow_http_option, json_option
from simulator.cli.commands import Command
from simulator.cli.output import PROBLEM, emit, table, tell

if TYPE_CHECKING:
    from simulator.check import Check


@click.command(
    cls=Command, name="doctor", example="prospect doctor\n\nprospect doctor --model --json"
)
@click.option(
    "--model", is_flag=True, help="Test the model of OPENAI_MODEL instead; asks it a few questions."
)
@allow_http_option
@json_option
def command(*, model: bool, allow_http: bool | None, as_json: bool) -> int:
    """Say what works here and what does not, and why.

    The exit code is 1 when something that is needed does not work. Without --model, nothing is asked
    of anybody: no network is used.
    """
    checks = _model_checks(allow_http) if model else _own_checks()
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


def _own_checks() -> "Sequence[Check]":
    from simulator.cli.checks import every_check

    return every_check()


def _model_checks(allow_http: bool | None) -> "Sequence[Check]":
    """What the model of the settings can do; why it cannot be asked is a finding as well."""
    from simulator.check import Check
    from simulator.model.client import ModelClient
    from simulator.model.endpoint import endpoint_in_force
    from simulator.model.probe import probe
    from simulator.model.problems import ModelProblem
    from simulator.settings import load_settings

    try:
        endpoint = endpoint_in_force(load_settings(model_allow_http=allow_http))
    except ModelProblem as problem:
        found, _, mend = str(problem).partition("; ")
        return [Check("Set up", False, found, mend)]
    with ModelClient(endpoint) as client:
        return probe(client)


def _rows(check: "Check") -> list[tuple[str, str, str]]:
    """What was found, line by line: everything wrong with a file can be mended in one go."""
    first, *more = check.found.splitlines() or [""]
    state = _word(check.works, check.needed)
    return [(state, check.name, first), *(("", "", line) for line in more)]


def _word(works: bool, needed: bool) -> str:
    return "works" if works else "FAILS" if needed else "lacks"
