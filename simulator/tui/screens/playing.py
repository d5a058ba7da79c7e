"""A call played: where in it one stands, stepping through it, and playing it on at reading speed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from simulator.tui.screens.aside import AsideScreen
from simulator.tui.screens.beside import row_of
from simulator.tui.widgets.scrollback import Scrollback

if TYPE_CHECKING:
    from simulator.playback.playback import Playback
    from simulator.playback.steps import Step

BETWEEN = 1.2
"""Seconds between two turns while a call plays."""


class PlayingScreen(AsideScreen):
    """The part of a replay that moves: one step is shown last, and those before it."""

    def __init__(self, playback: Playback) -> None:
        super().__init__()
        self.playback = playback
        self.at = 0
        """The place of the step that is shown last."""
        self.playing = False
        self._next: Timer | None = None

    @abstractmethod
    def tell_about(self) -> None:
        """Brings everything round the lines to the step that is shown last."""

    @property
    def step(self) -> Step:
        """The step that is shown last."""
        return self.playback.steps[self.at]

    # ---- where it stands -----------------------------------------------------------------------

    def go(self, place: int) -> None:
        """Shows the call up to a step."""
        self.at = max(0, min(place, len(self.playback.steps) - 1))
        said = self.query_one("#said", Scrollback)
        said.show([row_of(step) for step in self.playback.steps[: self.at + 1]])
        said.cursor = self.at
        self.tell_about()

    def clicked(self, cursor: int | None) -> None:
        """A click on a line goes back to it."""
        if cursor is not None and cursor != self.at:
            self.pause()
            self.go(cursor)

    def action_step(self, by: int) -> None:
        """On or back; what is still appearing is shown whole."""
        self.pause()
        self.go(self.at + by)

    # ---- playing -------------------------------------------------------------------------------

    def action_play(self) -> None:
        """Plays on at reading speed, or pauses."""
        if self.playing:
            self.pause()
            self.tell_about()
            return
        if self.at == len(self.playback.steps) - 1:
            self.go(0)
        self.playing = True
        self._play_on(past_stop=True)

    def _play_on(self, *, past_stop: bool = False) -> None:
        """The next turn, unless a breakpoint stands before it."""
        self._wait_no_longer()
        place = self.at + 1
        if not self.playing or place >= len(self.playback.steps):
            self.pause()
            self.tell_about()
            return
        following = self.playback.steps[place]
        if self.playback.remark(following.turn).breakpoint and not past_stop:
            self.pause()
            self.tell_about()
            who = "the seller" if following.by_seller else following.name
            self.prospect.tell(f"A breakpoint. What should {who} say now? Space plays on.")
            return
        self.at = place
        said = self.query_one("#said", Scrollback)
        said.reply([row_of(following)], slowly=True)
        said.cursor = place
        self.tell_about()

    @on(Scrollback.Appeared)
    def _appeared(self) -> None:
        self._wait_no_longer()
        if self.playing:
            self._next = self.set_timer(BETWEEN, self._play_on)

    def pause(self) -> None:
        """Stops playing; what is still appearing is shown whole."""
        self.playing = False
        self._wait_no_longer()
        self.query_one("#said", Scrollback).uncover()

    def _wait_no_longer(self) -> None:
        if self._next is not None:
            self._next.stop()
            self._next = None
