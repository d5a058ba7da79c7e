"""A question that opens nothing: it is locked, told before or told out, or nobody here knows."""

from personas.vocabulary import Intent
from scoring.hearing.words import stems
from simulator.buyer import lying
from simulator.buyer.disclosure import Answer
from simulator.buyer.ledger import SOUNDS_LIKE
from simulator.buyer.reading import Question
from simulator.buyer.state import Asked, LieStage
from simulator.buyer.transitions import REPEAT_GROWTH, Effect, Move
from simulator.buyer.turn import Turn

LIKE_QUESTION = 0.5
OF_ITS_OWN = 2
"""Content words from which a question has a matter of its own, though it points back."""
MOST_REPEAT_GROWTH = 2


def nothing_new(turn: Turn, question: Question, result: Answer) -> None:
    """Locked or exhausted: a claim of the cover story, a deflection, or what was said before."""
    story, lie = turn.ledger.persona.cover_story, turn.state.lie
    topics = set(question.topics)
    if lying.slip(turn):
        turn.verdict["attempted"] = result.refused
        turn.move(Move.QUESTION_REFUSED)
        return
    if story and lie and lie.stage in (LieStage.HOLD, LieStage.HEDGE):
        claim = next((claim for claim in story.claims if claim.topic in topics), None)
        if claim:
            lying.stand_by(turn, claim)
            turn.verdict["attempted"] = tuple(question.topics)
            turn.move(Move.QUESTION_REFUSED)
            return
    if result.refused:
        turn.verdict["attempted"] = result.refused
        turn.move(Move.QUESTION_REFUSED)
        turn.deflect(result.refused[0])
        return
    turn.verdict["exhausted"] = result.exhausted
    like = [item for item in turn.before.asked if alike(question, item) >= LIKE_QUESTION]
    if any(item.answered for item in like):
        turn.verdict["repeated"] = True
        growth = min(len(like) - 1, MOST_REPEAT_GROWTH)
        turn.move(Move.QUESTION_REPEATED, extra=Effect(0, growth * REPEAT_GROWTH.patience))
    else:
        turn.move(Move.QUESTION_REFUSED)
        if not any(near >= SOUNDS_LIKE for near in _likeness_of_told(turn, question).values()):
            _nothing_left(turn, question)
            return
    tell_again(turn, question)


def tell_again(turn: Turn, question: Question) -> None:
    """The same answer as before: the fact on that topic nearest to the question."""
    like = _likeness_of_told(turn, question)
    if not like:
        _nothing_left(turn, question)
        return
    turn.say(Intent.ALREADY_SAID)
    turn.retell(max(like, key=like.__getitem__))


def _likeness_of_told(turn: Turn, question: Question) -> dict[str, float]:
    """Of the facts told on the question's topics, how much it sounds like each one's own."""
    like = turn.ledger.likenesses(question.content)
    told = [turn.ledger.facts[item.fact].fact for item in turn.before.said]
    return {fact.id: like[fact.id] for fact in told if fact.topic in question.topics}


def _nothing_left(turn: Turn, question: Question) -> None:
    """There is no more to tell on it, or it is about something else altogether; a liar puts off."""
    if not lying.put_off(turn):
        turn.say(Intent.EXHAUSTED if _is_on_what_was_told(turn, question) else Intent.NO_ANSWER)


def _is_on_what_was_told(turn: Turn, question: Question) -> bool:
    """Whether a question names nothing of its own ("what else?"), or what a fact told on its topics holds."""
    told = [turn.ledger.facts[item.fact] for item in turn.before.said]
    on_topic = [index for index in told if index.fact.topic in question.topics]
    back = question.points_back and len(question.content) < OF_ITS_OWN
    return back or question.content <= _MORE or any(map(question.refers_to, on_topic))


_MORE = frozenset(
    stem
    for word in "else other others more anything something left further besides add".split()
    for stem in stems(word)
)
"""What a question may hold that names nothing: "anything else there?"."""


def known_by(question: Question) -> frozenset[str]:
    """What a question is known by when it comes again: "what is behind that?" with what it points back to."""
    return question.led_in if question.points_back and question.led_in else question.content


def alike(question: Question, item: Asked) -> float:
    """How much of their content two questions share, 0 to 1; 0 where either has too little to tell."""
    content, before = known_by(question), set(item.stems)
    if len(content) < 2 or not before:
        return 0.0
    return len(content & before) / len(content | before)
