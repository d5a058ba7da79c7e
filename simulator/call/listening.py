"""A line as it is heard in a call: here, and by the same buyer at each easier level.

They have heard the same lines and said other things, and a line is heard in the light of what was said
last (`simulator.buyer.engine` says why their decisions count).
"""

from collections.abc import Sequence

from scoring.hearing.heard import Heard
from scoring.hearing.reader import Said, hear_all
from simulator.call.meeting import Meeting


def gists_at_first(meeting: Meeting) -> tuple[str, ...]:
    """What was said last before the first line, here and at each easier level: the opening."""
    levels, ledger = 1, meeting.ledger
    while ledger.easier is not None:
        levels, ledger = levels + 1, ledger.easier
    return (meeting.scenario.opening,) * levels


def listening_to(meeting: Meeting, text: str, gists: Sequence[str]) -> tuple[Said, ...]:
    """The line as hearing is given it after each of these gists; never with a reply's own words."""
    own_words = meeting.ledger.own_words
    return tuple(
        Said(text, "seller", (("buyer", gist),) if gist else (), own_words) for gist in gists
    )


def heard_by_all(said: Sequence[Said]) -> tuple[Heard, ...]:
    """How each heard it; equals are heard once."""
    each = list(dict.fromkeys(said))
    heard = dict(zip(each, hear_all(each), strict=True))
    return tuple(heard[one] for one in said)
