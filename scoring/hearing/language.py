"""Whether a line is English: by its letters and its small words."""

import re

_ENGLISH = frozenset(
    """the of and to in is you that it for on are with as i they be at one have this from or had by not but what all were we when
    your can said there use an each which she do how their if will up other about out many then them these so some her would make
    like him into time has look two more go see no way could people my than been who its now find down day did get come may our us
    me am was just don't i'm it's hi hello thanks thank ok okay yes sure right good why where tell let here that's you're what's
    because over after before still any much long only got need want think know going really""".split()
)
_FOREIGN = frozenset(
    """que de la el los las una por para con está como qué más pero muy usted der die das und ist nicht mit sie ich wir ein eine auf
    für wie was le les des est vous nous dans pour avec sur pas une qui che di per non è sono della il lo gli como você não com um
    uma para os as isso bonjour hola danke merci gracias obrigado ciao het een van niet met zijn voor jak się nie to jest na""".split()
)
_FOREIGN_ONLY = _FOREIGN - _ENGLISH - {"per", "van", "met", "die"}
"""Without four that are English words too, though no small ones: "ninety per van", "machines that die"."""
_INVERTED = re.compile(r"(?:^|\s)[¿¡]\w")
"""A question or a cry that is opened: no English sentence is."""
_LATIN = re.compile(r"[A-Za-z]")
_OTHER_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")


def is_other_language(text: str, spoken: list[str]) -> bool:
    """Whether a line of some length is not English: other letters, or other small words."""
    if _INVERTED.search(text):
        return True
    others = 0 if text.isascii() else len(_OTHER_LETTER.findall(text))
    foreign = len([word for word in spoken if word in _FOREIGN_ONLY])
    if not others and foreign < 2:
        return False
    latin = len(_LATIN.findall(text))
    if latin + others < 8:
        return False
    if latin < others:
        return True
    return len(spoken) >= 4 and foreign >= 2 and foreign > sum(word in _ENGLISH for word in spoken)
