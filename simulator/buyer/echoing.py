"""Whether a line only says after the buyer: their own sentences, or their last words and nothing beside."""

from scoring.hearing.words import content_stems, sentences, stems, words
from scoring.limits import PARROT
from simulator.buyer.fact_index import FactIndex

_A_SENTENCE = 4
"""Words from which a line is somebody's own; anyone may say "Goodbye, and thank you"."""


def says_after(text: str, own: frozenset[tuple[str, ...]]) -> bool:
    """Whether seven words of ten are whole sentences of the buyer's own, said after them."""
    found = [tuple(stems(text[start:end])) for start, end in sentences(text)]
    total = sum(map(len, found))
    return total >= _A_SENTENCE and sum(len(each) for each in found if each in own) >= 0.7 * total


def is_parrot(text: str, indexes: list[FactIndex]) -> bool:
    """Whether a line only gives the buyer's last words back: 70% of its content, nothing added."""
    content = content_stems(text)
    if len(content) < 3 or not indexes:
        return False
    said = frozenset().union(*(index.vocabulary for index in indexes))
    parts = [content_stems(text[start:end]) for start, end in sentences(text)]
    if any(len(part) >= _OWN_WORDS and len(part & said) < len(part) / 2 for part in parts):
        return False
    return len(content & said) >= PARROT * len(content) and len(words(text)) <= 60


_OWN_WORDS = 3
"""Content words from which a sentence, most of them new, is a thought of the seller's own."""
