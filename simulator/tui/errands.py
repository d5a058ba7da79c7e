"""What the app asks of the desk: one thing at a time, in a thread, answered by a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from simulator.problem import Problem
from simulator.tui.asking import ask
from simulator.tui.messages import (
    CallOpened,
    Failed,
    PlaybackReady,
    PreferencesChanged,
    ShelfRead,
)
from simulator.tui.ports import Desk, Shelf
from simulator.tui.start import Start
from simulator.tui.ways import Ways

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent
    from simulator.call.session import Session

Answer = CallOpened | PlaybackReady | ShelfRead | PreferencesChanged

GUIDED_SEED = 9
"""The buyer of the guided call: always the same one, so that its hints fit."""
ENDS_SOONER = "In this situation your lines end the call sooner than that turn; you go on from before the end."


class Errands(Ways):
    """The part of the app that has things done at the desk."""

    start: Start
    level: str

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.shelf: Shelf | None = None
        self.desk_failed = False
        """The desk could not be opened, and never will be."""
        self.opening = False
        """A call is being opened; pressing the key again opens no second one."""

    @property
    def is_starting(self) -> bool:
        """Whether the desk is not open yet; it is not any more once it could not be opened."""
        return self.desk is None and not self.desk_failed

    @property
    def is_opening(self) -> bool:
        """Whether a call is being opened."""
        return self.opening

    def read_shelf(self) -> None:
        """Reads scenarios, unfinished calls and scores anew."""
        self.ask(lambda desk: ShelfRead(desk.shelf(scored=True)))

    def ask(self, work: Callable[[Desk], Answer]) -> None:
        """Does something at the desk in a thread; the answer comes as a message to the app."""
        if self.desk is not None:
            ask(self, partial(work, self.desk))

    def begin(self, scenario: str, prepared: dict[str, str], *, purpose: str = "practice") -> None:
        """Opens a new call; `CallOpened` follows."""
        guided = purpose == "guided"
        level = "easy" if guided else self.level
        seed = (
            GUIDED_SEED if guided else self.start.seed if scenario == self.start.scenario else None
        )

        def opened(desk: Desk) -> CallOpened:
            session = desk.begin(
                scenario, seed=seed, level=level, prepared=prepared, purpose=purpose
            )
            desk.keep_draft(f"prepare:{scenario}", "")
            return CallOpened(session, "", "")

        self._open(opened)

    def start_attempt(self, drill: str) -> None:
        """Into the meeting of a drill that the command line named by the beginning of its id."""
        wanted = [
            one
            for one in self.drills
            if one.drill.startswith(drill) and self.start.scenario in (None, one.scenario)
        ]
        going = [one for one in wanted if one.going]
        fresh = [one for one in wanted if one.playable and one.next == 1]
        playable = [one for one in wanted if one.playable]
        if wanted:
            self.enter_drill((going + fresh + playable + wanted)[0])
        else:
            self.tell(f"No such meeting of a drill {drill!r} was joined here.", severity="error")

    def begin_attempt(self, drill: str, scenario: str, prepared: dict[str, str]) -> None:
        """Begins the next attempt at a meeting of a drill; `CallOpened` follows."""

        def opened(desk: Desk) -> CallOpened:
            session = desk.drills.begin_attempt(drill, scenario, prepared)
            desk.keep_draft(f"prepare:{drill}:{scenario}", "")
            return CallOpened(session, "", "", coach=desk.drills.allows_coach(session))

        self._open(opened)

    def go_on(self, call_id: str) -> None:
        """Goes on with a kept call; `CallOpened` follows."""

        def opened(desk: Desk) -> CallOpened:
            session = desk.resume(call_id)
            judged = session.ended and any(e.type == "looked_back" for e in session.events)
            return CallOpened(
                session,
                desk.draft(f"line:{call_id}"),
                desk.draft(f"notes:{call_id}"),
                desk.grade(session) if judged else None,
                coach=desk.drills.allows_coach(session),
            )

        self._open(opened)

    def retry(self, events: Sequence[AnyEvent], turn: int, release: Session | None = None) -> None:
        """Plays a moment of a finished call again; `CallOpened` follows.

        `release` is the session that is left for it.
        """

        def opened(desk: Desk) -> CallOpened:
            from scoring.transcript import meeting

            again = desk.retry(events, turn)
            if release is not None:
                desk.release(release)
            sooner = meeting(again.events).retry_from < turn
            return CallOpened(again, "", "", notice=ENDS_SOONER if sooner else "")

        self._open(opened)

    def replay(self, events: Sequence[AnyEvent]) -> None:
        """Makes a call ready to be stepped through; `PlaybackReady` follows."""
        self._make_ready(lambda desk: PlaybackReady(desk.playback(events)))

    def watch_example(self, name: str) -> None:
        """The same for one of the calls that come with the program."""
        self._make_ready(lambda desk: PlaybackReady(desk.example(name)))

    def _make_ready(self, ready: Callable[[Desk], PlaybackReady]) -> None:
        """Every turn is reviewed first, which takes a moment on a slow machine."""
        self.tell("Getting the call ready…")
        self._open(ready)

    def _open(self, opened: Callable[[Desk], CallOpened | PlaybackReady]) -> None:
        """Opens one call at a time, however often the key is pressed."""
        if self.desk is not None and not self.opening:
            self.opening = True
            self.ask(opened)

    def leave_call(self, session: Session, keep: Callable[[], object]) -> None:
        """Back home from a call; drafts are kept and the call is let go before the list is read."""

        def left(desk: Desk) -> ShelfRead:
            try:
                keep()
            except Problem as trouble:
                self.post_message(Failed(str(trouble)))
            finally:
                desk.release(session)
            return ShelfRead(desk.shelf(scored=True))

        self.ask(left)
        while len(self.screen_stack) > 1:
            self.pop_screen()
