"""Words that only somebody who knows a fact would use, looked for in what others see."""

import re

from personas.persona import GuardedFact


def tell_tale_in(text: str, fact: GuardedFact) -> str | None:
    """The first tell-tale of the fact in a text, as whole words in any case; None when there is none."""
    lower = text.lower()
    for phrase in fact.tell_tales:
        wanted = phrase.lower()
        if wanted in lower and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", lower):
            return phrase
    return None
