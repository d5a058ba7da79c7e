"""What is wrong with a variant whose figures (`solvability`) do not keep the promises."""

from collections.abc import Iterator, Sequence

from simulator.packs.checking import Pair
from simulator.packs.findings import Finding, problem
from simulator.packs.solvability import HALF_WON, LEFT_BY, WON, Figures, Share


def broken_promises(pairs: Sequence[Pair], figures: Sequence[Figures]) -> list[Finding]:
    """Everything the figures say against the files; a question that fails everywhere is named once."""
    by_id = {(pair.scenario.scenario.id, pair.persona.persona.id): pair for pair in pairs}
    found: dict[Finding, None] = {}
    for each in figures:
        pair = by_id[each.scenario, each.persona]
        found.update(dict.fromkeys(_of_the_facts(pair, each)))
        found.update(dict.fromkeys(_of_the_calls(pair, each)))
    return list(found)


def _of_the_facts(pair: Pair, figures: Figures) -> Iterator[Finding]:
    file = pair.persona_file
    for fact in figures.never_reached:
        yield problem(
            file,
            f"variants.{figures.variant}.unreachable",
            f"does not list {fact}, which no seller and none of its questions reached in "
            f"{figures.scenario}; lower its threshold, mend its questions, or list it",
        )
    changed = {
        change.id
        for variant in pair.persona.persona.variants
        if variant.id == figures.variant
        for change in variant.facts
        if change.questions is not None
    }
    for fact, question in figures.locked:
        where = f"variants.{figures.variant}.facts" if fact in changed else "facts"
        yield problem(
            file,
            f"{where}.{fact}.questions",
            f"{question!r} does not open it, though all it waits for is said and trust is 90; reword "
            "the question, or give the fact the topic that the question is heard to have",
        )


def _of_the_calls(pair: Pair, figures: Figures) -> Iterator[Finding]:
    file, key, scenario = pair.persona_file, f"variants.{figures.variant}", figures.scenario
    if figures.expert.share < WON:
        yield problem(
            file,
            f"{key}.best_endings",
            f"are reached by the reference seller in {_worded(figures.expert, figures.calls)} of "
            f"{scenario}, and should be in {WON:.0%}; ease thresholds, patience or turns, or list the "
            "endings it comes to",
        )
    if figures.half.low > HALF_WON:
        yield problem(
            file,
            f"{key}.best_endings",
            f"are reached at skill .5 in {_worded(figures.half, figures.calls)} of {scenario}, and "
            f"should be in {HALF_WON:.0%} at most; ask for more trust or rungs",
        )
    if figures.unskilled.share > 0:
        yield problem(
            file,
            f"{key}.best_endings",
            f"are reached at skill 0 in {_worded(figures.unskilled, figures.calls)} of {scenario}, and "
            "should never be; ask for more trust or rungs",
        )
    if figures.keywords:
        yield problem(
            file,
            key,
            f"tells {figures.keywords} facts to a seller who recites the rubric's words in {scenario}; "
            "raise the lowest thresholds or begin with less trust",
        )
    if figures.pitch_left is None or figures.pitch_left > LEFT_BY:
        yield problem(
            file,
            key,
            f"does not leave a seller who only pitches by turn {LEFT_BY} in {scenario}; give the "
            "scenario less patience, or the persona heavier losses (negatives)",
        )


def _worded(share: Share, calls: int) -> str:
    return f"{share.share:.0%} of {calls} calls ({share.low:.0%} to {share.high:.0%})"
