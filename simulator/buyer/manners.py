"""What is neither a question nor selling: a bad line, a kind word, small talk, a way out held open."""

import re

from personas.vocabulary import Act, Intent, Topic
from scoring.hearing.heard import Mark
from simulator.buyer import cover, lying
from simulator.buyer.brief import Say
from simulator.buyer.disclosure import MOST_FACTS_PER_TURN
from simulator.buyer.transitions import Move
from simulator.buyer.turn import Turn

LONGEST_ASIDE = 20
"""Words of a turn that asks to hear something again and nothing else."""
EMPATHY_FREE = 1
"""Rapport turns that cost nothing."""


def say_again(turn: Turn) -> bool:
    """'Sorry, bad line': what was told or avoided last comes once more. It earns nothing and opens nothing."""
    if not turn.reading.has(Mark.SAY_AGAIN) or turn.reading.word_count > LONGEST_ASIDE:
        return False
    asked = turn.before.asked[-1] if turn.before.asked else None
    avoided = asked is not None and not asked.answered and asked.turn == turn.before.turn
    told = [item for item in turn.before.said if item.turn == turn.before.turn]
    last = told[:MOST_FACTS_PER_TURN] or list(turn.before.said[-1:])
    if asked is not None and avoided and asked.topics and not told:
        turn.deflect(Topic(asked.topics[0]))
    elif last:
        for item in last:
            turn.retell(item.fact)
    elif turn.ledger.opening:
        turn.part(Say.OPENING, "opening", (turn.ledger.opening,))
    else:
        turn.say(Intent.NO_CONTENT)
    return True


def small_talk(turn: Turn) -> bool:
    """A kind word after something hard was told is heard, and so is "sorry, that came out wrong".

    Small talk is weighed by how much there was.
    """
    if not turn.reading.does(Act.RAPPORT):
        return False
    feels = bool(_FEELS_WITH.search(turn.reading.text))
    sorry = turn.number > 1 and bool(_OWNS_UP.search(turn.reading.text))
    told_just_now = any(turn.before.turn - item.turn <= 1 for item in turn.before.said)
    if feels and told_just_now and not sorry and not turn.state.agreed:
        turn.move(Move.RAPPORT)
        turn.say(Intent.REFLECTION_ACCEPTED)
        return True
    turn.set(rapport=turn.state.rapport + 1)
    if turn.state.agreed:
        return False
    again = turn.state.rapport > EMPATHY_FREE
    turn.move(Move.RAPPORT_AGAIN if again else Move.RAPPORT)
    if sorry:
        turn.say(Intent.APOLOGY)
    else:
        turn.say(Intent.EMPATHY_WEARY if again and feels else Intent.SMALL_TALK)
    return True


_FEELS_WITH = re.compile(
    r"\b(?:sorry (?:to hear|about|for|that)|i['’]?m (?:so |very |really )?sorry|must (?:have been|be|feel)|"
    r"awful|dreadful|that(?:['’]?s| is| sounds)(?: \w+)? (?:hard|rough|tough|heavy|a lot)|"
    r"i won['’]?t repeat (?:it|that)|how (?:hard|rough)|i (?:feel for|can imagine)|"
    r"poor (?:you|thing|man|woman|lad|boy))\b",
    re.I,
)

_OWNS_UP = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies|forgive me|pardon me|my (?:mistake|fault|bad))\b(?=.*\b(?:"
    r"(?:that|it|i) (?:came|sounded|was|put|said|jumped|went|got|interrupted|cut|talked|spoke|rushed|"
    r"shouldn['’]t|didn['’]t mean)|clums\w+|badly put|wrong(?:ly)?|out of (?:turn|line)|ahead of myself|"
    r"for (?:interrupting|cutting|jumping|rushing))\b)",
    re.I | re.S,
)
"""Owns up to a clumsy word of the seller's own; a sorrow for the buyer's is something else."""


def way_out_offered(turn: Turn) -> bool:
    """'No hard feelings', and no question: a liar stands by it, anybody else takes it as it was meant."""
    if not turn.reading.has(Mark.OFFERS_EXIT):
        return False
    story = turn.ledger.persona.cover_story
    if story and cover.is_held(turn.state.lie):
        lying.stand_by(turn, story.claims[0])
    else:
        turn.say(Intent.EMPATHY_WEARY)
    return True
