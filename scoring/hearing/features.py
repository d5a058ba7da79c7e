"""What hearing looks at in a clause, as named features of a linear model.

Words and short runs of words (anchored at both ends), phrases of the lexicon, the shape of the
clause, who is spoken of, and how much of the other speaker's last line comes back.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from scoring.hearing.clauses import Line, Word, read_line
from scoring.hearing.forms import question_forms
from scoring.hearing.lexicon import MOOD_PHRASES, TOPIC_PHRASES
from scoring.hearing.words import STOP_WORDS

_SELF = frozenset("i we our we'll we've i'll us my me i've i'd we'd ours i'm we're".split())
_OTHER = frozenset("you your you're you've you'd you'll yours".split())
_TOPIC_BLIND = ("ov", "num", "pos", "pv", "fp", "fs", "noctx", "q=")
"""Features of a clause that say what is done, not what it is about."""
SHORT = 2
"""Content words at or under which a clause leans on the other speaker's last line."""
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their stems, and pairs that must both be there."""

    phrases: dict[str, tuple[str, ...]]
    pairs: tuple[tuple[str, str, str], ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon, compiled once."""
    phrases: dict[str, list[str]] = {}
    pairs = []
    for kind, table in (("T", TOPIC_PHRASES), ("M", MOOD_PHRASES)):
        for name, block in table.items():
            for phrase in block.split(";"):
                parts = [
                    " ".join(word.stem for word in read_line(part).words)
                    for part in phrase.split("*")
                ]
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


def content_of(words: Iterable[Word]) -> frozenset[str]:
    """Stems that carry meaning."""
    return frozenset(
        word.stem
        for word in words
        if len(word.text) > 1
        and word.text not in STOP_WORDS
        and word.text.partition("'")[0] not in STOP_WORDS
    )


@dataclass(frozen=True, slots=True)
class Context:
    """The other speaker's last line, as far as a clause leans on it."""

    content: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    present: bool = False


def context_of(text: str) -> Context:
    """The context a line gives to the next one."""
    line = read_line(text)
    return Context(content_of(line.words), _figures(line, 0, len(line.words)), bool(line.words))


def _figures(line: Line, start: int, end: int) -> frozenset[str]:
    return frozenset(
        line.text[word.start : word.end] for word in line.words[start:end] if word.text == "0"
    )


def lexicon_features(stems: list[str]) -> list[str]:
    """Which topics and moods the phrases of a clause point at, and which most."""
    known = lexicon()
    hits: Counter[str] = Counter()
    longest: dict[str, int] = {}
    seen: set[str] = set()
    for length in range(1, LONGEST_PHRASE + 1):
        for at in range(len(stems) - length + 1):
            key = stems[at] if length == 1 else " ".join(stems[at : at + length])
            names = known.phrases.get(key)
            if names is None:
                continue
            seen.add(key)
            for name in names:
                hits[name] += 1
                longest[name] = max(longest.get(name, 0), length)
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


def clause_features(
    line: Line, span: tuple[int, int], place: tuple[int, int], context: Context, previous: str
) -> list[str]:
    """Features of one clause.

    `place` is (index, number of clauses); `previous` the clause before it in short (`shape`).
    """
    words = line.words[span[0] : span[1]]
    texts = [word.text for word in words]
    found = ["bias"]
    for word in words:
        found.append(f"w={word.text}")
        if word.stem != word.text:
            found.append(f"s={word.stem}")
    edged = ["<s>", *texts, "</s>"]
    found += [f"2={a} {b}" for a, b in pairwise(edged)]
    found += [f"3={a} {b} {c}" for a, b, c in zip(edged, edged[1:], edged[2:], strict=False)]
    found += [f"k={a}_{b}" for a, b in zip(texts, texts[2:], strict=False)]
    asks = _question_mark(line, span)
    marks = "P" if line.punctuated else "N"
    found += [
        f"F1={texts[0]}",
        f"F2={' '.join(texts[:2])}",
        f"F3={' '.join(texts[:3])}",
        f"L1={texts[-1]}",
        f"L2={' '.join(texts[-2:])}",
        f"q={asks}{marks}",
        f"q|F1={asks}{texts[0]}",
        f"q|L1={asks}{texts[-1]}",
        f"len={_length_band(len(texts))}",
        f"pos={_position(*place)}",
    ]
    forms = question_forms(texts)
    found += [f"form={form}" for form in forms or ("none",)]
    found += [f"form|q={form}{asks}{marks}" for form in forms or ("none",)]
    mine = min(sum(text in _SELF for text in texts), 2)
    yours = min(sum(text in _OTHER for text in texts), 2)
    found += [f"fp={mine}", f"sp={yours}", f"fs={min(mine, 1)}{min(yours, 1)}"]
    found += _echo_features(line, span, context, asks, f"{min(mine, 1)}{min(yours, 1)}")
    found += lexicon_features([word.stem for word in words])
    if "0" in texts:
        found.append("num")
    if any(sign in line.text[words[0].start - 1 : words[-1].end + 1] for sign in "$%£€"):
        found.append("cur")
    if previous:
        found.append(f"pv={previous}")
    return found


def _echo_features(
    line: Line, span: tuple[int, int], context: Context, asks: str, persons: str
) -> list[str]:
    if not context.present:
        return ["noctx", f"noctx|q={asks}"]
    content = content_of(line.words[span[0] : span[1]])
    shared = len(content & context.content)
    share = shared / len(content) if content else 0.0
    band = "0" if shared == 0 else "1" if share < 0.34 else "2" if share < 0.67 else "3"
    found = [f"ov={band}", f"ov|q={band}{asks}", f"ov|fs={band}{persons}", f"ovn={min(shared, 3)}"]
    figures = _figures(line, *span)
    if figures & context.figures:
        found.append("numsh")
    if context.figures and figures - context.figures:
        found.append("numnew")
    return found


def topic_features(
    line: Line, span: tuple[int, int], features: list[str], context: Context
) -> list[str]:
    """Features for what a clause is about.

    Its own, the rest of the turn, and, when it is short, what the other speaker talked of.
    """
    content = content_of(line.words[span[0] : span[1]])
    rest = content_of((*line.words[: span[0]], *line.words[span[1] :]))
    short = len(content) <= SHORT
    found = [name for name in features if not name.startswith(_TOPIC_BLIND)]
    found += [f"{'R1' if short else 'R'}={stem}" for stem in sorted(rest)]
    if short and context.present:
        found += [f"C={stem}" for stem in sorted(context.content)]
        found += ["short", f"CF={line.words[span[0]].text}"]
    return found


def line_features(line: Line, asked: str) -> list[str]:
    """Features of a buyer's line as a whole, with the end of what was asked."""
    if not line.words:
        return ["bias"]
    context = context_of(asked)
    features = clause_features(line, (0, len(line.words)), (0, 1), context, "")
    tail = [f"Q={word.text}" for word in read_line(asked).words[-6:]]
    return [*features, *tail, "Q?" if "?" in asked else "Q-"]


def shape(line: Line, span: tuple[int, int]) -> str:
    """A clause in short, for the one after it: whether it asked, and its first word."""
    return f"{'?' if _question_mark(line, span) != '-' else '.'}{line.words[span[0]].text}"


def _question_mark(line: Line, span: tuple[int, int]) -> str:
    """Where a question mark stands: at the end ("?"), inside ("q"), nowhere ("-")."""
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
