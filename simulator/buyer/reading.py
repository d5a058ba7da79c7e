"""What a heard turn means for this buyer: the questions, what they refer to, what was given back.

Everything here is derived from the heard line, the ledger and the state; nothing is decided.
"""

import re
from dataclasses import dataclass

from personas.vocabulary import QUESTIONS, Act, Topic
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.words import content_stems, words
from simulator.buyer.ledger import FactIndex, Ledger, Sentence, read_sentences
from simulator.buyer.state import State
from simulator.buyer.transitions import RECENT

_ASKS_A_FIGURE = re.compile(
    r"\bhow (?:many|much|long|often|far|big|large|late|soon|bad|old|close)\b|\bwhen\b"
    r"|\bwhat(?:'s| is| are| was)? (?:the )?(?:date|number|percentage|figure|share|amount|total)\b"
    r"|\bwhich\b|\bwho\b|\bwhose\b|\bwhere\b|\bfigure\b|\bnumber\b",
    re.I,
)
MOST_FOLLOW_UPS = 2
POINTS_AT = 2
"""Words in common that only one or two facts are asked with."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the turn."""

    topics: tuple[Topic, ...]
    explains: bool
    """It asks for an explanation or a figure, not for a yes."""
    sentences: tuple[Sentence, ...]
    content: frozenset[str]

    def affinity(self, index: FactIndex) -> int:
        """How much its words point at a fact, whatever its topic was heard to be."""
        referred = 2 if any(index.referred_to(sentence) for sentence in self.sentences) else 0
        return referred + len(self.content & index.asked_as)

    def points_at(self, index: FactIndex) -> bool:
        """Whether its words can hardly mean any other fact, whatever it was heard to be about."""
        return len(self.content & index.telling) >= POINTS_AT


@dataclass(frozen=True, slots=True)
class Reading:
    """A seller's turn, read against the ledger."""

    heard: Heard
    text: str
    sentences: tuple[Sentence, ...]
    questions: tuple[Question, ...]
    recent: tuple[FactIndex, ...]
    """Facts said in reply to the last three seller turns."""
    follows: tuple[str, ...]
    """Recent facts whose content the turn takes up, credited at most twice each."""
    mentioned: tuple[str, ...]
    """Facts said at any time that the turn refers to."""
    basis: tuple[str, ...]
    """Brief facts the turn uses."""

    def has(self, *marks: Mark) -> bool:
        """Whether hearing put one of these marks on the turn."""
        return any(mark in self.heard.marks for mark in marks)

    def does(self, *acts: Act) -> bool:
        """Whether the turn holds one of these acts."""
        return any(act in self.heard.acts for act in acts)

    @property
    def word_count(self) -> int:
        """Words of the turn."""
        return len(words(self.text))

    @property
    def topics_asked(self) -> tuple[Topic, ...]:
        """Topics of all questions, in order, once each."""
        return tuple(dict.fromkeys(topic for q in self.questions for topic in q.topics))


def read(ledger: Ledger, state: State, heard: Heard, text: str) -> Reading:
    """Reads a seller's turn. `state` is the one before it."""
    turn = state.turn + 1
    sentences = read_sentences(text)
    recent = tuple(
        ledger.facts[item.fact] for item in state.said if 1 <= turn - item.turn <= RECENT
    )
    used = {item.fact: item.follow_ups for item in state.said}
    mentioned = tuple(
        item.fact
        for item in state.said
        if any(ledger.facts[item.fact].referred_to(sentence) for sentence in sentences)
    )
    return Reading(
        heard=heard,
        text=text,
        sentences=sentences,
        questions=tuple(
            _question(heard, span, text) for span in heard.spans if span.act in QUESTIONS
        ),
        recent=recent,
        follows=tuple(
            index.fact.id
            for index in recent
            if index.fact.id in mentioned and used[index.fact.id] < MOST_FOLLOW_UPS
        ),
        mentioned=mentioned,
        basis=tuple(
            fact_id
            for fact_id, phrases in ledger.brief_phrases.items()
            if any(phrase <= sentence.stems for sentence in sentences for phrase in phrases)
        ),
    )


def _question(heard: Heard, span: Span, text: str) -> Question:
    said = text[span.start : span.end]
    return Question(
        topics=tuple(Topic(topic) for topic in span.topics),
        explains=span.act == Act.OPEN_QUESTION or bool(_ASKS_A_FIGURE.search(said)),
        sentences=read_sentences(said),
        content=content_stems(said),
    )


def sentences_of(reading: Reading, act: Act) -> tuple[Sentence, ...]:
    """The sentences of the spans with one act."""
    return tuple(
        sentence
        for span in reading.heard.spans
        if span.act == act
        for sentence in read_sentences(reading.text[span.start : span.end])
    )
