"""Plain text and Markdown: chat, notes and Otter's export, where a name stands before its words.

Jane: text            **Jane:** text           [00:05] Jane: text        Jane (00:05): text
Jane Doe  0:05        ## Jane Doe              10:31:22 From Jane to Everyone: text
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from simulator.imports.pieces import Piece, numbered

LONGEST_LABEL = 60
_FURTHEST = 200
"""Characters of a line in which its label ends, stamps and all."""
STAMP = (
    r"[\[(]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s{1,3})?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
    r"(?:\s?[AaPp]\.?[Mm]\b\.?)?[\])]?"
)
"""A time of day or of the call, with or without brackets and date."""
_LEAD = rf"^\s{{0,20}}(?:[-*+•]\s|>{{1,2}}\s?)?(?:{STAMP}\s{{0,3}}[-–]?\s{{0,3}})?"
_BOLD = r"[*_]{0,2}"
_SIGNS = r"(?:[^\w\s\x00-\x7f‘’“”«»–—…•]{1,8}\s?)?"
"""What may stand before a name and be part of it: emoji, and marks of writing from right to left."""
_NAME = rf"(?P<name>{_SIGNS}[^\W\d_][^:\n]{{0,79}}?)"
_CHAT = re.compile(
    rf"{_LEAD}From\s+{_NAME}\s+to\s+[^:\n]{{1,60}}?:(?:\s+|$)(?P<text>.*)$", re.IGNORECASE
)
_COLON = re.compile(
    rf"{_LEAD}{_BOLD}{_NAME}{_BOLD}\s{{0,3}}(?:[*_]?{STAMP}[*_]?\s{{0,3}})?{_BOLD}\s{{0,3}}:{_BOLD}"
    r"(?:\s+|$)(?P<text>.*)$"
)
_STAMPED = re.compile(rf"^\s{{0,20}}{_NAME}(?:\s{{2,9}}|\t){STAMP}\s*$")
"""A name and a time alone on their line, as Otter writes them."""
_STAMPED_COLON = re.compile(
    rf"^\s{{0,20}}(?P<name>{_SIGNS}[^\W\d_][^\n]{{0,79}}?)(?:\s{{2,9}}|\t){STAMP}\s*$"
)
"""The same, where the name holds a colon ("Sales: Jane"): only at the head of Otter's paragraphs."""
_LOOKED_AT = 200
"""Lines from which it is told whether a text is Otter's."""
_ALONE = re.compile(
    rf"^\s{{0,20}}(?:#{{1,6}}\s+{_BOLD}(?P<head>[^\W\d_][^:\n]{{0,79}}?){_BOLD}"
    rf"|[*_]{{2}}(?P<bold>[^\W\d_][^:\n*_]{{0,79}}?)[*_]{{2}})"
    rf"(?:\s{{0,3}}[-–—|]?\s{{0,3}}[*_]?{STAMP}[*_]?)?\s*$"
)
"""A name alone on its line as a heading or in bold, perhaps with a time."""
_RULE = re.compile(r"\s*(?:[-=_*]\s?){3,}$")
_CREDIT = re.compile(r"\s*Transcribed by https?://", re.IGNORECASE)
"""Otter's last line."""


def read_labelled(text: str, file: str) -> Iterator[Piece]:
    """The pieces of a plain transcript, one for each line that says something."""
    otters = _is_otters(numbered(text, file))
    before = -1
    for number, line in numbered(text, file):
        heads = number != before + 1
        before = number
        if _RULE.fullmatch(line[:_FURTHEST]) or _CREDIT.match(line):
            continue
        name = _stamped(line) if otters and heads else ""
        yield Piece(name, "", number) if name else labelled_line(line, number)


def _is_otters(lines: Iterable[tuple[int, str]]) -> bool:
    """Whether most paragraphs begin with a name and a time alone on their line."""
    heads = [
        line
        for (before, _), (number, line) in pairwise(chain([(-1, "")], islice(lines, _LOOKED_AT)))
        if number != before + 1
    ]
    return 2 * sum(bool(_stamped(line)) for line in heads) > len(heads)


def _stamped(line: str) -> str:
    """The name of a line that holds but a name, which may hold a colon, and a time; empty for none."""
    found = _STAMPED_COLON.match(line) if len(line) <= _FURTHEST else None
    return found["name"] if found and len(found["name"]) <= LONGEST_LABEL else ""


def labelled_line(line: str, number: int) -> Piece:
    """A line as a piece: under the name before its words, or going on with the line before."""
    start = line[:_FURTHEST]
    stamped = _STAMPED.match(start) if len(line) <= _FURTHEST else None
    if stamped and len(stamped["name"]) <= LONGEST_LABEL:
        return Piece(stamped["name"], "", number)
    found = _CHAT.match(start) or _COLON.match(start)
    if found and len(found["name"]) <= LONGEST_LABEL:
        said = line[found.start("text") :].strip()
        return Piece(_bare(found["name"]), said, number, line.strip())
    alone = _ALONE.match(start) if len(line) <= _FURTHEST else None
    name = alone and (alone["head"] or alone["bold"])
    if name and len(name) <= LONGEST_LABEL:
        return Piece(_bare(name), "", number, line.strip())
    return Piece(None, line.strip(), number)


def _bare(name: str) -> str:
    """A name without what Markdown put around it."""
    return name.strip("*_ \t")
