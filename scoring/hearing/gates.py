"""Rules that are tried only where they could hold: a pattern needs certain words, most lines have none.

What a pattern cannot do without is read off the pattern itself, so that no second list has to be kept
true beside it. Whether a line opens a pattern is then one look-up per word, where searching would be one
walk through the line per pattern.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]  # the tree `re` compiles from
from typing import Any, TypeVar

from scoring.hearing.words import STOP_WORDS

OPEN = -1
"""Every pattern is open: every bit is set."""
_LONGEST = 12
"""Characters of a needed run that are looked for; a longer one is cut to them."""
_FIGURE = "0"
"""What any digit is among needed runs."""
_LOOK_ALIKE = frozenset("İıſK")
"""Letters that `re.IGNORECASE` takes for another letter and lower case does not."""

_opens: dict[str, int] = {}
"""A run of letters, and the needs it meets: a bit for each. A space stands for the end of a word."""
_needs: list[frozenset[str]] = []
"""Every need so far, as the runs of letters of which one must be there; its place is its bit."""

Runs = frozenset[str]
Label = TypeVar("Label")
Node = tuple[Any, Any]


class Rule:
    """Whether one of several patterns is found in a text, whatever the case.

    `opened` is always what `opened_by` says of the text, or of a longer one that it is a part of.
    """

    def __init__(self, *patterns: str) -> None:
        self._by_rarest: dict[int, list[tuple[int, str]]] = {}
        """The patterns with all their needs, by the rarest of these."""
        for pattern in (part for whole in patterns for part in _alternatives(whole)):
            needs = _needed(list(parser.parse(pattern, re.IGNORECASE))) or [frozenset({""})]
            rarest = _bit(max(needs, key=_rarity))
            every = reduce(or_, map(_bit, needs))
            self._by_rarest.setdefault(rarest, []).append((every, pattern))
        self.rarest = reduce(or_, self._by_rarest)
        """The rarest need of each pattern: where none of them is met, none of the patterns is found."""

    def patterns(self) -> Iterator[tuple[int, str]]:
        """Each pattern behind its needs."""
        return chain.from_iterable(self._by_rarest.values())

    def may_hold(self, opened: int) -> bool:
        """Whether the words for one of the patterns are there."""
        return bool(opened & self.rarest) and any(
            opened & every == every for every, _ in self.patterns()
        )

    def holds(self, text: str, opened: int) -> bool:
        """Whether one of the patterns is found."""
        met = opened & self.rarest
        while met:
            rarest = met & -met
            for every, pattern in self._by_rarest[rarest]:
                if opened & every == every and _compiled(pattern).search(text):
                    return True
            met ^= rarest
        return False

    def places(self, text: str) -> list[int]:
        """Where each of the patterns is found, however often."""
        return [
            match.start()
            for _, found in self.patterns()
            for match in _compiled(found).finditer(text)
        ]


def held(rules: Iterable[tuple[Label, Rule]], text: str, opened: int) -> set[Label]:
    """The labels of the rules that hold."""
    # Most rules are passed over, so that even asking each would take long.
    return {label for label, rule in rules if opened & rule.rarest and rule.holds(text, opened)}


def opened_by(words: Iterable[str]) -> int:
    """The needs that a text of these words meets, a bit for each."""
    return reduce(or_, map(_opened_by_one, words), _opens.get("", 0))


@lru_cache(maxsize=50_000)
def _opened_by_one(word: str) -> int:
    if word[0].isdecimal():
        return _opens.get(_FIGURE, 0)
    if not word.isascii() and not _LOOK_ALIKE.isdisjoint(word):
        return OPEN
    parts = f" {word.lower()} ".replace("'", " ").replace("’", " ")
    opened = 0
    for start in range(len(parts)):
        for end in range(start + 1, min(start + _LONGEST, len(parts)) + 1):
            opened |= _opens.get(parts[start:end], 0)
    return opened


def _bit(runs: Runs) -> int:
    """The bit of a need."""
    if runs in _needs:
        return 1 << _needs.index(runs)
    bit = 1 << len(_needs)
    _needs.append(runs)
    for run in runs:
        _opens[run] = _opens.get(run, 0) | bit
    _opened_by_one.cache_clear()
    return bit


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _alternatives(pattern: str) -> Iterator[str]:
    """A pattern cut at the bars that are in no group and no class: "a|b(c|d)" into "a" and "b(c|d)"."""
    depth, first, in_class = 0, 0, False
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            at += pattern[at + 1] == "]"
        elif char == "|" and not depth:
            yield pattern[first:at]
            first = at + 1
        else:
            depth += (char == "(") - (char == ")")
        at += 1
    yield pattern[first:]


def _needed(tree: Sequence[Node], *, opens: bool = False, closes: bool = False) -> list[Runs]:
    """What every match of a pattern's tree holds: at least one run of letters of each set.

    `opens` and `closes` say whether a word begins before the tree, and ends behind it.
    """

    def edge(at: int) -> bool:
        return opens if at < 0 else closes if at == len(tree) else _ends_word(tree[at])

    found: list[Runs] = []
    at = 0
    while at < len(tree):
        first = at
        while at < len(tree) and _is_letter(tree[at]):
            at += 1
        letters = tree[first:at]
        if at < len(tree) and tree[at][0] is sre.BRANCH:
            # What all branches begin with, the parser has drawn out: it goes back into each.
            branches = [[*letters, *branch] for branch in tree[at][1][1]]
            found += _one_of(branches, opens=edge(first - 1), closes=edge(at + 1))
            at += 1
        elif letters:
            run = "".join(chr(letter) for _, letter in letters).lower()
            run = f"{' ' * edge(first - 1)}{run}{' ' * edge(at)}"
            found.append(frozenset({run[:_LONGEST]}))
        else:
            found += _inside(*tree[at], opens=edge(at - 1), closes=edge(at + 1))
            at += 1
    return found


def _inside(kind: Any, value: Any, *, opens: bool, closes: bool) -> list[Runs]:
    """What a node needs; nothing when it may be missing, or match anything."""
    if kind is sre.SUBPATTERN:
        return _needed(value[3], opens=opens, closes=closes)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
        return _needed(value[2])
    if kind is sre.IN and value == [(sre.CATEGORY, sre.CATEGORY_DIGIT)]:
        return [frozenset({_FIGURE})]
    return []


def _one_of(branches: Sequence[Sequence[Node]], *, opens: bool, closes: bool) -> list[Runs]:
    needs = [_needed(branch, opens=opens, closes=closes) for branch in branches]
    return [frozenset().union(*(max(of, key=_rarity) for of in needs))] if all(needs) else []


def _is_letter(node: Node) -> bool:
    return node[0] is sre.LITERAL and chr(node[1]).isalpha()


def _ends_word(node: Node) -> bool:
    kind, value = node
    if kind is sre.LITERAL:
        return not chr(value).isalpha()
    return kind is sre.AT and value is not sre.AT_NON_BOUNDARY


def _rarity(runs: Runs) -> tuple[bool, int]:
    """How few lines meet a need, roughly: no small word in it, and its shortest run long."""
    return STOP_WORDS.isdisjoint(run.strip() for run in runs), min(map(len, runs))
