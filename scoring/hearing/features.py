"""What hearing looks at in a clause, as keys of a linear model.

Words and short runs of words (anchored at both ends), phrases of the lexicon, the shape of the
clause, who is spoken of, and how much of the other speaker's last line comes back.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scoring.hearing.clauses import Clause, clauses_of, context_of
from scoring.hearing.groups import numbered
from scoring.hearing.keys import Array, Runs, code, named, runs
from scoring.hearing.lines import Line, read_words, word_codes
from scoring.hearing.naming import about_names, echo_names, shape_names
from scoring.hearing.phrases import lexicon_keys

SHORT = 2
"""Content words at or under which a clause leans on the other speaker's last line."""
_OPEN, _CLOSE = np.uint64(code("<s>")), np.uint64(code("</s>"))
_WORD_RUNS = Runs(**{"3": (0, 1, 2), "2": (0, 1), "k": (0, 2)})
"""Three words side by side, two, and two with one between."""


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
    rest, rest_of = _rest(clauses, of, carries)
    around = np.where(
        np.array(short, dtype=bool)[rest_of], runs("R1", stems[rest]), runs("R", stems[rest])
    )
    return ClauseKeys(
        shared=_joined(
            Keys(runs("w", codes), of),
            Keys(runs("s", stems[differs]), of[differs]),
            _word_runs(codes, of, lengths),
            Keys(*lexicon_keys(stems, of, len(clauses))),
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
            tails.add([named("empty")])
            continue
        tail = [named(f"Q={word.text}") for _, word in read_words(question)[-6:]]
        tails.add([*tail, named("Q?" if "?" in question else "Q-")])
    return _joined(
        Keys(keys.shared.keys, number[keys.shared.of]),
        Keys(keys.acts.keys, number[keys.acts.of]),
        tails.keys(),
    )


def _word_runs(codes: Array, of: Array, lengths: Array) -> Keys:
    """Two and three words side by side, a clause's edges among them, and two with one between."""
    # One edge before each clause and one behind it; one more at the end, where no run of two begins.
    edged = np.full(len(codes) + 2 * len(lengths) + 1, _OPEN)
    edged[np.cumsum(lengths + 2) - 1] = _CLOSE
    word = np.arange(len(codes)) + 2 * of + 1
    edged[word] = codes
    is_word = np.zeros(len(edged), dtype=bool)
    is_word[word] = True
    whose = np.repeat(np.arange(len(lengths) + 1), np.append(lengths + 2, 1))
    first, second, third = whose[:-2], whose[1:-1], whose[2:]
    there = np.concatenate((first == third, first == second, is_word[:-2] & is_word[2:]))
    found = there.nonzero()[0]
    keys = _WORD_RUNS.keys(np.stack((edged[:-2], edged[1:-1], edged[2:])))
    return Keys(keys.ravel()[found], whose[found % len(first)])


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
        self._keys: list[int] = []
        self._counts: list[int] = []

    def add(self, keys: Sequence[int]) -> None:
        """Those of the next clause."""
        self._keys += keys
        self._counts.append(len(keys))

    def keys(self) -> Keys:
        """Those of all clauses."""
        counts = np.array(self._counts, dtype=np.int64)
        return Keys(
            np.array(self._keys, dtype=np.uint64), np.repeat(np.arange(len(counts)), counts)
        )


def _joined(*parts: Keys) -> Keys:
    keys, of = zip(*parts, strict=True)
    return Keys(np.concatenate(keys), np.concatenate(of))
