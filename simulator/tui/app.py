"""The app's shell: paints at once, opens the desk behind that, and leads from screen to screen.

Nothing heavy is imported here. Content, archive and grading are loaded in a thread after the first
frame, and every screen but the first is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.screen import Screen

from simulator.problem import Problem
from simulator.text_safety import inert
from simulator.tui.errands import Errands
from simulator.tui.messages import (
    CallOpened,
    DeskOpened,
    Failed,
    PlaybackReady,
    PreferencesChanged,
    ShelfRead,
)
from simulator.tui.ports import Desk, Preferences, Shelf
from simulator.tui.screens.base import BaseScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.start import Start

if TYPE_CHECKING:
    from scoring.transcript import AnyEvent


class ProspectApp(Errands):
    """The screens of one person's practice."""

    TITLE = "Prospect"
    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]

    def __init__(self, open_desk: Callable[[], Desk], start: Start | None = None) -> None:
        super().__init__()
        self._open_desk = open_desk
        self.start = start or Start()
        self.preferences = Preferences()
        self.level = self.start.level or self.preferences.level
        # Without its watcher, which would read every style a second time before the first frame.
        self.set_reactive(App.theme, self.preferences.theme)
        self._invalidate_css()
        self.stylesheet.set_variables(self.get_css_variables())

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
        if self.start.watch:
            self.replay(self.start.watch)
        elif self.start.drill:
            self.start_attempt(self.start.drill)
        elif card is not None:
            self.show_prepare(card)
        elif self.start.scenario:
            self.tell(f"There is no scenario {self.start.scenario!r}.", severity="error")
        elif message.shelf.first_time:
            self.show_first_run()
        if message.shelf.notice:
            self.tell(message.shelf.notice)
        if not self.opening:
            self.give_early_keys()
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
        self.opening = False
        self.desk_failed = self.desk is None
        self.forget_early_keys()
        self.tell(message.because, severity="error")

    @on(CallOpened)
    def _call_opened(self, message: CallOpened) -> None:
        self.opening = False
        self.show_call(message)
        self.give_early_keys()
        if message.notice:
            self.tell(message.notice)

    @on(PlaybackReady)
    def _playback_ready(self, message: PlaybackReady) -> None:
        self.opening = False
        self.show_replay(message.playback)
        self.give_early_keys()

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

    # ---- small things --------------------------------------------------------------------------

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
        if self.desk is not None:
            yield SystemCommand("Trends", "How it has been going", self.show_trends)
        yield SystemCommand(
            "Watch a call", "A good one, a middling one, a bad one", self.choose_example
        )
        yield SystemCommand("Colours", "Try another theme for now", self.action_change_theme)
        yield SystemCommand("Quit", "Leave; everything is kept", self.action_quit)

    async def action_quit(self) -> None:
        """Leaves; what was typed and not sent is kept first."""
        problem = self._put_away()
        self.exit(message=inert(problem) if problem else None)

    def on_exit_app(self) -> None:
        """The window was closed or the process told to end: what was typed is kept first."""
        if not self._exit:  # by a key, and all is put away
            self._put_away()

    def _put_away(self) -> str:
        """Keeps what was typed and not sent on every screen; what could not be, in a sentence."""
        problem = ""
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                try:
                    screen.put_away()
                except Problem as trouble:
                    problem = str(trouble)
        return problem


def run_app(
    scenario: str | None = None,
    seed: int | None = None,
    level: str | None = None,
    *,
    drill: str | None = None,
    watch: Sequence[AnyEvent] = (),
    **flags: object,
) -> None:
    """Runs the app; an unexpected error is raised after the terminal is restored.

    `drill` is one to hold an attempt in, `watch` a call to step through; `flags` are settings that the
    command line overrides for this run.
    """

    def open_desk() -> Desk:
        from simulator.tui.desk import PracticeDesk

        return PracticeDesk.open(**flags)

    app = ProspectApp(open_desk, Start(scenario, seed, level, drill, watch))
    app.run()
    if app.desk is not None:
        app.desk.close()
    app.raise_what_ended_it()
