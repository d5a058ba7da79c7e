"""What all screens share: Esc goes back, `?` explains, the desk is asked in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from simulator.tui.asking import ask
from simulator.tui.ports import Desk
from simulator.tui.shell import Shell


class BaseScreen(Screen[None]):
    """A screen of the app."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's declaration is not a class variable
        (0, "-narrow"),
        (100, "-wide"),
    ]
    HELP_TITLE: ClassVar[str] = ""
    HELP_TEXT: ClassVar[str] = ""
    """What the screen is for, in a few plain sentences."""

    KEYS: ClassVar[tuple[str, ...]] = ()
    """Actions in the order of the last line; others follow."""
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ()
    """Actions that a narrow last line leaves out."""

    BINDINGS: ClassVar = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("question_mark,f1", "explain", "Help", key_display="?"),
    ]

    @property
    def prospect(self) -> Shell:
        """The app around this screen."""
        return cast("Shell", self.app)

    @property
    def desk(self) -> Desk:
        """The open desk; screens that need it are shown only once it is open."""
        desk = self.prospect.desk
        if desk is None:
            raise RuntimeError("this screen was shown before the desk was open")
        return desk

    def ask(self, work: Callable[[], Message]) -> None:
        """Does something slow in a thread; its answer comes as a message to this screen."""
        ask(self, work)

    def put_away(self) -> None:
        """Keeps, at once, what was typed here; called before the app closes."""

    def action_back(self) -> None:
        """Goes back; nothing is lost by it."""
        self.app.pop_screen()

    def action_explain(self) -> None:
        """Explains this screen and lists its keys."""
        from simulator.tui.screens.explain import ExplainScreen

        keys: dict[str, tuple[str, str]] = {}
        for _, binding, enabled, _ in self.active_bindings.values():
            if binding.show and enabled and binding.description:
                key = self.app.get_key_display(binding)
                keys.setdefault(binding.action, (key, binding.description))
        ordered = sorted(keys, key=lambda name: (*self.KEYS, name).index(name))
        text = [keys[name] for name in ordered]
        self.app.push_screen(ExplainScreen(self.HELP_TITLE, self.HELP_TEXT, text))
