"""Which of a buyer's facts a person's own sentence holds: by its words, figures and names alone.

The same index decides what a seller's turn refers to during a call; no model is asked. Every match
carries the words it rests on, so that a person can judge it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from personas.vocabulary import Topic
from scoring.hearing.numbers import numbers
from scoring.hearing.reader import hear
from scoring.hearing.words import WORD, sentences, stem, stems
from simulator.buyer.fact_index import FactIndex, Sentence, read_sentences
from simulator.buyer.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that a sentence holds."""

    fact: str
    topic: Topic
    specific: bool
    """Whether the fact is the specific layer of its topic (depth 2)."""
    words: str
    """The words of the sentence it was recognised by, joined with an ellipsis where they stand apart."""
    other_figure: bool = False
    """The sentence names a figure, and the fact holds others only."""


_SHARED = 2
"""Words in common that make a sentence refer to a fact (`FactIndex.referred_to`)."""
_A_FIGURE = 2
"""Numbers above this are figures; "two" is mostly no more than a word."""
_TELLING = 2
"""Words from which something specific, or something under another heading, is taken as meant."""


def matches_in(
    text: str, ledger: Ledger, topics: Collection[str], question: str = ""
) -> tuple[Match, ...]:
    """The facts a text holds, each once, in the order of the persona.

    Looked for are facts of `topics` and of the topics that the text is heard to be about. One word is
    enough for the surface of what was asked; anything else takes two, a figure or a name. A fact
    recognised by words of the `question` alone is not held: they were put there. Of two facts of which
    one is recognised by some of the other's words only, the other was meant.
    """
    wanted = {*topics, *_heard(text)}
    given = frozenset(stems(question))
    found: dict[str, Match] = {}
    for (start, end), sentence in zip(sentences(text), read_sentences(text), strict=True):
        held = [
            _Held(index, sentence, _recognised(text[start:end], index, sentence))
            for index in ledger.facts.values()
            if index.fact.topic in wanted and index.referred_to(sentence)
        ]
        for item in held:
            told = item.tells(asked=item.index.fact.topic in topics) and not item.stems <= given
            if told and not any(item.stems < other.stems for other in held):
                match = item.match()
                before = found.get(match.fact)
                if before is None or (before.other_figure and not match.other_figure):
                    found[match.fact] = match
    return tuple(found[name] for name in ledger.facts if name in found)


def _heard(text: str) -> frozenset[str]:
    """The topics a text is heard to be about, as if the buyer had said it."""
    return frozenset(hear(text, "buyer").topics) if text.strip() else frozenset()


@dataclass(frozen=True, slots=True)
class _Held:
    """A fact that a sentence may hold, and the words it was recognised by."""

    index: FactIndex
    sentence: Sentence
    words: str

    @property
    def stems(self) -> frozenset[str]:
        """The stems of those words."""
        return frozenset(stems(self.words))

    def tells(self, *, asked: bool) -> bool:
        """Whether so many words are enough."""
        if asked and self.index.fact.depth == 1:
            return True
        exact = self.index.values & self.sentence.values or self.index.names & self.sentence.stems
        return bool(exact) or len(self.stems) >= _TELLING

    def match(self) -> Match:
        """As the outside sees it."""
        figures = {value for value in self.sentence.values if value > _A_FIGURE}
        return Match(
            fact=self.index.fact.id,
            topic=self.index.fact.topic,
            specific=self.index.fact.depth > 1,
            words=self.words,
            other_figure=bool(figures and self.index.values and not figures & self.index.values),
        )


def _recognised(span: str, index: FactIndex, sentence: Sentence) -> str:
    """The words of a sentence that belong to the fact, in their order."""
    phrases = [phrase for phrase in index.about if phrase <= sentence.stems]
    shared = index.shared & sentence.content
    telling = frozenset().union(*phrases, index.names, shared if len(shared) >= _SHARED else ())
    figures = [(n.start, n.end) for n in numbers(span) if n.value in index.values]
    text, before = "", 0
    for word in WORD.finditer(span):
        in_figure = any(start < word.end() and word.start() < end for start, end in figures)
        if in_figure or stem(word[0]) in telling:
            between = span[before : word.start()]
            text += (between if not between.strip() else " … ") if text else ""
            text += word[0]
            before = word.end()
    return text
