"""Whether a figure that a seller gives back was said, or follows from what was said.

A figure follows when it is a sum or difference of two counts of the same thing, a known one over
another span of time, or a product or quotient of figures that the seller states along with it.
"""

import re
from collections.abc import Iterable, Sequence

from scoring.hearing.numbers import Number, numbers

Count = tuple[float, str]
"""A quantity and what it counts, in the singular: (6.0, "day"); ("" for a bare figure).

A number that is a name counts what it names: (5.0, "no. month") for "month five".
"""
EXACT, ROUNDED, ROUGH = 0.01, 0.03, 0.06
"""How far off a figure may be: plainly stated, a big one in words ("nineteen thousand"), and with 'about' before it."""
SPANS = (2, 3, 4, 5, 7, 10, 12, 22, 24, 30, 48, 50, 52, 365)
"""What turns a figure per day, week or month into one over a longer time."""
TOO_SMALL = 2
IDIOM = 10
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|over|under|more than|less than|close to|getting on for|"
    r"upwards of|near enough|just short of|give or take|say|call it|or so|ish)\b",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(?:under|below|fewer than|less than|no more than|at most|up to|short of|within)(?: the)?\W*$",
    re.I,
)
_AT_LEAST = re.compile(
    r"\b(?:over|above|more than|at least|no (?:fewer|less) than|upwards of|north of|the far side of)(?: the)?\W*$",
    re.I,
)
BOUND = 0.25
"""How far within a bound a figure may lie that is given back by it: "fewer than forty", where 37 was said. Chosen, not
measured: "under 200" of 61 days gives nothing back."""


def counts_in(texts: Iterable[str]) -> frozenset[Count]:
    """The quantities of texts with what they count."""
    found = [(number, text) for text in texts for number in numbers(text)]
    return frozenset(
        (number.value, unit)
        for number, text in found
        for unit in (_singular(number.unit), _counted(number, text))
        if unit or not number.unit
    )


def made_up(text: str, known: frozenset[Count]) -> bool:
    """Whether a text holds a figure that nobody said and that follows from nothing said."""
    found = [number for number in numbers(text) if number.unit not in _POLITE]
    given = [number for number in found if not _is_idle(number, text)]
    return any(not _follows(number, given, known, text) for number in given) or any(
        _is_miscounted(number, text, known) for number in found
    )


_ADDED = re.compile(
    r"\b(?:total|altogether|in all|all told|together|sum|adds? up|difference|gap|late|later|behind|more|extra|"
    r"left|apart|both|between|plus|minus|less|on top|double|half|twice|makes)\b",
    re.I,
)
_OVER_TIME = re.compile(
    r"\b(?:a|an|per|each|every|in a|over the) (?:hour|day|week|month|quarter|year)\b|"
    r"\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    re.I,
)
_POLITE = ("minutes", "minute")
"""'Twenty minutes' is the seller's own time."""


def _is_idle(number: Number, text: str) -> bool:
    """A pair, or a small number that counts nothing ("inside your own four walls")."""
    worded = not text[number.start].isdigit() and not number.unit
    return number.value <= (IDIOM if worded else TOO_SMALL)


def _is_miscounted(number: Number, text: str, known: frozenset[Count]) -> bool:
    """A small count of things that were counted otherwise: nine firms, where eight were said.

    Or another day of a month, another month, week or clause, than the one that was named.
    """
    things = _counted(number, text)
    said = {value for value, of in known if things and of == things}
    is_name = things in _MONTHS or things.startswith(_NAMED)
    small = is_name or TOO_SMALL < number.value <= IDIOM
    return bool(said) and small and number.value not in said


def _counted(number: Number, text: str) -> str:
    """What a number without a unit counts: the plural right after it, in the singular; or nothing.

    The day of a month counts that month; "month five" is a name.
    """
    if number.unit:
        return ""
    before = text[: number.start].lower().split()
    if before and before[-1] in _MONTHS:
        return before[-1]
    if before and before[-1] in _NUMBERED:
        return _NAMED + before[-1]
    after = _THINGS.match(text, number.end)
    return _singular(after[1].lower()) if after else ""


_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_NUMBERED = frozenset(
    "month week day year quarter phase stage step section clause rule article paragraph line page lot "
    "item question requirement site store depot bay dock gate floor room table shift round".split()
)
"""What is told apart by its number."""
_NAMED = "no. "
_THINGS = re.compile(r" (?:(?:more|fewer|less|extra|further|new) )?([a-z]{3,}s)\b", re.I)


def _follows(number: Number, given: Sequence[Number], known: frozenset[Count], text: str) -> bool:
    slack = _slack(number, text)
    unit = _singular(number.unit)
    off = slack if number.value >= _SMALL else 0.0
    # "Eleven clean years" counts years, though a word stands between.
    units = {unit, *_next_words(number, text)} if not unit else {unit}
    alike = [
        value for value, of in known if of in units or not of or (not unit and value >= _SMALL)
    ]
    if any(
        _near(number.value, value, off)
        or _bounds(number, value, text)
        or _is_odd(number, value, text)
        for value in alike
    ):
        return True
    if _left_out(number, text, known):
        return True
    things = unit or _counted(number, text)
    same = [value for value, of in known if things and of in (things, "")]
    pairs = [(a, b) for a in same for b in same] if _ADDED.search(text) else []
    spanned = same if _OVER_TIME.search(text) else []
    longer = [
        value * days / _DAYS[unit]
        for value, of in known
        if unit in _DAYS and (days := _DAYS.get(of)) and of != unit
    ]
    others = [item.value for item in given if item is not number]
    stated = [value for value in others if any(_near(value, each, EXACT) for each, _ in known)]
    reckoned = [
        *longer,
        *(result for a, b in pairs for result in (a + b, b - a)),
        *(value * span for value in spanned for span in SPANS),
        *(value / span for value in spanned for span in SPANS),
    ]
    # Small counts meet by chance: three and six are said of many things, and so is eighteen.
    combined = [
        *(a + b for a in stated for b in stated),
        *(abs(a - b) for a in stated for b in stated),
        *(a * b / scale for a in stated for b in (*stated, *same) for scale in (1, 100)),
        *(a / b * scale for a in stated for b in (*stated, *same) if b for scale in (1, 100)),
    ]
    telling = number.value >= _SMALL or bool(_ADDED.search(text))
    return any(
        _near(number.value, value, off) for value in (*reckoned, *(combined if telling else ()))
    )


def _left_out(number: Number, text: str, known: frozenset[Count]) -> bool:
    """Whether a known figure is said without what it counts or is counted in: "up 22", "3.2 points on 210".

    Nothing counted stands behind such a figure; one with a unit may still leave its millions out.
    """
    if not number.unit and not _COUNTS_NOTHING.match(text, number.end):
        return False
    scales = _SCALES_LEFT_OUT if number.scale == 1 and number.value < _SCALES_LEFT_OUT[0] else ()
    unit = _singular(number.unit)
    return any(
        _near(number.value * scale, value, EXACT)
        for value, of in known
        if not unit or of == unit
        for scale in (1, *scales)
    )


_SCALES_LEFT_OUT = (1_000, 1_000_000, 1_000_000_000)
_COUNTS_NOTHING = re.compile(
    r"\W*$|\s*[.,;:!?)—–-](?!\w)|\s+(?:and|or|but|so|to|from|on|off|in|at|by|up|down|out|over|against|beside|besides|"
    r"versus|vs|plus|minus|less|times|for|then|saved|spent|lost|now|before|after|again|last|this|that|is|was|as)\b",
    re.I,
)


def _next_words(number: Number, text: str) -> list[str]:
    """What the next two words but one could say that a number counts."""
    return [_singular(word.lower()) for word in re.findall(r"[A-Za-z]+", text[number.end :])[1:3]]


_SMALL = 30
"""Counts under it are said as they are."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days in each: ninety days are three months."""


def _slack(number: Number, text: str) -> float:
    """How far off a figure may be."""
    if _ROUGHLY.search(text):
        return ROUGH
    worded = not text[number.start].isdigit() and number.value >= _SCALES_LEFT_OUT[0]
    return ROUNDED if worded else EXACT


_ODD = re.compile(r"\bodd\b|[\s-](?:some|something|plus)\b|\s+and (?:change|a bit)\b", re.I)


def _is_odd(number: Number, value: float, text: str) -> bool:
    """Whether a number with "odd" behind or in it is a known value's round part: "eighty-odd" of 88."""
    said = text[number.start : number.end]
    behind = _ODD.match(text, number.end) or _ODD.match(text, number.end + 1)
    if not (behind or _ODD.search(said)) or number.value < _TEN:
        return False
    step = _TEN
    while number.value % (step * _TEN) == 0:
        step *= _TEN
    return number.value <= value < number.value + step


_TEN = 10


def _bounds(number: Number, value: float, text: str) -> bool:
    """Whether a number is said as a bound that a known value keeps, and comes near to."""
    before = text[: number.start]
    if _AT_MOST.search(before):
        return (1 - BOUND) * number.value <= value <= number.value
    if _AT_LEAST.search(before):
        return number.value <= value <= (1 + BOUND) * number.value
    return False


def _near(a: float, b: float, slack: float) -> bool:
    return abs(a - b) <= slack * max(abs(a), abs(b)) + 1e-9


def _singular(unit: str) -> str:
    one = unit.removesuffix("s")
    return "person" if one in _PEOPLE else one


_PEOPLE = frozenset({"people", "staff", "employee", "head", "worker"})
"""Who is counted is the same, whatever they are called."""
