"""A call as WebVTT captions, with the speakers as voices.

A turn begins when the record says it was said, and lasts as long as saying its words takes. Where
the record has no times, as in an imported call, both are reckoned from the words. A note at the top
says which.
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
_PACED = f"How long a turn lasts is reckoned from {WORDS_A_MINUTE} words a minute."
_RECKONED = f"The record holds no times; these are reckoned from {WORDS_A_MINUTE} words a minute."


def captions(report: Report) -> str:
    """The call's captions, a cue for each turn, none beginning before the last has ended."""
    from webvtt import Caption, WebVTT
    from webvtt.models import Timestamp

    recorded = _recorded(report.said)
    cues = []
    end = 0.0
    for place, said in enumerate(report.said):
        start = max(end, recorded[place]) if recorded else end
        end = round(start + _spoken_for(said), 3)
        cue = Caption(
            str(Timestamp.from_seconds(start)),
            str(Timestamp.from_seconds(end)),
            f"<v {_escaped(said.name)}>{_escaped(said.text)}</v>",
            identifier=str(said.turn),
        )
        cues.append(cue)
    page = WebVTT(captions=cues, header_comments=[_PACED if recorded else _RECKONED])
    return f"{page.content}\n"


def _recorded(said: Sequence[Said]) -> list[float]:
    """When each turn was said, in seconds from the first; empty when the record does not say."""
    try:
        times = [datetime.fromisoformat(item.at) for item in said]
    except ValueError:
        return []
    return [round((time - times[0]) / timedelta(seconds=1), 3) for time in times]


def _spoken_for(said: Said) -> float:
    """Seconds that saying a turn takes."""
    return round(max(SHORTEST, len(said.text.split()) * 60 / WORDS_A_MINUTE), 3)


def _escaped(text: str) -> str:
    return html.escape(" ".join(inert(text).split()), quote=False)
