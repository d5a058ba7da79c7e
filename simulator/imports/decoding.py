"""Bytes of a file to text: never a wrong word without a note, never more than fits in memory."""

from pathlib import Path
from typing import NamedTuple

from simulator.imports.errors import TranscriptProblem

LARGEST_FILE = 64_000_000
"""Bytes; the captions of an hour's call are some hundred thousand."""
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHERS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word file or an archive",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
}
"""What people hold besides text, by its first bytes."""
_SAMPLE = 4096
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
"""Bytes that stand in no text of Windows-1252."""


class Decoded(NamedTuple):
    """A file's text, its lines ended by a line feed alone."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(path: Path) -> Decoded:
    """A file's text: UTF-8, UTF-16 with or without its mark, else Windows-1252 with a note.

    Raises TranscriptProblem when it cannot be read, is too large, or holds no text.
    """
    file = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise TranscriptProblem(
            file, None, f"cannot be read ({error.strerror}); check the name"
        ) from None
    if len(data) > LARGEST_FILE:
        raise TranscriptProblem(
            file, None, f"is larger than {LARGEST_FILE:,} bytes; split it into calls"
        )
    for beginning, what in _OTHERS.items():
        if data.startswith(beginning):
            raise TranscriptProblem(file, None, f"is {what}; save it as plain text")
    text, notes = _decoded(data, file)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, notes)


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    coding = next((code for mark, code in _MARKS.items() if data.startswith(mark)), None)
    coding = coding or _without_mark(data[:_SAMPLE])
    try:
        return data.decode(coding), ()
    except UnicodeDecodeError as error:
        start, reason = error.start, error.reason
    line = data.count(b"\n", 0, start) + 1
    if len(data) - start < 4 and ("end of data" in reason or "truncated" in reason):
        cut = f"{file}:{line}: the file ends inside a character; that character is dropped"
        return data[:start].decode(coding), (cut,)
    if coding != "utf-8" or not _CONTROLS.isdisjoint(data):
        raise TranscriptProblem(file, line, "is not UTF-8 text; save the file as UTF-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TranscriptProblem(file, line, "is not UTF-8 text; save the file as UTF-8") from None
    return text, (f"{file}:{line}: is not UTF-8; the file was read as Windows-1252",)


def _without_mark(sample: bytes) -> str:
    """UTF-16 shows in every other byte being zero; anything else is tried as UTF-8."""
    half = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > half // 2 and first < half // 10 + 1:
        return "utf-16-le"
    if first > half // 2 and second < half // 10 + 1:
        return "utf-16-be"
    return "utf-8"
