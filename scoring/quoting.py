"""Quotes out of a call: the seller's words that earned something, the buyer's that show it."""

from personas.vocabulary import QUESTIONS, Act, Topic
from scoring.call import Call
from scoring.discovery import Told
from scoring.evidence import Evidence, quoted
from scoring.hearing.heard import Span
from scoring.hearing.words import sentences
from scoring.seller_turn import SellerTurn
from scoring.wording import fact_sentence, first_sentence

_GIVES_BACK = (Act.REFLECTION, Act.INSIGHT)


def seller_quote(
    turn: SellerTurn, rule: str, *, topic: Topic | None = None, acts: tuple[str, ...] = ()
) -> Evidence | None:
    """The part of a seller's turn that did it; None when the turn has no words.

    That is the span with one of `acts`, else the question on `topic`, else any question, else
    what was given back, else the first sentence.
    """
    span = _span(turn, topic, acts)
    if span is not None:
        start, end = _trimmed(turn.text, span.start, span.end)
        if start < end:
            return quoted(turn.text, turn.turn, "seller", (start, end), rule)
    return _sentence(turn.text, turn.turn, rule, asks=turn.asks)


def buyer_quote(call: Call, told: Told, rule: str) -> Evidence | None:
    """The sentence of the reply that carries a fact; None when the reply is not in the record."""
    text = call.buyer.get(told.turn, "")
    if (told.turn, told.place) not in call.places:
        call.places[told.turn, told.place] = fact_sentence(
            text,
            quantified=told.quantified,
            dated=told.dated,
            place=told.place,
            among=told.among,
        )
    place = call.places[told.turn, told.place]
    return place and quoted(text, told.turn, "buyer", place, rule)


def reply_quote(call: Call, turn: SellerTurn, rule: str) -> Evidence | None:
    """The first sentence of the buyer's reply to a seller turn; None when there is none."""
    if turn.reply is None:
        return None
    text = call.buyer[turn.reply]
    place = first_sentence(text)
    return place and quoted(text, turn.reply, "buyer", place, rule)


def earning(call: Call, told: Told, rule: str) -> tuple[Evidence, ...]:
    """What earned a fact and the fact: the seller's words, then the buyer's."""
    turn = call.by_turn.get(told.asked_turn)
    answer = buyer_quote(call, told, rule)
    if turn is None:
        return present(answer)
    ask = f"The answer to this was about {_name(told.topic)}."
    return present(seller_quote(turn, ask, topic=told.topic), answer)


def exchange(
    call: Call, turn: SellerTurn, rule: str, reply: str, *, acts: tuple[str, ...] = ()
) -> tuple[Evidence, ...]:
    """A seller's words and the buyer's first sentence after them."""
    return present(seller_quote(turn, rule, acts=acts), reply_quote(call, turn, reply))


def let_stand(turn: SellerTurn) -> str:
    """The rule of a reply to what was played back: a yes to a summary, or no correction."""
    if turn.verdict.summary == "confirmed":
        return "The buyer confirms it."
    return "The buyer does not correct it."


def asking(turn: SellerTurn | None, topic: Topic, rule: str) -> tuple[Evidence, ...]:
    """The seller's question on a topic alone."""
    return present(seller_quote(turn, rule, topic=topic) if turn else None)


def present(*evidence: Evidence | None) -> tuple[Evidence, ...]:
    """Those that there are."""
    return tuple(item for item in evidence if item is not None)


def _name(topic: Topic) -> str:
    return _NAMES.get(topic, topic.replace("_", " "))


_NAMES = {
    Topic.GOAL: "the goal",
    Topic.PROBLEM: "the problem",
    Topic.CAUSE: "the cause",
    Topic.IMPACT: "the impact",
    Topic.PRIORITY: "the priority",
    Topic.INACTION: "leaving things as they are",
    Topic.CHANGE: "what has changed",
    Topic.STAKEHOLDERS: "who else is involved",
    Topic.PROCESS: "how they decide",
    Topic.COMPETITION: "other ways of solving it",
    Topic.CURRENT_STATE: "how it works today",
    Topic.BUDGET: "the money",
}


def _span(turn: SellerTurn, topic: Topic | None, acts: tuple[str, ...]) -> Span | None:
    spans = turn.spans
    if acts:
        found = next((span for span in spans if span.act in acts), None)
        if found is not None:
            return found
    asked = [span for span in spans if span.act in QUESTIONS]
    given = [span for span in spans if span.act in _GIVES_BACK]
    for span in (*asked, *given):
        if topic is not None and topic in span.topics:
            return span
    return asked[-1] if asked else given[0] if given else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentence(text: str, turn: int, rule: str, *, asks: bool) -> Evidence | None:
    found = sentences(text)
    if not found:
        return None
    question = next((place for place in found if text[place[1] - 1] == "?"), None)
    return quoted(text, turn, "seller", question if asks and question else found[0], rule)
