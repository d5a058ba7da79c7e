"""`prospect grade --compare-rubric`: every file under two rubrics, and what made the difference."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.kept import refuse_closed
from simulator.cli.output import PROBLEM, SOME_FAILED, deliver, emit, note, table, tell
from simulator.cli.who_sold import asker
from simulator.problem import Problem

if TYPE_CHECKING:
    from scoring.rubric import Rubric
    from simulator.review.regrade import Regraded


def grade_twice(
    files: Sequence[Path],
    before: "Rubric",
    after: "Rubric",
    sellers: Sequence[str],
    *,
    html: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    """Grades every file by both rubrics and tells the difference; the exit code."""
    from simulator.imports.reading import read_call_file
    from simulator.review.regrade import regraded

    done: list[tuple[str, Regraded]] = []
    failed: list[tuple[str, str]] = []
    for file in files:
        try:
            read = read_call_file(file, sellers, asker())
            refuse_closed(read.events, "score")
        except Problem as problem:
            note(str(problem))
            failed.append((str(file), str(problem)))
            if as_json:
                emit({"file": str(file), "status": "error", "reason": str(problem)})
            continue
        for sentence in read.notes:
            note(sentence)
        done.append((str(file), regraded(read.events, before, after)))
        if as_json:
            emit({"file": str(file), **done[-1][1].to_json()})
    if done and html:
        from simulator.reports.page import Failed
        from simulator.reports.regraded import regraded_page

        lost = [Failed(*each) for each in failed]
        deliver(regraded_page(done, before, after, lost), output)
    elif done and not as_json:
        _tell(done, before, after)
    if not failed:
        return 0
    return SOME_FAILED if done else PROBLEM


def _tell(done: "Sequence[tuple[str, Regraded]]", before: "Rubric", after: "Rubric") -> None:
    from simulator.review.regrade import rule_changes

    tell(f"Before: {before.id} {before.text.version}. After: {after.id} {after.text.version}.")
    rules = rule_changes(before, after)
    for rule in rules:
        tell(f"  {rule}")
    if not rules:
        tell("  They grade alike.")
    tell()
    for file, each in done:
        if each.why:
            tell(f"{file}: {'; '.join(each.why)}")
    if any(each.why for _, each in done):
        tell()
    table([_row(file, each) for file, each in done], ("FILE", "BEFORE", "AFTER", "CHANGE"))
    tell(_summed_up([each for _, each in done]))


def _row(file: str, each: "Regraded") -> tuple[str, str, str, str]:
    scores = [each.before.to_json()["score"], each.after.to_json()["score"]]
    change = "-" if each.change is None else f"{each.change:+.1f}" if each.change else "0"
    old, new = ("-" if score is None else f"{score:.1f}" for score in scores)
    return file, old, new, change


def _summed_up(done: "Sequence[Regraded]") -> str:
    """How many rose, fell and stayed; scores of two rubrics are never averaged."""
    changes = [each.change for each in done if each.change is not None]
    rose, fell = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    unknown = len(done) - len(changes)
    return (
        f"{rose} higher, {fell} lower, {len(changes) - rose - fell} the same"
        + (f", {unknown} not evaluable by one of them" if unknown else "")
        + "."
    )
