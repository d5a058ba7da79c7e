"""Small talk, praise and checks: in the form of a question, or nearly, but asking nothing about the business.

Source: the labelling guide's rules 8 and 19 (social questions and praise are rapport).
"""

import re

from scoring.hearing.gates import Rule

_SMALL_TALK = Rule(
    r"^(?:\w+[ ,]+){0,2}?how(?:'s|’s|s| is| was| were| are)? (?:your|the) (?:weekend|day|morning|evening|week|"
    r"holidays?|trip|journey|weather|drive|flight|game|match|coffee)(?: been| going| treating you| so far)*\W*$",
    r"^(?:\w+[ ,]+){0,3}?how (?:are|have) (?:you|things)(?: been| doing| keeping| today)*\W*$",
    r"\b(?:get|got|had|have|having)(?: any of| much of| some of)? (?:that|this|the) "
    r"(?:rain|snow|sun|heat|weather|storm)\b",
    r"\b(?:catch|see|watch|follow) the (?:match|game|final|football|rugby|cricket|racing)\b",
    r"\byou(?: a| much of a| into| one for)+ (?:football|cricket|rugby|golf|tennis|baseball|coffee|tea)\b",
    r"\b(?:good|nice|lovely|quiet) (?:weekend|holiday|christmas|easter|trip|journey)\s*\?",
)
_FINE = (
    "remarkable|wonderful|amazing|superhuman|impressive|brilliant|incredible|proud|admirable|smart|talented|"
    "gifted|inspiring|lovely|charming|wise|calm|graceful|patient|generous"
)
_PRAISE = Rule(
    rf"\byou(?:['’]re| are| must be| should be|['’]ve been) (?:\w+ ){{0,3}}?(?:{_FINE})\b",
    rf"\b(?:{_FINE}) how \w+(?:ly)? you\b|\bhow you do it all\b",
    rf"\b(?:such an?|what an?) (?:\w+ )?(?:{_FINE})\b",
    r"\b(?:understand|know|imagine|see) (?:exactly )?how (?:you|that|it) (?:must )?feels?\b",
    r"\b(?:privilege|honou?r) (?:just )?(?:to|talking|speaking)\b",
)


_LEAD = r"(?:(?:and|so|ok|okay|yes|yeah|right|please|sure|mm+|mhm|well|ah|oh|no|do)[ ,.…]+)*"
_PROMPT = re.compile(
    rf"^\W*{_LEAD}(?:go on|go ahead|carry on|keep going|continue|tell me more|say more|i'?m listening)"
    r"(?:,? (?:then|please|if you like))*\W*$",
    re.I,
)
_NOD = re.compile(
    r"^\W*(?:(?:interesting|indeed|understood|noted|quite|fine|good|great|right|sure|ok|okay|yes|yeah|yep|no|ah|oh|"
    r"aha|hm+|mm+|mhm|uh[- ]huh|i see|got it|fair enough|makes sense|and so on(?: and so forth)?)\b[ ,.…!]*)+$",
    re.I,
)
_RIGHT = (
    r"(?:(?:right|correct|fair)(?:ly)?|properly|accurate|true|so|it|agreed|(?:all )?right|ok|okay|how (?:you see it|it (?:is|stands|looks))|what you (?:said|meant|mean)|"
    r"(?:a |the )?(?:fair |right |whole |full )?(?:summary|picture|reading|account|size of it|gist|sum of it)|where (?:we|you|things) (?:are|stand))"
)
_CHECK = re.compile(
    rf"^\W*{_LEAD}(?:and |or |but |so |then )?(?:"
    rf"(?:is|was|isn['’]t|would|does|do|doesn['’]t|have|has|am|are|did)(?: all)? (?:that|this|it|i|we)(?: (?:be|get|got|have|hear|heard|"
    rf"understand|understood|put|read|followed?|caught|seem|sound|look|suit|work|that|this|it|you|them|all|of|about|roughly|broadly|more or less|still|"
    rf"just))* {_RIGHT}|"
    r"(?:does|would) (?:that|this) (?:suit|work|do)|"
    r"(?:have|did|what have|what did|what) (?:i|we) (?:miss(?:ed)?|left?|leave|got|get|forget|forgot(?:ten)?)"
    r"(?: (?:anything|something|out|wrong|in that|there))*|"
    r"(?:please )?(?:tell|correct|stop) me (?:if|where) (?:i['’]m|i am|i['’]ve got it|that['’]s|that is|any of (?:it|that) is) (?:wrong|off)|"
    r"what would you (?:correct|change|add)(?: to| in)?(?: that| it| this)?|how close (?:am i|is that)|"
    rf"{_RIGHT}(?: enough)?|yes|yeah|no)"
    r"(?: (?:with|by|for|to) you| ?,? ?(?:then|so far|in your view|do you think|would you say|as you see it|or not|(?-i:[A-Z][a-z]+)))*\W*$",
    re.I,
)
_LAST = re.compile(r"(?<=[.!?;:,–—])\s+(?=\S)")


def is_check(question: str) -> bool:
    """Whether a question only asks if what was just said is right, or agreed.

    What is said before the check in the same breath ("…, and that costs you a day a week, is that
    right?") asks nothing by itself.
    """
    parts = _LAST.split(question.strip())
    return any(_CHECK.match(" ".join(parts[at:])) for at in range(len(parts) - 1, -1, -1))


def is_prompt(clause: str) -> bool:
    """Whether a clause only asks the other to go on: an open question about nothing in particular."""
    return bool(_PROMPT.match(clause))


def is_nod(clause: str) -> bool:
    """Whether a clause only shows that one is there."""
    return bool(_NOD.match(clause))


def is_small_talk(clause: str, opened: int) -> bool:
    """Whether a clause asks only what one asks to be polite."""
    return _SMALL_TALK.holds(clause, opened)


def is_praise(clause: str, opened: int) -> bool:
    """Whether a clause without a question mark praises the other person, or feels with them."""
    return "?" not in clause and _PRAISE.holds(clause, opened)
