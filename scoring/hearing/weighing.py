"""What the learned models make of many lines at once: where each is cut, and how sure acts and topics are."""

import math
from collections.abc import Sequence

import numpy as np

from scoring.hearing.boundaries import boundary_keys, gaps_of, ruled_begins
from scoring.hearing.clauses import Clause
from scoring.hearing.features import clause_keys, line_keys
from scoring.hearing.lines import Line
from scoring.hearing.model import Models, RoleModels
from scoring.hearing.network import sight_of


def boundaries(models: Models, lines: Sequence[Line], *, by_sentence: bool) -> list[list[int]]:
    """Of each line the word numbers before which a clause begins, the first one left out.

    `by_sentence` has one begin with every sentence and where the speaker wonders, besides those that were learned.
    """
    table, model = models.boundary
    keys = boundary_keys(lines)
    gaps, features = keys.shape
    summed = table.totals(keys.T.ravel(), np.tile(np.arange(gaps), features), gaps)
    margin = summed[:, 0] * model.steps[0] + model.offsets[0]
    least = math.log(model.cuts[0] / (1 - model.cuts[0]))
    begins = (margin * model.slopes[0] + model.shifts[0] >= least).tolist()
    found, first = [], 0
    for line in lines:
        last = first + gaps_of(line)
        learned = [at for at, here in enumerate(begins[first:last], 1) if here]
        ruled = ruled_begins(line) if by_sentence else ()
        found.append(sorted({*learned, *ruled}))
        first = last
    return found


def confidences(
    models: Models, role: RoleModels, clauses: Sequence[Clause]
) -> tuple[list[list[float]], list[list[float]]]:
    """Of each clause how sure every act is, and every topic, 0 to 1 in the order of the labels."""
    acts, count = len(role.acts.labels), len(clauses)
    keys = clause_keys(clauses)
    beside = models.network.margins([sight_of(clause) for clause in clauses])[:, role.outputs]
    # One look-up for all three kinds of features: each has its own groups.
    summed = role.table.totals(
        np.concatenate([kind.keys for kind in keys]),
        np.concatenate([kind.of + nth * count for nth, kind in enumerate(keys)]),
        len(keys) * count,
    )
    shared, only_acts, only_topics = np.split(summed, len(keys))
    does = shared[:, :acts] + only_acts[:, :acts]
    about = shared[:, acts:] + only_topics[:, acts:]
    return (
        role.acts.confidences(does, beside[:, :acts]).tolist(),
        role.topics.confidences(about, beside[:, acts:]).tolist(),
    )


def facts(models: Models, lines: Sequence[Line], asked: Sequence[str]) -> list[tuple[bool, bool]]:
    """Of each buyer's line whether it is specific, and whether it answers what was asked."""
    table, model = models.facts
    sure = model.confidences(table.totals(*line_keys(lines, asked), len(lines)))
    return [(specific, answers) for specific, answers in (sure >= model.cuts).tolist()]
