"""Finds a call that two people handed in: the same log, or the same words said by the seller."""

import json
from collections.abc import Iterable, Sequence

from scoring.hearing.words import WORD
from simulator.drills.submission.submission import Flag, Submission

WORDS = 4
"""Words from which on a line is somebody's own; shorter ones everybody says."""
LINES = 4
"""Lines of so many words that a call needs before its words can be called copied."""
SHARE = 0.9
"""Part of them that is the other's, word for word."""


def copies(submission: Submission, others: Iterable[Submission]) -> tuple[Flag, ...]:
    """A flag for everyone else among `others` who handed in the same call or the same words.

    The same log under another name; or, in one scenario, nine tenths of the seller's lines of four
    words and more. It does not say who copied from whom: that does not show in the words.
    """
    theirs = [one for one in others if one.header.trainee != submission.header.trainee]
    found: dict[str, Flag] = {}
    for other in theirs:
        if other.header.head == submission.header.head:
            flag = _flag(submission, other, "the whole log is", 0)
            found.setdefault(other.header.trainee, flag)
    lines = own_lines(submission)
    for other, shared in _sharing(submission, lines, theirs):
        if len(lines) >= LINES and shared >= SHARE * len(lines):
            turn = _first_shared(submission, other)
            what = f"{shared} of {len(lines)} lines from turn {turn} on are"
            found.setdefault(other.header.trainee, _flag(submission, other, what, turn))
    return tuple(found.values())


def _sharing(
    submission: Submission, lines: Sequence[str], others: Iterable[Submission]
) -> list[tuple[Submission, int]]:
    """Others at the same scenario, and how many of the lines they hold; who holds most first."""
    shared = []
    for other in others:
        if other.header.scenario == submission.header.scenario:
            held = set(own_lines(other))
            shared.append((other, sum(line in held for line in lines)))
    return sorted(shared, key=lambda one: -one[1])


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


def _flag(submission: Submission, other: Submission, what: str, turn: int) -> Flag:
    mine, theirs = submission.header, other.header
    elsewhere = f" in drill {theirs.drill}" if theirs.drill != mine.drill else ""
    return Flag(
        "copied",
        f"{mine.trainee}, {mine.scenario}, attempt {mine.attempt}: {what} "
        f"{theirs.trainee}'s of attempt {theirs.attempt}{elsewhere}, word for word.",
        turn,
    )
