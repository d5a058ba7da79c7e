"""What can be wrong with a transcript somebody brings."""

from simulator.problem import Problem


class TranscriptProblem(Problem):
    """A file that is not a transcript we can read; the text names file and line."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}")
