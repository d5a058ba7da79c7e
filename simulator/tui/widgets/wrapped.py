"""Text that is wrapped to the width it has, and as high as that makes it."""

from abc import abstractmethod

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Wrapped(Widget):
    """Lines that depend on the width alone."""

    DEFAULT_CSS = "Wrapped { height: auto; }"

    @abstractmethod
    def wrapped(self, width: int) -> list[Content]:
        """The lines at this width, in cells."""

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual's signature
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """As many lines as there are at this width."""
        return len(self.wrapped(width))

    def render(self) -> RenderResult:
        """The lines at the width it has."""
        return Content("\n").join(self.wrapped(self.size.width))
