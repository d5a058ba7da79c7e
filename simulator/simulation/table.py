"""What many simulated calls say: one row per scenario, level and seller, as text, CSV or JSON."""

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, stdev

from simulator.simulation.call import Played

_Z = 1.96
"""Normal deviate of a 95% interval."""


@dataclass(frozen=True, slots=True)
class Row:
    """A seller in a scenario at a level, over all seeds. Shares are from 0 to 1."""

    scenario: str
    level: str
    seller: str
    calls: int
    scored: int
    """Calls that could be scored; `score` is their mean."""
    score: float | None
    score_low: float | None
    score_high: float | None
    """The mean's 95% interval."""
    worst: float | None
    """The lowest score of any seed."""
    best: float | None
    """The highest score of any seed."""
    invited: float
    """Share in which the buyer asked for help."""
    best_ending: float
    """Share that came to an invitation or to an ending the variant calls its best."""
    best_low: float
    best_high: float
    """Its 95% interval (Wilson)."""
    walked_away: float
    facts: float
    """Mean number of facts earned."""
    facts_share: float
    """Of those that could be."""
    first_pitch: float | None
    """Mean seller turn of the first pitch, among calls that had one."""
    turns: float
    endings: str
    """Each ending with its number of calls, the commonest first."""


def rows(played: Iterable[Played]) -> list[Row]:
    """One row per scenario, level and seller, in the order in which they first come."""
    together: dict[tuple[str, str, str], list[Played]] = {}
    for call in played:
        together.setdefault((call.scenario, call.level, call.seller), []).append(call)
    return [_row(*key, calls) for key, calls in together.items()]


def _row(scenario: str, level: str, seller: str, calls: Sequence[Played]) -> Row:
    scores = [call.score for call in calls if call.score is not None]
    mean = fmean(scores) if scores else None
    half = _Z * stdev(scores) / math.sqrt(len(scores)) if len(scores) > 1 else 0.0
    low, high = wilson(sum(call.best for call in calls), len(calls))
    pitched = [call.first_pitch for call in calls if call.first_pitch is not None]
    return Row(
        scenario=scenario,
        level=level,
        seller=seller,
        calls=len(calls),
        scored=len(scores),
        score=_rounded(mean),
        score_low=_rounded(None if mean is None else mean - half),
        score_high=_rounded(None if mean is None else mean + half),
        worst=min(scores, default=None),
        best=max(scores, default=None),
        invited=_share(calls, lambda call: call.invited),
        best_ending=_share(calls, lambda call: call.best),
        best_low=round(low, 3),
        best_high=round(high, 3),
        walked_away=_share(calls, lambda call: call.walked_away),
        facts=round(fmean(call.facts for call in calls), 2),
        facts_share=round(fmean(call.facts / call.reachable for call in calls), 3),
        first_pitch=_rounded(fmean(pitched) if pitched else None),
        turns=round(fmean(call.turns for call in calls), 1),
        endings=_endings(calls),
    )


def _share(calls: Sequence[Played], holds: Callable[[Played], bool]) -> float:
    return round(sum(map(holds, calls)) / len(calls), 3)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _endings(calls: Sequence[Played]) -> str:
    counts: dict[str, int] = {}
    for call in calls:
        counts[call.ending] = counts.get(call.ending, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(f"{name}:{count}" for name, count in ranked)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson's score interval)."""
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def to_csv(found: Sequence[Row]) -> str:
    """The table as CSV, one line per row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(Row.__dataclass_fields__), lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in found)
    return out.getvalue()


def to_text(found: Sequence[Row]) -> str:
    """The table for reading, a block per scenario and level."""
    lines: list[str] = []
    block = ("", "")
    for row in found:
        if (row.scenario, row.level) != block:
            block = (row.scenario, row.level)
            lines += ["", f"{row.scenario}, {row.level}", _HEAD]
        lines.append(_line(row))
    return "\n".join(lines[1:]) + "\n"


_HEAD = (
    f"  {'seller':21}{'score':>7}  {'95%':>11} {'range':>11} {'best end':>9} {'left':>5} "
    f"{'facts':>6} {'pitch':>6} {'turns':>6}"
)


def _line(row: Row) -> str:
    interval = "" if row.score is None else f"{row.score_low:.1f}–{row.score_high:.1f}"
    spread = "" if row.worst is None else f"{row.worst:g}–{row.best:g}"
    score = "–" if row.score is None else f"{row.score:.1f}"
    pitch = "–" if row.first_pitch is None else f"{row.first_pitch:.1f}"
    return (
        f"  {row.seller:21}{score:>7}  {interval:>11} {spread:>11} {row.best_ending:>9.0%} "
        f"{row.walked_away:>5.0%} {row.facts_share:>6.0%} {pitch:>6} {row.turns:>6.1f}"
    )
