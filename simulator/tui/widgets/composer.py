"""Where the trainee types: Enter sends, Ctrl+J starts a new line, a paste keeps all its lines."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from scoring.hearing.heard import LONGEST_TURN
from simulator.text_safety import inert
from simulator.tui.widgets.box import Box

TALLEST = 6
"""Lines the box grows to before it scrolls."""


NEW_LINE = ("ctrl+j", "alt+enter", "shift+enter")


class Composer(Box):
    """A box for one turn."""

    BINDINGS: ClassVar = [
        Binding("enter", "send", "Send"),
        Binding(",".join(NEW_LINE), "new_line", "New line"),
    ]

    class Sent(Message):
        """Enter was pressed on a line that says something."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class CutShort(Message):
        """A paste or a line was longer than a turn may be; the rest was left out."""

    class Touched(Message):
        """A key was pressed, whatever it did."""

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(text, id=id, placeholder=placeholder)
        self.last_sent = ""
        """What the up arrow recalls in an empty box."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """'?' in an empty box asks for help and is no text."""
        if character == "?" and not self.text:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        self.post_message(self.Touched())
        if event.character == "?" and not self.text:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.send()
        elif event.key in NEW_LINE:
            # Here, not by a binding: in a fast burst a binding would come after the next letters.
            event.stop()
            event.prevent_default()
            self.action_new_line()
        elif event.key == "up" and not self.text and self.last_sent:
            event.stop()
            event.prevent_default()
            self.fill(self.last_sent)
        elif event.is_printable and len(self.text) >= LONGEST_TURN:
            event.stop()
            event.prevent_default()
            self.post_message(self.CutShort())

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        room = LONGEST_TURN - len(self.text) + len(self.selected_text)
        pasted = inert(event.text[:room].replace("\r\n", "\n").replace("\r", "\n"))[:room]
        if len(event.text) > room:
            self.post_message(self.CutShort())
        self.replace(pasted, *self.selection)
        self.focus()

    def on_text_area_changed(self) -> None:
        """Grows with the text."""
        self.fit()

    def on_resize(self) -> None:
        """Wraps anew, and grows or shrinks with that."""
        self.fit()

    def fit(self) -> None:
        """Takes as many lines as the text needs, up to `TALLEST`."""
        self.styles.height = max(1, min(TALLEST, self.wrapped_document.height))

    def give_back(self, text: str) -> None:
        """Puts a line that was not said before what was typed since."""
        self.fill(f"{text}\n{self.text}" if self.text.strip() else text)

    def send(self) -> None:
        """Sends what was typed; a blank box sends nothing."""
        text = self.text.strip()
        if not text:
            return
        self.last_sent = text
        self.post_message(self.Sent(text))
        self.load_text("")

    def action_send(self) -> None:
        """Sends, when the key is clicked on the last line."""
        self.send()

    def action_new_line(self) -> None:
        """Starts a new line inside the turn."""
        self.insert("\n")
