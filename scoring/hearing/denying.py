"""Whether a sentence only rules out what it names ("I won't go over your head", "this is no demo").

One rule for the words that any buyer minds and for those that one in particular minds.
"""

import re

_PAUSE = re.compile(r"[,;:–—()]|\bbut\b")
_NOT = frozenset(
    "not never nothing nobody none no without neither nor cannot won't don't didn't doesn't isn't aren't "
    "dont wont didnt doesnt isnt arent cant couldnt wouldnt shouldnt havent hasnt "
    "wasn't can't couldn't wouldn't shouldn't haven't hasn't".split()
)
_NO_DENIAL = frozenset(
    "believe help doubt wonder only surprise surprised mind just deny hesitate miss".split()
)
"""Beside a "not" these deny nothing: "I can't believe she…", "not only…", "no doubt…", "don't miss…"."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|because|since) (?:\w+ )?(?:\w+n't|not|never|nobody|nothing|no)\b|\bdon't make me\b"
)
"""A "not" that is the other's, and a condition: "if you don't sign, I'll…"."""
_ANEW = re.compile(r"(?:i|we|you|that|or)\b", re.I)
"""What begins with a subject of its own: only a speaker who says "I" or "we" before it denies it."""
_SPEAKER = frozenset("i we nobody".split())
_I_SAY = re.compile(r"\W*(?:(?:and|but|so|well|look) )*(?:i|we)\b", re.I)
_WITHOUT = re.compile(r"\bwithout (?:\w+ )?$", re.I)


def is_denied(sentence: str, at: int) -> bool:
    """Whether what begins at this character of a sentence is ruled out.

    In a question only what is to be done "without" it is: "how do I reach her without going over your head?"

    A "not" reaches as far as the next pause ("I won't keep you long, but a demo would show it").
    """
    if sentence.rstrip().endswith("?") and not (
        _PAUSE.search(sentence, at) and _I_SAY.match(_PAUSE.split(sentence[:at])[-1])
    ):
        return _WITHOUT.search(sentence[:at]) is not None
    before = _PAUSE.split(sentence[:at].lower().replace("’", "'"))[-1]
    said = _SUPPOSED.sub(" ", before).split()
    if _ANEW.match(sentence, at) and _SPEAKER.isdisjoint(word.split("'")[0] for word in said):
        return False
    return not _NOT.isdisjoint(said) and _NO_DENIAL.isdisjoint(said)
