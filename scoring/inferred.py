"""The pieces of an imported call: a heard line, a fact read from it, and how texts are compared.

Two texts are about the same thing when they share two words that carry meaning, or a number above
2. All comparing is done by stems, as the buyer's engine does it with a ledger in hand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from personas.vocabulary import QUESTIONS, BuyerAct, How, Topic
from scoring.hearing.heard import Heard, Span
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems
from scoring.limits import PARROT
from scoring.wording import is_dated

SHARED_WORDS = 2


@dataclass(frozen=True, slots=True)
class Gist:
    """What two texts are compared by."""

    content: frozenset[str]
    """Stems that carry meaning."""
    values: frozenset[float]
    """Numbers above 2."""

    def touches(self, other: "Gist") -> bool:
        """Whether two texts are about the same thing."""
        if not self.values.isdisjoint(other.values):
            return True
        return len(self.content & other.content) >= SHARED_WORDS


def gist(text: str) -> Gist:
    """The gist of a text."""
    values = frozenset(number.value for number in numbers(text) if number.value > 2)
    return Gist(content_stems(text), values)


@dataclass(frozen=True, slots=True)
class Line:
    """A turn of the transcript as heard."""

    turn: int
    role: str
    text: str
    number: int | None
    """Line of the source file."""
    heard: Heard

    def does(self, *acts: str) -> bool:
        """Whether the line holds one of these acts."""
        return any(act in self.heard.acts for act in acts)

    def spans(self, *acts: str) -> list[Span]:
        """The spans with one of these acts."""
        return [span for span in self.heard.spans if span.act in acts]


@dataclass(slots=True)
class Inferred:
    """A fact read from a buyer's line."""

    id: str
    topic: Topic
    depth: int
    how: How
    quantified: bool
    dated: bool
    turn: int
    asked_turn: int
    number: int
    """Seller turns before it."""
    gist: Gist
    personal: bool
    """The buyer speaks of what it means to them as a person."""
    follow_ups: int = 0


def says(reply: Sequence[Line], act: str) -> bool:
    """Whether any line of a reply holds an act."""
    return any(said.does(act) for said in reply)


_YES = re.compile(
    r"\W*(?:well|oh|hm+|honestly|i suppose|no)?\W*"
    r"(?:(?:yeah|yes|yep|yup|aye|exactly|precisely|correct|indeed|true|spot on|pretty much|more or less"
    r"|that(?:['’]s| is| was| would be| sounds) (?:it|right|fair|about|true|the|correct|exactly)"
    r"|when (?:you|ye) (?:say|put) it (?:like that|that way)\W+(?:yeah|yes|yep|aye)"
    r"|(?:you|ye)(?:['’]ve| have) (?:got(?! (?:it|that|this|me) (?:all )?wrong)|understood|summed|put))\b"
    # "It is, three hundred nights a year": an auxiliary accepts only where it ends what it belongs to.
    r"|(?:it|they|i|we|he|she) (?:is|are|does|do|did|was|am|have|has)(?=\W*$|\s*[,.!;–—]))",
    re.I,
)
_BUT = re.compile(
    r"^\W*(?:yes|yeah|yep|aye)?\W*(?:but|no\b(?!,? that['’]s fair)|not (?:quite|really|exactly))",
    re.I,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:(?:have|did|am|are) (?:i|we) (?:(?:left|leave|leaving)(?: \w+){0,2} out|miss(?:ed|ing)?|forg[eo]t\w*)"
    r"|(?:is|was) there (?:any(?:thing)? )?(?:more|missing)|any ?thing (?:else|more|missing))\b[^.?!]*\W*$",
    re.I,
)
_NOTHING_MORE = re.compile(
    r"^\W*(?:no|nope|nah|naw|nothing)\b(?![^.?!]*(?:[.?!]\s+)?\bbut\b)", re.I
)


def accepts(line: Line | None, reply: Sequence[Line]) -> bool:
    """Whether a reply accepts what `line` gave back: by its first words, or as it was heard.

    First words are the surer sign: "Yeah. I've not heard it said like that" accepts, and so does
    "No, it is all there" when it was asked what was left out.
    """
    if accepts_outright(line, reply):
        return True
    return bool(reply) and not _BUT.match(reply[0].text) and says(reply, BuyerAct.CONFIRM)


def accepts_outright(line: Line | None, reply: Sequence[Line]) -> bool:
    """Whether the first words of a reply accept what `line` gave back."""
    if not reply:
        return False
    first = reply[0].text
    if line and _ASKS_FOR_MORE.search(line.text) and _NOTHING_MORE.match(first):
        return True
    return bool(_YES.match(first)) and not _BUT.match(first)


def lets_stand(reply: Sequence[Line]) -> bool:
    """Whether a reply goes on from what was given back: tells something, and puts nothing right."""
    return (
        says(reply, BuyerAct.DISCLOSURE)
        and not says(reply, BuyerAct.CORRECT)
        and not _BUT.match(reply[0].text)
    )


def corrects(line: Line, reply: Sequence[Line]) -> bool:
    """Whether a reply that does not accept puts right what `line` gave back.

    Where the line asks as well and the reply tells something, it most likely answers the question:
    then only a denial, or a correction heard more surely than all else, is one.
    """
    heard = [span for said in reply for span in said.heard.spans]
    if not any(span.act == BuyerAct.CORRECT for span in heard):
        return False
    if not line.does(*QUESTIONS) or not says(reply, BuyerAct.DISCLOSURE):
        return True
    surest = max(heard, key=lambda span: span.confidence)
    return surest.act == BuyerAct.CORRECT or bool(_BUT.match(reply[0].text))


_STOPS = re.compile(
    r"^\W*(?:(?:no|look|sorry|excuse me)\W+(?:(?:hold|hang) on|wait|i (?:just |already )?(?:said|told you))"
    r"|i (?:just|already) (?:said|told you))\b",
    re.I,
)


def stops(reply: Sequence[Line]) -> bool:
    """Whether a reply holds the seller up ("No, hold on, I said …") and answers nothing."""
    return bool(reply) and bool(_STOPS.match(reply[0].text))


def parrots(text: str, before: str) -> bool:
    """Whether a line only gives the last one back: 70% of its content, nothing added."""
    content = content_stems(text)
    echoed = content & content_stems(before)
    return len(content) > SHARED_WORDS and len(echoed) >= PARROT * len(content)


def answered_topics(
    asked: Line, told: Sequence[Span], topics: tuple[Topic, ...], last: Topic | None
) -> tuple[Topic, ...]:
    """What the first part of an answer is about, when nothing in the answer names what was asked.

    Whoever answers "And why is that?" tells a cause, in whatever words: the question says what the
    answer is about. What was heard besides stays, as volunteered. `last` is what the buyer told just
    before; a question and an answer that name nothing ("From what to what?") are about that.
    """
    asking = asked.spans(*QUESTIONS)
    wanted = [Topic(name) for span in asking for name in span.topics if name != Topic.NEXT_STEP]
    heard = {name for span in told for name in span.topics}
    bare = bool(asking) and not any(span.topics for span in asking)
    if bare and last is not None and not heard:
        return (last,)
    if not wanted or heard.intersection(wanted):
        return topics
    return (wanted[0], *topics)


def is_specific(said: Line, text: str, *, alone: bool) -> bool:
    """Whether this part of a specific line is what makes it specific."""
    if not said.heard.specific:
        return False
    named = any(re.search(rf"\b{re.escape(name)}\b", text) for name in said.heard.names)
    return alone or named or bool(numbers(text)) or is_dated(text)
