"""What words say by their form alone: a figure asked for, a date named, a reason given.

Each of these questions has one answer here, in the same terms for simulated and imported calls.
"""

import re
from functools import lru_cache

from personas.gesture import LEADING
from scoring.dates import IN_MAY, MONTH, WEEKDAY
from scoring.hearing.numbers import Number, numbers
from scoring.hearing.words import WORD, sentences, words

_FIGURE = re.compile(
    r"\bwhat(?:'s|’s| is| are| was)? (?:the )?(?:date|number|percentage|figure|share|amount|total)\b"
    r"|\bfigure\b|\bnumber\b|[,;:–—] *(?:and |or |so |if so,? )?how (?:many|much|long|often|far)\b",
    re.I,
)
_WH_WORD = r"\b(?:how (?:many|much|long|often|far|big|large|late|soon|bad|old|close)|when|which|who|whose|where)\b"
_WANTS = re.compile(_WH_WORD, re.I)
_ASKS_TO_BE_TOLD = re.compile(
    r"\b(?:know|say|tell|sure|idea|ask|remember|recall|explain|describe|guess|estimate|work out|"
    rf"(?:show|give|walk|talk) (?:me|us))\b[^.?!]*{_WH_WORD}",
    re.I,
)
_YES_OR_NO = re.compile(
    r"(?:^|[,;:.?!–—])\W*(?:(?:and|so|but|or|well|okay|ok|right|then|now|sorry)\W+)*"
    r"(?:do|does|did|is|are|am|was|were|has|have|had|can|could|will|would|shall|should|may|might|must)\b",
    re.I,
)
"""Where a clause begins that an auxiliary opens."""
_POINTS_BACK = re.compile(
    r"\b(?:(?:this|that|these|those)(?! (?:year|week|month|quarter|season|spring|summer|autumn|winter)\b)|"
    r"it|then|they|them|he|she|him|her|one|else|still|so far)\b"
    r"|^(?:and|so|since when|why|how come|how so|meaning)\b",
    re.I,
)
POINTING_WORDS = 16
"""Words at or under which a question that points back ("why is that?") leans on the last reply."""
_DATED = re.compile(
    rf"\b(?:{WEEKDAY}|{MONTH}|{IN_MAY}|quarter(?! of\b)|year.end|christmas|spring|summer|autumn|winter|week of)\b",
    re.I,
)
_RANKED = re.compile(
    r"\b(?:(?:first|second|third|fourth)(?! (?:of|time|day|week|month|thing)\b)|last on|top|bottom|"
    r"number (?:one|two|three)|ahead of|behind|above|below|before anything|next (?:thing|one|in line)|"
    r"(?:straight|right) after|(?:near|at) the (?:top|bottom)|on the list|more urgent|can wait)\b"
    r"|^\W*after (?:the|our) (?!spring|summer|autumn|winter|holidays|year)\w+(?=\W*$|[.,;!])",
    re.I,
)
_SPANS = ("days", "weeks", "months")
_REASON = re.compile(
    r"\b(?:(?:i'm|i’m|i am|we're|we’re) (?:calling|ringing|phoning|here|"
    r"asking|getting in touch|writing)|(?:i|we) (?:rang|called|phoned|am calling|wanted to (?:ask|"
    r"understand|talk|hear|find out|learn))|the point of (?:this|my|the)|"
    r"why (?:i'm|i’m|i am|i) (?:calling|ringing|called|rang|here|asked)|"
    r"(?:i|we) (?:noticed|saw|read|heard|came across)|"
    r"you (?:wrote to|rang|called|phoned|asked|e-?mailed|contacted) (?:me|us))\b",
    re.I,
)
_STATED_REASON = re.compile(r"\b(?:because (?:i|we|your|you)|reason (?:i|we|for|i'm))\b", re.I)
"""In a question it asks the buyer for a reason."""
_MINUTES = (
    r"(?:(?:(?:a|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|\d+|(?:a )?(?:couple of|few|quick))"
    r" minutes?)|a (?:quick )?moment)"
)
_YOU_HAD = r"\byou(?:['’]d| had| have|['’]ve)? (?:just |also )?"
_WROTE = re.compile(
    rf"{_YOU_HAD}(?:(?:wrote|written)(?! (?:\w+ )?(?:off|up|down)\b)|e-?mailed|ticked|filled in)\b|"
    rf"{_YOU_HAD}(?:said|mentioned|told \w+|asked|complained|put|posted)\b[^.?!]{{0,40}}\b(?:"
    r"in your (?:e-?mail|mail|message|letter|note|form|post|article|reply)\b|"
    r"on (?:the|your) (?:form|website|web page|questionnaire|sign-up|stand)\b|"
    r"at the (?:\w+ ){0,2}(?:fair|show|conference|dinner|event|exhibition|trade day)\b|"
    r"last time\b|when we (?:last )?(?:spoke|met|talked)\b|there(?= that\b|\W*$|[,.;?]))",
    re.I,
)
_TIME = re.compile(
    r"\b(?:good|bad|all? ?right|ok|okay|convenient) (?:time|moment)\b|\bhave you (?:got )?time\b|"
    r"\bhow (?:long|much time) (?:do (?:you|we) have\b|have (?:you|we)(?: got\b|\W*$))|"
    r"(?:\b(?:you|i|we) (?:(?:still|just|perhaps|maybe) )?(?:have|got|spare|take|borrow|steal)|\bhave you|^\W*got|"
    rf"\bgive (?:me|us)|\b(?:talk|speak|chat) for) (?:(?:about|even|just|maybe|another|the) )?{_MINUTES}\b",
    re.I,
)
_POINTED = re.compile(r"[.?!]")
"""A line without any of these was taken down without punctuation; its word order tells what it asks."""
_INVERTED = re.compile(
    r"\b(?:is (?:this|it|now)|(?:did|do|have|can|could|may|would) (?:i|you|we)|how (?:long|much))\b",
    re.I,
)
_SENDS_INFO = re.compile(
    r"\b(?:send(?:ing)?|shoot(?:ing)?|e-?mail(?:ing)?|forward(?:ing)?|drop(?:ping)?|pop(?:ping)?|post(?:ing)?)\b"
    r"(?![^.?!]{0,40}\b(?:meeting|calendar|invite|invitation|call|dial-in)\b)"
    r"[^.?!]{0,40}\b(?:info|information|brochures?|decks?|details|materials?|leaflets?|catalogue|link|slides|overview)\b",
    re.I,
)
_MEETS = re.compile(
    r"\b(?:meet|meeting|(?<!the )(?<!this )(?<!your )call|ring|phone|visit|sit down|talk|speak|session|workshop|demo|"
    r"come (?:by|over|in|round|out))\b",
    re.I,
)
_DAY = re.compile(rf"\b(?:{WEEKDAY}|{MONTH}|{IN_MAY})\b", re.I)
_PERIOD = re.compile(
    r"\b(?:a|an|per|each|every) (?:hour|day|week|month|quarter|year|job|order|evening|night)\b|"
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annual|annually|a head)\b|"
    r"\b(?:last|this|next|past|whole) (?:week|month|quarter|year|season)\b",
    re.I,
)
_MONEY = re.compile(r"(?:\bgrand|\d\s?k|lakhs?|crores?)$", re.I)
"""Scales that count money where no thing is named."""
_COUNTED = re.compile(
    r"\s*\b(?!(?:is|was|has|does|less|plus|times|this|yes|as|us)\b)[a-z]{2,}s\b", re.I
)
"""What a number counts: the plural right after it."""
_FOR_EACH = re.compile(r"\s*\b(?:a|an|per|each|every) [a-z]{3,}", re.I)
"""A rate: "thirty thousand a floor"."""
_LONGER_SPANS = ("hours", *_SPANS, "years")
_PERSONAL = re.compile(
    r"\b(?:my (?:wife|husband|partner|son|daughter|kids?|boy|girl|family|evenings?|weekends?|"
    r"nights?|job|neck|sleep|reputation)|(?:i|we) (?:worry|lie awake|dread|hate)|i miss|"
    r"sleepless|keeps? me (?:up|awake)|exhaust\w*|worn out|embarrass\w*|asham\w*)\b",
    re.I,
)
_SHORT = 4
"""Words; a shorter sentence is rarely the one that carries a fact."""


def asks_a_figure(text: str) -> bool:
    """Whether a question wants a figure, a name, a date or a place: a yes would not answer it.

    In "does it hurt when a driver quits?" nothing of the kind is wanted; in "do you know who quit?" it is.
    """
    if _FIGURE.search(text) or _ASKS_TO_BE_TOLD.search(text):
        return True
    wanted, yes_or_no = _WANTS.search(text), _YES_OR_NO.search(text)
    if wanted is None or yes_or_no is None:
        return wanted is not None
    return wanted.start() < yes_or_no.start()


@lru_cache(maxsize=5_000)
def is_dated(text: str) -> bool:
    """Whether words hold a month, a weekday, a season or a span of time."""
    return bool(_DATED.search(text)) or any(number.unit in _SPANS for number in numbers(text))


@lru_cache(maxsize=5_000)
def is_quantified(text: str) -> bool:
    """Whether words hold a number with its unit."""
    return any(has_unit(number, text) for number in numbers(text))


def has_unit(number: Number, text: str) -> bool:
    """Whether a number of a text is of something: money, a measure, a thing it counts, or a rate."""
    return bool(
        number.unit
        or _MONEY.search(text, number.start, number.end)
        or _COUNTED.match(text, number.end)
        or _FOR_EACH.match(text, number.end)
    )


def names_a_period(text: str) -> bool:
    """Whether words say over what time, or how often, a figure holds."""
    spans = any(number.unit in _LONGER_SPANS for number in numbers(text))
    return spans or bool(_PERIOD.search(text))


def is_personal(text: str) -> bool:
    """Whether a buyer speaks of what it means to them as a person."""
    return bool(_PERSONAL.search(text))


def says_rank(text: str) -> bool:
    """Whether words say where something stands among other work."""
    return bool(_RANKED.search(text))


def gives_a_reason(text: str) -> bool:
    """Whether a seller says why this conversation is taking place."""
    return bool(_REASON.search(text)) or any(
        _STATED_REASON.search(text, start, end)
        for start, end in sentences(text)
        if text[end - 1] != "?"
    )


def cites_the_buyer(text: str) -> bool:
    """Whether a seller brings up what the buyer wrote, or said before this conversation."""
    return bool(_WROTE.search(text))


def asks_for_time(text: str) -> bool:
    """Whether a seller asks how much time there is, or whether it suits."""
    if not _POINTED.search(text):
        return bool(_TIME.search(text) and _INVERTED.search(text))
    return any(
        _TIME.search(text[start:end]) for start, end in sentences(text) if text[end - 1] == "?"
    )


def only_sends_information(text: str) -> bool:
    """Whether a next step is no more than sending information: nobody is to meet or to speak, no day is set for it."""
    rest, sendings = _SENDS_INFO.subn("", text)
    besides = [text[start:end] for start, end in sentences(text)]
    dated = any(_DAY.search(said) for said in besides if not _SENDS_INFO.search(said))
    return sendings > 0 and not dated and not _MEETS.search(rest)


@lru_cache(maxsize=2_000)
def fact_sentence(
    text: str, *, quantified: bool, dated: bool, place: int, among: int
) -> tuple[int, int] | None:
    """Where in a reply the sentence stands that most likely carries a fact; None in an empty reply.

    A reply tells its facts in order, so the `place`-th of `among` facts is looked for from its
    share of the sentences on: the first with the number or the date that the fact has, else the
    first full statement, of the buyer rather than of the seller. A gesture is left out.
    """
    found = [_without_gesture(text, *each) for each in sentences(text)]
    window = found[place * len(found) // among :]
    wanted = [
        *([(is_quantified, window), (is_quantified, found)] if quantified else ()),
        *([(is_dated, window), (is_dated, found)] if dated else ()),
        (_tells, window),
        (_tells, found),
        (_is_full_statement, window),
        (_is_full_statement, found),
    ]
    for fits, part in wanted:
        for start, end in part:
            if fits(text[start:end]):
                return start, end
    return next(iter(window), None)


def first_sentence(text: str) -> tuple[int, int] | None:
    """Where the first sentence stands, without gesture; None when there is none."""
    found = next(iter(sentences(text)), None)
    return found and _without_gesture(text, *found)


def _is_full_statement(sentence: str) -> bool:
    return not sentence.endswith("?") and len(WORD.findall(sentence)) >= _SHORT


def _tells(sentence: str) -> bool:
    """Whether it may tell a fact: "You have asked me a page" speaks of the seller."""
    return _is_full_statement(sentence) and not _OF_THE_SELLER.match(sentence)


_OF_THE_SELLER = re.compile(r"\W*(?:you(?:['’]\w+)?|let me|before (?:that|i))\b", re.I)


def _without_gesture(text: str, start: int, end: int) -> tuple[int, int]:
    gesture = LEADING.match(text, start, end)
    return (gesture.end(), end) if gesture and gesture.end() < end else (start, end)


def clipped(text: str, most: int = 14) -> str:
    """The first words of a sentence, cut where it breathes, without gesture or full stop."""
    start, end = _without_gesture(text, 0, len(text))
    bare = text[start:end].strip()
    if len(WORD.findall(bare)) > most:
        ends = [match.end() for match in WORD.finditer(bare)][:most]
        head = bare[: ends[-1]]
        breath = max(head.rfind(mark) for mark in (", ", "; ", ": ", " – ", " — "))
        bare = head[:breath] if breath > len(head) // 3 else head + "…"
    return bare.strip().rstrip(".!?,;: ")


def points_back(question: str) -> bool:
    """Whether a short question refers to what was just said without naming it."""
    return len(words(question)) <= POINTING_WORDS and bool(_POINTS_BACK.search(question))
