"""Which facts a question opens. Unlocking is trust, prerequisites, and the question's own shape."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from personas.vocabulary import How, Topic
from simulator.buyer.fact_index import FactIndex
from simulator.buyer.ledger import LEAST_LIKE, SOUNDS_LIKE, Ledger
from simulator.buyer.reading import Question, Reading
from simulator.buyer.state import LieStage, State

MOST_FACTS_PER_TURN = 2
CANDOUR = 20
"""Trust above a threshold at which the buyer is candid: a specific fact even for a yes-or-no
question, a second fact even for a question out of the blue."""
NEAR = 0.5
"""What a topic that the question may be about weighs, beside 1 for the one it is about."""
NEARLY_THE_SAME = 0.75
"""Likeness to an example question at which it asks for the fact, however sure it is of another topic."""
THE_SAME = 0.99
"""Likeness at which even a question of a single word of content asks for the fact."""
NEAR_LIKE = 0.15
"""Likeness to an example question at which such a topic's fact is asked for."""
LIKENESS = 3.0
"""What full likeness weighs in choosing among facts, beside 1 for the topic."""
HINTED = 2.0
"""What a fact weighs whose hint the turn takes up, beside 1 for the topic that is asked about."""
UNSERVED = 1.0
"""What a second fact weighs that answers the other topic of a question about two."""
SURFACE_FIRST = 1.0
"""What telling a specific fact before the surface one of its topic weighs against it."""
ELABORATION = 10
"""Trust above a fact's threshold at which an open linked question yields a second one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A fact to be told, and what earned it."""

    index: FactIndex
    how: How
    topic: Topic
    """The topic that was asked."""
    led: bool = False
    """The seller put a figure in the buyer's mouth: the figure is not the buyer's own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question gets."""

    opened: tuple[Opened, ...] = ()
    refused: tuple[Topic, ...] = ()
    """Locked: trust or something before it is missing."""
    exhausted: tuple[Topic, ...] = ()
    """Nothing is left to tell on it."""


def may_be_told(ledger: Ledger, state: State, index: FactIndex) -> bool:
    """Whether the fact is one that questions can open at all just now."""
    fact = index.fact
    story = ledger.persona.cover_story
    if state.has_said(fact.id) or (story is not None and fact.id == story.truth):
        return False
    if fact.after_truth:
        return state.lie is not None and state.lie.stage is LieStage.CONFESS
    return fact.id not in ledger.persona.unreachable


def is_linked(ledger: Ledger, question: Question, reading: Reading, topics: set[Topic]) -> bool:
    """Whether a question grows out of what was said in the last three seller turns.

    It does when it takes up the content of a recent fact, stays on its topic, or asks about
    something that the recent fact is a prerequisite of.
    """
    if reading.follows or any(question.refers_to(index) for index in reading.recent):
        return True
    recent = {index.fact.id for index in reading.recent}
    if any(index.fact.topic in topics for index in reading.recent):
        return True
    return any(
        index.fact.topic in topics and recent & set(index.fact.requires)
        for index in ledger.facts.values()
    )


def answer(ledger: Ledger, state: State, reading: Reading, question: Question) -> Answer:
    """What this question opens, in the state before it."""
    topics = set(question.topics)
    linked = is_linked(ledger, question, reading, topics)
    told = {item.fact for item in state.said}
    like = _likenesses(ledger, question)
    recent = {index.fact.id for index in reading.recent}
    untold = [index for index in ledger.facts.values() if may_be_told(ledger, state, index)]
    # A question surely about one thing, of which there is more to tell, must sound nearly the same as an example.
    plain = not question.near and any(index.fact.topic in topics for index in untold)
    by_sound = _by_sound(ledger, question, NEARLY_THE_SAME if plain else SOUNDS_LIKE)
    asked_about = [
        index
        for index in untold
        if _is_asked(question, index, like[index.fact.id])
        or index.fact.id in by_sound
        or index.fact.id in reading.hinted
    ]
    hinted = [index.fact.topic for index in asked_about if index.fact.id in reading.hinted]
    after_hint = topics.intersection(hinted)
    opened: list[Opened] = []
    while len(opened) < MOST_FACTS_PER_TURN:
        if opened and not question.explains:
            break
        spare = 0 if not opened else ELABORATION if linked else CANDOUR
        ready = [
            index
            for index in asked_about
            if _opens(
                ledger,
                state,
                index,
                question,
                told,
                linked
                or index.fact.id in reading.hinted
                or _grows_on(index, like[index.fact.id], recent),
                spare,
            )
            and _ties_it_up(index, reading)
            and (not opened or _belongs(index, opened[0], topics))
        ]
        if not opened and not any(index.fact.id in reading.hinted for index in ready):
            ready = [index for index in ready if _may_stand_in(index, reading, after_hint)]
        if not ready:
            break
        chosen = max(
            ready,
            key=lambda index: (
                (index.fact.topic in topics)
                + UNSERVED * (bool(opened) and index.fact.topic in topics - {opened[0].topic})
                + NEAR * (index.fact.topic in question.near)
                + index.fact.after_truth
                + HINTED * (index.fact.id in reading.hinted)
                + LIKENESS * like[index.fact.id]
                - SURFACE_FIRST * _skips_the_surface(ledger, index, told)
            ),
        )
        asked_about.remove(chosen)
        told.add(chosen.fact.id)
        topic = chosen.fact.topic
        if topic not in topics:
            topic = next((t for t in question.topics if t in chosen.fact.also_opened_by), topic)
        opened.append(Opened(chosen, How.ELICITED, topic))
    if opened:
        return Answer(opened=tuple(opened))
    if question.near and not question.topics:
        # It sounds like nothing that may be told: then it is about what it was likeliest heard to be about.
        return answer(ledger, state, reading, replace(question, topics=question.near[:1]))
    if unearned := _asked_for_now(ledger, state, topics):
        return Answer(opened=(unearned,))
    wanted = [index for index in asked_about if _may_stand_in(index, reading, after_hint)]
    if before := _first_things_first(ledger, state, wanted, told):
        return Answer(opened=(before,), refused=question.topics)
    if hinted:
        return Answer(refused=tuple(hinted))
    if asked_about:
        return Answer(refused=question.topics or (asked_about[0].fact.topic,))
    return Answer(exhausted=question.topics)


def _likenesses(ledger: Ledger, question: Question) -> dict[str, float]:
    """How much a question sounds like each fact's own, by itself or with what leads up to it."""
    alone, led_in = map(ledger.likenesses, (question.content, question.led_in))
    return {name: max(near, led_in[name]) for name, near in alone.items()}


def _may_stand_in(index: FactIndex, reading: Reading, hinted: Collection[Topic]) -> bool:
    """Whether a fact may be told though what the turn took up a hint of is locked.

    Who asks one thing, in the words of the hint and heard to be about it, wants to hear of nothing else.
    """
    return not hinted or len(reading.questions) > 1 or index.fact.topic in hinted


def _grows_on(index: FactIndex, likeness: float, recent: set[str]) -> bool:
    """Whether a question that sounds like the fact's own takes up what the fact waits for."""
    return likeness >= SOUNDS_LIKE and not recent.isdisjoint(index.fact.requires)


def _by_sound(ledger: Ledger, question: Question, least: float) -> set[str]:
    """The facts that a question asks for by sounding like their own, by itself or with what leads up to it."""
    return {
        name
        for words in (question.content, question.led_in)
        for name, near in ledger.likenesses(words).items()
        if near >= (least if len(words) >= LEAST_LIKE else THE_SAME)
    }


def _is_asked(question: Question, index: FactIndex, likeness: float) -> bool:
    """Whether a question is after a fact by what it was heard to be about."""
    fact = index.fact
    return (
        fact.topic in question.topics
        or any(topic in question.topics for topic in fact.also_opened_by)
        or (fact.topic in question.near and likeness >= NEAR_LIKE)
    )


def _skips_the_surface(ledger: Ledger, index: FactIndex, told: set[str]) -> bool:
    """Whether a specific fact would be told before the surface one of its topic."""
    return index.fact.depth == 2 and any(
        other.fact.topic == index.fact.topic and other.fact.depth == 1 and name not in told
        for name, other in ledger.facts.items()
    )


def _opens(
    ledger: Ledger,
    state: State,
    index: FactIndex,
    question: Question,
    told: set[str],
    linked: bool,
    spare: int,
) -> bool:
    fact = index.fact
    if not told.issuperset(fact.requires) or _is_kept_at_ease(state, fact.id):
        return False
    if state.trust < ledger.threshold(fact) + spare:
        return False
    if fact.depth == 1:
        return True
    surface = [item for item in ledger.facts.values() if item.fact.topic == fact.topic]
    surface = [item for item in surface if item.fact.depth == 1]
    known = not surface or any(item.fact.id in told for item in surface)
    candid = state.trust >= ledger.threshold(fact) + CANDOUR
    return (question.explains or candid) and (linked or known)


def _is_kept_at_ease(state: State, fact: str) -> bool:
    """Whether the same lines have not drawn it out even at the next easier level: then it stays in here too."""
    return state.easier is not None and not state.easier.has_said(fact)


def _ties_it_up(index: FactIndex, reading: Reading) -> bool:
    """What only public data can show the buyer waits for a turn that brings such data up."""
    by_brief = index.fact.by_brief
    return not by_brief or any(fact in by_brief for fact in reading.basis)


def _belongs(index: FactIndex, first: Opened, topics: set[Topic]) -> bool:
    """Whether a second fact is part of the same answer."""
    fact = index.fact
    return (
        fact.topic == first.index.fact.topic
        or fact.topic in topics
        or bool(topics.intersection(fact.also_opened_by))
    )


def _asked_for_now(ledger: Ledger, state: State, topics: set[Topic]) -> Opened | None:
    """A fact on the topic that came by itself earlier: asked for, it is told again and earned."""
    for item in state.said:
        index = ledger.facts[item.fact]
        if not item.earned and index.fact.topic in topics:
            return Opened(index, How.ELICITED, index.fact.topic)
    return None


def _first_things_first(
    ledger: Ledger, state: State, asked_about: Iterable[FactIndex], told: set[str]
) -> Opened | None:
    """Asked for something deep too soon, the buyer gives the surface it rests on.

    Only a surface fact is given this way, and it counts as volunteered.
    """
    for index in asked_about:
        for name in index.fact.requires:
            before = ledger.facts[name]
            if (
                before.fact.depth == 1
                and name not in told
                and may_be_told(ledger, state, before)
                and not _is_kept_at_ease(state, name)
                and told.issuperset(before.fact.requires)
                and state.trust >= ledger.threshold(before.fact)
            ):
                return Opened(before, How.VOLUNTEERED, before.fact.topic)
    return None
