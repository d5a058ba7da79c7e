"""Heard: how a line was heard, what it opened or why not, and a way to say it was misheard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scoring.transcript import MarkedMisheard
from simulator.debrief.heard import HeardLine
from simulator.debrief.quotes import shortened
from simulator.debrief.words import ACTS, TOPICS
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.screens.sheet import Sheet
from simulator.tui.widgets.ticks import Ticks


class HeardScreen(Sheet[MarkedMisheard]):
    """One line of the seller's."""

    CSS_PATH: ClassVar = ["sheet.tcss", "heard.tcss"]
    BINDINGS: ClassVar = [
        Binding("x", "misheard", "It misheard me"),
        Binding("ctrl+s", "keep", "Keep the mark", priority=True),
        Binding("tab", "other_list", "Other list", key_display="Tab"),
        Binding("m", "close", "Close", show=False),
    ]

    def __init__(self, heard: HeardLine) -> None:
        super().__init__()
        self.heard = heard

    def body(self) -> Iterator[Widget]:
        """How it was heard; below, what it should have been."""
        yield VerticalScroll(Static(heard_text(self.heard)), id="how")
        yield Static(
            ink(("What was it? ", STRONG), ("Tick what fits, or nothing.", QUIET)), id="correction"
        )
        with Horizontal(id="lists"):
            yield Ticks({act: _bare(words) for act, words in ACTS.items()}, id="acts")
            yield Ticks(TOPICS, id="topics")

    def on_mount(self) -> None:
        """The correction appears when it is asked for."""
        self._correct(False)

    def _correct(self, shown: bool) -> None:
        self.query_one("#correction").display = shown
        self.query_one("#lists").display = shown
        self.query_one("#how").display = not shown
        if shown:
            self.query_one("#acts").focus()
        self.refresh_bindings()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Only what can be done now is there."""
        if not self.is_mounted:
            return True
        correcting = bool(self.query("#lists") and self.query_one("#lists").display)
        if action == "misheard":
            return not correcting and not self.heard.misheard
        if action in ("keep", "other_list"):
            return correcting
        return True

    def action_misheard(self) -> None:
        """Asks what the line was, if the trainee wants to say."""
        self._correct(True)

    def action_other_list(self) -> None:
        """From the acts to the topics, and back."""
        self.focus_next()

    def action_keep(self) -> None:
        """Marks the line."""
        acts = self.query_one("#acts", Ticks).chosen
        topics = self.query_one("#topics", Ticks).chosen
        self.dismiss(MarkedMisheard(seq=0, turn=self.heard.turn, acts=acts, topics=topics))


def _bare(words: str) -> str:
    return words.removeprefix("an ").removeprefix("a ")


def heard_text(heard: HeardLine) -> Content:
    """How a line was heard, as text."""
    parts = [
        ink(("You said", STRONG)),
        ink(shortened(heard.text, 600)),
        ink(),
        ink(("It was heard as", STRONG)),
    ]
    for clause in heard.clauses:
        about = f" about {clause.topics}" if clause.topics else ""
        doubt = "" if clause.sure else "   not quite sure"
        parts.append(ink((clause.act, ACCENT), about, (doubt, QUIET)))
        if len(heard.clauses) > 1:
            parts.append(ink((f"  “{shortened(clause.quote, 120)}”", QUIET)))
    if not heard.clauses:
        parts.append(ink("nothing that could be made out"))
    if heard.unsure:
        so = ", so it neither opened nor cost anything" if heard.ignored else ""
        parts.append(ink((f"On the whole it was not clear{so}.", QUIET)))
    parts += [ink(), ink(("What it opened" if heard.opened else "Why nothing opened", STRONG))]
    parts += [ink(line) for line in heard.opened] or [ink(heard.why)]
    if heard.misheard:
        parts += [ink(), ink(("Marked as misheard.", f"bold {ACCENT}"))]
    return lines(*parts)
