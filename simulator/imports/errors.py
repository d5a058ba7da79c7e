"""What can be wrong with a transcript somebody brings.

Problem
└── TranscriptProblem   a file that is not a transcript we can read
    └── SellerUnknown   it can be read, but nothing in it says who sold
"""

from dataclasses import dataclass

from simulator.problem import Problem


class TranscriptProblem(Problem):
    """A file that is not a transcript we can read; the text names file and line."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in a transcript, as a person who was there would know them."""

    name: str
    times: int
    """How often the name stands in the file."""
    first: str
    """The first words said under it."""


class SellerUnknown(TranscriptProblem):
    """Nothing in the file says who sold; `speakers` are those to choose from, never empty."""

    def __init__(self, file: str, speakers: tuple[Speaker, ...]) -> None:
        names = ", ".join(speaker.name for speaker in speakers)
        super().__init__(
            file, None, f"does not say who sold; speakers found: {names}; add --seller NAME"
        )
        self.speakers = speakers
