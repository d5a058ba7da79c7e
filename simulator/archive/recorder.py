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
        self.banner = ""
        """What the person should be told; empty when everything is kept."""
        self._append = append

    def __call__(self, events: Sequence[AnyEvent]) -> None:
        """Keeps a batch, after those that wait."""
        waiting = [*self.waiting, *events]
        try:
            self._append(waiting)
        except (ArchiveFull, ArchiveBusy) as error:
            self.waiting = waiting
            self.banner = f"Not on disk yet: {error}. The call goes on and is kept when it can be."
            return
        self.waiting = []
        self.banner = ""

    def flush(self) -> bool:
        """Tries again to keep what waits; whether everything is on disk now."""
        if self.waiting:
            self([])
        return not self.waiting
