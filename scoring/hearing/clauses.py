"""Cuts a line into clauses, each with one function, with or without punctuation."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scoring.hearing.answering import Asked, asked_of_offer
from scoring.hearing.forms import question_forms
from scoring.hearing.lines import FIGURE, Line, read_words
from scoring.hearing.words import sentences

LAST_WORDS = 40
"""Words of the other speaker's last line that are kept in order."""
BEGUN = 5
"""Letters by which a word is known to come back, whatever it ends in."""


class Context(NamedTuple):
    """The other speaker's last line, as far as a clause leans on it."""

    content: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """Its last words; none when nothing was said before."""
    begun: frozenset[str] = frozenset()
    """How those begin."""
    asks: bool = False
    """Whether it ends in a question mark."""
    of_offer: Asked = Asked.NOTHING
    """What it asks of what the other sells."""


@lru_cache(maxsize=64)
def context_of(text: str) -> Context:
    """The context a line gives to the next one."""
    words = read_words(text)
    last = tuple([word.text for _, word in words[-LAST_WORDS:]])
    return Context(
        frozenset([word.stem for _, word in words if word.carries]),
        frozenset([typed for typed, word in words if word.text == FIGURE]),
        last,
        frozenset([word[:BEGUN] for word in last]),
        text.rstrip().endswith("?"),
        asked_of_offer(text),
    )


class Clause(NamedTuple):
    """One clause and what it is looked at with."""

    line: Line
    start: int
    end: int
    """Its words in the line: from `start` up to `end`."""
    position: str
    """Where in the line: "only", "first", "mid" or "last"."""
    previous: str
    """The clause before it in short: whether it asked, and its first word."""
    context: Context
    texts: list[str]
    """Its words."""
    asks: str
    """Where a question mark stands: at the end ("?"), inside ("q"), nowhere ("-")."""
    forms: tuple[str, ...]
    """Of a question (`forms.question_forms`)."""


def clauses_of(line: Line, boundaries: Sequence[int], context: Context) -> list[Clause]:
    """The clauses of a line that begin at its start and at these words."""
    spans = cut(line, boundaries)
    found: list[Clause] = []
    previous = ""
    for index, (start, end) in enumerate(spans):
        texts = line.texts[start:end]
        asks = question_mark(line, start, end)
        position = _position(index, len(spans))
        forms = tuple(question_forms(texts))
        found.append(Clause(line, start, end, position, previous, context, texts, asks, forms))
        previous = f"{'.' if asks == '-' else '?'}{texts[0]}"
    return found


def question_mark(line: Line, start: int, end: int) -> str:
    """Where a question mark stands in the words from `start` up to `end` (`Clause.asks`)."""
    if "?" not in line.text:
        return "-"
    last = end == len(line.words)
    if "?" in (line.text[line.ends[end - 1] :] if last else line.pauses[end].marks):
        return "?"
    inside = (pause.marks for pause in line.pauses[start + 1 : end])
    return "q" if any("?" in marks for marks in inside) else "-"


def _position(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "mid"


def cut(line: Line, boundaries: Sequence[int]) -> list[tuple[int, int]]:
    """Word ranges (from, to) of the clauses between boundaries."""
    edges = [0, *boundaries, len(line.words)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def clause_offsets(clause: Clause) -> tuple[int, int]:
    """Character offsets of a clause, its closing punctuation included."""
    line, last = clause.line, clause.line.ends[clause.end - 1]
    if clause.end < len(line.words):
        end = line.starts[clause.end]
        while end > last and line.text[end - 1].isspace():
            end -= 1
        opening = line.text[last:end]
        end -= len(opening) - len(opening.rstrip("(\"“‘'"))
    else:
        end = len(line.text.rstrip())
    return line.starts[clause.start], max(end, last)


class Passage(NamedTuple):
    """A clause where it stands in its line's text."""

    clause: Clause
    start: int
    said: str
    opened: int
    """As of its turn."""


def sentence_so_far(here: Passage) -> str:
    """The sentence that a clause stands in, up to the clause's end; without marks, the clause alone."""
    line, start = here.clause.line, here.start
    if not line.punctuated:
        return here.said
    first = max((since for since, _ in sentences(line.text) if since <= start), default=start)
    return line.text[first : start + len(here.said)]
