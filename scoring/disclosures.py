"""What a buyer's lines in an imported call tell: each fact once, how it came, and whose figures it holds."""

import re
from collections.abc import Sequence

from personas.vocabulary import QUESTIONS, Act, BuyerAct, How, Topic
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems
from scoring.inferred import Inferred, Line, accepts, answered_topics, gist, is_specific
from scoring.wording import is_dated, is_personal, names_a_period

SAME_FACT = 0.6
"""Share of content from which two tellings about one topic are the same fact."""
_PROBES = (*QUESTIONS, Act.REFLECTION, Act.INSIGHT)
_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|last|top|bottom|number (?:one|two|three)|ahead of|behind|above|below|"
    r"before anything|"
    r"(?:near|at) the (?:top|bottom)|on the list)\b",
    re.I,
)


def _dates(topic: Topic, text: str) -> tuple[bool, ...]:
    """Whether what is told is dated; where it ranks and what sets the clock are two things in one sentence."""
    dated = is_dated(text)
    return (True, False) if dated and topic is Topic.PRIORITY and _RANKED.search(text) else (dated,)


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
        probes = _PROBES if accepts(reply) else (*QUESTIONS, Act.INSIGHT)
        asked = {topic for span in line.spans(*probes) for topic in span.topics} if line else set()
        openly = line is not None and any(not span.topics for span in line.spans(*QUESTIONS))
        told: list[Inferred] = []
        for said in reply:
            spans = said.spans(BuyerAct.DISCLOSURE)
            for place, span in enumerate(spans):
                text = said.text[span.start : span.end]
                topics = tuple(Topic(name) for name in span.topics)
                if place == 0 and line and said.heard.answers and not told:
                    topics = answered_topics(line, spans, topics)
                for topic in topics:
                    if topic is Topic.NEXT_STEP or self._known(topic, text):
                        continue
                    elicited = topic in asked or (openly and said.heard.answers)
                    specific = is_specific(said, text, alone=len(spans) == 1)
                    quantified = self._quantifies(topic, text, line)
                    for dated in _dates(topic, text):
                        told.append(
                            Inferred(
                                id=f"{topic}{1 + sum(f.topic is topic for f in self.facts)}",
                                topic=topic,
                                depth=2 if specific and dated == is_dated(text) else 1,
                                how=How.ELICITED if elicited else How.VOLUNTEERED,
                                quantified=quantified,
                                dated=dated,
                                turn=said.turn,
                                asked_turn=line.turn if line else said.turn - 1,
                                number=count,
                                gist=gist(text),
                                personal=is_personal(text),
                            )
                        )
                        self.facts.append(told[-1])
        return told

    def _known(self, topic: Topic, text: str) -> bool:
        content = content_stems(text)
        return any(
            fact.topic is topic
            and len(content & fact.gist.content) >= SAME_FACT * len(content | fact.gist.content)
            for fact in self.facts
        )

    def _quantifies(self, topic: Topic, text: str, line: Line | None) -> bool:
        """A figure with its unit that the buyer spoke first; of an impact, with its period too."""
        just = {number.value for number in numbers(line.text)} if line else set()
        borrowed = (self._from_seller | just) - self.from_buyer
        own = any(number.unit and number.value not in borrowed for number in numbers(text))
        return own and (topic is not Topic.IMPACT or names_a_period(text))
