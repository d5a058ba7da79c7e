"""What hearing looks at in a clause, as keys of a linear model.

Words and short runs of words (anchored at both ends), phrases of the lexicon, the shape of the
clause, who is spoken of, and how much of the other speaker's last line comes back.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import Line, read_line
from scoring.hearing.forms import question_forms
from scoring.hearing.keys import Array, codes, runs
from scoring.hearing.lexicon import MOOD_PHRASES, TOPIC_PHRASES

_SELF = frozenset("i we our we'll we've i'll us my me i've i'd we'd ours i'm we're".split())
_OTHER = frozenset("you your you're you've you'd you'll yours".split())
_MONEY = re.compile(r"[$%£€]")
SHORT = 2
"""Content words at or under which a clause leans on the other speaker's last line."""
LONGEST_PHRASE = 4
LAST_WORDS = 40
"""Words of the other speaker's last line that are kept in order."""
_OPEN, _CLOSE = codes(["<s>"]), codes(["</s>"])


class Keys(NamedTuple):
    """The features of a clause, as often as they occur."""

    shared: Array
    """For acts and topics."""
    acts: Array
    """Only for what the clause does."""
    topics: Array
    """Only for what it is about."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by the key of their stems, and pairs that must both be there."""

    phrases: dict[int, tuple[str, ...]]
    pairs: tuple[tuple[int, int, str], ...]


def _phrase_key(text: str) -> tuple[int, int]:
    """The key of a phrase, and of how many stems it is."""
    stems = read_line(text).stem_codes
    if not len(stems):
        return 0, 0
    return int(runs(f"X{len(stems)}", *(stems[at : at + 1] for at in range(len(stems))))[0]), len(
        stems
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon, compiled once."""
    phrases: dict[int, list[str]] = {}
    pairs = []
    for kind, table in (("T", TOPIC_PHRASES), ("M", MOOD_PHRASES)):
        for name, block in table.items():
            for phrase in block.split(";"):
                parts = [_phrase_key(part)[0] for part in phrase.split("*")]
                if len(parts) == 2:
                    pairs.append((parts[0], parts[1], kind + name))
                    phrases.setdefault(parts[0], [])
                    phrases.setdefault(parts[1], [])
                elif parts[0]:
                    phrases.setdefault(parts[0], []).append(kind + name)
    return Lexicon(
        {key: tuple(dict.fromkeys(names)) for key, names in phrases.items()}, tuple(pairs)
    )


def lexicon_words() -> frozenset[str]:
    """Every word of the lexicon as written."""
    blocks = (*TOPIC_PHRASES.values(), *MOOD_PHRASES.values())
    return frozenset(word.text for block in blocks for word in read_line(block).words)


@dataclass(frozen=True, slots=True)
class Context:
    """The other speaker's last line, as far as a clause leans on it."""

    content: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """Its last words."""

    @property
    def present(self) -> bool:
        """Whether anything was said before."""
        return bool(self.words)


def context_of(text: str) -> Context:
    """The context a line gives to the next one."""
    if not text:
        return Context()
    line = read_line(text)
    count = len(line.words)
    return Context(
        frozenset(line.content(0, count)),
        _figures(line, 0, count),
        tuple(word.text for word in line.words[-LAST_WORDS:]),
    )


def _figures(line: Line, start: int, end: int) -> frozenset[str]:
    return frozenset(
        line.text[word.start : word.end] for word in line.words[start:end] if word.text == "0"
    )


def lexicon_features(stems: Array) -> list[str]:
    """Which topics and moods the phrases of a clause point at, and which most."""
    known = lexicon()
    hits: Counter[str] = Counter()
    longest: dict[str, int] = {}
    seen: set[int] = set()
    for length in range(1, min(LONGEST_PHRASE, len(stems)) + 1):
        parts = (stems[at : len(stems) - length + at + 1] for at in range(length))
        for key in runs(f"X{length}", *parts).tolist():
            names = known.phrases.get(key)
            if names is None:
                continue
            seen.add(key)
            for name in names:
                hits[name] += 1
                longest[name] = max(longest.get(name, 0), length)
    if seen:
        for first, second, name in known.pairs:
            if first in seen and second in seen:
                hits[name] += 1
                longest[name] = max(longest.get(name, 0), 3)
    found = []
    for name, count in hits.items():
        found.append(f"X={name}")
        if count > 1:
            found.append(f"X2={name}")
        if longest[name] > 1:
            found.append(f"XL={name}")
    topics = [name for name in hits if name[0] == "T"]
    if topics:
        strength = {name: longest[name] * 2 + hits[name] for name in topics}
        best = max(strength.values())
        leading = [name for name in topics if strength[name] == best]
        found += [f"XB={name}" for name in leading]
        if len(leading) == 1:
            found.append(f"XU={leading[0]}")
    return found


def clause_keys(
    line: Line, span: tuple[int, int], place: tuple[int, int], context: Context, previous: str
) -> Keys:
    """Features of one clause.

    `place` is (index, number of clauses); `previous` the clause before it in short (`shape`). What
    it is about also shows in the rest of the turn and, when it is short, in the other speaker's line.
    """
    start, end = span
    texts = [word.text for word in line.words[start:end]]
    words, stems = line.word_codes[start:end], line.stem_codes[start:end]
    edged = np.concatenate((_OPEN, words, _CLOSE))
    content = line.content(start, end)
    asks = question_mark(line, span)
    both, does = _shape_features(line, span, texts, asks, place, previous)
    both += lexicon_features(stems)
    does += _echo_features(line, span, frozenset(content), context, asks, texts)
    about = []
    rest = [*line.content(0, start), *line.content(end, len(line.words))]
    short = len(set(content)) <= SHORT
    if short and context.present:
        about = [f"C={stem}" for stem in sorted(context.content)]
        about += ["short", f"CF={texts[0]}"]
    return Keys(
        shared=np.concatenate(
            (
                runs("w", words),
                runs("s", stems[stems != words]),
                runs("2", edged[:-1], edged[1:]),
                runs("3", edged[:-2], edged[1:-1], edged[2:]),
                runs("k", words[:-2], words[2:]),
                runs("named", codes(both)),
            )
        ),
        acts=runs("named", codes(does)),
        topics=np.concatenate(
            (runs("R1" if short else "R", codes(rest)), runs("named", codes(about)))
        ),
    )


def _shape_features(
    line: Line,
    span: tuple[int, int],
    texts: list[str],
    asks: str,
    place: tuple[int, int],
    previous: str,
) -> tuple[list[str], list[str]]:
    """How a clause is built and who is in it: for both models, and for acts alone."""
    marks = "P" if line.punctuated else "N"
    mine = min(sum(text in _SELF for text in texts), 2)
    yours = min(sum(text in _OTHER for text in texts), 2)
    forms = question_forms(texts) or ["none"]
    first, end = line.words[span[0]], line.words[span[1] - 1].end + 1
    both = [
        f"F3={' '.join(texts[:3])}",
        f"q|F1={asks}{texts[0]}",
        f"q|L1={asks}{texts[-1]}",
        f"len={_length_band(len(texts))}",
        f"sp={yours}",
        *(f"form={form}" for form in forms),
        *(f"form|q={form}{asks}{marks}" for form in forms),
        *(["cur"] if _MONEY.search(line.text[first.start - 1 if first.start else 0 : end]) else []),
    ]
    does = [
        f"q={asks}{marks}",
        f"pos={_position(*place)}",
        f"fp={mine}",
        f"fs={min(mine, 1)}{min(yours, 1)}",
    ]
    if previous:
        does.append(f"pv={previous}")
    return both, does


def _echo_features(
    line: Line,
    span: tuple[int, int],
    content: frozenset[str],
    context: Context,
    asks: str,
    texts: list[str],
) -> list[str]:
    """How much of the other speaker's last line comes back, and in whose name."""
    figures = _figures(line, *span) if "0" in texts else frozenset()
    found = ["num"] if figures else []
    if not context.present:
        return [*found, "noctx", f"noctx|q={asks}"]
    persons = (
        f"{int(any(text in _SELF for text in texts))}{int(any(text in _OTHER for text in texts))}"
    )
    shared = len(content & context.content)
    share = shared / len(content) if content else 0.0
    band = "0" if shared == 0 else "1" if share < 0.34 else "2" if share < 0.67 else "3"
    found += [f"ov={band}", f"ov|q={band}{asks}", f"ov|fs={band}{persons}", f"ovn={min(shared, 3)}"]
    if figures & context.figures:
        found.append("numsh")
    if context.figures and figures - context.figures:
        found.append("numnew")
    return found


def line_keys(line: Line, asked: str) -> Array:
    """Features of a buyer's line as a whole, with the end of what was asked."""
    if not line.words:
        return runs("named", codes(["empty"]))
    keys = clause_keys(line, (0, len(line.words)), (0, 1), context_of(asked), "")
    tail = [f"Q={word.text}" for word in read_line(asked).words[-6:]]
    tail.append("Q?" if "?" in asked else "Q-")
    whole: Array = np.concatenate((keys.shared, keys.acts, runs("named", codes(tail))))
    return whole


def shape(line: Line, span: tuple[int, int]) -> str:
    """A clause in short, for the one after it: whether it asked, and its first word."""
    return f"{'?' if question_mark(line, span) != '-' else '.'}{line.words[span[0]].text}"


def question_mark(line: Line, span: tuple[int, int]) -> str:
    """Where a question mark stands: at the end ("?"), inside ("q"), nowhere ("-")."""
    if "?" not in line.text:
        return "-"
    after = line.words[span[1]].before if span[1] < len(line.words) else None
    tail = line.text[line.words[span[1] - 1].end :] if after is None else after
    if "?" in tail:
        return "?"
    inside = (word.before for word in line.words[span[0] + 1 : span[1]])
    return "q" if any("?" in before for before in inside) else "-"


def _length_band(count: int) -> int:
    for least in (20, 12, 7, 4):
        if count >= least:
            return least
    return count


def _position(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "mid"
