"""Text as it is compared: what only looks different is made equal, and every character keeps its place.

A model gives back straight quotation marks for curly ones, hyphens for dashes, one space for a line's
end. None of that makes a quote false. So call and quote are folded alike, and a quote found in the
folded text is cut out of the original by the places its characters came from.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.hearing.words import WORD, sentences

SHORTEST_QUOTE = 3
"""Words. A shorter quote says something only when it is all that was said: "Yes." """

Place = tuple[int, int]
"""Where a folded character stands in the original: start and end."""

_TAG = re.compile(r"</?[A-Za-z|!][^<>]*>")
_MARKUP = frozenset("*_`#~|")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ＇´‹›", "'"),
        **dict.fromkeys("“”„‟″＂«»〝〞", '"'),
        "\u2212": "-",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what only looks different; `places` has one item per character."""

    text: str
    places: tuple[Place, ...]

    def find(self, quote: str) -> Place | None:
        """Where in the original the quote stands, word for word; None when it does not.

        Neither half words nor one or two words out of a sentence are found.
        """
        sought = _one_mark(fold(quote).text)
        text = _one_mark(self.text)
        at = text.find(sought) if sought else -1
        while at >= 0:
            end = at + len(sought)
            if _between_words(text, at) and _between_words(text, end) and _says(text, sought):
                return self.places[at][0], self.places[end - 1][1]
            at = text.find(sought, at + 1)
        return None


@lru_cache(maxsize=10_000)
def fold(text: str, start: int = 0, end: int | None = None) -> Folded:
    """A stretch of a text folded; the places are those of the whole text.

    Composed as NFC, with one kind of single and of double quotation mark, one dash, single spaces,
    and without markup or anything that cannot be seen.
    """
    chars: list[str] = []
    places: list[Place] = []
    for composed, place in _composed(text, start, len(text) if end is None else end):
        for char in composed:
            if char == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(char)
            places.append(place)
    if chars and chars[-1] == " ":
        chars.pop()
        places.pop()
    return Folded("".join(chars), tuple(places))


def _composed(text: str, start: int, end: int) -> Iterator[tuple[str, Place]]:
    """Runs of characters that belong together, composed, and where they stood."""
    held, first, last = "", start, start
    for char, at in _seen(text, start, end):
        alone = unicodedata.normalize("NFC", char)
        joined = unicodedata.normalize("NFC", held + char)
        if held and (unicodedata.combining(char) or joined != held + alone):
            held, last = joined, at + 1
            continue
        if held:
            yield held, (first, last)
        held, first, last = alone, at, at + 1
    if held:
        yield held, (first, last)


def _seen(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The characters that count, each in its one spelling, and where they stand."""
    tags = {at for tag in _TAG.finditer(text, start, end) for at in range(*tag.span())}
    for at in range(start, end):
        char = text[at]
        if char.isspace():
            yield " ", at
        elif at not in tags and not _is_noise(char):
            yield ("-" if unicodedata.category(char) == "Pd" else char.translate(_MARKS)), at


def _is_noise(char: str) -> bool:
    """Whether a character marks up the text or cannot be seen."""
    if char in _MARKUP or char in _INVISIBLE or "\ufe00" <= char <= "\ufe0f":
        return True
    return unicodedata.category(char) in {"Cf", "Cc", "Cs"}


def _one_mark(text: str) -> str:
    """With one quotation mark for both kinds: who quotes a quote changes them."""
    return text.replace('"', "'")


def _between_words(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return True
    if unicodedata.combining(text[at]):
        return False
    return not (_of_a_word(text[at - 1]) and _of_a_word(text[at]))


def _of_a_word(char: str) -> bool:
    return char.isalnum() or bool(unicodedata.combining(char))


def _says(text: str, sought: str) -> bool:
    """Whether a quote is long enough, or a whole sentence."""
    words = WORD.findall(sought)
    if len(words) >= SHORTEST_QUOTE:
        return True
    whole = [WORD.findall(text[start:end]) for start, end in sentences(text)]
    return bool(words) and words in whole
