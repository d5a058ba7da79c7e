"""Trends as plain lines, and as the object of the public interface."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from simulator.trends.trends import Curve, Share, Trends

_STEPS = "▁▂▃▄▅▆▇"
"""Heights of a small line; none is full, so that lines below each other stay apart."""
SPARK = 12
"""Latest calls of a small line."""


def trend_lines(trends: Trends) -> Iterator[str]:
    """All of it, every line whole by itself."""
    yield headline(trends)
    if trends.calls:
        yield "Of your meetings, as you saw them before the score, and by the record:"
        for share in trends.five:
            yield f"  {share.says}: {_share_told(share)}"
    if trends.sheets is not None:
        yield f"Prepare sheets: {trends.sheets:.1f} of 16 on the mean."
    for curve in trends.curves:
        yield f"{curve.name}: {curve_told(curve)} {spark(curve)}"
    yield from beside(trends)


def headline(trends: Trends) -> str:
    """The time and how much was done in it."""
    people = "1 person" if trends.scenarios == 1 else f"{trends.scenarios} people"
    calls = "1 call" if trends.calls == 1 else f"{trends.calls} calls"
    early = f", {trends.unscored} left too early to score" if trends.unscored else ""
    with_whom = f" with {people}" if trends.scenarios else ""
    since = day(trends.since, year=trends.since.year != trends.until.year)
    return f"{since} to {day(trends.until)}: {calls}{with_whom}{early}."


def beside(trends: Trends) -> Iterator[str]:
    """What stands below the curves: why there are none, strengths, weeks, retries."""
    if trends.why_no_curves:
        yield trends.why_no_curves
    if trends.strongest and trends.most_to_gain:
        yield f"Strongest just now: {trends.strongest.name}."
        yield f"Most to gain: {trends.most_to_gain.name}."
    elif trends.curves:
        yield "No criterion stands clear of the others yet."
    if trends.weeks:
        yield f"{trends.weeks} weeks in a row with a call."
    yield from _retries(trends)


def _retries(trends: Trends) -> Iterator[str]:
    retries = trends.retries
    if retries.count:
        moments = "1 moment" if retries.count == 1 else f"{retries.count} moments"
        change = ""
        if retries.before is not None and retries.after is not None:
            change = f": {retries.before:.1f} before, {retries.after:.1f} after, on the mean"
        yield f"{moments} played again, counted in nothing above{change}."


def _share_told(share: Share) -> str:
    engine = "no meeting" if share.engine is None else f"{share.engine:.0%} by the record"
    if share.own is None or share.gap is None:
        return f"{engine}; you did not say"
    return (
        f"you {share.own:.0%}, the record {share.engine_there:.0%}, gap {gap_told(share)} "
        f"({share.answered} answered); {engine} over all"
    )


def gap_told(share: Share) -> str:
    """The gap in points of a hundred, with its sign; empty when there is none to tell."""
    if share.gap is None:
        return ""
    points = round(share.gap * 100)
    return f"{points:+d}".replace("-", "−") if points else "0"


def curve_told(curve: Curve) -> str:
    """Where a curve stands now, with its band."""
    now = curve.now
    band = ""
    if now.low is not None and now.high is not None:
        same = now.low == now.high
        band = ", the same each time" if same else f", probably {now.low:.1f} to {now.high:.1f}"
    return f"{now.mean:.1f} of {curve.top:g}{band}"


def spark(curve: Curve, longest: int = SPARK) -> str:
    """The means of the latest calls as a small line of bars."""
    most = len(_STEPS) - 1
    return "".join(_STEPS[round(p.mean / curve.top * most)] for p in curve.points[-longest:])


def day(value: date, *, year: bool = True) -> str:
    """A day as people write it, whatever language the machine speaks: 5 November 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]}{f' {value.year}' if year else ''}"


_MONTHS: Sequence[str] = (
    "January February March April May June July August September October November December".split()
)


def trends_json(trends: Trends) -> dict[str, Any]:
    """The object of `prospect calls trends --json`; shares from 0 to 1, unknown ones null."""
    retries = trends.retries
    return {
        "since": trends.since.isoformat(),
        "until": trends.until.isoformat(),
        "calls": trends.calls,
        "unscored": trends.unscored,
        "scenarios": trends.scenarios,
        "five": [
            {
                "id": share.id,
                "own": _rounded(share.own),
                "engine": _rounded(share.engine),
                "engine_where_answered": _rounded(share.engine_there),
                "gap": _rounded(share.gap),
                "answered": share.answered,
            }
            for share in trends.five
        ],
        "curves": [
            {
                "id": curve.id,
                "of": curve.top,
                "points": [
                    {
                        "day": point.day.isoformat(),
                        "value": point.value,
                        "mean": _rounded(point.mean),
                        "low": _rounded(point.low),
                        "high": _rounded(point.high),
                    }
                    for point in curve.points
                ],
            }
            for curve in trends.curves
        ],
        "why_no_curves": trends.why_no_curves or None,
        "strongest": trends.strongest and trends.strongest.id,
        "most_to_gain": trends.most_to_gain and trends.most_to_gain.id,
        "weeks_in_a_row": trends.weeks,
        "sheet": _rounded(trends.sheets),
        "retries": {
            "count": retries.count,
            "compared": retries.compared,
            "before": _rounded(retries.before),
            "after": _rounded(retries.after),
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
