"""What lies beside a call: the coach and the trainee's notes, each shown when asked for."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from simulator.tui.ink import QUIET, STRONG, ink
from simulator.tui.presenter import Gauge
from simulator.tui.widgets.box import Box
from simulator.tui.widgets.coach import Coach


class Side(Vertical):
    """A narrow column; gone when neither is shown."""

    def __init__(self, notes: str) -> None:
        super().__init__(id="side")
        self._kept = notes

    def compose(self) -> ComposeResult:
        """The coach above, the notes below."""
        yield Coach(id="coach")
        yield Static(ink(("Notes", STRONG), ("  only you see them", QUIET)), id="notes-title")
        yield Box(self._kept, id="notes", placeholder="Names, figures, what to come back to")

    def on_mount(self) -> None:
        """Notes that were kept are shown; the coach waits to be asked."""
        self.query_one("#coach").display = False
        self.show_notes(bool(self._kept))

    @property
    def notes(self) -> Box:
        """The box of the notes."""
        return self.query_one("#notes", Box)

    @property
    def coached(self) -> bool:
        """Whether the coach is shown."""
        return bool(self.query_one("#coach").display)

    def stand(self, gauge: Gauge) -> None:
        """Where the call stands, for the coach."""
        self.query_one("#coach", Coach).show(gauge)

    def show_notes(self, shown: bool) -> None:
        """Shows or hides the notes."""
        self.notes.display = shown
        self.query_one("#notes-title").display = shown
        self._fit()

    def show_coach(self, shown: bool) -> None:
        """Shows or hides the coach."""
        self.query_one("#coach").display = shown
        self._fit()

    def _fit(self) -> None:
        self.display = self.coached or bool(self.notes.display)
