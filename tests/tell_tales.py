"""Words that only somebody who knows a fact would use, looked for in what others see."""

import re
from collections.abc import Iterator

from personas.persona import GuardedFact


def holds(phrase: str, text: str) -> bool:
    """Whether a text holds a phrase as whole words, in any case."""
    wanted, lower = phrase.lower(), text.lower()
    return wanted in lower and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", lower) is not None


def tell_tales_in(text: str, fact: GuardedFact) -> Iterator[str]:
    """The tell-tales of the fact that a text holds."""
    return (phrase for phrase in fact.tell_tales if holds(phrase, text))


def tell_tale_in(text: str, fact: GuardedFact) -> str | None:
    """The first of them; None when there is none."""
    return next(tell_tales_in(text, fact), None)
