"""The guided call: three turns, one hint at a time, then a look at what they opened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from simulator.debrief.heard import heard_line
from simulator.debrief.turns import turns_taken
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.screens.call import CallScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback

HINTS = (
    (
        "She is busy and expects a pitch. Don't give one. Say what you noticed, and ask about it.",
        "Your quotes say payment within 30 days, but your accounts look more like two months. "
        "What goes wrong between finishing a job and the money?",
    ),
    (
        "Take up her own words, and ask why. People explain what they were asked about, not what "
        "they were told.",
        "You said they pay late. Why do you think that is, on their side and on yours?",
    ),
    (
        "Now what it does to her. A problem without a cost is only a story.",
        "And when the money comes late, what does that do to the shop?",
    ),
)
"""For each of the three turns, what to try and a line to borrow."""


class GuidedScreen(CallScreen):
    """A call with hints; it ends after three turns, without a score."""

    HELP_TITLE = "The guided call"
    HELP_TEXT = (
        "Three turns with one hint each. Write your own line, or press Tab in the empty box to "
        "borrow the "
        "example. Nothing here is scored."
    )
    BINDINGS: ClassVar = [
        Binding("tab", "borrow", "Borrow the example", priority=True),
        Binding("enter", "home", "Meet people"),
    ]

    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("back", "brief", "new_line")
    KEYS: ClassVar[tuple[str, ...]] = ("send", "home", "borrow", "brief", "end", "explain", "back")

    def turns(self) -> int:
        """Three."""
        return len(HINTS)

    def on_mount(self) -> None:
        """Begins with the first hint."""
        super().on_mount()
        self.replied()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The coach has no place here, and neither has looking back."""
        if action in ("coach", "look_back", "notes", "new_line"):
            return False
        if action == "borrow":
            return not self.session.ended and turns_taken(self.session.events) < len(HINTS)
        if action == "home":
            return self.session.ended
        return super().check_action(action, parameters)

    def replied(self) -> None:
        """The next hint, or the end after the last one."""
        taken = turns_taken(self.session.events)
        hint = self.query_one("#hint", Static)
        if self.session.ended:
            hint.display = False
        elif taken >= len(HINTS):
            self.end()
        else:
            hint.update(self._hint(taken))
            hint.display = hint.visible = not self.query_one("#said", Scrollback).covered

    def _hint(self, taken: int) -> Content:
        what, example = HINTS[taken]
        parts = [ink((f"{taken + 1} of {len(HINTS)}  ", f"bold {ACCENT}"), what)]
        if taken:
            parts.insert(0, self._effect())
        return lines(*parts, ink(("For example: ", QUIET), (f"“{example}”", "italic")))

    def _effect(self) -> Content:
        """What the last turn did, in one line."""
        said = [event for event in self.session.events if event.type == "seller_spoke"]
        heard = heard_line(self.session.events, said[-1].turn)
        if heard.opened:
            return ink(("That opened ", STRONG), "; ".join(heard.opened), ".")
        return ink(("That opened nothing yet. ", STRONG), heard.why)

    def ending(self) -> Content:
        """What the three turns opened."""
        told = [event for event in self.session.events if event.type == "fact_disclosed"]
        buyer = self.opened.buyer
        found = (
            f"In three turns {buyer} told you {len(told)} thing{'s' * (len(told) != 1)} nobody "
            "can look up"
            if told
            else f"{buyer} told you nothing yet; it takes a question about her, not about you"
        )
        trust = [
            e.trust
            for e in self.session.events
            if e.type == "buyer_decided" and e.trust is not None
        ]
        grew = (
            f", and her trust went from {self.session.meeting.ledger.terms.trust:.0f} to "
            f"{trust[-1]:.0f}."
            if trust
            else "."
        )
        pitched = any(e.type == "buyer_decided" and e.verdict.pitch for e in self.session.events)
        idea = (
            "You also talked about your product. Leave that until they ask; it costs more than "
            "it brings."
            if pitched
            else "You said nothing about your product. That is the whole idea."
        )
        return lines(
            ink((found + grew, STRONG)),
            ink(idea),
            ink(
                ("Enter", f"bold {ACCENT}"),
                " to choose who to meet. Calls there are scored; this one was not.",
            ),
        )

    def action_borrow(self) -> None:
        """Puts the example into the empty box; otherwise Tab does what it does."""
        words = self.query_one("#words", Composer)
        if words.has_focus and not words.text:
            words.fill(HINTS[turns_taken(self.session.events)][1])
        else:
            self.focus_next()

    def action_home(self) -> None:
        """On to the people."""
        self.action_back()
