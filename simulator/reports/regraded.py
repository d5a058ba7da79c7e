"""The report of a change of rubric: every call under both, as one HTML page."""

from collections.abc import Sequence

from scoring.rubric import Rubric
from simulator.reports.page import Failed, environment
from simulator.review.regrade import Regraded, rule_changes


def regraded_page(
    named: Sequence[tuple[str, Regraded]],
    before: Rubric,
    after: Rubric,
    failed: Sequence[Failed] = (),
) -> str:
    """One self-contained HTML file: the rules that differ, then each call and what did it."""
    return (
        environment()
        .get_template("regraded.html.jinja")
        .render(
            named=named,
            before=before.text,
            after=after.text,
            rules=rule_changes(before, after),
            failed=failed,
        )
    )
