"""`prospect simulate`: scripted sellers against scenarios, for difficulty and fairness."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.choices import json_option, known_scenarios
from simulator.cli.commands import Command
from simulator.cli.output import emit, note, tell
from simulator.problem import Problem

if TYPE_CHECKING:
    from simulator.simulation.call import Played
    from simulator.simulation.spread import Shard

GAMING = "gaming"
LADDER = "ladder"


@click.command(
    cls=Command,
    name="simulate",
    example="prospect simulate skeptical-owner --sellers ladder --seeds 200 --csv table.csv",
)
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@click.option(
    "--sellers",
    default=LADDER,
    metavar="NAMES",
    help="Comma-separated: 'ladder' (skills 0 to 1), 'gaming' (all who try to game it), "
    "'reference:0.8', or names of gaming sellers.",
)
@click.option(
    "--levels",
    default="standard",
    metavar="LEVELS",
    help="Comma-separated: easy, standard, hard.",
)
@click.option(
    "--seeds",
    type=click.IntRange(1, 100_000),
    default=100,
    metavar="N",
    help="Calls per seller, buyer and level.",
)
@click.option(
    "--first-seed",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    metavar="N",
    help="The first seed.",
)
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, metavar="N", help="Cores; 0 for all."
)
@click.option("--cluster", metavar="ADDRESS", help="Play on this Dask cluster instead.")
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the table."
)
@click.option(
    "--calls",
    "calls_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every call as a line of JSON.",
)
@json_option
def command(
    *,
    scenarios: tuple[str, ...],
    sellers: str,
    levels: str,
    seeds: int,
    first_seed: int,
    jobs: int,
    cluster: str | None,
    csv_file: Path | None,
    calls_file: Path | None,
    as_json: bool,
) -> int:
    """Play scripted sellers against scenarios: how hard each is, and whether it is fair.

    Without a SCENARIO, all are played. Every seller goes through the same hearing and the same
    rubric as a trainee. The table is the same for the same seeds on any number of cores or machines.
    """
    from simulator.simulation.spread import on_a_cluster, on_this_machine, shards
    from simulator.simulation.table import rows, to_csv, to_text

    tasks = shards(
        [_scenario(name) for name in scenarios or known_scenarios()],
        _sellers(sellers),
        _levels(levels),
        range(first_seed, first_seed + seeds),
    )
    for file in filter(None, (csv_file, calls_file)):
        _write(file, "")
    with _bar(tasks) as bar:
        played = (
            on_a_cluster(tasks, bar.update, cluster)
            if cluster
            else on_this_machine(tasks, bar.update, jobs=jobs)
        )
    found = rows(played)
    if csv_file:
        _write(csv_file, to_csv(found))
        note(f"Written: {csv_file}")
    if calls_file:
        _write(calls_file, "".join(_line(call) for call in played))
        note(f"Written: {calls_file}")
    if as_json:
        for row in found:
            emit(asdict(row))
    else:
        tell(to_text(found).rstrip("\n"))
    return 0


def _scenario(name: str) -> str:
    from simulator.cli.choices import checked_scenario

    context = click.get_current_context()
    return checked_scenario(context, context.command.params[0], name) or name


def _sellers(names: str) -> list[str]:
    from simulator.sellers.adversaries import ADVERSARIES
    from simulator.sellers.catalog import ladder, seller_named

    found: list[str] = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name == LADDER:
            found += ladder()
        elif name == GAMING:
            found += [item.name for item in ADVERSARIES]
        else:
            try:
                seller_named(name, 0)
            except Problem as problem:
                raise click.BadParameter(str(problem), param_hint="'--sellers'") from problem
            found.append(name)
    if not found:
        raise click.BadParameter(
            "no seller is named; try 'ladder' or 'gaming'", param_hint="'--sellers'"
        )
    return list(dict.fromkeys(found))


def _levels(names: str) -> list[str]:
    from personas.vocabulary import Level

    found = [part.strip() for part in names.split(",") if part.strip()]
    if not found:
        raise click.BadParameter("no level is named", param_hint="'--levels'")
    for name in found:
        if name not in set(Level):
            raise click.BadParameter(
                f"there is no level {name!r}; there are {', '.join(Level)}", param_hint="'--levels'"
            )
    return list(dict.fromkeys(found))


def _bar(tasks: "Sequence[Shard]") -> AbstractContextManager[Any]:
    """A progress bar in calls, on standard error; silent where that is no terminal."""
    import sys

    return click.progressbar(
        length=sum(len(task.seeds) for task in tasks), label="Calls", file=sys.stderr
    )


def _line(call: "Played") -> str:
    value = {**asdict(call), "levels": dict(call.levels)}
    return json.dumps(value, ensure_ascii=False) + "\n"


def _write(file: Path, text: str) -> None:
    """Also called before the first call with nothing to write: hours of work must find their file."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Problem(
            f"{file} cannot be written ({error.strerror}); name a file in a folder you may write to"
        ) from error
