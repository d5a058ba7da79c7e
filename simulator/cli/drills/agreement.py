"""`prospect drill agreement`: how far people and engine agree in a class."""

from typing import TYPE_CHECKING

import click

from simulator.cli.choices import json_option
from simulator.cli.commands import Command
from simulator.cli.drills.desks import desk_at
from simulator.cli.output import emit, table, tell

if TYPE_CHECKING:
    from scoring.agreement import Figure
    from simulator.drills.desk.rating import Rating

HEADS = ("CRITERION", "N", "KAPPA", "EXACT", "±1", "ICC(2,1)", "ALPHA", "DIFFERENCE")


@click.command(cls=Command, name="agreement", example="prospect drill agreement spring-term-3fa2c1")
@click.argument("drill")
@json_option
def command(*, drill: str, as_json: bool) -> int:
    """How far people and engine agree in a class, criterion by criterion.

    Only levels given blind count. Kappa is weighted by the squared distance; brackets hold 95%
    intervals. A criterion under the bar is advisory in this class: shown, and not relied on. Two
    trainers who marked the same calls stand beside each other.
    """
    with desk_at(drill) as desk:
        rating = desk.rating()
    if as_json:
        emit(_json(desk.drill.id, rating))
        return 0
    _tell(rating)
    return 0


def _tell(rating: "Rating") -> None:
    if not rating.pairs:
        tell("No call was marked blind yet. Begin with: prospect drill mark DRILL --blind")
    for one, other in dict.fromkeys((pair.one, pair.other) for pair in rating.pairs):
        tell(f"{one} and {other}")
        table(
            [
                (
                    pair.criterion,
                    str(pair.agreement.n),
                    *(
                        _figure(figure)
                        for figure in (
                            pair.agreement.kappa,
                            pair.agreement.exact,
                            pair.agreement.within_one,
                            pair.agreement.icc,
                            pair.agreement.alpha,
                            pair.agreement.difference,
                        )
                    ),
                )
                for pair in rating.pairs
                if (pair.one, pair.other) == (one, other)
            ],
            HEADS,
        )
        tell()
    for finding in rating.findings:
        held = "advisory" if finding.advisory else "not known" if finding.why else "above the bar"
        tell(f"{finding.criterion}: {held}{f' ({finding.why})' if finding.why else ''}")
    if rating.labels:
        said = ", ".join(
            f"{many} {label.replace('_', ' ')}" for label, many in sorted(rating.labels.items())
        )
        tell(f"Trainers called the engine's levels: {said}.")


def _figure(figure: "Figure") -> str:
    if figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"


def _json(drill: str, rating: "Rating") -> dict[str, object]:
    from simulator.drills.desk.rating import BELOW_PEOPLE, KAPPA, LEAST_CALLS, WITHIN_ONE

    return {
        "drill": drill,
        "bar": {
            "kappa": KAPPA,
            "within_one": WITHIN_ONE,
            "below_people": BELOW_PEOPLE,
            "calls": LEAST_CALLS,
        },
        "pairs": [
            {
                "criterion": pair.criterion,
                "raters": [pair.one, pair.other],
                **pair.agreement.to_json(),
            }
            for pair in rating.pairs
        ],
        "criteria": [
            {"criterion": item.criterion, "advisory": item.advisory, "why": item.why or None}
            for item in rating.findings
        ],
        "labels": {str(label): many for label, many in sorted(rating.labels.items())},
    }
