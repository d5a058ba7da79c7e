"""Questions: what they earn, what they cost, and which of several the buyer takes."""

import re
from dataclasses import dataclass, replace

from personas.vocabulary import Act, How, Intent, Topic
from scoring.hearing.heard import Mark
from scoring.limits import MOST_FOLLOW_UPS, RECENT, SAME_QUESTION
from simulator.buyer import lying
from simulator.buyer.disclosure import MOST_FACTS_PER_TURN, Answer, answer, is_linked
from simulator.buyer.nothing_new import (
    MOST_REPEAT_GROWTH,
    OF_ITS_OWN,
    alike,
    known_by,
    nothing_new,
    tell_again,
)
from simulator.buyer.reading import Question
from simulator.buyer.state import Asked
from simulator.buyer.transitions import PRESUMPTION_REST, REPEAT_GROWTH, Effect, Move
from simulator.buyer.turn import Turn

STACK = 3
CLOSED_RUN = 3


@dataclass(frozen=True, slots=True)
class Put:
    """A question with what it would get."""

    question: Question
    answer: Answer


def ask(turn: Turn) -> bool:
    """Answers the turn's questions; False when it has none that need an answer."""
    questions = _questions_to_answer(turn)
    if not questions:
        return False
    _count_closed(turn)
    _presumption(turn)
    if len(turn.reading.questions) >= STACK:
        turn.move(Move.STACKED)
        turn.say(Intent.TOO_MANY_QUESTIONS)
    if _same_again(turn, questions):
        return True
    puts = _answered_in_turn(turn, questions)
    opened = [item for put in puts for item in put.answer.opened][:MOST_FACTS_PER_TURN]
    elicited = [item for item in opened if item.how is How.ELICITED]
    answered = bool(elicited)
    led = turn.reading.has(Mark.LEADING) and bool(turn.reading.heard.numbers)
    if opened and not elicited and opened[0].topic not in puts[0].answer.refused:
        turn.say(Intent.FIRST_THINGS)
    for item in opened:
        turn.tell(replace(item, led=led))
    if len(opened) == 1:
        lying.slip(turn)
    if elicited:
        _earned(turn, questions, elicited[0].topic)
    elif opened:
        turn.move(Move.QUESTION_EARNS, share=0.0)
        turn.verdict["attempted"] = puts[0].answer.refused
    else:
        nothing_new(turn, puts[0].question, puts[0].answer)
    _own_consequences(turn)
    turn.set(
        asked=(
            *turn.state.asked,
            *(_noted(turn, question, answered=answered) for question in questions),
        )
    )
    return True


def _questions_to_answer(turn: Turn) -> list[Question]:
    """Questions about something; a bare 'did I get that right?' after a reflection is none.

    A generic prompt ('go on') takes the topic of what was said last.
    """
    found = []
    last = turn.reading.recent[-1].fact.topic if turn.reading.recent else None
    for question in turn.reading.questions:
        if _only_checks(turn, question):
            continue
        topics = tuple(topic for topic in question.topics if topic is not Topic.NEXT_STEP)
        if _WHAT_TO_ASK.search(turn.reading.text):
            found.append(replace(question, topics=(), near=()))
        elif topics:
            found.append(replace(question, topics=topics))
        elif question.topics:
            continue
        elif not turn.reading.does(Act.REFLECTION):
            on_last = (last,) if last is not None and _goes_on(turn, question) else ()
            found.append(replace(question, topics=on_last))
        elif question.near:
            found.append(question)
    return found


_WHAT_TO_ASK = re.compile(
    r"\b(?:(?:should|could|ought to|might) (?:i|we) (?:have|['’]ve) asked|"
    r"(?:i|we) (?:should|could|ought to) have asked|"
    r"(?:(?:have|had)(?:n['’]t (?:i|we)| (?:i|we) not)|(?:i|we) (?:have|had)(?:n['’]t| not)) (?:yet )?asked|"
    r"(?:did(?:n['’]t (?:i|we)| (?:i|we) not)|(?:i|we) did(?:n['’]t| not)) (?:think to )?ask)\b(?=[^.!]*\?|[^.!?]*$)",
    re.I,
)
"""What the seller should have asked is for the seller to find: it is about no topic, whatever it sounds like."""


def _only_checks(turn: Turn, question: Question) -> bool:
    """'Did I get that right?' after what was given back, whatever topic it was heard to have."""
    given_back = turn.reading.does(Act.REFLECTION)
    return given_back and not question.explains and not question.content


def _goes_on(turn: Turn, question: Question) -> bool:
    """Whether a question of no sure topic is about what was said last.

    A yes/no question about something else ("have you read our proposal?") is not; nor is 'go on' after
    'go on', for the buyer waits for a question.
    """
    if not (question.explains or question.points_back or len(question.content) < OF_ITS_OWN):
        return False
    return not _prompts_again(turn, question)


def _prompts_again(turn: Turn, question: Question) -> bool:
    """'Go on' after 'go on'."""
    return not question.content and bool(turn.before.asked) and not turn.before.asked[-1].stems


def _noted(turn: Turn, question: Question, *, answered: bool) -> Asked:
    stems = tuple(sorted(known_by(question)))
    return Asked(tuple(question.topics), stems, answered, turn.number)


def _count_closed(turn: Turn) -> None:
    if any(question.explains for question in turn.reading.questions):
        turn.set(closed_run=0)
        return
    turn.set(closed_run=turn.state.closed_run + 1)
    if turn.state.closed_run >= CLOSED_RUN:
        turn.move(Move.CLOSED_RUN)
        if turn.state.closed_run == CLOSED_RUN:
            turn.say(Intent.INTERROGATED)


def _presumption(turn: Turn) -> None:
    """An insight or a brief fact put to the buyer as a question earns a hearing."""
    leans_on = turn.reading.does(Act.INSIGHT) or (turn.reading.basis and not turn.before.said)
    if not leans_on:
        return
    rested = turn.number - turn.before.last_presumption > PRESUMPTION_REST
    turn.move(Move.PRESUMPTION, share=1.0 if rested else 0.5)
    turn.verdict["presumption"] = True
    turn.set(last_presumption=turn.number)


def _same_again(turn: Turn, questions: list[Question]) -> bool:
    """Word for word the question that was answered before: the buyer says so."""
    for question in questions:
        if any(item.answered and _is_same(turn, question, item) for item in turn.before.asked):
            turn.verdict["repeated"] = True
            times = sum(_is_same(turn, question, item) for item in turn.before.asked)
            growth = min(times - 1, MOST_REPEAT_GROWTH)
            turn.move(Move.QUESTION_REPEATED, extra=Effect(0, growth * REPEAT_GROWTH.patience))
            tell_again(turn, question)
            turn.set(
                asked=(
                    *turn.state.asked,
                    _noted(turn, question, answered=True),
                )
            )
            return True
    return False


def _is_same(turn: Turn, question: Question, item: Asked) -> bool:
    """One word may well be asked again of something else ("what does that cost?"), but not at once."""
    content = known_by(question)
    if content and tuple(sorted(content)) == item.stems:
        return len(item.stems) > 1 or turn.number - item.turn <= RECENT
    return alike(question, item) >= SAME_QUESTION


def _answered_in_turn(turn: Turn, questions: list[Question]) -> list[Put]:
    """Each question with its answer. Of a stack the buyer takes the easiest one only."""
    puts: list[Put] = []
    state = turn.state
    for question in questions:
        result = answer(turn.ledger, state, turn.reading, question)
        told = {item.index.fact.id for put in puts for item in put.answer.opened}
        fresh = tuple(item for item in result.opened if item.index.fact.id not in told)
        puts.append(Put(question, replace(result, opened=fresh)))
    if len(turn.reading.questions) >= STACK:
        easiest = min(
            puts,
            key=lambda put: min(
                (item.index.fact.threshold for item in put.answer.opened), default=101
            ),
        )
        easiest = replace(easiest, answer=replace(easiest.answer, opened=easiest.answer.opened[:1]))
        puts = [easiest]
    if len(puts) > 1 or len(turn.reading.questions) >= STACK:
        taken = next((put for put in puts if put.answer.opened), puts[-1])
        if taken.question.topics:
            turn.verdict["counted"] = taken.question.topics[0]
        puts = [taken, *(put for put in puts if put is not taken)]
    return puts


def _earned(turn: Turn, questions: list[Question], topic: Topic) -> None:
    linked = any(
        is_linked(turn.ledger, question, turn.reading, set(question.topics))
        for question in questions
    )
    turn.verdict["linked"] = linked
    if linked:
        _points_back(turn, questions)
    if linked:
        turn.move(Move.QUESTION_EARNS_LINKED)
        turn.set(unlinked_run=0)
    else:
        turn.move(Move.QUESTION_EARNS, share=0.5**turn.state.unlinked_run)
        turn.set(unlinked_run=turn.state.unlinked_run + 1)
    turn.verdict.setdefault("counted", topic)


def _points_back(turn: Turn, questions: list[Question]) -> None:
    """Credits 'and why is that?' as a follow-up of what was said last.

    It names nothing, but it points back, grows out of the last replies and earned a fact.
    """
    if turn.verdict.get("follows") or not any(question.points_back for question in questions):
        return
    for index in reversed(turn.reading.recent):
        said = next(item for item in turn.before.said if item.fact == index.fact.id)
        if said.follow_ups < MOST_FOLLOW_UPS:
            turn.follow_up((said.fact,))
            return


def _own_consequences(turn: Turn) -> None:
    """Saying aloud what happens if nothing is done makes the impact the buyer's own."""
    for opened in turn.disclosed:
        fact = opened.index.fact
        if fact.topic is Topic.INACTION and fact.depth == 2:
            owned = (*turn.state.owned, Topic.IMPACT, Topic.INACTION)
            turn.set(owned=tuple(dict.fromkeys(owned)))
