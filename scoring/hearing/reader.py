"""Hears a line: cuts it into clauses, decides act and topic of each, and sets the marks.

Offline, deterministic, the same on every machine: integer sums over learned weights, rules where
rules are right. `hear` is the only way in; the buyer, the grader and the command line all use it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from personas.vocabulary import QUESTIONS, Act, BuyerAct, Topic
from scoring.hearing.clauses import Line, read_line, respelled
from scoring.hearing.deciding import ABOUT, BUYER_ABOUT, Decided, decide
from scoring.hearing.features import context_of, lexicon_words, line_keys
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.marks import marks_of
from scoring.hearing.model import Models, load_models
from scoring.hearing.numbers import numbers
from scoring.hearing.words import STOP_WORDS

RULES = "3"
"""Changes whenever the same weights could hear a line differently."""

UNSURE = 0.25
"""Least confidence in some act at which a line without any taken act is called unsure, not other."""
LONE_PITCH = 0.45
"""Confidence from which a line that does nothing else is a pitch.

Among other acts it takes far more. Chosen with the lines of `tests/golden/hearing_seen` in view, where
12 of the 12 between were pitches.
"""
_GREETING = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|morning|afternoon|thanks|thank you|cheers)"
    r"(?:[ ,]+\w+){0,4}[.!, ]*",
    re.I,
)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+(?:[- ][A-Z][a-z]+)*")
_ACT_ORDER = {str(act): i for i, act in enumerate((*Act, *BuyerAct))}
_TOPIC_ORDER = {str(topic): i for i, topic in enumerate(Topic)}


def version() -> str:
    """Version of the reader and of the corpus it learned from."""
    return f"{RULES}-{load_models().version}"


@cache
def known_words() -> frozenset[str]:
    """Words hearing has learned or lists; anything else may be a slip of the keyboard."""
    return frozenset(load_models().network.index) | lexicon_words() | STOP_WORDS


def hear(
    text: str,
    role: Literal["seller", "buyer"] = "seller",
    context: Sequence[tuple[str, str]] = (),
    own_words: Sequence[str] = (),
) -> Heard:
    """What a line does and what it is about.

    `context` are the turns before it as (role, text), oldest first; only the other speaker's last
    one is leaned on. `own_words` are names of the seller's company and products.
    """
    models = load_models()
    line = respelled(read_line(text), known_words())
    other = next((said for speaker, said in reversed(context) if speaker != role), "")
    decided = decide(models, line, role, context_of(other), own_words) if line.words else []
    if role == "buyer":
        return _heard_buyer(models, line, decided, other)
    return _heard_seller(line, decided)


def _spans(decided: list[Decided], about: frozenset[str]) -> tuple[Span, ...]:
    return tuple(
        Span(
            item.start,
            item.end,
            act,
            item.topics if act in about else (),
            sure,
            item.near if act in QUESTIONS else (),
        )
        for item in decided
        for act, sure in item.acts
    )


def _heard_seller(line: Line, decided: list[Decided]) -> Heard:
    spans = _spans(decided, ABOUT)
    acts = {span.act for span in spans}
    if len(acts) > 1:
        acts.discard(Act.OTHER)
        spans = tuple(span for span in spans if span.act != Act.OTHER)
    unsure = False
    if not acts and _GREETING.fullmatch(line.text.strip()):
        spans = (Span(0, len(line.text.rstrip()), str(Act.RAPPORT), (), 1.0),)
        acts = {str(Act.RAPPORT)}
    if not acts and decided:
        best = max(decided, key=lambda item: item.likeliest[1])
        act, sure = best.likeliest
        unsure = act != Act.OTHER and sure >= UNSURE
        if act == Act.PITCH and sure >= LONE_PITCH:
            unsure, acts = False, {act}
        acts = acts or {act if unsure else str(Act.OTHER)}
        spans = (Span(best.start, best.end, next(iter(acts)), best.topics, sure),)
    asks = bool(acts & {Act.OPEN_QUESTION, Act.CLOSED_QUESTION})
    marks = marks_of(line.text, asks=asks)
    if Mark.EMPTY in marks or Mark.KEYWORDS in marks:
        unsure = False
        spans, acts = tuple(s for s in spans if s.act == Act.OTHER), {str(Act.OTHER)}
    return Heard(
        acts=tuple(sorted(acts or {str(Act.OTHER)}, key=_ACT_ORDER.__getitem__)),
        topics=_all_topics(spans),
        unsure=unsure,
        spans=spans,
        marks=marks,
        numbers=tuple(number.value for number in numbers(line.text)),
        names=tuple(_NAME.findall(line.text)),
    )


def _heard_buyer(models: Models, line: Line, decided: list[Decided], asked: str) -> Heard:
    spans = _spans(decided, BUYER_ABOUT)
    acts = {span.act for span in spans}
    if not acts and decided:
        best = max(decided, key=lambda item: item.likeliest[1])
        acts = {best.likeliest[0]}
        spans = (Span(best.start, best.end, *_one(best)),)
    if len(acts) > 1:
        acts.discard(BuyerAct.OTHER)
    table, model = models.facts
    sure = model.confidences(table.total(line_keys(line, asked)))
    specific, answers = (value >= least for value, least in zip(sure, model.cuts, strict=True))
    return Heard(
        acts=tuple(sorted(acts or {str(BuyerAct.OTHER)}, key=_ACT_ORDER.__getitem__)),
        topics=_all_topics(spans),
        spans=spans,
        numbers=tuple(number.value for number in numbers(line.text)),
        names=tuple(_NAME.findall(line.text)),
        specific=specific,
        answers=answers and bool(asked),
    )


def _one(item: Decided) -> tuple[str, tuple[str, ...], float]:
    act, sure = item.likeliest
    return act, item.topics, sure


def _all_topics(spans: tuple[Span, ...]) -> tuple[str, ...]:
    found = {topic for span in spans for topic in span.topics}
    return tuple(sorted(found, key=_TOPIC_ORDER.__getitem__))
