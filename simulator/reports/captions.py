"""A call as WebVTT captions, with the speakers as voices.

Times are those of the record. Where it has none, as in an imported call, they are reckoned from the
words, and a note at the top says so.
"""

import html
from collections.abc import Sequence
from datetime import datetime, timedelta

from simulator.reports.report import Report, Said
from simulator.text_safety import inert

WORDS_A_MINUTE = 150
"""The pace of unhurried speech."""
SHORTEST = 1.0
"""Seconds of a cue."""
_RECKONED = f"The record holds no times; these are reckoned from {WORDS_A_MINUTE} words a minute."


def captions(report: Report) -> str:
    """The call's captions, a cue for each turn."""
    from webvtt import Caption, WebVTT
    from webvtt.models import Timestamp

    begins = _begins(report.said)
    starts = begins or _reckoned(report.said)
    cues = []
    for place, (start, said) in enumerate(zip(starts, report.said, strict=True)):
        end = start + _spoken_for(said)
        if place + 1 < len(starts):
            end = max(start + 0.001, min(end, starts[place + 1]))
        cue = Caption(
            str(Timestamp.from_seconds(start)),
            str(Timestamp.from_seconds(end)),
            f"<v {_escaped(said.name)}>{_escaped(said.text)}</v>",
            identifier=str(said.turn),
        )
        cues.append(cue)
    page = WebVTT(captions=cues, header_comments=[] if begins else [_RECKONED])
    return f"{page.content}\n"


def _begins(said: Sequence[Said]) -> list[float]:
    """When each turn was said, in seconds from the first; empty when the record does not say."""
    try:
        times = [datetime.fromisoformat(item.at) for item in said]
    except ValueError:
        return []
    begins: list[float] = []
    for time in times:
        since = (time - times[0]) / timedelta(seconds=1)
        # Clocks are set back; a call goes on.
        begins.append(round(max([since, *begins[-1:]]), 3))
    return begins


def _reckoned(said: Sequence[Said]) -> list[float]:
    starts = [0.0]
    for item in said[:-1]:
        starts.append(round(starts[-1] + _spoken_for(item), 3))
    return starts


def _spoken_for(said: Said) -> float:
    """Seconds that saying a turn takes."""
    return round(max(SHORTEST, len(said.text.split()) * 60 / WORDS_A_MINUTE), 3)


def _escaped(text: str) -> str:
    return html.escape(" ".join(inert(text).split()), quote=False)
