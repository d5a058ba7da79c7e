"""Quantities in a sentence, written in figures or in words."""

import re
from dataclasses import dataclass
from functools import lru_cache

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
    "mil": 1_000_000, "m": 1_000_000, "billion": 1_000_000_000, "dozen": 12,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
_COUNTING = (*_UNITS, *_TENS, "hundred", "thousand", "million", "billion", "dozen")
_BY_LETTER = "|".join(
    f"{first}(?:{'|'.join(word[1:] for word in _COUNTING if word[0] == first)})"
    for first in dict.fromkeys(word[0] for word in _COUNTING)
)
"""Any of them; written so that most words are passed over after their first letter."""
_FIGURE = (
    r"(?P<figure>\d[\d,]*(?:\.\d+)?)\s?"
    r"(?P<scale>k|m|mil|thousand|grand|million|billion|hundred|lakhs?|crores?)?\b"
)
_NUMBER = re.compile(
    rf"{_FIGURE}|\b(?P<words>(?:{_BY_LETTER})(?:[\s-]+(?:and\s+)?(?:{_BY_LETTER}|grand|lakhs?|crores?))*)\b",
    re.I,
)
_MORE_THAN_ONE = Rule(rf"\b(?:{'|'.join(word for word in _COUNTING if word != 'one')})\b", _FIGURE)
_SEVERAL_ONES = Rule(r"\bone[\s-]+(?:and\s+)?(?:one|grand|lakhs?|crores?)\b")
_SHARE_OF = re.compile(r"(?<!\band a )\b(?:(half) (?:an? )?|quarter (?:of an? )?)$", re.I)
"""Before a scale: "half a million", "a quarter of a million"; not "two and a half million"."""
_UNIT_AFTER = re.compile(
    r"\s*(?:-\s*)?(%|percent|per cent|points?|days?|weeks?|months?|years?|hours?|minutes?|dollars?|"
    r"pounds?|euros?|people|staff|jobs?|records?|boxes|times)\b|\s*(%)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity. `unit` is "$", "%", a lower-case word such as "days", or ""."""

    value: float
    start: int
    end: int
    unit: str = ""


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[Number, ...]:
    """The quantities of a text in order. A lone "one" counts as none: it is mostly a pronoun."""
    found = []
    for match in _NUMBER.finditer(text):
        start = match.start()
        if match["figure"]:
            value = float(match["figure"].replace(",", ""))
            value *= _SCALES.get((match["scale"] or "").lower(), 1)
        else:
            spoken = re.split(r"[\s-]+", match["words"].lower())
            if spoken == ["one"]:
                continue
            value = _spoken(spoken)
            if spoken[0] in _SCALES and (share := _SHARE_OF.search(text, 0, start)):
                start, value = share.start(), value * (0.5 if share[1] else 0.25)
        unit = ""
        if text[:start].rstrip().endswith(("$", "£", "€")):
            unit = "$"
        elif after := _UNIT_AFTER.match(text, match.end()):
            unit = (after[1] or after[2]).lower()
            unit = {"percent": "%", "per cent": "%", "dollars": "$", "dollar": "$"}.get(unit, unit)
        found.append(Number(value, start, match.end(), unit))
    return tuple(found)


def may_count(text: str, opened: int) -> bool:
    """Whether a text may hold a quantity; false only when `numbers` finds none.

    `opened` is what `gates.opened_by` says of it.
    """
    return _MORE_THAN_ONE.may_hold(opened) or _SEVERAL_ONES.holds(text, opened)


def _spoken(parts: list[str]) -> float:
    """The value of number words; "two hundred and eighty thousand" is 280000."""
    total, current = 0.0, 0.0
    for part in parts:
        if part == "and":
            continue
        if part in _UNITS:
            current += _UNITS[part]
        elif part in _TENS:
            current += _TENS[part]
        elif part == "hundred":
            current = (current or 1) * 100
        else:
            total += (current or 1) * _SCALES[part]
            current = 0.0
    return total + current
