"""What a check says of a file: where, what, and how bad."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad it is."""

    PROBLEM = "problem"
    """It cannot be used, or it is not fair to play."""
    WARNING = "warning"
    """It can be used, and its author should look at it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a file."""

    file: str
    key: str
    """Dotted, such as facts.goal1.wordings."""
    problem: str
    """With the mend."""
    severity: Severity = Severity.PROBLEM

    def __str__(self) -> str:
        """As one line."""
        said = "" if self.severity is Severity.PROBLEM else "warning: "
        return f"{self.file}:{self.key}: {said}{self.problem}"


def problem(path: Path, key: str, sentence: str) -> Finding:
    """Something that has to be mended."""
    return Finding(str(path), key, sentence)


def warning(path: Path, key: str, sentence: str) -> Finding:
    """Something to look at."""
    return Finding(str(path), key, sentence, Severity.WARNING)
