"""Reads plain transcripts: `Seller: …` and `Buyer: …`, or names with `--seller NAME`.

A label counts as a speaker only when it is at most 60 characters and is `Seller`, `Buyer`, the
given name, or seen twice; nothing else with a colon is taken for one. Who sold is never guessed.
"""

import re
from collections import Counter
from dataclasses import dataclass

from simulator.imports.errors import TranscriptProblem

LONGEST_LABEL = 60
_STAMP = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?"
_LABELLED = re.compile(
    rf"^\s*(?:{_STAMP}\s*[-–]?\s*)?[*_]{{0,2}}"
    rf"(?P<name>[^\W\d_][^:]*?)\s*(?:{_STAMP}\s*)?[*_]{{0,2}}\s*:[*_]{{0,2}}(?:\s+|$)(?P<text>.*)$"
)
_ASIDE = re.compile(r"\s*\([^)]*\)$")
_NOBODY = frozenset({"unknown", "unknown speaker", "speaker unknown", "unidentified"})

Turn = tuple[str, str, int]
"""Role ("seller" or "buyer"), text, and the number of the line it begins on."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The turns of a plain transcript."""

    turns: tuple[Turn, ...]
    notes: tuple[str, ...] = ()


def read_labelled(text: str, file: str, seller: str | None = None) -> Labelled:
    """The turns of a transcript; lines without a speaker go on with the one before.

    `seller` is the name that sold. Raises TranscriptProblem naming the line, and the speakers
    found when it cannot be told who sold.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise TranscriptProblem(file, None, "is empty; it holds no turn")
    seen: dict[int, re.Match[str]] = {}
    for number, line in lines:
        found = _LABELLED.match(line.rstrip("\r"))
        if found and len(found["name"]) <= LONGEST_LABEL:
            seen[number] = found
    roles = _roles(file, seen, seller)
    turns: list[Turn] = []
    notes: list[str] = []
    for number, line in lines:
        label = seen.get(number)
        role = roles.get(_key(label["name"])) if label else None
        if label and role is None and seller:
            notes.append(f"{file}:{number}: {label['name']!r} was read as text, not a speaker")
        said = label["text"].strip() if label and role else line.strip()
        if role and (not turns or turns[-1][0] != role):
            turns.append((role, said, number))
        elif turns:
            before = turns.pop()
            turns.append((before[0], f"{before[1]} {said}".strip(), before[2]))
        else:
            raise TranscriptProblem(
                file, number, "has no speaker; begin it with 'Seller:' or 'Buyer:'"
            )
    _both_spoke(file, turns, seen)
    return Labelled(tuple(turns), tuple(notes))


def _roles(file: str, seen: dict[int, re.Match[str]], seller: str | None) -> dict[str, str]:
    """Label to role."""
    names = {_key(found["name"]): found["name"] for found in seen.values()}
    counts = Counter(_key(found["name"]) for found in seen.values())
    speakers = [key for key, count in counts.items() if count > 1]
    if seller is None:
        if counts.keys() & {"seller", "buyer"}:
            return {"seller": "seller", "buyer": "buyer"}
        found = ", ".join(names[key] for key in speakers) or "nobody twice"
        raise TranscriptProblem(
            file, None, f"does not say who sold; speakers found: {found}; add --seller NAME"
        )
    selling = {key for key in counts if _key(seller) in (key, _ASIDE.sub("", key))}
    if not selling:
        found = ", ".join(names.values()) or "none"
        raise TranscriptProblem(file, None, f"{seller!r} does not speak in it; found: {found}")
    buying = {*speakers, *(counts.keys() & {"buyer"})} - selling
    for key in buying & _NOBODY:
        number = next(n for n, found in seen.items() if _key(found["name"]) == key)
        raise TranscriptProblem(
            file, number, f"{names[key]!r} could be seller or buyer; put a name there"
        )
    return {**dict.fromkeys(selling, "seller"), **dict.fromkeys(buying, "buyer")}


def _both_spoke(file: str, turns: list[Turn], seen: dict[int, re.Match[str]]) -> None:
    for role in ("seller", "buyer"):
        if not any(turn[0] == role for turn in turns):
            found = ", ".join(sorted({match["name"] for match in seen.values()})) or "none"
            raise TranscriptProblem(
                file,
                None,
                f"holds no line of the {role}'s; labels found: {found}; a name counts as a "
                "speaker when it is seen twice",
            )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
