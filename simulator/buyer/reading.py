"""What a heard turn means for this buyer: the questions, what they refer to, what was given back.

Everything here is derived from the heard line, the ledger and the state; nothing is decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from personas.vocabulary import QUESTIONS, Act, Topic
from scoring.hearing.heard import Heard, Mark, Span
from scoring.hearing.words import content_stems, words
from scoring.limits import MOST_FOLLOW_UPS, RECENT
from scoring.wording import asks_a_figure, points_back
from simulator.buyer.fact_index import FactIndex, Sentence, mentions, read_sentences
from simulator.buyer.ledger import Ledger
from simulator.buyer.state import State


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the turn."""

    topics: tuple[Topic, ...]
    explains: bool
    """It asks for an explanation or a figure, not for a yes."""
    sentences: tuple[Sentence, ...]
    content: frozenset[str]
    near: tuple[Topic, ...] = ()
    """What it may be about as well, when hearing was unsure."""
    led_in: frozenset[str] = frozenset()
    """Its content with all that leads up to it, where the turn asks nothing else and sells nothing."""
    points_back: bool = False
    """It refers to what was just said without naming it ("how long was that?")."""

    def refers_to(self, index: FactIndex) -> bool:
        """Whether it takes up a fact's content."""
        return any(index.referred_to(sentence) for sentence in self.sentences)


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
    hinted: tuple[str, ...]
    """Facts that hints lead to, of those hints the turn takes up in words."""

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
    # Heard as open and as closed, the same words are one question.
    asked = list({span.start: span for span in heard.spans if span.act in QUESTIONS}.values())
    alone = len(asked) == 1 and str(Act.PITCH) not in heard.acts
    led_in = content_stems(text) if alone else frozenset[str]()
    return Reading(
        heard=heard,
        text=text,
        sentences=sentences,
        questions=tuple(_question(ledger, span, text, led_in) for span in asked),
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
            if any(mentions(sentence, phrases) for sentence in sentences)
        ),
        hinted=tuple(
            cue.leads_to
            for cue, phrases in map(ledger.cues.__getitem__, state.cues_dropped)
            if any(mentions(sentence, phrases) for sentence in sentences)
        ),
    )


def _question(ledger: Ledger, span: Span, text: str, led_in: frozenset[str]) -> Question:
    said = text[span.start : span.end]
    content = content_stems(said)
    topics = tuple(Topic(topic) for topic in span.topics)
    if Topic.NEXT_STEP in topics and ledger.sounds_familiar(content):
        # What an author would ask about a fact proposes no meeting, whatever it was heard to be.
        topics = tuple(topic for topic in topics if topic is not Topic.NEXT_STEP)
    return Question(
        topics=topics,
        explains=span.act == Act.OPEN_QUESTION or asks_a_figure(said),
        sentences=read_sentences(said),
        content=content,
        near=tuple(Topic(topic) for topic in span.near),
        led_in=led_in,
        points_back=points_back(said),
    )


def sentences_of(reading: Reading, act: Act) -> tuple[Sentence, ...]:
    """The sentences of the spans with one act."""
    return tuple(
        sentence
        for span in reading.heard.spans
        if span.act == act
        for sentence in read_sentences(reading.text[span.start : span.end])
    )


def statements(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences of everything that is neither a question nor a pitch."""
    taken = [span for span in reading.heard.spans if span.act in (*QUESTIONS, Act.PITCH)]
    return tuple(s for part in unspanned(reading.text, taken) for s in read_sentences(part))


def unspanned(text: str, taken: Iterable[Span]) -> list[str]:
    """What is left of a text without these spans."""
    left, at = [], 0
    for span in sorted(taken, key=lambda item: item.start):
        left.append(text[at : span.start])
        at = max(at, span.end)
    left.append(text[at:])
    return left
