"""Words put into the buyer's mouth: figures, names and matters that nobody spoke of.

Once is a slip and is put right; again is a claim and is denied; the third time the buyer leaves. What
is judged are reflections, and every sentence that says of itself that it gives something back, be it
heard as a question, a pitch or a next step: a script learned for somebody else gives itself away there.
"""

import re
from collections.abc import Sequence

from personas.vocabulary import QUESTIONS, Act, Intent
from scoring.hearing.courtesy import is_check
from scoring.hearing.heard import Mark
from scoring.hearing.numbers import numbers
from scoring.hearing.words import holds_run, sentences, stems
from simulator.buyer.fact_index import names_in
from simulator.buyer.ledger import SLIPS
from simulator.buyer.reading import sentences_of, unspanned
from simulator.buyer.reckoning import Count, made_up
from simulator.buyer.transitions import Move
from simulator.buyer.turn import Turn

MISQUOTES_TO_LEAVE = 3
"""Measured: honest sellers do it once in a call at most, lines learned for another situation four times."""
JUDGED, JUDGED_QUOTED = 4, 3
"""Content words from which what is given back can be judged as strange, and what the buyer is said to have
said, when no word of it is known."""
FAMILIAR, FAMILIAR_QUOTED = 0.5, 0.6
"""Share of them the buyer must know, and what the buyer is said to have said. Measured: reflections of
the held-out good calls have .6 and more, lines learned for another situation a quarter below .5."""


def in_a_pitch(turn: Turn) -> bool:
    """A pitch built on what was never said is worse for it; True when it is the last straw."""
    if not turn.reading.does(Act.PITCH) or not contradicts(turn):
        return False
    turn.move(Move.FALSE_CLAIM)
    return _noted(turn)


def denied(turn: Turn) -> bool:
    """What the seller gives back was never said: that is put right, and nothing else is answered."""
    if not contradicts(turn):
        return False
    quoted = turn.reading.has(Mark.ATTRIBUTION)
    if turn.before.misquoted or (quoted and _wrong_number(turn, _reflected(turn))):
        turn.verdict["claim"] = "unsupported"
        turn.move(Move.FALSE_CLAIM)
        turn.say(Intent.CLAIM_DENIED)
    else:
        turn.move(Move.REFLECTION_WRONG)
        turn.say(Intent.REFLECTION_WRONG)
    _noted(turn)
    return True


def _noted(turn: Turn) -> bool:
    """Counts a misquote; True when the buyer leaves over it."""
    times = turn.before.misquoted + 1
    turn.set(misquoted=times)
    turn.verdict["reflection"] = "wrong"
    if times < MISQUOTES_TO_LEAVE:
        return False
    turn.verdict["triggers"] = ("misquoting",)
    turn.settle()
    turn.walk_away()
    return True


def contradicts(turn: Turn) -> bool:
    """Whether something is given back that was not said before and does not follow from it.

    Several steps of a turn ask this; it is judged once.
    """
    if turn.contradicts is None:
        turn.contradicts = _contradicts(turn)
    return turn.contradicts


def _contradicts(turn: Turn) -> bool:
    given = _reflected(turn)
    if not given:
        return False
    known = _said_stems(turn)
    return (
        _wrong_number(turn, given)
        or _wrong_name(given, known)
        or _never_said(turn, known)
        or _untold(turn, given)
    )


def _wrong_number(turn: Turn, given: Sequence[str]) -> bool:
    counting = [text for text in given if numbers(text)]
    if not counting:
        return False
    said = [turn.ledger.facts[item.fact].counts for item in turn.before.said]
    known = turn.ledger.public_counts.union(*said, *(counts for _, counts in _pretended(turn)))
    return any(made_up(text, known) for text in counting)


def _wrong_name(given: Sequence[str], known: frozenset[str]) -> bool:
    """A name among the words of the brief and of what was said is known; any other is made up."""
    return any(not known.issuperset(stems(name)) for text in given for name in names_in(text))


def _never_said(turn: Turn, said: frozenset[str]) -> bool:
    """Half of what is given back, or more, the buyer never spoke of: a script for somebody else."""
    quoted = turn.reading.has(Mark.ATTRIBUTION)
    least = FAMILIAR_QUOTED if quoted else FAMILIAR
    for sentence in sentences_of(turn.reading, Act.REFLECTION):
        content, known = sentence.content, sentence.content & said
        if len(content) >= JUDGED and len(known) < least * len(content):
            return True
        if quoted and len(content) >= JUDGED_QUOTED and not known:
            return True
    return False


def _untold(turn: Turn, given: Sequence[str]) -> bool:
    """Words of a fact that this buyer has told nobody, given back as if they had: a yes would tell it."""
    text, ledger = turn.reading.text, turn.ledger
    # "Isn't that so?" at the end is about all of it.
    parts = [*given, text] if is_check(text[slice(*sentences(text)[-1])]) else given
    said = [stems(part) for part in parts]
    every = frozenset[str]().union(*said)
    told = {item.fact for item in turn.before.said}
    used = [
        phrase
        for name, index in ledger.facts.items()
        if name not in told
        for phrase in map(stems, index.fact.tell_tales)
        if every.issuperset(phrase) and any(holds_run(part, phrase) for part in said)
    ]
    if not used:
        return False
    heard = [wording for name in told for wording in ledger.facts[name].fact.wordings]
    heard += [fact.text for fact in ledger.brief]
    return any(not any(holds_run(stems(line), phrase) for line in heard) for phrase in used)


def _said_stems(turn: Turn) -> frozenset[str]:
    """Stems of every word of the brief, of what was said, and of the hints that were dropped."""
    said = [turn.ledger.facts[item.fact].spoken for item in turn.before.said]
    hints = [stems(turn.ledger.cues[cue][0].line) for cue in turn.before.cues_dropped]
    return turn.ledger.public_stems.union(*said, *hints, *(words for words, _ in _pretended(turn)))


def _pretended(turn: Turn) -> list[tuple[frozenset[str], frozenset[Count]]]:
    """Words and quantities of what the buyer has claimed or let slip: untrue, and said all the same."""
    lie = turn.before.lie
    if lie is None:
        return []
    told = (*lie.claims, SLIPS) if lie.slips else lie.claims
    return [turn.ledger.story_words[name] for name in told]


def _reflected(turn: Turn) -> list[str]:
    """The words heard as reflections; said to be the buyer's, everything that is stated."""
    text, spans = turn.reading.text, turn.reading.heard.spans
    given = [text[span.start : span.end] for span in spans if span.act == Act.REFLECTION]
    if given and turn.reading.has(Mark.ATTRIBUTION, Mark.RECAP):
        asides = {Act.INSIGHT, Act.NEXT_STEP, Act.PITCH, *QUESTIONS}
        taken = [span for span in spans if span.act in asides]
        given += unspanned(text, taken)
    return given + [part for part in _SENTENCE_END.split(text) if _ANNOUNCED.search(part)]


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ANNOUNCED = re.compile(
    r"(?<!\bwhat )\byou(?:['’]ve| have)?(?: just| also)? (?:said|told|mentioned)\b|"
    r"\bwhat you(?:['’]ve| have)? (?:said|told (?:me|us)) (?:is|was)\b|"
    r"(?:^|[.!?;,:—–-]\s*|\b(?:so|but|and|as) )you say\b|"
    r"\b(?:to|let me|i(?:['’]d| would) like to) (?:sum up|summari[sz]e|recap|check (?:that|if) i)\b",
    re.I,
)
"""A sentence that says of itself that it gives something back."""
