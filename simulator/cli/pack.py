"""`prospect pack`: check, begin and describe buyers and scenarios."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command, Group
from simulator.cli.output import PROBLEM, emit, note, table, tell

if TYPE_CHECKING:
    from simulator.packs.checking import Pair
    from simulator.packs.findings import Finding
    from simulator.packs.solvability import Figures, Share

KINDS = ("persona", "scenario")


@click.group(cls=Group, name="pack", example="prospect pack check mine --fast")
def command() -> None:
    """Check, begin and describe buyers and scenarios: yours, installed and shipped.

    A pack is a folder with personas/ and scenarios/ in it. The setting 'packs' names folders of
    packs; an installed package names its own under the entry point 'prospect.packs'.
    """


@command.command(
    cls=Command,
    example="prospect pack check mine/scenarios/night-manager.toml\n\n"
    "prospect pack check skeptical-owner --seeds 100\n\n"
    "prospect pack check mine --fast --json",
)
@click.argument("path", required=False)
@click.option("--fast", is_flag=True, help="Leave the simulation out.")
@click.option(
    "--seeds",
    type=click.IntRange(1, 10_000),
    default=40,
    metavar="N",
    help="Calls of each reference seller in each situation.",
)
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Cores; 0 for all."
)
@json_option
def check(*, path: str | None, fast: bool, seeds: int, jobs: int, as_json: bool) -> int:
    """List everything wrong with personas and scenarios, and whether they can be won.

    PATH is a persona file, a scenario file, a folder of TOML files or of personas/ and
    scenarios/, or the id of a scenario; without it, all that is shipped and installed.

    First the files are read, each for itself and persona and scenario together. Then, unless
    --fast, scripted sellers play every situation ('variants' in the file): it must be winnable, but
    not by chance, every fact must be in reach, and pitching must not pay. At half skill a situation
    fails only when more than 10% of calls are won beyond statistical doubt. The exit code is 1 when
    there are problems; warnings alone leave it 0.
    """
    from simulator.packs import checking
    from simulator.packs.bundle import bundle_of
    from simulator.packs.finding import open_packs

    troubles = open_packs()
    checked = checking.check(bundle_of(path))
    findings = checked.findings
    figures: list[Figures] = []
    if not fast:
        figures, broken = _simulated(checked.pairs, seeds, jobs)
        findings = [*findings, *broken]
    if as_json:
        emit(
            {
                "problems": [asdict(finding) for finding in findings],
                "packs": troubles,
                "variants": [asdict(each) for each in figures],
            }
        )
    else:
        _tell(findings, troubles, figures, len(checked.pairs))
    broken_here = any(finding.severity == "problem" for finding in findings)
    return PROBLEM if broken_here or (path is None and troubles) else 0


@command.command(cls=Command, example="prospect pack new night-manager --folder mine")
@click.argument("pack_id", metavar="ID")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="The folder of the pack; here when not given.",
)
@json_option
def new(*, pack_id: str, folder: Path, as_json: bool) -> int:
    """Begin a buyer and a scenario: two commented files with places to fill in.

    They are written to DIR/personas/ID.toml and DIR/scenarios/ID.toml. No file is overwritten.
    """
    from simulator.packs.template import write_pair

    written = [str(path) for path in write_pair(pack_id, folder)]
    if as_json:
        emit({"files": written})
        return 0
    for path in written:
        tell(path)
    tell(f"Fill in every '…write here…', then 'prospect pack check {folder} --fast'.")
    return 0


@command.command(cls=Command, example="prospect pack schema persona > persona.json")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@json_option
def schema(*, kind: str | None, as_json: bool) -> int:
    """Print the JSON Schema (draft-07) of persona or scenario files, for editors.

    Without a kind, both under their names. With --json, on one line.
    """
    from simulator.packs.schema import schema_of

    value = schema_of(kind) if kind else {name: schema_of(name) for name in KINDS}
    if as_json:
        emit(value)
    else:
        click.echo(json.dumps(value, indent=2, ensure_ascii=False))
    return 0


def _simulated(
    pairs: "Sequence[Pair]", seeds: int, jobs: int
) -> "tuple[list[Figures], list[Finding]]":
    """Plays the pairs, with a bar in calls on standard error."""
    from simulator.packs.promises import broken_promises
    from simulator.packs.solvability import calls_in, solve, trials

    tasks = trials(pairs, seeds)
    if not tasks:
        return [], []
    with click.progressbar(length=calls_in(tasks), label="Calls", file=sys.stderr) as bar:
        figures = solve(tasks, bar.update, jobs=jobs)
    return figures, broken_promises(pairs, figures)


def _tell(
    findings: "Sequence[Finding]",
    troubles: Sequence[str],
    figures: "Sequence[Figures]",
    pairs: int,
) -> None:
    for finding in findings:
        tell(str(finding))
    for trouble in troubles:
        note(trouble)
    if figures:
        tell()
        table([_row(each) for each in figures], _HEADS)
        tell()
    problems = sum(finding.severity == "problem" for finding in findings)
    warnings = len(findings) - problems
    played = f"{pairs} scenario(s) can be played" if not figures else f"{pairs} scenario(s) played"
    tell(f"{problems} problem(s), {warnings} warning(s); {played}.")


_HEADS = (
    "SCENARIO",
    "SITUATION",
    "SKILL 1",
    "SKILL .5",
    "SKILL 0",
    "QUESTIONS",
    "KEYWORDS",
    "PITCH LEFT",
)


def _row(each: "Figures") -> tuple[str, ...]:
    opened = each.questions - len(each.locked)
    return (
        each.scenario,
        each.variant,
        _share(each.expert),
        _share(each.half),
        _share(each.unskilled),
        f"{opened} of {each.questions}",
        f"{each.keywords} facts",
        "never" if each.pitch_left is None else f"turn {each.pitch_left}",
    )


def _share(share: "Share") -> str:
    return f"{share.share:.0%} ({share.low:.0%}-{share.high:.0%})"
