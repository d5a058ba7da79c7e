"""Ways in which real lines are spoilt, to see what hearing loses: all keep what was meant."""

import random
import re
from dataclasses import replace

from scoring.hearing.learning.corpus import Labelled, unpunctuated

_SPELLINGS = {
    "color": "colour", "favor": "favour", "labor": "labour", "behavior": "behaviour", "center": "centre",
    "theater": "theatre", "meter": "metre", "organize": "organise", "organized": "organised",
    "organization": "organisation", "realize": "realise", "prioritize": "prioritise",
    "recognize": "recognise", "analyze": "analyse", "program": "programme", "check": "cheque",
    "license": "licence", "defense": "defence", "catalog": "catalogue", "gray": "grey", "tire": "tyre",
    "tires": "tyres", "aluminum": "aluminium", "truck": "lorry", "trucks": "lorries", "vacation": "holiday",
    "apartment": "flat", "elevator": "lift", "store": "shop", "stores": "shops", "fall": "autumn",
    "résumé": "cv", "gas": "petrol", "fiscal": "financial", "canceled": "cancelled", "traveling": "travelling",
    "mom": "mum", "gotten": "got", "math": "maths", "schedule": "timetable", "railroad": "railway",
    "cell": "mobile", "parking lot": "car park", "attorney": "solicitor", "payroll": "wages",
}  # fmt: skip
_BRITISH = {**_SPELLINGS, **{british: american for american, british in _SPELLINGS.items()}}
_WORD = re.compile(r"[A-Za-z]{4,}")


def lower_case(line: Labelled) -> Labelled:
    """No capitals at all."""
    return replace(line, text=line.text.lower())


def other_side_of_the_ocean(line: Labelled) -> Labelled:
    """American words and spellings made British, and the other way round."""

    def swapped(match: re.Match[str]) -> str:
        return _BRITISH.get(match.group().lower(), match.group())

    return replace(line, text=re.sub(r"[A-Za-z]+", swapped, line.text))


def mistyped(line: Labelled) -> Labelled:
    """One slip of the keyboard in ten words, the same in the same line."""
    chance = random.Random(line.id)

    def slipped(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() >= 0.1 * _share_of_long_words(line.text):
            return word
        at = chance.randrange(1, len(word) - 1)
        kind = chance.randrange(3)
        if kind == 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]

    return replace(line, text=_WORD.sub(slipped, line.text))


def _share_of_long_words(text: str) -> float:
    """What one slip in ten words is, per word that is long enough to hold one."""
    words, long = len(text.split()), len(_WORD.findall(text))
    return words / long if long else 0.0


DISTURBANCES = {
    "lower case": lower_case,
    "British for American words, and back": other_side_of_the_ocean,
    "one slip of the keyboard in ten words": mistyped,
    "no punctuation, lower case": unpunctuated,
}
