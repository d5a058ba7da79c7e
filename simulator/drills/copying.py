"""Finds a call that two people handed in: the same log, or the same words said by the seller."""

import json
from collections import Counter
from collections.abc import Iterable

from scoring.hearing.words import WORD
from simulator.drills.submission import Flag, Submission

WORDS = 4
"""Words from which on a line is somebody's own; shorter ones everybody says."""
LINES = 4
"""Lines of so many words that a call needs before its words can be called copied."""
SHARE = 0.9
"""Part of them that is the other's, word for word."""


class Seen:
    """Submissions seen so far, by what their sellers said: each new one is held against all."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[Submission]] = {}
        self._by_line: dict[str, list[Submission]] = {}

    def add(self, submission: Submission) -> None:
        """Remembers a submission."""
        self._by_head.setdefault(submission.header.head, []).append(submission)
        for line in dict.fromkeys(own_lines(submission)):
            self._by_line.setdefault(line, []).append(submission)

    def copies(self, submission: Submission) -> tuple[Flag, ...]:
        """A flag for every other trainee whose call this is.

        It does not say who copied from whom: that does not show in the words.
        """
        found: dict[str, Flag] = {}
        for other in self._by_head.get(submission.header.head, ()):
            if _anothers(submission, other):
                found.setdefault(
                    other.header.trainee, _flag(submission, other, "the whole log is", 0)
                )
        lines = own_lines(submission)
        if len(lines) >= LINES:
            for other, shared in self._sharing(submission, lines):
                if shared >= SHARE * len(lines):
                    turn = _first_shared(submission, other)
                    what = f"{shared} of {len(lines)} lines from turn {turn} on are"
                    found.setdefault(other.header.trainee, _flag(submission, other, what, turn))
        return tuple(found.values())

    def _sharing(
        self, submission: Submission, lines: list[str]
    ) -> Iterable[tuple[Submission, int]]:
        """Other trainees' submissions to the same scenario, and how many of the lines they hold."""
        shared: Counter[str] = Counter()
        others: dict[str, Submission] = {}
        for line in lines:
            for other in self._by_line.get(line, ()):
                same = other.header.scenario == submission.header.scenario
                if same and _anothers(submission, other):
                    shared[other.id] += 1
                    others[other.id] = other
        return [(others[name], count) for name, count in shared.most_common()]


def copies(submission: Submission, others: Iterable[Submission]) -> tuple[Flag, ...]:
    """A flag for everyone else among `others` who handed in the same call or the same words.

    The same log under another name; or, in one scenario, nine tenths of the seller's lines of four
    words and more. For many submissions keep one `Seen`.
    """
    seen = Seen()
    for other in others:
        seen.add(other)
    return seen.copies(submission)


def own_lines(submission: Submission) -> list[str]:
    """What the seller said, line by line, as words alone; short lines are left out."""
    return [line for _, line in _lines(submission)]


def _lines(submission: Submission) -> list[tuple[int, str]]:
    found = []
    for text in submission.log:
        event = json.loads(text)
        if event["type"] == "seller_spoke":
            words = WORD.findall(event["text"].casefold())
            if len(words) >= WORDS:
                found.append((int(event["turn"]), " ".join(words)))
    return found


def _first_shared(submission: Submission, other: Submission) -> int:
    theirs = set(own_lines(other))
    return next(turn for turn, line in _lines(submission) if line in theirs)


def _anothers(submission: Submission, other: Submission) -> bool:
    return other.header.trainee != submission.header.trainee


def _flag(submission: Submission, other: Submission, what: str, turn: int) -> Flag:
    mine, theirs = submission.header, other.header
    return Flag(
        "copied",
        f"{mine.trainee}, {mine.scenario}, attempt {mine.attempt}: {what} "
        f"{theirs.trainee}'s of attempt {theirs.attempt}, word for word.",
        turn,
    )
