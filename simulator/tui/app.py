"""The app's shell: paints at once, opens the desk behind that, and leads from screen to screen.

Nothing heavy is imported here. Content, archive and grading are loaded in a thread after the first
frame, and every screen but the first is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from simulator.problem import Problem
from simulator.text_safety import inert
from simulator.tui.messages import CallOpened, DeskOpened, Failed, PreferencesChanged, ShelfRead
from simulator.tui.ports import Desk, Preferences, Shelf
from simulator.tui.screens.base import BaseScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.theme import THEMES
from simulator.tui.ways import Ways

if TYPE_CHECKING:
    from simulator.session import Session


@dataclass(frozen=True, slots=True)
class Start:
    """Where the app begins: at home, or straight in one scenario."""

    scenario: str | None = None
    seed: int | None = None
    level: str | None = None
    drill: str | None = None
    """An attempt in this drill; with `scenario`, at that meeting of it."""


class ProspectApp(Ways):
    """The screens of one person's practice."""

    TITLE = "Prospect"
    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]
    COMMAND_PALETTE_DISPLAY = "^p"
    BINDINGS: ClassVar = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self, open_desk: Callable[[], Desk], start: Start | None = None) -> None:
        super().__init__()
        self._open_desk = open_desk
        self.start = start or Start()
        self.desk: Desk | None = None
        self.shelf: Shelf | None = None
        self.preferences = Preferences()
        self.level = self.start.level or self.preferences.level
        self._opening = False
        """A call is being opened; pressing the key again opens no second one."""
        for theme in THEMES:
            self.register_theme(theme)
        # Without its watcher, which would read every style a second time before the first frame.
        self.set_reactive(App.theme, self.preferences.theme)
        self._invalidate_css()
        self.stylesheet.set_variables(self.get_css_variables())

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on keyboards."""
        if binding.key_display:
            return binding.key_display
        key = binding.key.split(",")[0]
        return (
            key.capitalize()
            if len(key) > 1 and "+" not in key
            else super().get_key_display(binding)
        )

    def get_default_screen(self) -> Screen[None]:
        """The first screen, empty until the desk is open."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Paints first; the desk is opened once the first frame is out."""
        self.call_after_refresh(
            self.run_worker, self._opened, thread=True, group="desk", name="open the desk"
        )

    def _opened(self) -> None:
        try:
            desk = self._open_desk()
            self.post_message(DeskOpened(desk, desk.shelf(scored=False), desk.preferences()))
        except Problem as trouble:
            self.post_message(Failed(str(trouble)))

    @on(DeskOpened)
    async def _desk_opened(self, message: DeskOpened) -> None:
        self.desk = message.desk
        self._prefer(message.preferences)
        self.level = self.start.level or message.preferences.level
        await self._shelve(message.shelf)
        card = self.card(self.start.scenario or "")
        if self.start.drill:
            self._start_attempt(self.start.drill)
        elif card is not None:
            self.show_prepare(card)
        elif self.start.scenario:
            self.tell(f"There is no scenario {self.start.scenario!r}.", severity="error")
        elif message.shelf.first_time:
            self.show_first_run()
        if message.shelf.notice:
            self.tell(message.shelf.notice)
        self.read_shelf()

    @on(ShelfRead)
    async def _shelf_read(self, message: ShelfRead) -> None:
        await self._shelve(message.shelf)

    @on(PreferencesChanged)
    def _preferences_changed(self, message: PreferencesChanged) -> None:
        chosen = message.preferences.level
        if chosen != self.preferences.level:
            self.level = chosen
            if (home := self._home()) is not None:
                home.show_level(chosen)
        self._prefer(message.preferences)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self._opening = False
        self.tell(message.because, severity="error")

    @on(CallOpened)
    def _call_opened(self, message: CallOpened) -> None:
        self._opening = False
        self.show_call(message)

    async def _shelve(self, shelf: Shelf) -> None:
        self.shelf = shelf
        if (home := self._home()) is not None:
            await home.show_shelf(shelf, self.level)

    def _home(self) -> HomeScreen | None:
        """The lowest screen."""
        home = self.screen_stack[0]
        return home if isinstance(home, HomeScreen) else None

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        if preferences.theme in self.available_themes:
            self.theme = preferences.theme

    # ---- asking the desk -----------------------------------------------------------------------

    def read_shelf(self) -> None:
        """Reads scenarios, unfinished calls and scores anew."""
        self.ask(lambda desk: ShelfRead(desk.shelf(scored=True)))

    def ask(self, work: Callable[[Desk], CallOpened | ShelfRead | PreferencesChanged]) -> None:
        """Does something at the desk in a thread; the answer comes as a message to the app."""
        if self.desk is not None:
            self.run_worker(partial(self._asked, self.desk, work), thread=True, group="desk")

    def _asked(
        self, desk: Desk, work: Callable[[Desk], CallOpened | ShelfRead | PreferencesChanged]
    ) -> None:
        try:
            self.post_message(work(desk))
        except Problem as trouble:
            self.post_message(Failed(str(trouble)))

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

    def _start_attempt(self, named: str) -> None:
        """Into the meeting of a drill that the command line named."""
        meetings = [item for item in self.drills if item.drill.startswith(named)]
        wanted = [item for item in meetings if self.start.scenario in (None, item.scenario)]
        if not wanted:
            self.tell(f"No such meeting of a drill {named!r} was joined here.", severity="error")
            return
        going = [item for item in wanted if item.going]
        fresh = [item for item in wanted if item.playable and item.next == 1]
        playable = [item for item in wanted if item.playable]
        self.enter_drill((going + fresh + playable + wanted)[0])

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
                desk.drills.allows_coach(session),
            )

        self._open(opened)

    def retry(self, session: Session, turn: int) -> None:
        """Plays a moment of a finished call again; `CallOpened` follows."""

        def opened(desk: Desk) -> CallOpened:
            again = desk.retry(session, turn)
            desk.release(session)
            return CallOpened(again, "", "")

        self._open(opened)

    def _open(self, opened: Callable[[Desk], CallOpened]) -> None:
        """Opens one call at a time, however often the key is pressed."""
        if self.desk is not None and not self._opening:
            self._opening = True
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

    # ---- small things --------------------------------------------------------------------------

    def tell(self, sentence: str, *, severity: str = "information") -> None:
        """A short notice in the corner, its text inert."""
        level = "error" if severity == "error" else "information"
        self.notify(inert(sentence), severity=level, markup=False, timeout=6)  # type: ignore[arg-type]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen, and what the app itself can do."""
        seen: set[str] = set()
        for _, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.description and binding.action not in seen and binding.show:
                seen.add(binding.action)
                yield SystemCommand(
                    binding.description,
                    f"Key: {self.get_key_display(binding)}",
                    partial(self.call_later, screen.run_action, binding.action),
                )
        yield SystemCommand(
            "Settings", "Reply speed, theme, level, coach, voice", self.show_settings
        )
        yield SystemCommand("Colours", "Try another theme for now", self.action_change_theme)
        yield SystemCommand("Quit", "Leave; everything is kept", self.action_quit)

    async def action_quit(self) -> None:
        """Leaves; what was typed and not sent is kept first."""
        problem = ""
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                try:
                    screen.put_away()
                except Problem as trouble:
                    problem = str(trouble)
        self.exit(message=inert(problem) if problem else None)

    def _fatal_error(self) -> None:
        """Closes without Textual's traceback, which prints local variables; `run_app` raises."""
        self._close_messages_no_wait()


GUIDED_SEED = 9
"""The buyer of the guided call: always the same one, so that its hints fit."""


def run_app(
    scenario: str | None = None,
    seed: int | None = None,
    level: str | None = None,
    *,
    drill: str | None = None,
    **flags: object,
) -> None:
    """Runs the app; an unexpected error is raised after the terminal is restored.

    `flags` are settings that the command line overrides for this run.
    """

    def open_desk() -> Desk:
        from simulator.tui.desk import PracticeDesk

        return PracticeDesk.open(**flags)

    app = ProspectApp(open_desk, Start(scenario, seed, level, drill))
    app.run()
    if app.desk is not None:
        app.desk.close()
    if app._exception is not None:
        raise app._exception
