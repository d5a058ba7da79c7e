"""Facts indexed by the words that refer to them.

A seller refers to a fact by its `about` phrases, by its numbers or names, or by two content words
that most of its wordings share. Everything is compared by stems within one sentence.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from personas.persona import GuardedFact
from scoring.hearing.numbers import numbers
from scoring.hearing.words import content_stems, sentences, stems
from simulator.buyer.reckoning import Count, counts_in

_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?\b")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CALENDAR = _DAYS | frozenset(
    """january february march april may june july august september october november december""".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a seller's turn, ready to be compared."""

    stems: frozenset[str]
    content: frozenset[str]
    values: frozenset[float]


@lru_cache(maxsize=2_000)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a turn."""
    return tuple(
        Sentence(
            frozenset(stems(text[start:end])),
            content_stems(text[start:end]),
            frozenset(number.value for number in numbers(text[start:end])),
        )
        for start, end in sentences(text)
    )


def phrase_set(phrases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Phrases as sets of stems, stop words kept only when nothing else is left."""
    made = []
    for phrase in phrases:
        parts = content_stems(phrase) or frozenset(stems(phrase))
        if parts:
            made.append(parts)
    return tuple(made)


def mentions(sentence: Sentence, phrases: tuple[frozenset[str], ...]) -> bool:
    """Whether a sentence holds all words of one of the phrases."""
    return any(map(sentence.stems.issuperset, phrases))


@dataclass(frozen=True, slots=True)
class FactIndex:
    """How one fact is referred to."""

    fact: GuardedFact
    about: tuple[frozenset[str], ...]
    shared: frozenset[str]
    """Content stems that at least half of its wordings hold."""
    vocabulary: frozenset[str]
    """Content stems of any wording."""
    values: frozenset[float]
    names: frozenset[str]
    """Stems of the names in its wordings."""
    asked_as: tuple[frozenset[str], ...]
    """Content stems of each example question."""
    counts: frozenset[Count]
    """Its quantities with what they count."""
    spoken: frozenset[str]
    """Stems of every word of any wording and of the ways to refer to it."""

    def referred_to(self, sentence: Sentence) -> bool:
        """Whether a sentence takes up this fact's content."""
        return (
            mentions(sentence, self.about)
            or bool(self.values & sentence.values)
            or bool(self.names & sentence.stems)
            or len(self.shared & sentence.content) >= 2
        )


def index_fact(fact: GuardedFact) -> FactIndex:
    """The index of one fact."""
    counts = Counter(part for wording in fact.wordings for part in content_stems(wording))
    values = {number.value for wording in fact.wordings for number in numbers(wording)}
    names = {
        name.lower()
        for wording in fact.wordings
        for name in _NAME.findall(re.sub(r"\([^)]*\)", "", wording).strip())
    }
    return FactIndex(
        fact=fact,
        about=phrase_set(fact.about),
        shared=frozenset(part for part, n in counts.items() if n * 2 >= len(fact.wordings)),
        vocabulary=frozenset(counts),
        values=frozenset(value for value in values if value > 2),
        names=frozenset(stem for name in names if name not in _CALENDAR for stem in stems(name)),
        asked_as=tuple(content_stems(question) for question in fact.questions),
        counts=counts_in(fact.wordings),
        spoken=frozenset(stem for text in (*fact.wordings, *fact.about) for stem in stems(text)),
    )


def names_in(text: str) -> list[str]:
    """Names within a text, by their capitals; the first word of a sentence is none."""
    return [name for name in _NAME.findall(text) if name.lower() not in _NOT_SAID]


_NOT_SAID = _DAYS | {"may", "march", "lord", "god", "christ", "jesus", "heavens"}
"""Capitals that say nothing about who or when: the days of the seller's own plans, two verbs, and exclamations."""
