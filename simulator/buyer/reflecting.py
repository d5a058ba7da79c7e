"""What the seller gives back or puts forward: reflections, summaries, claims, insights."""

import re
from dataclasses import replace

from personas.persona import CoverStory
from personas.vocabulary import LADDER, QUESTIONS, Act, How, Intent, Topic
from scoring.hearing.courtesy import is_check
from scoring.hearing.heard import Mark
from scoring.hearing.numbers import numbers
from scoring.hearing.words import sentences, stems
from scoring.limits import SUMMARY_WORDS
from simulator.buyer.disclosure import Opened, answer
from simulator.buyer.echoing import is_parrot, says_after
from simulator.buyer.fact_index import Sentence
from simulator.buyer.ledger import Ledger
from simulator.buyer.misquoting import contradicts
from simulator.buyer.reading import Question, sentences_of, statements
from simulator.buyer.transitions import PRESUMPTION_REST, Move
from simulator.buyer.turn import Turn

SUMMARY_TOPICS = 2
ASSERTION_WORDS = 7
_ABOUT_BUYER = re.compile(
    r"\byou(?:'re|’re|'ve|’ve| are| have| get| lose| pay| wait| must| could| might| don't)\b|\byour "
    r"(?:firm|company|business|shop|customers|team|people|college|department|costs?)\b",
    re.I,
)


def confession(ledger: Ledger, story: CoverStory) -> Opened:
    """The truth of a cover story, told because it was asked for rightly."""
    index = ledger.facts[story.truth]
    return Opened(index, How.ELICITED, index.fact.topic)


def give_back(turn: Turn) -> bool:
    """Judges a reflection, a summary, or words put in the buyer's mouth."""
    reading = turn.reading
    given = _given_back(turn)
    if not given:
        return False
    _problem_question_answered(turn)
    facts = [
        item
        for item in turn.state.said
        if any(turn.ledger.facts[item.fact].referred_to(sentence) for sentence in given)
    ]
    if not reading.questions and is_parrot(reading.text, list(reading.recent)) and not _adds(turn):
        return _parroted(turn)
    if not facts:
        return False
    fresh = [item for item in facts if not item.reflected]
    topics = {turn.ledger.facts[item.fact].fact.topic for item in facts}
    turn.verdict["reflection"] = "accepted"
    turn.verdict["reflects"] = tuple(item.fact for item in facts)
    turn.verdict["complex"] = len(topics) > 1 or _adds(turn)
    turn.verdict["claim"] = "supported"
    turn.set(
        said=tuple(
            replace(item, reflected=item.reflected or item in facts) for item in turn.state.said
        )
    )
    if _summarises(turn, topics):
        return not _asks_more(turn)
    if fresh:
        turn.move(Move.REFLECTION_ACCEPTED)
    if reading.questions and _asks_more(turn):
        return False
    turn.say(Intent.REFLECTION_ACCEPTED)
    _deepen(turn, topics)
    return True


def _asks_more(turn: Turn) -> bool:
    """Whether the turn asks something beside giving back.

    'Is that right?' does not, nor does the rest of a turn that ends in it without another question mark.
    """
    text = turn.reading.text
    asked = [
        text[span.start : span.end] for span in turn.reading.heard.spans if span.act in QUESTIONS
    ]
    marked = [text[start:end] for start, end in sentences(text) if text[:end].endswith("?")]
    return any(not is_check(question) for question in marked or asked)


def says_after_the_buyer(turn: Turn) -> bool:
    """The buyer's own sentences said back, their questions among them: nothing is asked by that.

    Those the buyer has not said in this call are no parrot's: they are put into the buyer's mouth.
    """
    if not says_after(turn.reading.text, turn.ledger.own_sentences) or contradicts(turn):
        return False
    return _parroted(turn)


def _parroted(turn: Turn) -> bool:
    turn.verdict["parrot"] = True
    turn.move(Move.PARROT)
    turn.say(Intent.PARROT_NOTICED)
    return True


def _given_back(turn: Turn) -> tuple[Sentence, ...]:
    """The sentences that give something back.

    Those heard as reflections; and a statement heard as something else that holds two or more
    things this buyer has said, for a summary need not announce itself.
    """
    reading = turn.reading
    if reading.does(Act.REFLECTION):
        return sentences_of(reading, Act.REFLECTION)
    stated = statements(reading)
    held = {
        item.fact
        for item in turn.before.said
        if any(turn.ledger.facts[item.fact].referred_to(sentence) for sentence in stated)
    }
    return stated if len(held) >= SUMMARY_TOPICS else ()


def _adds(turn: Turn) -> bool:
    """Whether the seller adds meaning: arithmetic on the buyer's numbers, or a named feeling."""
    said = _known_values(turn)
    values = {number.value for number in numbers(turn.reading.text)}
    feeling = set(stems(turn.reading.text)) & _FEELINGS
    return bool(feeling) or any(value not in said and value > 2 for value in values)


_FEELINGS = frozenset(
    stem
    for word in (
        "feel worry worried frustrating frustrated anxious tired tiring exhausting proud afraid "
        "pressure stress stressful uncomfortable sleep fed annoyed angry guilty alone relief hurts "
        "galling unfair wearing nervous embarrassing"
    ).split()
    for stem in stems(word)
)


def _known_values(turn: Turn) -> frozenset[float]:
    said = [turn.ledger.facts[item.fact].values for item in turn.state.said]
    return turn.ledger.public_values.union(*said)


def _summarises(turn: Turn, topics: set[Topic]) -> bool:
    """A summary of two rungs or more is confirmed and makes those rungs the buyer's own."""
    depths = turn.depths()
    rungs = [topic for topic in LADDER if topic in topics and depths[topic] >= 2]
    long_enough = turn.reading.word_count >= SUMMARY_WORDS
    if len(rungs) >= SUMMARY_TOPICS and long_enough:
        turn.verdict["summary"] = "confirmed"
        turn.verdict["confirms"] = tuple(rungs)
        turn.set(owned=tuple(dict.fromkeys((*turn.state.owned, *rungs))))
        turn.move(Move.SUMMARY_CONFIRMED)
        turn.say(Intent.SUMMARY_CONFIRMED)
        return True
    if turn.reading.has(Mark.RECAP) and len(topics) < SUMMARY_TOPICS and not turn.reading.questions:
        turn.verdict["summary"] = "thin"
        turn.move(Move.SUMMARY_THIN)
        turn.say(Intent.SUMMARY_THIN)
        return True
    return False


def _deepen(turn: Turn, topics: set[Topic]) -> None:
    """A reflection works like an open question on what it gave back: one more fact may come."""
    question = Question(
        topics=tuple(topic for topic in Topic if topic in topics),
        explains=True,
        sentences=turn.reading.sentences,
        content=frozenset(),
    )
    for opened in answer(turn.ledger, turn.state, turn.reading, question).opened[:1]:
        turn.tell(opened)


def put_forward(turn: Turn) -> bool:
    """An insight without a question: it earns trust, and at first a 'what makes you say that?'."""
    reading = turn.reading
    if not reading.does(Act.INSIGHT):
        return _asserted(turn)
    rested = turn.number - turn.before.last_presumption > PRESUMPTION_REST
    turn.move(Move.INSIGHT, share=1.0 if rested else 0.5)
    turn.set(last_presumption=turn.number)
    if turn.before.problem_question:
        _problem_question_answered(turn)
        turn.say(Intent.BASIS_ACCEPTED)
    elif "problem_question" not in turn.state.triggers:
        ask_for_the_basis(turn)
    else:
        turn.say(Intent.BASIS_ACCEPTED)
    return True


def _asserted(turn: Turn) -> bool:
    """A bare assertion about the buyer, before anything was learned: 'what makes you say that?'."""
    new = not turn.before.said and "problem_question" not in turn.state.triggers
    asserts = turn.reading.word_count >= ASSERTION_WORDS and claims_about_the_buyer(turn)
    if not (new and asserts) or turn.reading.does(Act.RAPPORT, Act.NEXT_STEP):
        return False
    turn.move(Move.OTHER)
    ask_for_the_basis(turn)
    return True


def claims_about_the_buyer(turn: Turn) -> bool:
    """Whether the turn says something of the buyer's own business."""
    return turn.reading.does(Act.INSIGHT) or bool(_ABOUT_BUYER.search(turn.reading.text))


def note_claim(turn: Turn) -> None:
    """Keeps in mind that something was claimed while the buyer answered something graver."""
    if claims_about_the_buyer(turn):
        turn.set(triggers=(*turn.state.triggers, "claim"))


def has_open_claim(turn: Turn) -> bool:
    """Whether something was claimed in an earlier turn and its basis never asked for."""
    flags = turn.state.triggers
    return "claim" in flags and "problem_question" not in flags


def ask_for_the_basis(turn: Turn) -> None:
    """'What makes you say that?' of a claim about the buyer; it waits for an answer."""
    turn.verdict["problem_question"] = "asked"
    turn.set(problem_question=True, triggers=(*turn.state.triggers, "problem_question"))
    turn.say(Intent.PROBLEM_QUESTION)


def _problem_question_answered(turn: Turn) -> None:
    if turn.before.problem_question:
        turn.verdict["problem_question"] = "answered"
        turn.set(problem_question=False)
