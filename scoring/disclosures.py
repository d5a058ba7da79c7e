"""What a buyer's lines in an imported call tell: each fact once, how it came, and whose figures it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from personas.vocabulary import QUESTIONS, Act, BuyerAct, How, Topic
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, words
from scoring.inferred import (
    Inferred,
    Line,
    accepts,
    answered_topics,
    gist,
    is_specific,
    stops,
)
from scoring.wording import has_unit, is_dated, is_personal, names_a_period, says_rank

SAME_FACT = 0.6
"""Share of content from which two tellings about one topic are the same fact."""
SHORT_TELLING = 25
"""Words; in a telling this short what is specific is specific about one thing: what was asked."""
_PROBES = (*QUESTIONS, Act.REFLECTION, Act.INSIGHT)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b", re.I)
"""Who asks so names the unit."""


class Disclosures:
    """The facts inferred so far, and who spoke which number first."""

    def __init__(self) -> None:
        self.facts: list[Inferred] = []
        self.from_buyer: set[float] = set()
        """Numbers the buyer spoke."""
        self._from_seller: set[float] = set()
        """Numbers the seller spoke before the buyer did."""

    def note(self, line: Line) -> None:
        """Takes down who spoke the numbers of a line; called once for each, in order."""
        values = {number.value for number in numbers(line.text)}
        if line.role == "seller":
            self._from_seller |= values - self.from_buyer
        else:
            self.from_buyer |= values

    def disclose(self, line: Line | None, reply: Sequence[Line], count: int) -> list[Inferred]:
        """The facts of a reply that were not told before. `line` is the seller's it answers."""
        # A reflection earns what is added to it only when it is accepted.
        probes = _PROBES if accepts(line, reply) else (*QUESTIONS, Act.INSIGHT)
        asked = {topic for span in line.spans(*probes) for topic in span.topics} if line else set()
        openly = line is not None and any(not span.topics for span in line.spans(*QUESTIONS))
        told: list[Inferred] = []
        for said in reply:
            for topics, text in self._tellings(line, said, leads=not told):
                for topic in topics:
                    if topic is Topic.NEXT_STEP or self._known(topic, text):
                        continue
                    elicited = topic in asked or (openly and said.heard.answers)
                    how = How.ELICITED if elicited and not stops(reply) else How.VOLUNTEERED
                    fact = self._fact(topic, text, how, said, line, count)
                    if topic not in asked and asked.intersection(topics) and _is_short(text):
                        fact.depth = 1
                    told += self._kept(fact, text)
        return told

    def _tellings(
        self, line: Line | None, said: Line, *, leads: bool
    ) -> Iterator[tuple[tuple[Topic, ...], str]]:
        """What a buyer's line tells: the topics of every telling clause, with the words of it.

        `leads` says that nothing of the reply was told before it, so that it may answer what was asked.
        """
        spans = said.spans(BuyerAct.DISCLOSURE)
        for place, span in enumerate(spans):
            topics = tuple(Topic(name) for name in span.topics)
            if place == 0 and line and said.heard.answers and leads:
                topics = answered_topics(line, spans, topics, self._last_before(line))
            yield topics, said.text[span.start : span.end]

    def told_before(self, line: Line) -> list[Inferred]:
        """The facts of the buyer's turn just before a line."""
        return [fact for fact in self.facts if fact.turn == line.turn - 1]

    def _last_before(self, line: Line) -> Topic | None:
        """What a question that names no topic goes on from, of the buyer's turn before it.

        "From what to what?" has no matter of its own; "What do you pay now?" has, and goes on from nothing.
        """
        asks = [content_stems(line.text[s.start : s.end]) for s in line.spans(*QUESTIONS)]
        told = sorted(self.told_before(line), key=lambda fact: fact.how is not How.ELICITED)
        return next(
            (
                fact.topic
                for fact in told
                if any(not content or content & fact.gist.content for content in asks)
            ),
            None,
        )

    def _fact(
        self, topic: Topic, text: str, how: How, said: Line, line: Line | None, count: int
    ) -> Inferred:
        alone = len(said.spans(BuyerAct.DISCLOSURE)) == 1
        return Inferred(
            id=self._next_id(topic),
            topic=topic,
            depth=2 if is_specific(said, text, alone=alone) else 1,
            how=how,
            quantified=self._quantifies(topic, text, line),
            dated=is_dated(text),
            turn=said.turn,
            asked_turn=line.turn if line else said.turn - 1,
            number=count,
            gist=gist(text),
            personal=is_personal(text),
        )

    def _kept(self, fact: Inferred, text: str) -> list[Inferred]:
        """Keeps a fact; where it ranks and what sets the clock are two, also in one sentence.

        What is specific about such a sentence is its date, so the rank, its undated half, is shallow.
        """
        self.facts.append(fact)
        if not (fact.dated and fact.topic is Topic.PRIORITY and says_rank(text)):
            return [fact]
        rank = replace(fact, id=self._next_id(fact.topic), dated=False, depth=1)
        self.facts.append(rank)
        return [fact, rank]

    def _next_id(self, topic: Topic) -> str:
        return f"{topic}{1 + sum(fact.topic is topic for fact in self.facts)}"

    def _known(self, topic: Topic, text: str) -> bool:
        content = content_stems(text)
        return any(
            fact.topic is topic
            and len(content & fact.gist.content) >= SAME_FACT * len(content | fact.gist.content)
            for fact in self.facts
        )

    def _quantifies(self, topic: Topic, text: str, line: Line | None) -> bool:
        """A figure with its unit that the buyer spoke first; of an impact, with its period too.

        Both may stand in the question: "how much is that a month?" – "Three eighty."
        """
        just = {number.value for number in numbers(line.text)} if line else set()
        borrowed = (self._from_seller | just) - self.from_buyer
        asked = (
            [line.text[span.start : span.end] for span in line.spans(*QUESTIONS)] if line else ()
        )
        counted = any(_HOW_MANY.search(part) for part in asked)
        own = any((counted or has_unit(n, text)) and n.value not in borrowed for n in numbers(text))
        timed = any(names_a_period(part) for part in (text, *asked))
        return own and (topic is not Topic.IMPACT or timed)


def _is_short(telling: str) -> bool:
    return len(words(telling)) <= SHORT_TELLING
