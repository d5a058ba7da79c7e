"""Whether a seller leaves it for now: steps back, does not bid, waits to be asked.

Said as a decision or as an offer ("shall we leave it there?"), it is the honest end of many a call; it is
no pitch. What is read here is a sentence's own words: who decides in it, and whether a "not" turns it round.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scoring.hearing.courtesy import is_check
from scoring.hearing.gates import Rule
from scoring.hearing.words import WORD, sentences, stems

_SELF = frozenset("i we us let's lets me".split())
_OTHERS = frozenset("you they he she who them him her".split())
_NOT = frozenset("not never cannot nobody nothing no without".split())
_REST = r"(?: there| here| at that| for now| for today| as (?:it|they|things) (?:is|are|stands?)| alone\b| (?:un)?till?\b(?! (?:i|we)\b))"
_NOW = r"(?:\b(?:now|it|this|that)(?:['’]s| is)?(?: really| simply| just| probably)? |^\W*(?:(?:perhaps|maybe|probably|just|clearly|honestly) )?(?=not\b))"
_LEFT = re.compile(
    rf"\b(?:leav(?:e|ing)|left) (?:it|this|things|that|matters)(?:{_REST})|\b(?:call|calling) it (?:a day|quits)\b|"
    r"\b(?:stop|end|close) (?:(?:it|this) )?here\b|\b(?:park|shelve) (?:it|this)\b(?! for (?:a|\w+ min)| and come| (?:un)?till? (?:i|we)\b)|"
    r"\bput (?:it|this) (?:on hold|on ice|to bed|down for now)\b|\blet (?:it|this|things) (?:rest|lie)\b|"
    rf"\bdraw a line (?:here|under (?:it|this))\b|\bnot now\b|{_NOW}(?:isn['’]t|is not|not) the (?:right )?time\b|"
    r"\bno next step\b|\bnothing (?:more )?to do (?:now|today)\b|\blet(?:['’]s| us) not (?:fix|book|set)\b|"
    r"\bdoesn['’]t need (?:a|another) (?:meeting|step)\b|\bsit this (?:one )?out\b",
    re.I,
)
"""What anybody may say of leaving it; somebody else's leaving it, or a "not" before it, is another matter."""
_STOPS = re.compile(
    r"\b(?:(?:step|stand)(?:ing)? (?:back|aside|down|away)"
    r"(?= from\b(?! the (?:details?|numbers?|figures?|question))| this time| for now| here| now| then| rather| on this|"
    r" altogether| and (?:leave|let|say|wait)|\W*$)|(?:bow|pull|back|drop)(?:ping|ing)? out\b|withdraw(?:ing)?\b|"
    r"declin(?:e|ing)\b|walk(?:ing)? away\b|hold(?:ing)? off\b(?! on (?!this|it|that|bidding))|pass(?:ing)? on (?:this|it)\b|pass(?= this time|\W*$))",
    re.I,
)
"""What a seller does who stops; it takes "I" or "we" before it."""
_GOES_ON = re.compile(
    r"\b(?:bid|bidding|tender|tendering|go(?:ing)? (?:ahead|forward|any further)(?! (?:into|without|before|until)\b)|proceed|proceeding|"
    r"submit(?:ting)?|tak(?:e|ing) (?:it|this|things) (?:any )?(?:further|forward|on)|pursu(?:e|ing) (?:it|this)|"
    r"press(?:ing)? on)\b",
    re.I,
)
"""What a seller does who goes on; it takes "I" or "we" and a "not" before it."""
_STIRS = (
    r"\b(?:writ(?:e|ing)|call(?:ing)?|ring(?:ing)?|phon(?:e|ing)|e-?mail(?:ing)?|messag(?:e|ing)|send(?:ing)?|com(?:e|ing)|visit(?:ing)?|"
    r"bother(?:ing)?|troubl(?:e|ing)|disturb(?:ing)?|contact(?:ing)?|chas(?:e|ing)|approach(?:ing)?|push(?:ing)?|press(?:ing)?|"
    r"be (?:back|in touch)|(?:get|getting) in touch|(?:say|do) (?:nothing|anything|more))\b"
)
"""How a seller makes themselves heard."""
_WAITS = re.compile(
    rf"\b(?:i|we)(?:['’]ll| will| shall| would)?(?: not|n['’]t)?\b[^.?!;]{{0,20}}?{_STIRS}(?:(?!\bbut\b)[^.?!;]){{0,40}}?\b(?:until|till|unless|before) (?:"
    r"you(?:['’](?:ve|re)| have| are)? (?:say|said|ask|asked|call|called|ring|rung|want|invite|get in touch|come back|"
    r"ready|let me know|tell (?:me|us) (?:to|so|otherwise))|(?:the|your) (?:\w+ ){1,3}?(?:has|have|meets?|met|decides?|changes?))\b",
    re.I,
)
"""Until when a seller keeps quiet; it takes a "not"."""
_BY_NAME = re.compile(
    r"\b(?:no|not a) (?:bid|tender|offer|proposal) from us\b|\bit(?:['’]s| is) a no (?:from us|on our side)\b|"
    r"\b(?:we(?:['’]re| are)|count us) out\W*$|\bthis (?:one )?(?:isn['’]t|is not) (?:one )?for us\b",
    re.I,
)
_DECIDING = frozenset(
    """will would shall should must may might can could 'll 'd 've 'm 're am are have had has be been being to decided decide
    better best going want like prefer rather think need ought propose suggest now then just both therefore honestly really
    hereby respectfully regretfully all also that it it's is right so not do don't won't not feel believe""".split()
)
_UNNAMED = _DECIDING | frozenset(
    """perhaps maybe probably well ok okay sensible honest wise fine please alright yes no and for today everything the thing
    there there's here fair if happy glad content easier simpler righto or next step""".split()
)
"""What may stand before the words for leaving it where it names nobody."""
_LED_ON = re.compile(
    r"^\W*(?:(?:so|say|and|but|then) )?(?:leave|park|shelve|let)\b[^.?!]*(?:, (?:what|where|how|who)\b|\b(?:and|or) (?:you(?:['’]\w+)?|it|what|where|then tell)\b)|"
    r"\b(?:costs?|prices?|figures?|money|at the end)\b[^.?!]*\bnot now\b|\b(?:so bad|terrible|harm(?: anything)?|a mistake|a disaster|the downside|what (?:breaks|happens|then))\b",
    re.I,
)
"""Leaving it is supposed, and what follows is told or asked ("leave it alone and you're off the panel")."""
_OFFER = re.compile(
    r"^\W*(?:\w+[,.]? ){0,3}?(?:(?:shall|should|can|could|may|might|do) (?:we|i)\b|let(?:['’]s| us)\b|"
    r"(?:is|would|wouldn['’]t) it (?:be )?(?:\w+ ){1,4}(?:if|that|to)\b|(?:ok|okay|all right|fair|fine) (?:if|to)\b|"
    r"(?:would|do) you (?:rather|mind if|prefer it if) (?:we|i)\b|are we (?:best|better|agreed)\b|(?:we|i)(?:['’]\w+)?\b|"
    r"leave\b|not now\b|no (?:bid|next)\b)",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|then|well|ok|okay) )*(?:what|how|when|which|who|where|why)\b", re.I
)
_AGREEABLE = re.compile(
    r"\b(?:ok|okay|all right|fair|fine|mind|best|better|right|good)(?: with you)? if\b|\brather\b",
    re.I,
)
_SUPPOSES = re.compile(r"\b(?:if|when|unless|suppose|supposing|whether)\b", re.I)
_WHY_DONT_WE = re.compile(r"\bwhy don['’]t (?=(?:we|i)\b)", re.I)
_CONDITION = re.compile(r"^\W*(?:(?:and|but|so|then|well)\W+)?(?:if|when|unless|should)\b", re.I)
_GIVEN = re.compile(
    r"^\W*(?:\w+\W+)?if (?:(?:that|this|it)(?:['’]s| is)\b|you (?:agree|like|don['’]t mind|prefer)\b|you(?:['’]d| would) rather\b)",
    re.I,
)
"""A condition that is granted already, or asks for consent."""
_PAUSE = re.compile(r"[,;:–—()]|\bbut\b|\bso\b|\band (?=i\b|we\b|let)", re.I)
_NO_FIT = Rule(
    r"\bwe (?:have |['’]ve )?(?:sold|offered|quoted|proposed|promised|sent)(?: you)? (?:won['’]t|will not|doesn['’]t|does not|"
    r"isn['’]t|is not|can['’]t|cannot|wouldn['’]t|would not)\b|"
    r"\b(?:we(?:['’]re| are)|i(?:['’]m| am)) (?:probably |really |just )?not (?:the )?(?:right|best)\b(?! (?:at|with|person)\b)|"
    r"\b(?:we|i) (?:can['’]t|cannot|couldn['’]t) (?:really |honestly )?(?:help you|do that|do this|solve that|keep that)\b(?! (?:on|before|without|at|day|\w+day)\b)",
)


def leaves_it_for_now(
    text: str, questions: Iterable[tuple[int, int]], words: tuple[str, ...] = ()
) -> bool:
    """Whether a turn leaves it, and asks nothing but whether that is agreed.

    `questions` are the places of all that was heard as a question, `words` further ways to leave it.
    """
    left = leaving_sentences(text, words)
    return bool(left) and all(
        is_check(text[start:end]) or any(start < until and since < end for since, until in left)
        for start, end in questions
    )


def leaving_sentences(text: str, words: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...]:
    """Where the sentences stand in which the seller leaves it; `words` are further ways to say so."""
    return tuple((start, end) for start, end in sentences(text) if _leaves(text[start:end], words))


def admits_no_fit(clause: str, opened: int) -> bool:
    """Whether a seller says that the own offer will not do, or that the own firm is not the right one."""
    return "?" not in clause and _NO_FIT.holds(clause, opened)


def says_of(sentence: str, phrases: Sequence[str]) -> bool:
    """Whether a sentence says one of these phrases, "to", "be" and "going" aside, as a decision or an offer."""
    found = [match for match in WORD.finditer(sentence) if match.group().lower() not in _FILLING]
    said = [stems(match.group())[0] for match in found]
    for phrase in phrases:
        wanted = [stems(word)[0] for word in WORD.findall(phrase) if word.lower() not in _FILLING]
        for at in range(len(said) - len(wanted) + 1):
            if wanted and said[at : at + len(wanted)] == wanted:
                before = _before(sentence, found[at].start())
                if _is_meant(sentence, found[at].start()) and _subject(before) not in _OTHERS:
                    return True
    return False


_FILLING = frozenset("to be been being going just actually".split())


@lru_cache(maxsize=5_000)
def _leaves(sentence: str, words: tuple[str, ...]) -> bool:
    """Sentences come again more often than whole turns do: what was asked of one is kept."""
    return _leaves_in_any_words(sentence) or says_of(sentence, words)


def _leaves_in_any_words(sentence: str) -> bool:
    sentence = _WHY_DONT_WE.sub("", sentence)
    if any(_is_meant(sentence, match.start()) for match in _BY_NAME.finditer(sentence)):
        return True
    for rule, turned in ((_LEFT, 0), (_STOPS, 0), (_GOES_ON, 1)):
        for match in rule.finditer(sentence):
            if not _is_meant(sentence, match.start()):
                continue
            before = _before(sentence, match.start())
            subject = _subject(before)
            alone = rule is _LEFT and (subject in _SELF or _nobody_does(before, match.group()))
            decided = alone or (subject in _SELF and _only_decides(before))
            if decided and _negations(before) % 2 == turned:
                return True
    return any(
        _negations(match.group().split()) == 1 and _is_meant(sentence, match.start())
        for match in _WAITS.finditer(sentence)
    )


def _is_meant(sentence: str, at: int) -> bool:
    """Whether what stands there is decided or offered, not asked about or supposed."""
    bare = sentence.rstrip(")\"”’' ")
    if _LED_ON.search(sentence) or (bare.endswith("?") and not _OFFER.search(sentence)):
        return False
    if not bare.endswith(".") and _ASKS.search(sentence):
        return False
    if _CONDITION.search(sentence) and not _GIVEN.search(sentence):
        return False
    before = _AGREEABLE.sub(" ", sentence[:at])
    return not _SUPPOSES.search(_PAUSE.split(before)[-1])


def _before(sentence: str, at: int) -> list[str]:
    """The words between the last pause and a place."""
    return _PAUSE.split(sentence[:at])[-1].lower().replace("’", "'").split()


def _subject(before: list[str]) -> str:
    """Who does it: the last person named before it, or nobody."""
    for word in reversed(before):
        bare = re.split(r"'(?!s\b)", word.strip('."“'))[0]
        if bare in _SELF or bare in _OTHERS:
            return bare
    return ""


def _nobody_does(before: list[str], words: str) -> bool:
    """Whether nobody is named who leaves it: as an invitation it holds, as a report ("left it", "the board put it") not."""
    return not words.lower().startswith("left") and _UNNAMED.issuperset(
        word.strip('."“') for word in before
    )


def _only_decides(before: list[str]) -> bool:
    """Whether nothing but deciding stands between the person and what the person does."""
    for word in reversed(before):
        bare = re.split(r"'(?!s\b|t\b)", word.strip('."“'))[0]
        if bare in _SELF:
            return True
        if bare not in _DECIDING and not bare.endswith("n't") and bare not in _NOT:
            return False
    return False


def _negations(before: Sequence[str]) -> int:
    found = [word.lower().replace("’", "'").strip(".,") for word in before]
    return sum(word in _NOT or word.endswith("n't") for word in found)
