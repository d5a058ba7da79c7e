"""Captions: WebVTT as Zoom, Teams and Meet write it, and SRT, with their lines kept.

webvtt-py writes our captions and is held beside this reader in the tests. It cannot stand in for it:
it keeps no line numbers, gives a cue one voice only, leaves `&amp;` as it is, and reads a comma in a
time as no cue at all, so that a whole call would silently be empty.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain, pairwise

from simulator.imports.errors import TranscriptProblem
from simulator.imports.labelled import LONGEST_LABEL, labelled_line
from simulator.imports.pieces import Piece, numbered

_TIME = r"(?:\d{1,10}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,6})?"
_TIMING = re.compile(rf"^[ \t]{{0,20}}{_TIME}[ \t]{{0,9}}-->[ \t]{{0,9}}{_TIME}(?=\s|$)", re.M)
_BROKEN = re.compile(r"\s{0,20}\d\S{0,20}\s{0,9}(?:--?>|→|—>)")
"""What was meant for a timing."""
_IDENTIFIER = re.compile(r"\s*(?:\d{1,9}|[0-9A-Za-z-]{8,64}/\d+-\d+)\s*")
"""A cue's number, or Teams' long one."""
_CUT_OFF = re.compile(r"[\d:.,>\s-]+")
_ASIDES = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?[ \t]+([^<>]{1,200})>")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font|span)(?:[.\s][^<>]{0,200})?>|<[\d:.]{5,20}>"
    r"|\{\\[^{}]{0,60}\}",
    re.I,
)
_BRACKETED = re.compile(
    r"\s*(?:\((?P<round>[^()]{1,60}(?:\([^()]{1,40}\))?)\)\s*$|\[(?P<square>[^\[\]]{1,60})\]:?\s*)"
)
"""A name as Meet has it, on a line of its own, or as SRT does, before the words."""
_SOUNDS = re.compile(
    r"(?:background |soft )?(?:laugh|music|applause|crosstalk|cross talk|inaudible|silence|pause|sigh|"
    r"cough|noise|unintelligible|indistinct|overlapping|clears|chuckl|phone|door|typing)",
    re.I,
)
"""What stands in brackets and is nobody's name."""

Block = list[tuple[int, str]]
"""Numbered lines without an empty one between."""


def is_captions(text: str) -> bool:
    """Whether the text begins as captions do: with their header, or with a cue's timing."""
    return text.startswith("WEBVTT") or _TIMING.search(text[:20_000]) is not None


def read_cues(text: str, file: str, notes: list[str]) -> Iterator[Piece]:
    """The pieces of a file of captions, a line of a cue each; what is left out goes to `notes`.

    Raises TranscriptProblem at a timing that is none.
    """
    begun = False
    for block, following in pairwise(chain(_blocks(text, file), [[]])):
        cue, said = _without_timings(block, file, last=not following)
        if cue or (begun and said and not _aside(said)):
            if cue or not _between(said, following):
                begun = True
                yield from _pieces(said)
            elif not following:
                notes.append(f"{file}:{said[0][0]}: the file is cut off here")
        elif said and not begun and not _aside(said) and not said[0][1].startswith("WEBVTT"):
            notes.append(f"{file}:{said[0][0]}: stands before the first cue and was left out")


def _blocks(text: str, file: str) -> Iterator[Block]:
    """The runs of lines between empty ones."""
    block: Block = []
    for number, line in numbered(text, file):
        if block and number > block[-1][0] + 1:
            yield block
            block = []
        block.append((number, line))
    if block:
        yield block


def _without_timings(block: Block, file: str, *, last: bool) -> tuple[bool, Block]:
    """Whether a block holds a cue, and its lines but for timings and identifiers."""
    said: Block = []
    cue = False
    if _aside(block):
        return False, block
    for number, line in block:
        if _TIMING.match(line):
            if said and (not cue or _IDENTIFIER.fullmatch(said[-1][1])):
                said.pop()
            cue = True
        elif _BROKEN.match(line) and not (last and number == block[-1][0]):
            raise TranscriptProblem(
                file, number, "this is no cue's timing; write it as 00:00:01.000 --> 00:00:02.500"
            )
        else:
            said.append((number, line))
    return cue, said


def _aside(block: Block) -> bool:
    return block[0][1].split(maxsplit=1)[0] in _ASIDES if block else False


def _between(said: Block, following: Block) -> bool:
    """Whether a block without a timing is no words: a number before a cue, or a file's torn end."""
    if not following:
        return all(_CUT_OFF.fullmatch(line) for _, line in said)
    return len(said) == 1 and bool(
        _IDENTIFIER.fullmatch(said[0][1]) and _TIMING.match(following[0][1])
    )


def _pieces(said: Block) -> Iterator[Piece]:
    """The words of one cue, line by line; a voice lasts to the end of its cue."""
    for number, line in said:
        if line.strip() == "-":
            continue
        parts = _VOICE.split(line)
        if words := _plain(parts[0]):
            yield _labelled(words, number)
        for name, words in zip(parts[1::2], parts[2::2], strict=True):
            yield Piece(_plain(name), _plain(words), number)


def _labelled(line: str, number: int) -> Piece:
    """A line that may begin with a name."""
    found = _BRACKETED.match(line)
    if found is None:
        return labelled_line(line, number)
    name = (found["round"] or found["square"]).strip()
    first = name[:1]
    named = first.isalpha() or (not first.isascii() and any(map(str.isalpha, name)))
    if not named or len(name) > LONGEST_LABEL or _SOUNDS.match(name):
        return Piece(None, line, number)
    return Piece(name, line[found.end() :].strip(), number, line)


def _plain(text: str) -> str:
    """Words without tags, their entities read."""
    return html.unescape(_TAG.sub("", text)).strip()
