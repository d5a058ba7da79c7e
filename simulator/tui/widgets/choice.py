"""One question with a few answers on a line; arrows or the first letter choose."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from simulator.tui.ink import ACCENT, QUIET, ink, lines


class Choice(Widget, can_focus=True):
    """A question, and its answers below it."""

    DEFAULT_CSS = """
    Choice {
        height: auto;
        padding: 0 0 0 1;
        margin: 0 0 1 0;
        border-left: outer $border-blurred;
        &:focus { border-left: outer $accent; background: $surface; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("left", "move(-1)", "Answer", show=False),
        Binding("right,space", "move(1)", "Answer", show=False),
    ]

    value: reactive[str] = reactive("", layout=True)
    """The chosen answer; empty before one is chosen."""

    class Chosen(Message):
        """An answer was chosen."""

        def __init__(self, choice: "Choice") -> None:
            self.choice = choice
            super().__init__()

        @property
        def control(self) -> "Choice":
            """The question that was answered."""
            return self.choice

    def __init__(
        self, key: str, asks: str, answers: Sequence[str], value: str = "", detail: str = ""
    ) -> None:
        super().__init__(id=f"choice-{key}")
        self.key = key
        self._asks = asks
        self._answers = list(answers)
        self._detail = detail
        self.set_reactive(Choice.value, value if value in self._answers else "")

    def fill(self, value: str) -> None:
        """Chooses an answer that was given before; one chosen since stays."""
        if not self.value and value in self._answers:
            self.value = value

    def render(self) -> RenderResult:
        """Answers with the chosen one marked by a filled dot, not by colour alone."""
        parts: list[str | tuple[str, str]] = []
        for answer in self._answers:
            chosen = answer == self.value
            parts.append(("● " if chosen else "○ ", ACCENT if chosen else QUIET))
            parts.append((f"{answer}   ", "bold" if chosen else QUIET))
        below = [ink((self._detail, QUIET))] if self._detail else []
        return lines(ink(self._asks), *below, ink(*parts))

    def action_move(self, by: int) -> None:
        """The answer to the left or right."""
        at = self._answers.index(self.value) + by if self.value else 0 if by > 0 else -1
        self.choose(self._answers[at % len(self._answers)])

    def choose(self, answer: str) -> None:
        """Chooses an answer."""
        self.value = answer
        self.post_message(self.Chosen(self))

    def on_key(self, event: events.Key) -> None:
        """The first letter of an answer chooses it."""
        hits = [
            answer
            for answer in self._answers
            if event.character and answer.startswith(event.character)
        ]
        if hits:
            event.stop()
            self.choose(
                hits[(hits.index(self.value) + 1) % len(hits)] if self.value in hits else hits[0]
            )

    def on_click(self, event: events.Click) -> None:
        """A click on an answer chooses it."""
        row = self.size.height - 1
        if event.get_content_offset_capture(self).y != row:
            return
        at = 0
        for answer in self._answers:
            at += len(answer) + 5
            if event.get_content_offset_capture(self).x < at:
                self.choose(answer)
                return
