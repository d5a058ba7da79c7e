"""What can be wrong with content, said so that its author can mend it."""

from pathlib import PurePath


class ContentError(Exception):
    """A persona, scenario or rubric file that cannot be used.

    `problems` holds every (key, problem) found in the file at once, so that an author
    mends a file in one go.
    """

    def __init__(self, file: PurePath | str, problems: list[tuple[str, str]]) -> None:
        self.file = str(file)
        self.problems = problems
        super().__init__("\n".join(f"{self.file}: {key}: {problem}" for key, problem in problems))
