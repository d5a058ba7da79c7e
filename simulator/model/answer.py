"""A streamed answer as a plain thread reads it, while the event loop of the client fetches it."""

from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from queue import SimpleQueue
from typing import TypeVar

from simulator.model.problems import Kind, ModelProblem

Got = TypeVar("Got")


class Answer:
    """An answer as it comes. Iterate over it once; it raises ModelProblem where it breaks off."""

    def __init__(self, pieces: SimpleQueue[str | None], work: Future[bool]) -> None:
        self.confirmed = False
        """Whether the provider said that it was whole; known after the last piece."""
        self._pieces = pieces
        """Text in order; None once the work is done, however it ended."""
        self._work = work

    def __iter__(self) -> Iterator[str]:
        try:
            while (piece := self._pieces.get()) is not None:
                yield piece
            self.confirmed = result_of(self._work)
        finally:
            self.close()

    def close(self) -> None:
        """Wants no more of it; the request is cancelled."""
        self._work.cancel()


def result_of(future: Future[Got]) -> Got:
    """What came of a request; raises ModelProblem when it failed or was cancelled."""
    try:
        return future.result()
    except CancelledError:
        raise ModelProblem(Kind.CANCELLED, "The model was not waited for.") from None
