"""Reports as one page, HTML or Markdown. Every value is made inert before it is written.

A page of HTML holds all it needs: no script, no font, no picture from anywhere. What people said is
escaped by Jinja for HTML and by `escaped_markdown` for Markdown, and nothing a terminal or an eye
could be fooled by stays hidden (`text_safety.inert`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from simulator.debrief.words import ACTS, DEPTHS, NAMES
from simulator.reports.curve import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, curve_of
from simulator.reports.report import Report, topics_of
from simulator.reports.strip import MIDDLE, strip_of
from simulator.reports.strip import WIDTH as STRIP
from simulator.text_safety import inert

_TEMPLATES = Path(__file__).parent / "templates"
_MARKDOWN = re.compile(
    r"([\\`*_\[\]|~]|^(?:[#+=:-]|\d+(?=[.)](?:\s|$)))|(?<=:)/(?=/)|(?<=www)\.|@)", re.I
)
"""What Markdown acts on: its marks, list and heading signs at a beginning, bare addresses."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be graded."""

    file: str
    reason: str


def html_page(reports: Sequence[Report], failed: Sequence[Failed] = ()) -> str:
    """One self-contained HTML file; several calls, or any that failed, are summed up first."""
    return _page("page.html.jinja", reports, failed, markdown=False)


def markdown_page(reports: Sequence[Report], failed: Sequence[Failed] = ()) -> str:
    """The same as Markdown."""
    return _page("page.md.jinja", reports, failed, markdown=True)


def escaped_markdown(text: str) -> str:
    """A text that Markdown shows as it is, on one line: no markup, no link, no HTML."""
    line = " ".join(inert(text).split())
    line = "".join(_ENTITIES.get(char, char) for char in line)
    return _MARKDOWN.sub(_spelled, line)


def _spelled(found: re.Match[str]) -> str:
    """A mark as Markdown shows it; a number that would begin a list is told apart by its dot."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _page(
    template: str, reports: Sequence[Report], failed: Sequence[Failed], *, markdown: bool
) -> str:
    summed_up = len(reports) != 1 or bool(failed)
    return (
        environment(markdown=markdown)
        .get_template(template)
        .render(reports=reports, failed=failed, summed_up=summed_up)
    )


def environment(*, markdown: bool = False) -> Environment:
    """What every report is written with: escaped, inert, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_finalize_markdown if markdown else _finalize_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "acts": ACTS,
        "curve": {
            "width": WIDTH,
            "height": HEIGHT,
            "left": LEFT,
            "right": RIGHT,
            "top": TOP,
            "bottom": BOTTOM,
        },
        "curve_of": curve_of,
        "depths": DEPTHS,
        "middle": MIDDLE,
        "names": NAMES,
        "strip_of": strip_of,
        "strip_width": STRIP,
        "topics_of": topics_of,
    }
    return made


def _finalize_html(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return inert(value)
    return value


def _finalize_markdown(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(escaped_markdown(value))  # noqa: S704 - escaped, in Markdown's way
    return value
