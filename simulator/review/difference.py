"""What a retry changed, in sentences: the same ones on the screen and in plain lines."""

from collections.abc import Iterator, Sequence

from simulator.debrief.words import TOPICS
from simulator.review.comparing import Comparison, Earned, Played

VARIED = (
    "The retry was in another situation: numbers, names and causes have changed, so the same line "
    "may get another answer."
)
APART = "The first call stays as it was; the score of a retry is kept apart from it."


def difference(two: Comparison) -> Iterator[str]:
    """Score, ending, criteria and facts, a sentence each."""
    gained = "" if two.gained is None else f" ({signed(two.gained)})"
    yield f"Score: {_score(two.original)}, in the retry {_score(two.retry)}{gained}."
    for which, played in (("The first call", two.original), ("The retry", two.retry)):
        if played.cap is not None and not played.cap.advisory:
            yield f"{which} was held at {played.cap.limit}: {played.cap.why}"
    yield f"Ending: {two.original.ending or 'none yet.'} In the retry: {two.retry.ending or 'none yet.'}"
    for change in two.changes:
        yield (
            f"{change.name}: level {change.before}, in the retry {change.after} "
            f"({signed(change.points)} points)."
        )
    if two.only_retry:
        yield f"Learned in the retry alone: {_facts(two.only_retry)}."
    if two.only_original:
        yield f"Learned in the first call alone: {_facts(two.only_original)}."
    yield f"Learned in both: {len(two.both)}."


def comparison_lines(two: Comparison) -> Iterator[str]:
    """The whole comparison as plain lines, each whole by itself."""
    yield f"A retry from your turn {two.number}. {APART}"
    if two.varied:
        yield VARIED
    yield from difference(two)
    for pair in two.pairs:
        name = "You" if pair.by_seller else two.buyer
        for which, text in (("first", pair.original), ("retry", pair.retry)):
            if text:
                yield f"{name}, {which}: {text}"


def signed(points: float) -> str:
    """A difference with its sign: +25, −3.5, ±0."""
    return f"{points:+g}".replace("-", "−") if points else "±0"


def _score(played: Played) -> str:
    return "no score" if played.score is None else f"{played.score:g}"


def _facts(facts: Sequence[Earned]) -> str:
    named = dict.fromkeys(
        f"{TOPICS.get(item.topic, item.topic)} {'in detail' if item.depth > 1 else 'at first glance'}"
        for item in facts
    )
    return ", ".join(named)
