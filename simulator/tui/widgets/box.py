"""A box to write in: what stands in it is inert, and is gone on with at its end."""

from textual.widgets import TextArea

from simulator.text_safety import inert


class Box(TextArea):
    """A text that a person writes, wrapped; Tab leaves it."""

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(
            inert(text),
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
            placeholder=placeholder,
        )

    def on_mount(self) -> None:
        """What was written before goes on at its end."""
        self.move_cursor(self.document.end)

    def fill(self, text: str) -> None:
        """Puts a text in the place of what was there."""
        self.load_text(inert(text))
        self.move_cursor(self.document.end)
