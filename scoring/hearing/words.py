"""Words, stems and sentences: the one way text is cut, everywhere in the product.

The stemmer is deliberately light: it joins "pays", "paid", "paying" and "payment", and
prefers leaving two words apart to joining two that differ in meaning.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d", re.UNICODE)
SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|(?:[.!?…]+(?=\S)[^.!?…\n]+)*[.!?…]*|$)")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St)\.$")
"""No sentence ends in one of these."""

STOP_WORDS: frozenset[str] = frozenset(
    """a an and are as at be been being but by can could d did do does doing don done for from get
    gets getting go goes going gone got had has have having he her hers him his how i if in into is
    isn it its just let like ll m may me might mine must my no not of off oh ok okay on one or our
    out over own re s shall she should so some such t than that the their them then there these they
    thing things this those to too up us ve very was we well were what when where which while who
    whose why will with would yeah yes you your yours also any about all more much many right said
    say says tell told mention mentioned really actually bit lot know think mean see sort kind make
    makes made want wants""".split()
)

_IRREGULAR = {
    "paid": "pay", "payer": "pay", "payment": "pay", "lost": "lose", "loss": "lose", "left": "leave",
    "went": "go", "gone": "go", "bought": "buy", "brought": "bring", "sent": "send", "spent": "spend",
    "kept": "keep", "met": "meet", "took": "take", "taken": "take", "grew": "grow", "grown": "grow",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "wrote": "write",
    "written": "write", "drew": "draw", "drawn": "draw", "drove": "drive", "driven": "drive",
    "chose": "choose", "chosen": "choose", "choice": "choose", "began": "begin", "begun": "begin",
    "broke": "break", "broken": "break", "held": "hold", "built": "build", "building": "build",
    "sold": "sell", "sale": "sell", "children": "child", "people": "person", "men": "man",
    "women": "woman", "late": "late", "later": "late", "latest": "late", "worse": "bad",
    "worst": "bad", "better": "good", "best": "good", "slowly": "slow", "decision": "decide",
    "growth": "grow", "approval": "approve", "renewal": "renew", "retirement": "retire",
    "delivery": "deliver", "invoicing": "invoice", "evening": "evening", "morning": "morning",
    "during": "during", "nothing": "nothing", "something": "something", "anything": "anything",
    "everything": "everything", "thing": "thing", "king": "king", "ring": "ring", "bring": "bring",
    "spring": "spring", "business": "business", "businesses": "business",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The root by which forms of a word are compared; lower case."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("s'")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
        return word[:-1] if len(word) > 3 and word.endswith("e") else word
    if word[:1].isdigit():
        return word.replace(",", "").rstrip(".")
    for suffix, put in (
        ("ational", "ate"), ("ization", "ize"), ("isation", "ize"), ("iveness", "ive"),
        ("fulness", "ful"), ("ising", "ize"), ("izing", "ize"), ("ised", "ize"), ("ized", "ize"),
        ("ise", "ize"), ("ously", "ous"), ("ments", ""), ("ment", ""), ("iness", "y"), ("ness", ""),
        ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
        ("ingly", ""), ("edly", ""), ("ing", ""), ("ers", "er"), ("ed", ""), ("ly", ""), ("es", "e"),
        ("s", ""),
    ):  # fmt: skip
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                return word
            word = word[: len(word) - len(suffix)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiosl":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def words(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return WORD.findall(text)


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of every word in order."""
    return tuple(stem(word) for word in WORD.findall(text))


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> frozenset[str]:
    """Stems that carry meaning: stop words and lone letters left out."""
    return frozenset(
        stem(word)
        for word in WORD.findall(text)
        if (len(word) > 1 or word.isdigit()) and word.lower().replace("’", "'") not in STOP_WORDS
        and word.lower().replace("’", "'").split("'")[0] not in STOP_WORDS
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets (start, end) of the sentences, without surrounding space; never empty ones."""
    found: list[tuple[int, int]] = []
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if found and _TITLE.search(text, *found[-1]):
            start = found.pop()[0]
        if end > start:
            found.append((start, end))
    return tuple(found)


def holds_run(said: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the stems of a phrase stand side by side among those of a text."""
    if not phrase or phrase[0] not in said:
        return False
    width = len(phrase)
    return any(said[at : at + width] == phrase for at in range(len(said) - width + 1))
