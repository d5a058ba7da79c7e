"""What can be wrong with content, said so that its author can mend it."""

from pathlib import PurePath

MOST_TOLD = 20
"""Problems of a file told at once; hundreds of keys that do not belong there are one mistake."""


class ContentError(Exception):
    """A persona, scenario or rubric file that cannot be used.

    `problems` holds every (key, problem) found in the file at once, so that an author
    mends a file in one go. Its text tells the first `MOST_TOLD` of them.
    """

    def __init__(self, file: PurePath | str, problems: list[tuple[str, str]]) -> None:
        self.file = str(file)
        self.problems = problems
        told = [f"{self.file}: {key}: {problem}" for key, problem in problems[:MOST_TOLD]]
        if more := len(problems) - len(told):
            told.append(f"{self.file}: and {more:,} more problems; mend these first")
        super().__init__("\n".join(told))
