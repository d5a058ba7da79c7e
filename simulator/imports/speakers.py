"""Who speaks in a transcript and who of them sold: said by the file or by a person, never guessed.

A label counts as a speaker when the format says so; otherwise when it is `Seller`, `Buyer`, a name
that was given, or seen twice. Nothing else with a colon is taken for one.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.hearing.heard import LONGEST_TURN
from scoring.imported import Turn
from simulator.imports.errors import SellerUnknown, Speaker, TranscriptProblem
from simulator.imports.pieces import Piece

MOST_TURNS = 5_000
"""Turns of one call: a working day's."""
MOST_NOTES = 5
"""Labels read as text that are named one by one."""
_ASIDE = re.compile(r"\s*\([^)]*\)$")
_STEERS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
"""Marks of direction, joiners, and what makes a sign an emoji."""
_NOBODY = frozenset({"unknown", "unknown speaker", "speaker unknown", "unidentified"})
_FRONT = re.compile(r"\s*(?:#|[-=*_]{3})")
"""Headings and rules, which may stand before the first speaker."""
_FIRST_WORDS = 60
"""Characters of somebody's first words that remind a person who it was."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who said what, in turns."""

    turns: tuple[Turn, ...]
    notes: tuple[str, ...] = ()
    """What was left out or read as text, one sentence each."""


def conversation(pieces: Sequence[Piece], file: str, sellers: Sequence[str] = ()) -> Conversation:
    """The turns of a transcript: what one speaker says until another does.

    `sellers` are the names that sold. Raises SellerUnknown when neither they nor the labels say who
    did, and TranscriptProblem naming the line of what cannot be told.
    """
    if not any(piece.text for piece in pieces):
        raise TranscriptProblem(file, None, "is empty; it holds no turn")
    roles = _roles(pieces, file, sellers)
    notes: list[str] = []
    turns = list(_turns(pieces, roles, file, notes))
    for role in ("seller", "buyer"):
        if not any(turn.role == role for turn in turns):
            raise TranscriptProblem(
                file,
                None,
                f"holds no line of the {role}'s; labels found: {_labels(pieces)}; a name counts as "
                "a speaker when it is seen twice",
            )
    if sellers and not any(piece.certain for piece in pieces):
        notes += _read_as_text(pieces, roles, file, turns[0].line or 0)
    return Conversation(tuple(turns), tuple(notes))


def _roles(pieces: Sequence[Piece], file: str, sellers: Sequence[str]) -> Mapping[str, str]:
    """The key of every speaker, to "seller" or "buyer"."""
    counts = Counter(_key(piece.label) for piece in pieces if piece.label is not None)
    certain = {_key(piece.label) for piece in pieces if piece.label and piece.certain}
    twice = {key for key, count in counts.items() if count > 1}
    speakers = [key for key in counts if key in certain | twice]
    wanted = {_key(name) for name in sellers}
    selling = {key for key in counts if wanted & {key, _ASIDE.sub("", key)}}
    if selling:
        buying = {*speakers, *(counts.keys() & {"buyer"})} - selling
    elif "seller" in counts:
        # A name given for other files of a batch changes nothing where a label says who sold.
        selling = {"seller"}
        # Beside "Buyer:", a label that only looks like one is words: "Note: …".
        buying = certain | {"buyer"} if "buyer" in counts else set(speakers)
        buying = (buying & counts.keys()) - selling
    elif sellers:
        raise _not_heard(pieces, file, sellers)
    elif "buyer" in counts:
        return {"buyer": "buyer"}
    elif speakers:
        raise SellerUnknown(file, tuple(_known(pieces, speakers)))
    else:
        raise TranscriptProblem(
            file,
            None,
            f"names nobody twice; labels found: {_labels(pieces)}; begin each turn with a name and "
            "a colon, as in 'Seller: …' and 'Buyer: …'",
        )
    for piece in pieces:
        if piece.label is not None and _key(piece.label) in buying & _NOBODY:
            raise TranscriptProblem(
                file, piece.line, f"{piece.label!r} could be seller or buyer; put a name there"
            )
    return {**dict.fromkeys(selling, "seller"), **dict.fromkeys(buying, "buyer")}


def _turns(
    pieces: Sequence[Piece], roles: Mapping[str, str], file: str, notes: list[str]
) -> Iterator[Turn]:
    """Pieces put together until another speaks; what stands before the first speaker is noted."""
    speaker, line, said = "", 0, list[str]()
    formatted = any(piece.certain for piece in pieces)
    front: list[int] = []
    count = 0
    for piece in pieces:
        named = piece.label is not None and _key(piece.label) in roles
        name = " ".join(piece.label.split()) if named and piece.label is not None else speaker
        if not name:
            if not (formatted or piece.label or _FRONT.match(piece.text)):
                raise TranscriptProblem(
                    file, piece.line, "has no speaker; begin it with 'Seller:' or 'Buyer:'"
                )
            front.append(piece.line)
            continue
        if _key(name) != _key(speaker):
            if text := _joined(said, file, line):
                count += 1
                yield Turn(roles[_key(speaker)], text, line, speaker)
            speaker, line, said = name, piece.line, []
        said.append(piece.text if named else piece.unlabelled or piece.text)
        if count > MOST_TURNS:
            raise TranscriptProblem(
                file, line, f"holds more than {MOST_TURNS:,} turns; split it into calls"
            )
    if text := _joined(said, file, line):
        yield Turn(roles[_key(speaker)], text, line, speaker)
    if front:
        where = f"{front[0]}" if len(front) == 1 else f"{front[0]}-{front[-1]}"
        notes.append(f"{file}:{where}: stands before the first speaker and was left out")


def _joined(said: Sequence[str], file: str, line: int) -> str:
    text = " ".join(part for part in said if part)
    if len(text) > LONGEST_TURN:
        raise TranscriptProblem(
            file,
            line,
            f"begins a turn of {len(text):,} characters, and {LONGEST_TURN:,} is the most; is a "
            "speaker's name missing in it?",
        )
    return text


def _read_as_text(
    pieces: Sequence[Piece], roles: Mapping[str, str], file: str, since: int
) -> Iterator[str]:
    """A note for each label after the line `since` that was taken for words."""
    others = {
        _key(piece.label): piece
        for piece in reversed(pieces)
        if piece.label is not None and piece.line > since and _key(piece.label) not in roles
    }
    found = sorted(others.values(), key=lambda piece: piece.line)
    for piece in found[:MOST_NOTES]:
        yield f"{file}:{piece.line}: {piece.label!r} was read as text, not a speaker"
    if len(found) > MOST_NOTES:
        yield f"{file}: {len(found) - MOST_NOTES} more labels seen once were read as text"


def _not_heard(pieces: Sequence[Piece], file: str, sellers: Sequence[str]) -> TranscriptProblem:
    """The problem that none of the names given speaks here."""
    labels = {_key(piece.label): piece.label for piece in pieces if piece.label is not None}
    near = difflib.get_close_matches(_key(sellers[0]), list(labels)[:100], n=1)
    hint = f"; did you mean {labels[near[0]]!r}?" if near else ""
    who = " or ".join(repr(name) for name in sellers)
    return TranscriptProblem(
        file, None, f"{who} does not speak in it; found: {_labels(pieces)}{hint}"
    )


def _known(pieces: Sequence[Piece], speakers: Sequence[str]) -> Iterator[Speaker]:
    """Those who speak, each with what a person remembers them by."""
    for key in speakers:
        own = [at for at, piece in enumerate(pieces) if piece.label and _key(piece.label) == key]
        words = next((pieces[at].text or _next_text(pieces, at) for at in own), "")
        name = " ".join(str(pieces[own[0]].label).split())
        yield Speaker(name, len(own), words[:_FIRST_WORDS])


def _next_text(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at + 1].text if at + 1 < len(pieces) else ""


def _labels(pieces: Sequence[Piece], most: int = 12) -> str:
    """The labels of a file, in words."""
    names = list(dict.fromkeys(" ".join(p.label.split()) for p in pieces if p.label is not None))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more if names else "none"


def _key(name: str | None) -> str:
    """A name as it is compared: without the marks that only steer how it is shown."""
    return " ".join(_STEERS.sub("", (name or "").casefold()).split())
