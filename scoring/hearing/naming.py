"""Features of a clause that have a name of their own: its shape, who is in it, what it echoes.

A name becomes a key once (`keys.named`); names that depend on few things are kept together.
"""

import re
from functools import lru_cache

from scoring.hearing.clauses import Clause
from scoring.hearing.keys import named

_SELF = frozenset("i we our we'll we've i'll us my me i've i'd we'd ours i'm we're".split())
_OTHER = frozenset("you your you're you've you'd you'll yours".split())
_MONEY = re.compile(r"[$%£€]")
_MONEY_NAME = [named("cur")]


def shape_names(clause: Clause) -> tuple[list[int], list[int]]:
    """How a clause is built and who is in it: for both models, and for acts alone."""
    line, texts, asks = clause.line, clause.texts, clause.asks
    mine = min(len([text for text in texts if text in _SELF]), 2)
    yours = min(len([text for text in texts if text in _OTHER]), 2)
    both = [
        named(f"F3={' '.join(texts[:3])}"),
        named(f"q|F1={asks}{texts[0]}"),
        named(f"q|L1={asks}{texts[-1]}"),
        *_form_names(clause.forms or ("none",), asks, line.punctuated),
        *_length_names(_length_band(len(texts)), yours),
    ]
    first, last = line.starts[clause.start], line.ends[clause.end - 1]
    if _MONEY.search(line.text, max(first - 1, 0), last + 1):
        both += _MONEY_NAME
    does = [*_place_names(asks, clause.position, mine, yours, line.punctuated)]
    if clause.previous:
        does.append(named(f"pv={clause.previous}"))
    return both, does


@lru_cache(maxsize=5_000)
def _form_names(forms: tuple[str, ...], asks: str, punctuated: bool) -> list[int]:
    marks = "P" if punctuated else "N"
    return [named(f"form={form}") for form in forms] + [
        named(f"form|q={form}{asks}{marks}") for form in forms
    ]


@lru_cache(maxsize=100)
def _length_names(band: int, yours: int) -> list[int]:
    return [named(f"len={band}"), named(f"sp={yours}")]


@lru_cache(maxsize=500)
def _place_names(asks: str, position: str, mine: int, yours: int, punctuated: bool) -> list[int]:
    return [
        named(f"q={asks}{'P' if punctuated else 'N'}"),
        named(f"pos={position}"),
        named(f"fp={mine}"),
        named(f"fs={min(mine, 1)}{min(yours, 1)}"),
    ]


def echo_names(clause: Clause, content: frozenset[str]) -> list[int]:
    """How much of the other speaker's last line comes back, and in whose name.

    `content` are the clause's stems that carry meaning.
    """
    figures = clause.line.figures(clause.start, clause.end)
    found = [named("num")] if figures else []
    context = clause.context
    if not context.words:
        return [*found, named("noctx"), named(f"noctx|q={clause.asks}")]
    shared = len(content & context.content)
    share = shared / len(content) if content else 0.0
    band = "0" if shared == 0 else "1" if share < 0.34 else "2" if share < 0.67 else "3"
    mine, yours = not _SELF.isdisjoint(clause.texts), not _OTHER.isdisjoint(clause.texts)
    found += _overlap_names(band, clause.asks, mine, yours, min(shared, 3))
    found += _answer_names(clause.asks, clause.position, mine, yours) if context.asks else []
    if figures & context.figures:
        found.append(named("numsh"))
    if context.figures and figures - context.figures:
        found.append(named("numnew"))
    return found


@lru_cache(maxsize=500)
def _overlap_names(band: str, asks: str, mine: bool, yours: bool, shared: int) -> list[int]:
    return [
        named(f"ov={band}"),
        named(f"ov|q={band}{asks}"),
        named(f"ov|fs={band}{int(mine)}{int(yours)}"),
        named(f"ovn={shared}"),
    ]


@lru_cache(maxsize=500)
def _answer_names(asks: str, position: str, mine: bool, yours: bool) -> list[int]:
    """Of a clause before which the other speaker asked."""
    return [
        named("asked"),
        named(f"asked|q={asks}{position}"),
        named(f"asked|fs={int(mine)}{int(yours)}"),
    ]


def about_names(clause: Clause) -> list[int]:
    """What a short clause leans on: the other speaker's last line, and its own first word."""
    if not clause.context.words:
        return []
    names = [named(f"C={stem}") for stem in sorted(clause.context.content)]
    return [*names, named("short"), named(f"CF={clause.texts[0]}")]


def _length_band(count: int) -> int:
    for least in (20, 12, 7, 4):
        if count >= least:
            return least
    return count
