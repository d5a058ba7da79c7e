"""What a line is beside acts and topics: its marks."""

import re
from functools import lru_cache

from scoring.hearing.denying import is_denied
from scoring.hearing.gates import Rule, held
from scoring.hearing.heard import Mark
from scoring.hearing.language import is_other_language
from scoring.hearing.lines import Line
from scoring.hearing.mark_rules import MARK_RULES
from scoring.hearing.no_sale import speaks_of_their_offer
from scoring.hearing.pushing import boasts_of_giants
from scoring.hearing.words import sentences, stems, words

_ASKS_ITSELF = (
    r"(?! (?:is|are|was|were|do|does|did|would|will|could|can|has|have|may|might|shall|should)\b)"
    r"(?![^.?!]*\b(?:what|how|who|whose|why|where|when|which)\b)(?! (?:tell|walk|talk|show|take|help|give)\b)"
)
"""Where a question has its own form, it presumes nothing."""
_DEARLY = r"\b(?:costs?|loses?|losing|takes? (?:you|your|them|up)|wastes?|must be|has to be|at least)\b[^.?!]*\?"
_LEADING = Rule(
    rf"(?:^|(?<=[.!?] ))(?:and |but )?(?:so|then|surely|that){_ASKS_ITSELF}\b[^.?!]{{0,80}}{_DEARLY}",
    rf", (?:so|then|which){_ASKS_ITSELF}\b[^.?!]{{0,60}}{_DEARLY}",
    r"[,;:–—-]\s*(?:right|correct|yeah|no)\s*\?\s*$",
    r"(?:^|[.!?]\s+)(?!(?:(?:and|so|but|ok|okay|right|now)[, ]+)*(?:how|what|which|who|when|where|why|is|are|does|do|did|has|have|would|will|can|could)\b)[^.?!]*\b(?:(?<!is that )(?<!is this )right|correct|yeah|no)\s*\?\s*$",
    r"\b(?:isn(?:'t|’t) it|don(?:'t|’t) you|doesn(?:'t|’t) it|aren(?:'t|’t) you|wouldn(?:'t|’t) you)\s*\?\s*$",
    r", (?:is|are|was|were|do|does|did|has|have|would|could|can)n?(?:'t|’t) (?:they|he|she|we|there)\s*\?\s*$",
)
_BACKCHANNEL = frozenset(
    "ok okay k yes yeah yep no nope hm hmm mm mmm mhm right sure uh huh um ah oh fine cool great aha".split()
)
_JOINING = frozenset({"and", "or", "of", "the"})
_RUBRIC_WORDS = frozenset(
    stem
    for word in (
        "goal goals problem problems pain root cause causes impact priority urgency inaction stakeholder stakeholders process budget "
        "authority need timeline decision maker change competition metrics economic buyer criteria champion situation implication payoff "
        "next step steps listening pitch discovery bant meddic meddpicc spin spiced current state consequence cost success compelling event"
    ).split()
    for stem in stems(word)
)


def marks_of(line: Line, opened: int, *, asks: bool) -> tuple[str, ...]:
    """The marks of a seller's line, in the order of `Mark`.

    `opened` are the rules its words could match (`gates.opened_by`); `asks`: it holds a question.
    """
    text = line.text
    found = held(MARK_RULES, text, opened)
    spoken = list(map(str.lower, line.typed))
    if _BACKCHANNEL.issuperset(spoken):
        found.add(Mark.EMPTY)
    if asks and _LEADING.holds(text, opened):
        found.add(Mark.LEADING)
    if (_is_bare_list(spoken) and not _follows_up(text, spoken)) or (
        not asks and _is_keyword_list(spoken)
    ):
        found.add(Mark.KEYWORDS)
    if is_other_language(text, spoken):
        found.add(Mark.OTHER_LANGUAGE)
    found -= {mark for mark in found & _DENIABLE.keys() if _is_ruled_out(_DENIABLE[mark], text)}
    if Mark.PRESSURE in found and _only_theirs(text, opened):
        found.discard(Mark.PRESSURE)
    if Mark.GOODBYE in found and _goes_on(text, opened):
        found.discard(Mark.GOODBYE)
    if Mark.GIANT_NAME in found and not boasts_of_giants(text, opened):
        found.discard(Mark.GIANT_NAME)
    if Mark.ASSUMES_NONE in found:
        found.discard(Mark.PRESUMING)
    return tuple(str(mark) for mark in Mark if mark in found) if found else ()


_DENIABLE: dict[Mark, Rule] = {
    mark: rule
    for mark, rule in MARK_RULES
    if mark in {Mark.THREAT, Mark.ACCUSATION, Mark.INDUCEMENT, Mark.FEAR, Mark.DEMO, Mark.PRESSURE}
}
_PUSHED = _DENIABLE[Mark.PRESSURE]
_PARTS = next(rule for mark, rule in MARK_RULES if mark is Mark.GOODBYE)
_LAST_WORDS = 8
"""Words that may follow a goodbye; whoever says more is staying."""


def _is_ruled_out(rule: Rule, text: str) -> bool:
    """Whether a turn names what a rule looks for only to rule it out ("I won't go over your head")."""
    parts = [text[start:end] for start, end in sentences(text)]
    places = [(part, at) for part in parts for at in rule.places(part)]
    return bool(places) and all(is_denied(part, at) for part, at in places)


def _only_theirs(text: str, opened: int) -> bool:
    """Whether every discount or deadline in a turn is somebody else's, given back or asked about."""
    parts = (text[start:end] for start, end in sentences(text))
    pushed = [part for part in parts if _PUSHED.holds(part, opened)]
    return bool(pushed) and all(
        speaks_of_their_offer(part, opened) or (_ASKS.match(part) and not _OFFERS.search(part))
        for part in pushed
    )


_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|well|ok|okay|right)\W+)*(?:how(?! about)|what(?! if|['’]?s it| is it| would it)|who|which|when|where|do|does|did|is(?! there)|are)\b",
    re.I,
)
_OFFERS = re.compile(
    r"\b(?:i|we)(?:['’](?:ll|d)| can| could| will| would| offer| give)\b|\bour\b|\bif you (?:sign|order|commit|book|say)\b",
    re.I,
)


def _goes_on(text: str, opened: int) -> bool:
    """Whether a turn goes on after its goodbye ("Thanks for your time! Let me begin with…")."""
    after = 0
    for start, end in reversed(sentences(text)):
        if _PARTS.holds(text[start:end], opened):
            return after > _LAST_WORDS
        after += len(words(text[start:end]))
    return False


@lru_cache(maxsize=50_000)
def _of_the_rubric(word: str) -> bool:
    return all(stem in _RUBRIC_WORDS for stem in stems(word))


@lru_cache(maxsize=50_000)
def _of_a_list(word: str) -> bool:
    return word in _JOINING or _of_the_rubric(word)


def _is_bare_list(spoken: list[str]) -> bool:
    """Nothing but words of the rubric, with or without question marks ("Goal? Impact?")."""
    return all(map(_of_a_list, spoken)) and not _JOINING.issuperset(spoken)


def _follows_up(text: str, spoken: list[str]) -> bool:
    """Whether a bare topic goes on from what was said ("And the impact?")."""
    return text.count("?") == 1 and spoken[:1] in (["and"], ["the"]) and len(spoken) <= 4


def _is_keyword_list(spoken: list[str]) -> bool:
    """Mostly words of the rubric; where others make a sentence of it, nearly all."""
    share = 0.5 if _SENTENCE.isdisjoint(spoken) else 0.7
    return sum(map(_of_the_rubric, spoken)) >= max(3, share * len(spoken))


_SENTENCE = frozenset("is are was were has have had your you a an the".split())
