"""The prepare sheet graded: 0 to 16, beside the rubric and never added to it.

Eight fields: 0 empty, 1 generic, 2 specific and tied to an item of the brief, which is cited. What only
sells, what only repeats another field, and a bare name are generic. It needs the record alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.hearing.words import content_stems
from scoring.transcript import BriefFactCard, MeetingOpened
from simulator.buyer.fact_index import mentions, phrase_set, read_sentences
from simulator.debrief.readiness import KEYS, READINESS, about_them, only_a_pitch, sells

GENERIC, SPECIFIC = 1, 2
"""Points of a field."""
OF = SPECIFIC * len(READINESS)
_OWN_WORDS = 4
"""Words that carry meaning from which a field says something of its own, not only a name."""
_FILLED, _SPECIFIC = 6, 4
"""Fields filled, and specific among them, from which the sheet says "we are ready"."""
_THEIR_PART = ("they_prepare", "both_ready")
"""The fields that say whether the customer is ready."""


@dataclass(frozen=True, slots=True)
class FieldGrade:
    """One of the eight."""

    id: str
    asks: str
    wrote: str
    points: int
    """0 to 2."""
    cites: str
    """The item of the brief it is tied to; empty for none."""
    why: str
    """Why it earns no more; empty at 2."""


@dataclass(frozen=True, slots=True)
class Key:
    """One of the two keys: what the trainee said, and what the sheet says."""

    id: str
    asks: str
    said: str
    """"yes", "no", or empty."""
    turned: bool
    """Whether the sheet bears it out."""
    because: str


@dataclass(frozen=True, slots=True)
class SheetGrade:
    """A sheet, graded."""

    fields: tuple[FieldGrade, ...]
    keys: tuple[Key, ...]
    only_a_pitch: bool
    of: int = OF

    @property
    def points(self) -> int:
        """0 to 16."""
        return sum(field.points for field in self.fields)

    @property
    def empty(self) -> bool:
        """Nothing was written on it."""
        return not any(field.wrote for field in self.fields)


def sheet_of(opened: MeetingOpened) -> SheetGrade:
    """The grade of the sheet a call was begun with."""
    own_words = (*opened.seller_words, opened.seller_company)
    return sheet_grade(opened.prepared, opened.brief_facts, [word for word in own_words if word])


def sheet_grade(
    answers: Mapping[str, str], brief: Sequence[BriefFactCard], own_words: Sequence[str] = ()
) -> SheetGrade:
    """The grade of answers by field id; `own_words` are the names of the seller's company and products."""
    seen: set[frozenset[str]] = set()
    fields = []
    for prompt in READINESS:
        wrote = answers.get(prompt.id, "").strip()
        points, cites, why = _worth(wrote, brief, own_words, seen)
        fields.append(FieldGrade(prompt.id, prompt.asks, wrote, points, cites, why))
        seen.add(content_stems(wrote))
    return SheetGrade(
        fields=tuple(fields),
        keys=_keys(answers, fields),
        only_a_pitch=only_a_pitch(answers, own_words),
    )


def _worth(
    wrote: str,
    brief: Sequence[BriefFactCard],
    own_words: Sequence[str],
    seen: set[frozenset[str]],
) -> tuple[int, str, str]:
    """Points, the brief's item, and why no more."""
    if not wrote:
        return 0, "", "Empty."
    cites = _cited(wrote, brief)
    content = content_stems(wrote)
    if sells(wrote, own_words) and not about_them(wrote):
        return GENERIC, cites, "It says what you will show; nothing on it is about them."
    if content in seen:
        return GENERIC, cites, "It repeats another answer."
    if not cites:
        return GENERIC, "", "It would fit anybody; tie it to something in the brief."
    if len(content) < _OWN_WORDS:
        return GENERIC, cites, "It names something of the brief and says nothing about it."
    return SPECIFIC, cites, ""


def _cited(wrote: str, brief: Sequence[BriefFactCard]) -> str:
    """The first item of the brief that a sentence takes up.

    Where one word alone carries the meaning of a longer phrase ("a year of"), the phrase has to stand
    there whole: the word by itself ("last year") fits anybody.
    """
    said = read_sentences(wrote)
    for fact in brief:
        loose = [phrase for phrase in fact.about if not _hangs_on_a_word(phrase)]
        whole = (phrase for phrase in fact.about if _hangs_on_a_word(phrase))
        if any(mentions(sentence, phrase_set(tuple(loose))) for sentence in said) or any(
            _stands_in(phrase, wrote) for phrase in whole
        ):
            return fact.text
    return ""


def _hangs_on_a_word(phrase: str) -> bool:
    return len(phrase.split()) > 1 and len(content_stems(phrase)) == 1


def _stands_in(phrase: str, wrote: str) -> bool:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.search(rf"\b{words}\b", wrote, re.IGNORECASE) is not None


def _keys(answers: Mapping[str, str], fields: Sequence[FieldGrade]) -> tuple[Key, ...]:
    filled = sum(bool(field.wrote) for field in fields)
    tied = sum(field.points == SPECIFIC for field in fields)
    theirs = [field for field in fields if field.id in _THEIR_PART and field.wrote]
    turned = {
        "we_ready": filled >= _FILLED and tied >= _SPECIFIC,
        "customer_ready": len(theirs) == len(_THEIR_PART),
    }
    because = {
        "we_ready": f"{filled} of {len(fields)} answered, {tied} of them tied to the brief.",
        "customer_ready": "What they bring, and what both need from it, stands on the sheet."
        if len(theirs) == len(_THEIR_PART)
        else "The sheet does not say what they would bring, or what both need by the end.",
    }
    return tuple(
        Key(key.id, key.asks, answers.get(key.id, ""), turned[key.id], because[key.id])
        for key in KEYS
    )
