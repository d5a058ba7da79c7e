"""Writes one call as it is held."""

from collections.abc import Callable, Sequence

from scoring.transcript import AnyEvent
from simulator.archive.errors import ArchiveBusy, ArchiveFull


class Recorder:
    """A session's `record`: every batch is on disk when it returns.

    When the disk is full or another program holds the archive, the call goes on: the batch waits
    in memory, `banner` says so, and the next batch takes it along. Anything else raises.
    """

    def __init__(self, append: Callable[[Sequence[AnyEvent]], None]) -> None:
        self.waiting: list[AnyEvent] = []
        """Events not on disk yet, oldest first."""
        self.trouble = ""
        """Why they are not; empty when everything is kept."""
        self._append = append

    @property
    def banner(self) -> str:
        """What the person should be told during the call; empty when everything is kept."""
        if not self.trouble:
            return ""
        return f"Not on disk yet: {self.trouble}. The call goes on and is kept when it can be."

    def __call__(self, events: Sequence[AnyEvent]) -> None:
        """Keeps a batch, after those that wait."""
        waiting = [*self.waiting, *events]
        try:
            self._append(waiting)
        except (ArchiveFull, ArchiveBusy) as error:
            self.waiting = waiting
            self.trouble = str(error)
            return
        self.waiting = []
        self.trouble = ""

    def flush(self) -> bool:
        """Tries again to keep what waits; whether everything is on disk now."""
        if self.waiting:
            self([])
        return not self.waiting
