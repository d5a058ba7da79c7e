"""Options that several commands share, and the scenarios there are to choose from."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import scenarios
from simulator.cli.output import note

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def shipped_scenarios() -> list[str]:
    """Ids by their file names alone: content is read only when a call begins."""
    return sorted(path.stem for path in (Path(scenarios.__path__[0]) / "library").glob("*.toml"))


def known_scenarios() -> list[str]:
    """Ids of the shipped scenarios, then of those of packs; what is wrong with a pack is noted."""
    from scenarios.catalog import scenario_ids
    from simulator.packs.finding import open_packs

    for trouble in open_packs():
        note(trouble)
    shipped = shipped_scenarios()
    return [*shipped, *(name for name in scenario_ids() if name not in shipped)]


def checked_scenario(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Refuses an unknown scenario, with the nearest name. Packs are opened only for their own."""
    if value is None or value in shipped_scenarios():
        return value
    known = known_scenarios()
    if value in known:
        return value
    close = difflib.get_close_matches(value, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
    raise click.BadParameter(f"there is no scenario {value!r}; {hint}")


def seed_option(decorated: Decorated) -> Decorated:
    """Adds --seed."""
    return click.option(
        "--seed",
        type=click.IntRange(0, 2**31 - 1),
        metavar="N",
        help="Picks the buyer's situation; the same number gives the same buyer.",
    )(decorated)


def level_option(decorated: Decorated) -> Decorated:
    """Adds --level."""
    return click.option(
        "--level", type=click.Choice(["easy", "standard", "hard"]), help="How hard the buyer is."
    )(decorated)


def voice_option(decorated: Decorated) -> Decorated:
    """Adds --voice and --allow-http."""
    return click.option(
        "--voice",
        type=click.Choice(["authored", "model"]),
        help="Who words the buyer: the author's lines, or the model of OPENAI_MODEL.",
    )(allow_http_option(decorated))


def allow_http_option(decorated: Decorated) -> Decorated:
    """Adds --allow-http; not given, the settings say."""
    return click.option(
        "--allow-http",
        is_flag=True,
        default=None,
        help="Let key and words go over plain http to another machine.",
    )(decorated)


def json_option(decorated: Decorated) -> Decorated:
    """Adds --json."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(decorated)
