"""What hearing looks at in a clause, as keys of a linear model.

Words and short runs of words (anchored at both ends), phrases of the lexicon, the shape of the
clause, who is spoken of, and how much of the other speaker's last line comes back.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import Clause, clauses_of, context_of
from scoring.hearing.groups import numbered
from scoring.hearing.keys import Array, code, runs
from scoring.hearing.lines import Line, read_words, word_codes
from scoring.hearing.naming import about_names, echo_names, shape_names
from scoring.hearing.phrases import lexicon_codes

SHORT = 2
"""Content words at or under which a clause leans on the other speaker's last line."""
_OPEN, _CLOSE = np.uint64(code("<s>")), np.uint64(code("</s>"))


class Keys(NamedTuple):
    """Features of many clauses: their keys, and of which clause each one is. In no order."""

    keys: Array
    of: Array


class ClauseKeys(NamedTuple):
    """The features of clauses, as often as they occur."""

    shared: Keys
    """For acts and topics."""
    acts: Keys
    """Only for what a clause does."""
    topics: Keys
    """Only for what it is about."""


def clause_keys(clauses: Sequence[Clause]) -> ClauseKeys:
    """Features of clauses. Those of one line stand together, all of them and in order."""
    words = [word for clause in clauses for word in clause.line.words[clause.start : clause.end]]
    lengths = np.array([clause.end - clause.start for clause in clauses], dtype=np.int64)
    of = np.repeat(np.arange(len(clauses)), lengths)
    codes, stems, carries = word_codes(words)

    short: list[bool] = []
    both, does, about = _Named(), _Named(), _Named()
    for clause in clauses:
        content = frozenset(clause.line.content(clause.start, clause.end))
        short.append(len(content) <= SHORT)
        shaped, done = shape_names(clause)
        both.add(shaped)
        does.add(done + echo_names(clause, content))
        about.add(about_names(clause) if short[-1] else [])

    differs = stems != codes
    phrases = lexicon_codes(stems, of, len(clauses))
    rest, rest_of = _rest(clauses, of, carries)
    around = np.where(
        np.array(short, dtype=bool)[rest_of], runs("R1", stems[rest]), runs("R", stems[rest])
    )
    return ClauseKeys(
        shared=_joined(
            Keys(runs("w", codes), of),
            Keys(runs("s", stems[differs]), of[differs]),
            *_word_runs(codes, of, lengths),
            Keys(runs("named", phrases[0]), phrases[1]),
            both.keys(),
        ),
        acts=does.keys(),
        topics=_joined(Keys(around, rest_of), about.keys()),
    )


def line_keys(lines: Sequence[Line], asked: Sequence[str]) -> Keys:
    """Features of buyers' lines as wholes, each with the end of what was asked."""
    spoken = [at for at, line in enumerate(lines) if line.words]
    wholes = [whole for at in spoken for whole in clauses_of(lines[at], (), context_of(asked[at]))]
    keys = clause_keys(wholes)
    number = np.array(spoken, dtype=np.int64)
    tails = _Named()
    for line, question in zip(lines, asked, strict=True):
        if not line.words:
            tails.add([code("empty")])
            continue
        tail = [code(f"Q={word.text}") for _, word in read_words(question)[-6:]]
        tails.add([*tail, code("Q?" if "?" in question else "Q-")])
    return _joined(
        Keys(keys.shared.keys, number[keys.shared.of]),
        Keys(keys.acts.keys, number[keys.acts.of]),
        tails.keys(),
    )


def _word_runs(codes: Array, of: Array, lengths: Array) -> list[Keys]:
    """Two and three words side by side, a clause's edges among them, and two with one between."""
    edged = np.empty(len(codes) + 2 * len(lengths), dtype=np.uint64)
    edged_of = np.repeat(np.arange(len(lengths)), lengths + 2)
    place = numbered(lengths + 2)
    edged[place == 0] = _OPEN
    edged[place == lengths[edged_of] + 1] = _CLOSE
    edged[np.arange(len(codes)) + 2 * of + 1] = codes
    near = edged_of[1:] == edged_of[:-1]
    far = edged_of[2:] == edged_of[:-2]
    apart = of[2:] == of[:-2]
    return [
        Keys(runs("2", edged[:-1][near], edged[1:][near]), edged_of[:-1][near]),
        Keys(runs("3", edged[:-2][far], edged[1:-1][far], edged[2:][far]), edged_of[:-2][far]),
        Keys(runs("k", codes[:-2][apart], codes[2:][apart]), of[:-2][apart]),
    ]


def _rest(clauses: Sequence[Clause], of: Array, carries: Array) -> tuple[Array, Array]:
    """The words with meaning in the rest of each clause's line: their numbers, and whose rest."""
    turn = np.cumsum([clause.start == 0 for clause in clauses])
    (content,) = np.nonzero(carries)
    content_turn = turn[of[content]]
    first = np.searchsorted(content_turn, turn)
    many = np.searchsorted(content_turn, turn, side="right") - first
    rest_of = np.repeat(np.arange(len(clauses)), many)
    rest = content[np.repeat(first, many) + numbered(many)]
    other = of[rest] != rest_of
    return rest[other], rest_of[other]


class _Named:
    """Features with a name of their own, gathered clause by clause."""

    def __init__(self) -> None:
        self._codes: list[int] = []
        self._counts: list[int] = []

    def add(self, codes: Sequence[int]) -> None:
        """Those of the next clause."""
        self._codes += codes
        self._counts.append(len(codes))

    def keys(self) -> Keys:
        counts = np.array(self._counts, dtype=np.int64)
        return Keys(
            runs("named", np.array(self._codes, dtype=np.uint64)),
            np.repeat(np.arange(len(counts)), counts),
        )


def _joined(*parts: Keys) -> Keys:
    keys, of = zip(*parts, strict=True)
    return Keys(np.concatenate(keys), np.concatenate(of))
