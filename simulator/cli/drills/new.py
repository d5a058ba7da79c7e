"""`prospect drill new`: makes a drill."""

import getpass
import secrets
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option, known_scenarios
from simulator.cli.commands import Command
from simulator.cli.drills.kept import address_option, instant, size, trainers_register
from simulator.cli.output import emit, tell

if TYPE_CHECKING:
    from simulator.drills.assigning.drill import PassRule

OPENS = ("at-once", "after-last-attempt", "after-deadline")
EVERY = "all"


def _deadline(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    """A day, which lasts to its end, or an instant; without a zone it is this machine's."""
    if value is None:
        return None
    try:
        named = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no day or time; write 2030-03-08, 2030-03-08T18:00 or "
            "2030-03-08T18:00+01:00"
        ) from None
    if len(value) <= len("2030-03-08"):
        named = datetime.combine(named, time(23, 59, 59))
    return named.astimezone(UTC)


def _levels(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> dict[str, int]:
    levels = {}
    for item in value:
        criterion, _equals, level = item.partition("=")
        if level not in ("1", "2", "3", "4"):
            raise click.BadParameter(f"{item!r}: write CRITERION=LEVEL with a level from 1 to 4")
        levels[criterion] = int(level)
    return levels


@click.command(
    cls=Command,
    name="new",
    example='prospect drill new "Spring term" --scenario skeptical-owner --attempts 3 '
    "--deadline 2030-03-08\n"
    'prospect drill new "Final" --scenario all --level hard --hold --pass-score 60 '
    "--pass-level impact=2",
)
@click.argument("title")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    required=True,
    metavar="SCENARIO",
    help="A meeting of the drill; repeat it for more, or say 'all'.",
)
@click.option(
    "--level",
    type=click.Choice(["easy", "standard", "hard"]),
    default="standard",
    show_default=True,
    help="How hard the buyers are.",
)
@click.option(
    "--attempts",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How often each meeting may be held. Everybody meets the same buyer at attempt 1, 2, …",
)
@click.option(
    "--deadline",
    callback=_deadline,
    metavar="WHEN",
    help="The last day or instant to hold and hand in: 2030-03-08 or 2030-03-08T18:00.",
)
@click.option("--score-opens", type=click.Choice(OPENS), help="When trainees see their score.")
@click.option("--review-opens", type=click.Choice(OPENS), help="When they see the review.")
@click.option("--truth-opens", type=click.Choice(OPENS), help="When they see The truth.")
@click.option(
    "--coach/--no-coach", default=False, show_default=True, help="Whether the coach may be opened."
)
@click.option(
    "--hold",
    is_flag=True,
    help="Hold the grades: score and review never open in the app; you send them.",
)
@click.option(
    "--pass-score",
    type=click.IntRange(0, 100),
    default=0,
    metavar="POINTS",
    help="Least points to pass.",
)
@click.option(
    "--pass-level",
    "pass_levels",
    multiple=True,
    callback=_levels,
    metavar="CRITERION=LEVEL",
    help="Least level of a criterion to pass; repeat it for more.",
)
@click.option("--trainer", metavar="NAME", help="Your name on it; else the one you logged in with.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="Where the open ticket is written; else here.",
)
@address_option
@json_option
def command(
    *,
    title: str,
    scenarios: tuple[str, ...],
    level: str,
    attempts: int,
    deadline: datetime | None,
    score_opens: str | None,
    review_opens: str | None,
    truth_opens: str | None,
    coach: bool,
    hold: bool,
    pass_score: int,
    pass_levels: dict[str, int],
    trainer: str | None,
    output: Path,
    address: str,
    as_json: bool,
) -> int:
    """Make a drill: its meetings, rules, and the ticket that lets people join.

    What is installed here is pinned: everybody holds the same calls and is graded by the same
    rubric. With a deadline, score, review and The truth open after it unless you say otherwise;
    without one, at once. The ticket written is open: anybody who has it takes part under a name of
    their choice. For tickets in people's own names use 'prospect drill assign'.
    """
    from personas.vocabulary import Level
    from simulator.drills.assigning.drill import Opens
    from simulator.drills.assigning.making import Rules, make
    from simulator.drills.assigning.tickets import proper_name, ticket_for, write_ticket

    usual = "after-deadline" if deadline else "at-once"

    def opens(said: str | None) -> Opens:
        return Opens((said or usual).replace("-", "_"))

    rules = Rules(
        level=Level(level),
        attempts=attempts,
        deadline=deadline,
        score=opens(score_opens),
        review=opens(review_opens),
        truth=opens(truth_opens),
        coach=coach,
        hold=hold,
        passing=_pass_rule(pass_score, pass_levels),
    )
    drill, key = make(
        title,
        proper_name(trainer or getpass.getuser()),
        _chosen(scenarios),
        rules,
        now=datetime.now(UTC),
        draw=secrets.token_hex,
    )
    ticket = ticket_for(drill, key, address=address)
    with trainers_register() as register:
        register.add(drill, key)
    file = write_ticket(ticket, output)
    if as_json:
        emit({"drill": drill.model_dump(mode="json"), "ticket": str(file)})
        return 0
    tell(f"Drill {drill.id} is made: {size(drill)}.")
    if deadline:
        tell(f"It ends {instant(deadline)}.")
    tell(f"Send {file} to whoever takes part, or write tickets in their names:")
    tell(f"  prospect drill assign {drill.id} NAME...")
    return 0


def _chosen(scenarios: tuple[str, ...]) -> list[str]:
    known = known_scenarios()
    if EVERY in scenarios:
        return known
    for name in scenarios:
        if name not in known:
            raise click.UsageError(f"there is no scenario {name!r}; there are {', '.join(known)}")
    return list(scenarios)


def _pass_rule(score: int, levels: dict[str, int]) -> "PassRule":
    from simulator.drills.assigning.drill import PassRule

    return PassRule(score=score, levels=levels)
