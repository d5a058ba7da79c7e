"""Paragraphs with a hanging indent, so that long quotes stay readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from simulator.tui.widgets.wrapped import Wrapped

NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A label in a column of its own, and text that wraps beside it."""

    text: Content
    label: Content = NOTHING
    indent: int = 0
    """Cells left of the text; a longer label pushes its first line out."""


def name_room(name: str) -> int:
    """The indent of texts beside which "You" and this name stand."""
    return max(6, Content(name).cell_length + 2)


class Page(Wrapped):
    """Paragraphs below each other."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs = list(paragraphs)

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Shows other paragraphs."""
        self.paragraphs = list(paragraphs)
        self.refresh(layout=True)

    def wrapped(self, width: int) -> list[Content]:
        """The lines at this width."""
        found: list[Content] = []
        for paragraph in self.paragraphs:
            text = paragraph.text.wrap(max(10, width - paragraph.indent)) or [Content("")]
            for number, line in enumerate(text):
                label = paragraph.label if number == 0 else Content("")
                pad = " " * max(0, paragraph.indent - label.cell_length)
                found.append(Content.assemble(label, pad, line))
        return found
