"""How the reference seller words what it gives back: the buyer's own words, turned to "you"."""

import re
from collections.abc import Iterable
from functools import lru_cache

from scoring.hearing.words import STOP_WORDS, content_stems, stem, words
from scoring.wording import clipped

_TURNED = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "i'm": "you're",
    "i've": "you've", "i'd": "you'd", "i'll": "you'll", "we": "you", "us": "you", "our": "your",
    "ours": "yours", "ourselves": "yourselves", "we're": "you're", "we've": "you've",
    "we'd": "you'd", "we'll": "you'll", "am": "are",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_I_WAS = re.compile(r"\byou was\b", re.I)
_TO_SELLER = re.compile(r"\byou(?:['’]\w+|r|rs)?\b", re.I)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?)?\b")
_QUOTED = re.compile(r"[\"“”‘]")
_LONGEST_GIST = 22
_EVERYDAY = frozenset(
    stem(word)
    for word in (
        "after half every each past last first from in by at on both here nobody somebody nothing something "
        "everything everybody people customers takes helps keeps coaches runs shortens refits two three four five "
        "six ten most since until before between doors money cash yesterday tomorrow today still never always "
        "only perhaps maybe because under above over without according whatever success there's it's that's what's"
    ).split()
)
_FROM_SELLER = {"your": "our", "you": "we", "yours": "ours"}


def turned(text: str) -> str:
    """The buyer's words about themselves as the seller would say them: I to you, my to your."""

    def swap(match: re.Match[str]) -> str:
        return _TURNED.get(match[0].lower().replace("’", "'"), match[0])

    return _I_WAS.sub("you were", _WORD.sub(swap, text))


@lru_cache(maxsize=2_000)
def gist(sentence: str) -> str:
    """The buyer's sentence given back, without capital or stop; empty when it cannot be given back.

    A sentence that speaks to the seller ("you asked me") or quotes somebody would come out wrong.
    """
    if _TO_SELLER.search(sentence) or _QUOTED.search(sentence):
        return ""
    bare = turned(clipped(sentence, _LONGEST_GIST))
    if len(words(bare)) < 3 or bare.endswith("…"):
        return ""
    return lowered(bare)


def lowered(text: str) -> str:
    """Without its capital, unless the first word is no everyday word and so perhaps a name."""
    first = text.split(" ", 1)[0].strip(",;:").lower()
    everyday = first in STOP_WORDS or stem(first) in _EVERYDAY or first.endswith("ing")
    return text[:1].lower() + text[1:] if everyday else text


def from_seller(text: str) -> str:
    """A sentence of the brief, which speaks to the trainee, in the trainee's own mouth."""
    return _WORD.sub(
        lambda match: (
            _capital(_FROM_SELLER[match[0].lower()], match[0])
            if match[0].lower() in _FROM_SELLER
            else match[0]
        ),
        text,
    )


def _capital(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


def known_share(question: str, known: frozenset[str]) -> float:
    """Share of a question's content that was heard, read or is common; 1 when it has none."""
    content = content_stems(question)
    return len(content & known) / len(content) if content else 1.0


def content_of(texts: Iterable[str]) -> frozenset[str]:
    """The content words of several texts."""
    return frozenset[str]().union(*map(content_stems, texts))


def shared(question: str, said: frozenset[str]) -> int:
    """Content words a question shares with those of what was said."""
    return len(content_stems(question) & said)


def names_in(text: str) -> list[str]:
    """People and firms that a text names, as far as their capitals show; the first word is none."""
    return [match[0] for match in _NAME.finditer(text)]
