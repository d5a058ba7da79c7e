"""What sellers do instead: the common mistakes, in the proportions in which they end real calls."""

import random

from simulator.sellers.seller import View
from simulator.sellers.wording import lowered

_PITCHES = (
    "Let me tell you what we do. {company} {offer}",
    "Our clients see results within weeks. {company} {offer} You'd be up and running by next month.",
    "That's exactly what our service is for. Most of our customers save a fifth in the first year.",
    "We're the leading name in this, and our team has twenty years of experience. {company} {offer}",
    "We could start on Monday, and I can offer you a very good introductory price.",
)
_DEMOS = (
    "Can I book you in for a quick demo of our platform this week?",
    "Why don't I show you how our system works? It only takes thirty minutes.",
)
_CLOSED = (
    "Are you happy with how things are at the moment?",
    "Would you say that cost matters to you?",
    "Do you have a budget for this?",
    "Is this a priority for you?",
    "Are you the decision maker?",
)
_WARMTH = (
    "I completely understand, that must be really hard for you.",
    "You're clearly very good at what you do, I have to say.",
    "I love what you've built there, it's really impressive.",
)
_VAGUE = (
    "I'll send you some information then, and we'll stay in touch.",
    "Shall we just get something in the diary?",
)
KINDS = (
    ("pitch", 12),
    ("demo", 3),
    ("closed", 4),
    ("warmth", 2),
    ("vague", 1),
    ("repeat", 1),
)
"""Each with its weight."""


def mistake(view: View, chance: random.Random) -> str:
    """A turn that goes wrong."""
    kind = chance.choices([name for name, _ in KINDS], [weight for _, weight in KINDS])[0]
    said = view.said_by_seller()
    if kind == "repeat" and said:
        return said[-1]
    lines = {"demo": _DEMOS, "closed": _CLOSED, "warmth": _WARMTH, "vague": _VAGUE}.get(
        kind, _PITCHES
    )
    offer = lowered(view.scenario.seller.offer)
    return chance.choice(lines).format(company=view.company, offer=offer)
