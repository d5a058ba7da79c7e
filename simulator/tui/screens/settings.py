"""Settings: what there is to choose, one sentence each, and the file it writes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from simulator.text_safety import inert
from simulator.tui.ink import QUIET, STRONG, ink, lines
from simulator.tui.messages import PreferencesChanged
from simulator.tui.ports import LEVELS, REPLY_SPEEDS, VOICES, Preferences
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.choice import Choice
from simulator.tui.widgets.keyline import KeyLine

COLOURS = ("prospect-dark", "prospect-light", "textual-ansi")


class SettingsScreen(BaseScreen):
    """Everything takes effect at once, but for the place where calls are kept."""

    CSS_PATH = "settings.tcss"
    HELP_TITLE = "Settings"
    HELP_TEXT = (
        "Left and right choose. Every choice is written at once. On your own machine the file is "
        "named at the bottom; you may edit it by hand, and `prospect config` does the same."
    )

    def compose(self) -> ComposeResult:
        now = self.prospect.preferences
        yield Static(ink(("Settings", STRONG)), id="title")
        with VerticalScroll(id="page", can_focus=False):
            yield Choice(
                "reply_speed",
                "Reply speed",
                REPLY_SPEEDS,
                now.reply_speed,
                "Answers appear as fast as one reads, or at once. Any key completes one.",
            )
            yield Choice(
                "theme",
                "Theme",
                COLOURS if now.theme in COLOURS else (*COLOURS, now.theme),
                now.theme,
                "Dark, light, or the colours of your terminal. ^p has more to try.",
            )
            yield Choice(
                "level",
                "Level",
                LEVELS,
                now.level,
                "How much patience a buyer has, and how much trust the deeper answers take.",
            )
            yield Choice(
                "coach",
                "Coach",
                ("on", "off"),
                "on" if now.coach else "off",
                "F4 in a call shows the ladder, trust and patience. Its use is noted in the call.",
            )
            if now.own_machine:
                yield from self._of_this_machine(now)
        yield KeyLine()

    def _of_this_machine(self, now: Preferences) -> ComposeResult:
        """What reaches a model or the machine's files."""
        yield Choice(
            "voice",
            "Voice",
            VOICES,
            now.voice,
            "Who words the buyer. A model is sent the call's words; `prospect doctor --model` "
            "tests it.",
        )
        yield Choice(
            "rephrasing",
            "Rephrasing",
            ("on", "off"),
            "on" if now.rephrasing else "off",
            "A model may suggest other words for a line that is hard to hear. Noted in the call.",
        )
        yield Static(
            lines(
                ink("Where calls are kept"),
                ink(
                    (
                        "A folder. Enter writes it; it counts from the next start, and "
                        "nothing is moved.",
                        QUIET,
                    )
                ),
            ),
            id="place-words",
        )
        yield Input(inert(now.calls_kept_in), id="place", compact=True)
        yield Static(self._file(now), id="file")

    def _file(self, now: Preferences) -> Content:
        return ink(("These are written to  ", QUIET), now.file)

    def on_mount(self) -> None:
        """The first setting has the keyboard."""
        self.query(Choice).first().focus()

    @on(Choice.Chosen)
    def _chosen(self, event: Choice.Chosen) -> None:
        self._prefer(event.choice.key, event.choice.value)

    @on(Input.Submitted, "#place")
    def _placed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._prefer("calls_kept_in", event.value.strip())
            self.prospect.tell("Written. Calls are kept there from the next start.")

    def _prefer(self, key: str, value: str) -> None:
        desk = self.desk

        def kept() -> Message:
            return PreferencesChanged(desk.prefer(key, value))

        self.ask(kept)

    @on(PreferencesChanged)
    def _kept(self, message: PreferencesChanged) -> None:
        """The message goes on to the app, which applies it."""
        if message.preferences.own_machine:
            self.query_one("#file", Static).update(self._file(message.preferences))
