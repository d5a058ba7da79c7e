"""Reads labelled lines: hand-cut clauses with their acts and topics.

One JSON object per line: `id`, `voice`, `industry`, `role`, `context` (the other speaker's turns
just before), `segs` (clauses in order: `t` text, `act` list, `topics` list), and for buyer lines
`specific` and `answers`. The line is the clauses joined by one space.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

TRAINING = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Clause:
    """One labelled stretch of a line, by character offsets."""

    start: int
    end: int
    acts: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled line."""

    id: str
    voice: str
    industry: str
    role: str
    context: tuple[str, ...]
    text: str
    clauses: tuple[Clause, ...]
    specific: bool = False
    answers: bool = False

    @property
    def acts(self) -> frozenset[str]:
        """The line's acts: those of its clauses; "other" only when there is no other."""
        found = {act for clause in self.clauses for act in clause.acts}
        if len(found) > 1:
            found.discard("other")
        return frozenset(found or {"other"})

    @property
    def topics(self) -> frozenset[str]:
        """The line's topics."""
        return frozenset(topic for clause in self.clauses for topic in clause.topics)


def read_corpus(folder: Path) -> list[Labelled]:
    """All labelled lines below a folder, in a fixed order."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in _lines(path)]


def _lines(path: Path) -> Iterator[Labelled]:
    for raw in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(raw)
        text, clauses = "", []
        for part in row["segs"]:
            said = part["t"].strip()
            if not said:
                continue
            text = f"{text} {said}" if text else said
            clauses.append(
                Clause(len(text) - len(said), len(text), tuple(part["act"]), tuple(part["topics"]))
            )
        yield Labelled(
            id=row["id"],
            voice=row["voice"],
            industry=row["industry"],
            role=row["role"],
            context=tuple(row.get("context", ())),
            text=text,
            clauses=tuple(clauses),
            specific=bool(row.get("specific")),
            answers=bool(row.get("answers")),
        )


_DROPPED = re.compile(r"[.,?!;:…\"“”—–]")


def unpunctuated(line: Labelled) -> Labelled:
    """The same line, and those before it, in lower case and without punctuation, as a speech recogniser writes."""
    text, moved = _bare(line.text)
    return replace(
        line,
        text=text,
        context=tuple(_bare(said)[0] for said in line.context),
        clauses=tuple(
            replace(clause, start=moved[clause.start], end=moved[clause.end])
            for clause in line.clauses
        ),
    )


def _bare(text: str) -> tuple[str, list[int]]:
    """A text in lower case without punctuation, and where each of its characters, and its end, has come to stand."""
    moved: list[int] = []
    kept: list[str] = []
    for index, char in enumerate(text):
        moved.append(len(kept))
        between_digits = (
            0 < index < len(text) - 1 and text[index - 1].isdigit() and text[index + 1].isdigit()
        )
        if _DROPPED.match(char) and not between_digits:
            if char in "—–":
                kept.append(" ")
            continue
        kept.append(char.lower())
    moved.append(len(kept))
    return "".join(kept), moved


def corpus_version(folder: Path) -> str:
    """A short hash of the corpus: which words hearing learned from."""
    seen = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:12]
