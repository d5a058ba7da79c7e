"""Whether the two sides of a transcript look swapped: the "seller" answers, the "buyer" asks.

Each side's lines are heard twice, as a seller's and as a buyer's. A side *leads* in the share of
its lines that ask about something of substance or pitch, and *tells* in the share that, heard as a
buyer's, disclose something. A swap is doubted only when the buyer's side is ahead in both,
together by `APART`. Of 152 calls of six lines a side (34 written ones, and 118 of scripted sellers of
every kind in four scenarios) one is doubted as it is: a bot's that talks to the grader. With their labels
swapped, 26 of the 34 and 71 of the 118 are. Nothing is ever changed because of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from personas.vocabulary import QUESTIONS, Act, BuyerAct, Topic
from scoring.hearing.heard import Span
from scoring.hearing.reader import Said, hear_all
from scoring.imported import Turn

FEWEST = 6
"""Lines of a side below which nothing is said."""
SAMPLE = 40
"""Lines of a side that are heard, spread over the call."""
APART = 0.4
"""Lead in leading and in telling, added up, from which a swap is doubted."""
SURE_QUESTION = 0.7
SURE_PITCH = 0.8
SURE_DISCLOSURE = 0.8

DOUBT = (
    "the speakers look swapped: the buyer's lines ask and pitch, the seller's lines tell; nothing "
    "was changed, so check who sold and say it with --seller NAME"
)


class _Side(NamedTuple):
    leads: float
    tells: float


def doubt_of(turns: Sequence[Turn]) -> str:
    """The sentence that says the sides look swapped; empty when they do not, or cannot be told."""
    places = {
        role: [at for at, turn in enumerate(turns) if turn.role == role]
        for role in ("seller", "buyer")
    }
    if min(map(len, places.values())) < FEWEST:
        return ""
    seller, buyer = (_side(turns, own) for own in places.values())
    leading, telling = buyer.leads - seller.leads, seller.tells - buyer.tells
    swapped = min(leading, telling) > 0 and leading + telling >= APART
    return DOUBT if swapped else ""


def _side(turns: Sequence[Turn], places: Sequence[int]) -> _Side:
    sample = places[:: -(-len(places) // SAMPLE)]
    before = [turns[at - 1].text if at else "" for at in sample]
    as_seller = hear_all(
        [
            Said(turns[at].text, "seller", (("buyer", said),))
            for at, said in zip(sample, before, strict=True)
        ]
    )
    as_buyer = hear_all(
        [
            Said(turns[at].text, "buyer", (("seller", said),))
            for at, said in zip(sample, before, strict=True)
        ]
    )
    leads = sum(any(map(_leads, heard.spans)) for heard in as_seller)
    tells = sum(any(map(_tells, heard.spans)) for heard in as_buyer)
    return _Side(leads / len(sample), tells / len(sample))


def _leads(span: Span) -> bool:
    if span.act in QUESTIONS:
        return span.confidence >= SURE_QUESTION and any(t != Topic.NEXT_STEP for t in span.topics)
    return span.act in (Act.PITCH, Act.NEXT_STEP) and span.confidence >= SURE_PITCH


def _tells(span: Span) -> bool:
    return span.act == BuyerAct.DISCLOSURE and span.confidence >= SURE_DISCLOSURE
