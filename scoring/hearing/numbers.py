"""Quantities in a sentence, written in figures or in words."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scoring.hearing.gates import Rule

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1_000, "grand": 1_000, "k": 1_000, "million": 1_000_000,
    "mil": 1_000_000, "mill": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "mn": 1_000_000,
    "m": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000, "dozen": 12,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
_HUNDRED = 100
_SMALL = _UNITS | _TENS
_COUNTING = (*_UNITS, *_TENS, "hundred", "thousand", "million", "billion", "dozen")
_BY_LETTER = "|".join(
    f"{first}(?:{'|'.join(word[1:] for word in _COUNTING if word[0] == first)})"
    for first in dict.fromkeys(word[0] for word in _COUNTING)
)
"""Any of them; written so that most words are passed over after their first letter."""
_BIG = r"hundred|thousand|grand|k|mil|million|billion|lakhs?|crores?"
_FIGURE = (
    r"(?:(?<![A-Za-z\d])(?<!\d[.,:])|(?<=\bRs)|(?<=\b(?:USD|EUR|GBP|INR|CHF)))"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"(?:\s?(?P<scale>mill?|mio|mln|mn|bn|dozen|" + _BIG + r")\b|(?P<metres>m)\b|"
    r"(?=(?:h|hrs?|mins?|secs?|yrs?|wks?|days?|kg|km|ft|x|pct)\b)|\b)"
)
"""A figure of its own ("Q3" and "A4" are names), with a scale or a unit right behind it."""
_NUMBER = re.compile(
    rf"{_FIGURE}|\b(?P<words>(?:{_BY_LETTER})(?:[\s-]+(?:and[\s-]+|odd[\s-]+)?(?:{_BY_LETTER}|{_BIG}))*)\b",
    re.I,
)
_MORE_THAN_ONE = Rule(rf"\b(?:{'|'.join(word for word in _COUNTING if word != 'one')})\b", r"\d")
_SEVERAL_ONES = Rule(rf"\bone[\s-]+(?:and[\s-]+)?(?:an?[\s-]+)?(?:one|half|quarter|point|{_BIG})\b")
_SHARE_OF = re.compile(r"(?<!\band a )\b(?:(half)[ -](?:an?[ -])?|quarter (?:of an? )?)$", re.I)
"""Before a scale: "half a million", "a quarter of a million"; not "two and a half million"."""
_DIGIT = "|".join(("oh", *(word for word, value in _UNITS.items() if value < 10)))
_MORE = re.compile(
    rf"[ -]and(?:[ -]an?)?[ -](?P<part>half|quarter)\b(?:[ -](?P<of>{_BIG})\b)?|"
    rf"\s+point(?P<digits>(?:\s+(?:{_DIGIT})\b)+)(?:\s+(?P<times>{_BIG})\b)?",
    re.I,
)
"""Behind a number: "and a half (million)", "point five (million)"."""
_UNIT_AFTER = re.compile(
    r"\s*(?:-\s*)?(?:odd[\s-]+|or so )?(%|percent|per cent|points?|days?|weeks?|months?|years?|hours?|minutes?|mins?|"
    r"dollars?|pounds?|euros?|people|staff|jobs?|records?|boxes|times)\b|\s*(%)",
    re.I,
)
_SAME_UNIT = {
    "percent": "%", "per cent": "%", "dollars": "$", "dollar": "$", "mins": "minutes",
    "min": "minutes",
}  # fmt: skip
_RANGE = re.compile(r"\s?(?:-|–|\bto\b|\bor\b)\s?[$£€]?", re.I)
_BETWEEN = re.compile(r"\bbetween\b[^.?!\d]{0,3}$", re.I)
_CLOCK_BEFORE = re.compile(r"\b(?:at|by|till|until|before|around|from|past|half)\W*$", re.I)
_CLOCK_BEHIND = re.compile(r"\W*(?:[ap]\.?m\b|sharp\b|in the (?:morning|afternoon|evening))", re.I)
_MINUTES = frozenset({10, 15, 20, 30, 40, 45, 50})
_APART = 3
"""From so many times the first on, "three fifty" is one number; "ten fifteen people" are two."""


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity. `unit` is "$", "%", a lower-case word such as "days", or ""."""

    value: float
    start: int
    end: int
    unit: str = ""
    scale: float = 1
    """The scale named last: 1000 in "forty thousand"; "thirty-odd thousand" is read as thirty thousand."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    after_and: bool


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[Number, ...]:
    """The quantities of a text in order. A lone "one" counts as none: it is mostly a pronoun."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        own = [_in_figures(match)] if match["figure"] else _in_words(text, match)
        own[-1] = _with_more(text, own[-1])
        if text[own[0].start : own[-1].end].lower() != "one":
            found += own
    return tuple(_with_unit(text, number) for number in _sharing_scales(text, found))


def may_count(text: str, opened: int) -> bool:
    """Whether a text may hold a quantity; false only when `numbers` finds none.

    `opened` is what `gates.opened_by` says of it.
    """
    return _MORE_THAN_ONE.may_hold(opened) or _SEVERAL_ONES.holds(text, opened)


def _in_figures(match: re.Match[str]) -> Number:
    figure = match["figure"]
    # A comma before one or two last digits is a decimal one ("1,5 Mio"); others part thousands.
    decimal = re.fullmatch(r"\d+,\d{1,2}", figure)
    value = float(figure.replace(",", "." if decimal else ""))
    scale = _SCALES.get((match["scale"] or match["metres"] or "").lower(), 1)
    return Number(value * scale, match.start(), match.end(), scale=scale)


def _in_words(text: str, match: re.Match[str]) -> list[Number]:
    """The numbers of a run of number words: a new one begins where grammar lets no more words in."""
    found: list[Number] = []
    for words in _parted(_words(match)):
        number = Number(
            _spoken(words), words[0].start, words[-1].end, scale=_SCALES.get(words[-1].text, 1)
        )
        if words[0].text in _SCALES and (share := _SHARE_OF.search(text, 0, number.start)):
            half = 0.5 if share[1] else 0.25
            number = replace(number, value=number.value * half, start=share.start())
        pair = found and not words[0].after_and and _as_one(text, found[-1], number)
        if pair:
            found[-1] = pair
        else:
            found.append(number)
    return found


def _words(match: re.Match[str]) -> list[_Word]:
    found: list[_Word] = []
    after_and = False
    for word in re.finditer(r"[a-z]+", match["words"], re.I):
        if (text := word.group().lower()) not in ("and", "odd"):
            first = match.start()
            found.append(_Word(text, first + word.start(), first + word.end(), after_and))
        after_and = text == "and"
    return found


def _parted(words: Sequence[_Word]) -> list[list[_Word]]:
    """The words of each number; "two hundred and eighty thousand" is one, "ten twelve" are two."""
    found: list[list[_Word]] = [[]]
    since, last = 0, math.inf
    """Where the words begin that the next large scale multiplies, and the last such scale."""
    for word in words:
        own, scale, cut = found[-1], _SCALES.get(word.text, 0), None
        if scale > _HUNDRED:
            cut = since if scale >= last else None
        elif scale:
            had = [at for at in range(since, len(own)) if own[at].text in _SCALES]
            cut = had[-1] + 1 if had else None
        elif own and not _fits(own[-1], word):
            cut = len(own)
        if cut is not None:
            found[-1:] = [own[:cut], own[cut:]]
            since, last = 0, math.inf
        found[-1].append(word)
        if scale > _HUNDRED:
            since, last = len(found[-1]), scale
    return [own for own in found if own]


def _fits(last: _Word, word: _Word) -> bool:
    """Whether a small number goes on after this word: after a scale, or as a unit after tens."""
    if last.text in _SCALES:
        return True
    return last.text in _TENS and 0 < _UNITS.get(word.text, 0) < 10 and not word.after_and


def _as_one(text: str, first: Number, second: Number) -> Number | None:
    """Two that are said as one: "three fifty" is 350, "nineteen ninety" a year, "at nine thirty" nine. Else None."""
    if (
        first.scale != 1
        or second.scale != 1
        or not (0 < first.value < 21 and 10 <= second.value < 100)
    ):
        return None
    if second.value in _MINUTES and (
        _CLOCK_BEFORE.search(text, 0, first.start) or _CLOCK_BEHIND.match(text, second.end)
    ):
        return replace(first, end=second.end)
    year = first.value in (19, 20) and not (first.value == 20 and second.value in (30, 40, 50))
    if year or (first.value < 20 and second.value >= _APART * first.value):
        return replace(first, value=100 * first.value + second.value, end=second.end)
    return None


def _with_more(text: str, number: Number) -> Number:
    """With the half, the quarter or the decimals that are said behind it."""
    more = _MORE.match(text, number.end)
    if not more:
        return number
    scale = _SCALES.get((more["of"] or more["times"] or "").lower(), 1)
    if more["part"]:
        part = 0.5 if more["part"].lower() == "half" else 0.25
        value = number.value + part * (number.scale if number.scale >= 1_000 else 1)
    else:
        digits = more["digits"].lower().split()
        value = number.value + float(f"0.{''.join(str(_UNITS.get(one, 0)) for one in digits)}")
    return replace(number, value=value * scale, end=more.end(), scale=max(scale, number.scale))


def _sharing_scales(text: str, found: Sequence[Number]) -> list[Number]:
    """With a scale that is said once for both: "forty to fifty thousand", "2-3 million"."""
    shared = list(found)
    for at, (first, second) in enumerate(pairwise(found)):
        gap = text[first.end : second.start]
        between = gap.strip().lower() == "and" and _BETWEEN.search(text, 0, first.start)
        said_once = second.scale >= _HUNDRED and first.scale == 1
        smaller = first.value < second.value / second.scale
        if said_once and smaller and (between or _RANGE.fullmatch(gap)):
            shared[at] = replace(first, value=first.value * second.scale, scale=second.scale)
    return shared


def _with_unit(text: str, number: Number) -> Number:
    if text[: number.start].rstrip().endswith(("$", "£", "€")):
        return replace(number, unit="$")
    if after := _UNIT_AFTER.match(text, number.end):
        unit = (after[1] or after[2]).lower()
        return replace(number, unit=_SAME_UNIT.get(unit, unit))
    return number


def _spoken(words: Sequence[_Word]) -> float:
    """The value of number words; "two hundred and eighty thousand" is 280000."""
    total, current = 0.0, 0.0
    for word in words:
        if word.text in _SMALL:
            current += _SMALL[word.text]
        elif word.text == "hundred":
            current = (current or 1) * 100
        else:
            total += (current or 1) * _SCALES[word.text]
            current = 0.0
    return total + current
