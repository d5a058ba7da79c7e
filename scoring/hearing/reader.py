"""Hears a line: cuts it into clauses, decides act and topic of each, and sets the marks.

Offline, deterministic, the same on every machine: integer sums over learned weights, rules where
rules are right. `hear` is the only way in; the buyer, the grader and the command line all use it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from personas.vocabulary import QUESTIONS, Act, BuyerAct, Topic
from scoring.hearing.about import ABOUT, BUYER_ABOUT
from scoring.hearing.clauses import context_of
from scoring.hearing.deciding import Decided, Turn, decide
from scoring.hearing.gates import OPEN, opened_by
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.lines import LONGEST, read_line, respelled
from scoring.hearing.marks import marks_of
from scoring.hearing.model import Models, load_models
from scoring.hearing.numbers import may_count, numbers
from scoring.hearing.phrases import lexicon_words
from scoring.hearing.weighing import facts
from scoring.hearing.words import STOP_WORDS

RULES = "16"
"""Changes whenever the same weights could hear a line differently."""

UNSURE = 0.25
"""Least confidence in some act at which a line without any taken act is called unsure, not other."""
CHUNK = 28_000
"""Characters of lines that are heard in one step, some 300 lines: fewer take longer, and so do more."""
_GREETING = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|morning|afternoon|thanks|thank you|cheers)"
    r"(?:[ ,]+\w+){0,4}[.!, ]*",
    re.I,
)
_NAME = re.compile(r"[A-Z](?<=[a-z,;:] [A-Z])[a-z]+(?:[- ][A-Z][a-z]+)*")
"""It begins with a letter, for which a text is searched several times faster than for what precedes it."""
_ACT_ORDER = {str(act): i for i, act in enumerate((*Act, *BuyerAct))}
_TOPIC_ORDER = {str(topic): i for i, topic in enumerate(Topic)}


def version() -> str:
    """Version of the reader and of the corpus it learned from."""
    return f"{RULES}-{load_models().version}"


@lru_cache(maxsize=2)
def known_words(models: Models) -> frozenset[str]:
    """Words that these models have learned or hearing lists; anything else may be a slip of the keyboard."""
    return frozenset(models.network.index) | lexicon_words() | STOP_WORDS


class Said(NamedTuple):
    """A line to hear, and what came before it."""

    text: str
    role: Literal["seller", "buyer"] = "seller"
    context: Sequence[tuple[str, str]] = ()
    """The turns before it as (role, text), oldest first; only the other speaker's last is leaned on."""
    own_words: Sequence[str] = ()
    """Names of the seller's company and products."""


def hear(
    text: str,
    role: Literal["seller", "buyer"] = "seller",
    context: Sequence[tuple[str, str]] = (),
    own_words: Sequence[str] = (),
) -> Heard:
    """What a line does and what it is about. The parameters are those of `Said`."""
    return hear_all([Said(text, role, context, own_words)])[0]


def hear_all(lines: Sequence[Said], models: Models | None = None) -> list[Heard]:
    """What each line does and what it is about: as `hear`, many times faster for many lines.

    With this installation's models, or others to compare with them.
    """
    heard: list[Heard] = []
    for together in _chunks(lines):
        heard += _hear(together, models or load_models())
    return heard


def _chunks(lines: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """The lines in parts that are worth one step each, and small enough for a fast memory."""
    first, characters = 0, 0
    for at, line in enumerate(lines):
        characters += len(line.text)
        if characters >= CHUNK:
            yield lines[first : at + 1]
            first, characters = at + 1, 0
    yield lines[first:]


def _hear(lines: Sequence[Said], models: Models) -> list[Heard]:
    asked = [
        next((said for speaker, said in reversed(line.context) if speaker != line.role), "")
        for line in lines
    ]
    heard: dict[int, Heard] = {}
    for role in ("seller", "buyer"):
        numbered = [at for at, line in enumerate(lines) if line.role == role]
        if not numbered:
            continue
        known = known_words(models)
        turns = [_turn(lines[at], asked[at], known) for at in numbered]
        decided = decide(models, role, turns)
        if role == "seller":
            told = map(_heard_seller, turns, decided)
        else:
            questions = [asked[at] for at in numbered]
            sure = facts(models, [turn.line for turn in turns], questions)
            told = map(_heard_buyer, turns, decided, questions, sure)
        heard |= zip(numbered, told, strict=True)
    return [heard[at] for at in range(len(lines))]


def _turn(said: Said, asked: str, known: frozenset[str]) -> Turn:
    line = respelled(read_line(said.text), known)
    opened = opened_by(line.typed) if len(line.typed) < LONGEST else OPEN
    names = tuple(name.lower() for name in said.own_words)
    return Turn(line, context_of(asked), opened, names)


def _spans(decided: list[Decided], about: frozenset[str]) -> tuple[Span, ...]:
    return tuple(
        Span(
            item.start,
            item.end,
            act,
            item.about.topics if act in about else (),
            sure,
            item.about.near if act in QUESTIONS else (),
        )
        for item in decided
        for act, sure in item.acts
    )


def _heard_seller(turn: Turn, decided: list[Decided]) -> Heard:
    line = turn.line
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
        # What sells was taken clause by clause; a pitch is never guessed.
        if act == Act.PITCH or not unsure:
            act = str(Act.OTHER)
        acts = {act}
        spans = (Span(best.start, best.end, act, (), sure),)
    asks = bool(acts & {Act.OPEN_QUESTION, Act.CLOSED_QUESTION})
    marks = marks_of(line, turn.opened, asks=asks)
    if Mark.EMPTY in marks or Mark.KEYWORDS in marks:
        unsure = False
        spans, acts = tuple(s for s in spans if s.act == Act.OTHER), {str(Act.OTHER)}
    return Heard(
        acts=tuple(sorted(acts or {str(Act.OTHER)}, key=_ACT_ORDER.__getitem__)),
        topics=_all_topics(spans),
        unsure=unsure,
        spans=spans,
        marks=marks,
        numbers=_quantities(turn),
        names=tuple(_NAME.findall(line.text)),
    )


def _heard_buyer(turn: Turn, decided: list[Decided], asked: str, sure: tuple[bool, bool]) -> Heard:
    specific, answers = sure
    spans = _spans(decided, BUYER_ABOUT)
    acts = {span.act for span in spans}
    if not acts and decided:
        best = max(decided, key=lambda item: item.likeliest[1])
        act, likely = best.likeliest
        acts, spans = {act}, (Span(best.start, best.end, act, (), likely),)
    if len(acts) > 1:
        acts.discard(BuyerAct.OTHER)
    return Heard(
        acts=tuple(sorted(acts or {str(BuyerAct.OTHER)}, key=_ACT_ORDER.__getitem__)),
        topics=_all_topics(spans),
        spans=spans,
        numbers=_quantities(turn),
        names=tuple(_NAME.findall(turn.line.text)),
        specific=specific,
        answers=answers and bool(asked),
    )


def _quantities(turn: Turn) -> tuple[float, ...]:
    if not may_count(turn.line.text, turn.opened):
        return ()
    return tuple(number.value for number in numbers(turn.line.text))


def _all_topics(spans: tuple[Span, ...]) -> tuple[str, ...]:
    found = {topic for span in spans for topic in span.topics}
    return tuple(sorted(found, key=_TOPIC_ORDER.__getitem__))
