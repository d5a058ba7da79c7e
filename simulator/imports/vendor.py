"""JSON as Gong, Fireflies, Google Meet, podcasts and their like give it.

All of them are a list of entries, each with a speaker and words under names of the vendor's own;
`_SHAPES` is the table of those names. Names of speakers stand elsewhere in some files and are used
where they do.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from simulator.imports.errors import TranscriptProblem
from simulator.imports.pieces import Piece


class _Shape(NamedTuple):
    """Where a vendor keeps what was said."""

    entries: tuple[str, ...]
    """Keys from the top to the list of entries."""
    speaker: tuple[str, ...]
    """Keys of an entry that may hold the speaker, the best first."""
    words: str
    """Key of the words."""
    sentences: str = ""
    """Key of a list inside an entry whose items hold the words."""
    people: tuple[str, ...] = ()
    """Keys from the top to the list of those who took part."""
    identity: tuple[str, ...] = ("id",)
    """Keys of a person that may hold what an entry calls them."""
    called: str = "name"
    """Key of a person's name, there or in an object inside."""


_FIREFLIES = _Shape(("sentences",), ("speaker_name", "speaker_id"), "text", people=("speakers",))
_SHAPES = (
    _Shape(  # Gong: one call of several; the names come from another request
        ("callTranscripts", "0", "transcript"),
        ("speakerId",),
        "text",
        "sentences",
        ("parties",),
        ("speakerId", "id"),
    ),
    _FIREFLIES._replace(
        entries=("data", "transcript", "sentences"), people=("data", "transcript", "speakers")
    ),
    _FIREFLIES._replace(entries=("transcript", "sentences"), people=("transcript", "speakers")),
    _FIREFLIES,
    _Shape(  # Google Meet
        ("transcriptEntries",),
        ("participant",),
        "text",
        people=("participants",),
        identity=("name",),
        called="displayName",
    ),
    _Shape(("segments",), ("speaker",), "body"),  # podcasts
    _Shape(("segments",), ("speaker",), "text"),
    _Shape(("utterances",), ("speaker",), "text"),
    _Shape(("transcript",), ("speaker", "speaker_name", "name"), "text"),
    _Shape(("messages",), ("name", "role"), "content"),
    _Shape((), ("speaker", "name"), "text"),
)


def read_vendor(text: str, file: str) -> Iterator[Piece]:
    """The pieces of a vendor's JSON, one for each sentence or segment.

    Raises TranscriptProblem naming the line or the key at which it is not what it should be.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise TranscriptProblem(
            file, error.lineno, f"is not JSON ({error.msg}); export the call again"
        ) from None
    except (ValueError, RecursionError):
        raise TranscriptProblem(
            file, None, "is JSON no transcript has: too deep, or with endless numbers"
        ) from None
    shape = _shape_of(document, file)
    names = _names(document, shape)
    lines = _Lines(text, shape.words)
    for place, entry in enumerate(_at(document, shape.entries)):
        where = ".".join((*shape.entries, str(place)))
        if not isinstance(entry, dict):
            raise TranscriptProblem(file, None, f"{where} is no object with a speaker and words")
        label = _label(entry, shape, names)
        for words in _words(entry, shape, file, where):
            line = lines.of(words)
            if label is None and not entry.keys().isdisjoint(shape.speaker):
                raise TranscriptProblem(file, line, f"{where} names no speaker; put a name there")
            yield Piece(label, " ".join(words.split()), line)


def _shape_of(document: object, file: str) -> _Shape:
    calls = _at(document, ("callTranscripts",))
    if isinstance(calls, list) and len(calls) > 1:
        raise TranscriptProblem(
            file, None, f"callTranscripts holds {len(calls)} calls; give each a file of its own"
        )
    for shape in _SHAPES:
        entries = _at(document, shape.entries)
        if not isinstance(entries, list) or not entries:
            continue
        first = entries[0]
        if isinstance(first, dict) and (shape.sentences or shape.words) in first:
            return shape
    raise TranscriptProblem(
        file,
        None,
        "is JSON of a kind that is not known, or without a sentence; known are call logs of "
        'prospect, Gong, Fireflies, Google Meet, podcasts, and [{"speaker": …, "text": …}]',
    )


def _at(value: object, keys: tuple[str, ...]) -> Any:
    """What stands under keys, one inside the other; None where they lead nowhere."""
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _names(document: object, shape: _Shape) -> dict[str, str]:
    """What entries call a person, to the person's name."""
    people = _at(document, shape.people) if shape.people else None
    names: dict[str, str] = {}
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, dict):
            continue
        inside = [person, *(value for value in person.values() if isinstance(value, dict))]
        called = (each.get(shape.called) for each in inside)
        name = next((n.strip() for n in called if isinstance(n, str) and n.strip()), "")
        if name:
            found = [person.get(key) for key in shape.identity]
            names |= {str(key): name for key in found if isinstance(key, str | int)}
    return names


def _label(entry: Mapping[str, object], shape: _Shape, names: Mapping[str, str]) -> str | None:
    """Who says an entry; None when it does not say.

    Without a key for it, as in podcasts, it goes on with the one before; an empty one is no answer.
    """
    for key in shape.speaker:
        value = entry.get(key)
        if isinstance(value, str | int) and str(value).strip():
            # Google names people by a path whose last part alone tells them apart.
            plain = str(value).strip()
            return names.get(plain) or plain.rpartition("/")[2]
    return None


def _words(entry: Mapping[str, object], shape: _Shape, file: str, where: str) -> Iterator[str]:
    """The words of an entry, sentence by sentence."""
    sentences: object = [entry]
    if shape.sentences:
        sentences = entry.get(shape.sentences)
        where += f".{shape.sentences}"
    if not isinstance(sentences, list):
        raise TranscriptProblem(file, None, f"{where} is no list of sentences")
    for sentence in sentences:
        words = sentence.get(shape.words) if isinstance(sentence, dict) else None
        if not isinstance(words, str):
            raise TranscriptProblem(file, None, f"{where}: {shape.words!r} is missing or no text")
        yield words


class _Lines:
    """Finds the line of each sentence, taken in the order in which they stand in the file."""

    def __init__(self, text: str, key: str) -> None:
        self._text = text
        self._found = re.finditer(rf'"{re.escape(key)}"\s*:\s*"', text)
        self._decoder = json.JSONDecoder()
        self._counted = 0
        self._line = 1

    def of(self, words: str) -> int:
        """The line on which the next sentence with these words begins."""
        for match in self._found:
            start = match.end() - 1
            self._line += self._text.count("\n", self._counted, start)
            self._counted = start
            if self._decoder.raw_decode(self._text, start)[0] == words:
                break
        return self._line
