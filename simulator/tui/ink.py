"""The one way text gets onto a screen: made inert, never read as markup.

Textual sanitises nothing: an escape in a buyer's line would reach the terminal, and a bracket in it
would be run as a link. Everything shown is built here.
"""

from textual.content import Content

from simulator.text_safety import inert

QUIET = "$foreground-muted"
"""Everything that is not what a person does next."""
ACCENT = "$accent"
"""What the person can do next."""
BUYER = "$secondary"
"""The buyer's name."""
STRONG = "bold"


def ink(*parts: str | tuple[str, str]) -> Content:
    """Text from plain strings and (string, style) pairs, every one made inert."""
    return Content.assemble(
        *(inert(part) if isinstance(part, str) else (inert(part[0]), part[1]) for part in parts)
    )


def lines(*contents: Content) -> Content:
    """Contents below each other."""
    return Content("\n").join(contents)


def heading(text: str) -> Content:
    """A small heading."""
    return ink((text, STRONG))


def gestured(text: str, spans: list[tuple[int, int]], style: str = "") -> Content:
    """A buyer's line with its gestures dim and italic."""
    safe = inert(text)
    if safe != text:  # Offsets no longer fit; the words matter more than the slant.
        return Content.styled(safe, style)
    content = Content.styled(safe, style)
    for start, end in spans:
        content = content.stylize("dim italic", start, end)
    return content
