"""The conversation: a line-API view, so that five hundred lines stay as fast as five.

Every row is wrapped once per width. A reply is laid out whole and then uncovered, so no word moves
while it appears. In review a cursor walks the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from simulator.tui.ink import BUYER, QUIET, gestured, ink
from simulator.tui.presenter import Row, gestures

WIDEST = 76
"""Cells of text on a line; longer lines are tiring to read."""
FRAMES = 20
"""Times a second a reply grows."""
READING = 42
"""Characters a second: a little faster than people speak, slower than they read."""
BROKEN_OFF = "broken off; it does not count"
BREATH = 0.4
"""Seconds before a reply begins."""


@dataclass(slots=True)
class _Line:
    content: Content
    row: int
    """Index of its row; -1 for the blank line between speakers."""


class Scrollback(ScrollView, can_focus=True):
    """The rows of a call."""

    COMPONENT_CLASSES: ClassVar = {"scrollback--cursor"}
    BINDINGS: ClassVar = [
        Binding("up,k", "cursor(-1)", "Line up", show=False),
        Binding("down,j", "cursor(1)", "Line down", show=False),
        Binding("home", "cursor(-100000)", "First line", show=False),
        Binding("end", "cursor(100000)", "Last line", show=False),
    ]

    cursor: reactive[int | None] = reactive(None)
    """Index of the row under the cursor; None while the call runs."""

    class Appeared(Message):
        """The last reply is shown whole."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: list[Row] = list(rows)
        self._lines: list[_Line] = []
        self._uncovered: int | None = None
        """Characters of the last row that are shown; None for all."""
        self._waiting = ""
        """Name of the speaker whose reply is awaited."""
        self._waiting_note = ""
        self._growing = False
        """The last row is part of a reply that is still being found."""
        self._clock: Timer | None = None
        self._at_end = True
        """The newest line is in view, and stays there when the room changes."""

    # ---- what is shown -------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Shows these rows and no others."""
        self.uncover()
        self.rows = list(rows)
        self._put_in((), covered=False)

    def add(self, rows: Sequence[Row]) -> None:
        """Adds rows and shows the newest line."""
        self._put_in(rows, covered=False)

    def reply(self, rows: Sequence[Row], *, slowly: bool) -> None:
        """Adds a reply, at reading speed or at once; `Appeared` follows when all of it is shown.

        One that was seen growing takes its place at once.
        """
        seen, self._growing = self._growing, False
        if seen:
            self.rows.pop()
        self._put_in(rows, covered=slowly and bool(rows) and not seen)
        if not self.covered:
            self.post_message(self.Appeared())
            return
        self._clock = self.set_interval(1 / FRAMES, self._grow, pause=True)
        self.set_timer(BREATH, self._clock.resume)

    def take_back(self) -> None:
        """Takes the last row away again, and stops waiting for an answer to it."""
        self.rows.pop()
        self._put_in((), covered=False)

    def wait_for(self, name: str, note: str = "") -> None:
        """Shows that a reply is on its way, and what there is to know about that."""
        self._waiting, self._waiting_note = name, note
        self._lay_out()
        self.scroll_end(animate=False, immediate=True)

    def no_longer_wait(self) -> None:
        """No reply is on its way after all."""
        self._put_in((), covered=False)

    def grow(self, row: Row) -> None:
        """Shows a reply as far as it goes; the next call, or `reply`, takes its place."""
        if self._growing:
            self.rows.pop()
        self._growing = True
        self._put_in([row], covered=False)

    def strike(self) -> None:
        """What was seen growing stays, struck out: it does not count."""
        if self._growing:
            self._growing = False
            self.rows[-1] = replace(self.rows[-1], struck=True, mark=BROKEN_OFF)
            self._lay_out()

    @property
    def covered(self) -> bool:
        """Whether part of the last row is still to appear."""
        return self._uncovered is not None

    def uncover(self) -> None:
        """Shows all of the last reply now."""
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
        if self.covered:
            self._uncovered = None
            self.refresh()
            self.post_message(self.Appeared())

    def _put_in(self, rows: Sequence[Row], *, covered: bool) -> None:
        self._waiting = ""
        self.rows.extend(rows)
        self._uncovered = 0 if covered else None
        self._lay_out()
        self.scroll_end(animate=False, immediate=True)

    def _grow(self) -> None:
        if self._uncovered is None:
            return
        self._uncovered += max(1, READING // FRAMES)
        if self._uncovered >= len(self.rows[-1].text):
            self.uncover()
        else:
            self.refresh()

    # ---- layout --------------------------------------------------------------------------------

    @property
    def name_width(self) -> int:
        """Cells of the name column."""
        names = [row.name for row in self.rows[:4]] + [self._waiting, "You"]
        return min(14, max(Content(name).cell_length for name in names) + 2)

    @property
    def indent(self) -> int:
        """Cells left of the names: generous where there is room."""
        return max(2, min(12, (self.size.width - self.name_width - WIDEST) // 2))

    def _lay_out(self) -> None:
        indent, names = self.indent, self.name_width
        width = max(10, min(WIDEST, self.size.width - indent - names - 2))
        self._lines = []
        for index, row in enumerate(self.rows):
            self._put(_wrapped(row, indent, names, width), index)
        if self._waiting:
            note = ink((f"…  {self._waiting_note}".strip(), QUIET))
            self._put([Content.assemble(_named(self._waiting, True, indent, names), note)], -1)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def _put(self, contents: Sequence[Content], index: int) -> None:
        if self._lines:
            self._lines.append(_Line(Content(""), -1))
        self._lines.extend(_Line(content, index) for content in contents)

    def on_resize(self) -> None:
        """Wraps anew for the new width, staying at the end when it was there."""
        at_end = self._at_end
        self._lay_out()
        if at_end and self.cursor is None:
            self.call_after_refresh(self.scroll_end, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remembers whether the newest line is in view."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = self.is_vertical_scroll_end

    def notify_style_update(self) -> None:
        """A theme may have changed the colours."""
        super().notify_style_update()
        self.refresh()

    # ---- painting ------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        number = self.scroll_offset.y + y
        width = self.size.width
        base = self.visual_style
        if number >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        line = self._lines[number]
        content = self._shown(number)
        if self.cursor is not None and line.row == self.cursor:
            base = self.get_visual_style("scrollback--cursor")
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(number)) is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection")
            content = content.stylize(style, start, len(content) if end == -1 else end)
        segments = [
            Segment(text, style.rich_style if style else None)
            for text, style in content.render(base, "", parse_style=self.app.stylesheet.parse_style)
        ]
        strip = Strip(segments).crop_extend(0, width, base.rich_style)
        return strip.apply_offsets(0, number)

    def _shown(self, number: int) -> Content:
        """A line without what is still covered."""
        content = self._lines[number].content
        if self._uncovered is None or self._lines[number].row != len(self.rows) - 1:
            return content
        before = 0
        above = number - 1
        lead = self.indent + self.name_width
        while above >= 0 and self._lines[above].row == len(self.rows) - 1:
            before += len(self._lines[above].content) - lead + 1
            above -= 1
        first = number == above + 1
        kept = max(0, self._uncovered - before)
        if kept == 0 and not first:
            return Content("")
        return content[: lead + kept]

    # ---- choosing and copying ------------------------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under a mouse selection, for the clipboard."""
        return selection.extract("\n".join(line.content.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Shows the selection."""
        self.refresh()

    def watch_cursor(self, cursor: int | None) -> None:
        """Keeps the row under the cursor in view."""
        self.refresh()
        if cursor is None:
            return
        own = [number for number, line in enumerate(self._lines) if line.row == cursor]
        if own:
            region = Region(0, own[0], max(1, self.size.width), len(own))
            self.scroll_to_region(region, animate=False, immediate=True)

    def action_cursor(self, by: int) -> None:
        """Moves the cursor; without one, scrolls."""
        if self.cursor is None:
            self.scroll_relative(y=by, animate=False)
        elif self.rows:
            self.cursor = max(0, min(len(self.rows) - 1, self.cursor + by))

    def on_click(self, event: events.Click) -> None:
        """A click in review puts the cursor on that row."""
        number = self.scroll_offset.y + event.y
        if self.cursor is None or number >= len(self._lines) or self._lines[number].row < 0:
            return
        self.cursor = self._lines[number].row


@lru_cache(maxsize=1024)
def _wrapped(row: Row, indent: int, names: int, width: int) -> tuple[Content, ...]:
    """A row's lines, its name before the first; remembered, for every new line lays out all rows."""
    style = "" if row.by_buyer else "$foreground"
    text = gestured(row.text, gestures(row.text) if row.by_buyer else [], style)
    if row.struck:
        text = text.stylize("dim strike")
    first, *others = _marked(text.wrap(width), row.mark, width)
    return (
        Content.assemble(_named(row.name, row.by_buyer, indent, names), first),
        *(Content.assemble(" " * (indent + names), line) for line in others),
    )


def _marked(lines: list[Content], mark: str, width: int) -> list[Content]:
    """A row's lines with its mark after the last word, or below where it would be torn apart."""
    if not mark:
        return lines
    remark = ink((f"[{mark}]", QUIET))
    if lines[-1].cell_length + 2 + remark.cell_length <= width:
        return [*lines[:-1], Content.assemble(lines[-1], "  ", remark)]
    return [*lines, *remark.wrap(width)]


def _named(name: str, by_buyer: bool, indent: int, names: int) -> Content:
    """What stands before a row's first line."""
    cell = ink((name, f"bold {BUYER}" if by_buyer else "bold"))
    return Content.assemble(" " * indent, cell, " " * max(0, names - cell.cell_length))
