"""How the reference seller tests a call that does not come to the point: civilly, and never twice alike."""

import re

from personas.vocabulary import LADDER, Topic
from scoring.wording import clipped
from simulator.sellers.agenda import CLOSING, PRESUMING, question
from simulator.sellers.seller import View
from simulator.sellers.wording import names_in

PROBING = 13
"""Turns before the end from which a call that does not come to the point is tested."""
_SUPPORTER = re.compile(
    r"\b(?:champion|support\w*|sponsor\w*|enthusias\w+|in favou?r|your contact)\b", re.I
)
_WAY_OUT = "If it's already decided I'd rather know, and there'd be no hard feelings."
_CHANGED = "What has changed on your side since we last spoke, and what is already under way?"
_DECIDED = "How will this be decided, step by step, and which of the steps are behind you?"
_PUZZLED = "One thing puzzles me, and I may have it wrong. You said just now:"
_PROBES = 5
_QUOTED = 40
"""Words of the buyer's last answer that are quoted."""


def does_not_come_to_the_point(view: View) -> bool:
    """Something is avoided though most is known, and the way out was not offered yet."""
    used = _probes_used(view)
    known = all(view.depth(topic) > 1 for topic in LADDER)
    late = view.left <= (PROBING if known else CLOSING + 1)
    return late and used < _PROBES and view.depth(Topic.COMPETITION) < 2


def probe(view: View) -> str:
    """Asks as if there were somebody, then what is new, makes it easy to say so, asks for the steps, wonders aloud."""
    used = _probes_used(view)
    if used == 0:
        standing = _supporter(view)
        asked = f"And how does {standing} see it by now? " if standing else ""
        return f"{asked}{PRESUMING}"
    if used == 1:
        return _CHANGED
    if used == 2:
        return f"{_WAY_OUT} {question(view, Topic.COMPETITION)}"
    if used == 3:
        return _DECIDED
    return f"{_PUZZLED} {clipped(view.last_said(), _QUOTED)}. What is it for, and why then?"


def _probes_used(view: View) -> int:
    marks = (PRESUMING, _CHANGED, _WAY_OUT, _DECIDED, _PUZZLED)
    return sum(any(mark in line for mark in marks) for line in view.said_by_seller())


def _supporter(view: View) -> str:
    """Somebody of whom the brief says that they were in favour."""
    for fact in view.brief.facts:
        if _SUPPORTER.search(fact.text):
            for name in names_in(fact.text):
                return name
    return ""
