"""Trends: five percentages beside the record's, and a curve with its band per criterion."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.trends.telling import beside, curve_told, gap_told, headline, spark
from simulator.trends.trends import Curve, Share, Trends
from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.messages import CallsGraded, TrendsRead
from simulator.tui.screens.base import BaseScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.picker import Curves
from simulator.tui.widgets.plot import CurvePlot

SAYS, FIGURE = 36, 8
"""Cells of a column of the percentages."""
SPARK = 7


class TrendsScreen(BaseScreen):
    """How it has been going over ninety days."""

    CSS_PATH = "trends.tcss"
    HELP_TITLE = "Trends"
    HELP_TEXT = (
        "Five percentages of your meetings over ninety days: as you saw them before any score, as "
        "the record sees the same meetings, and the gap between. A partly counts as half.\n\n"
        "Each line below is one thing a call is scored on: the mean of your last five calls, and a "
        "small curve. On the right it is drawn large: a dot for each call, the running mean, and "
        "around it the range it probably lies in. Curves begin with three calls with three people, "
        "for before that they would only show who you met. Moments played again are left out."
    )

    def __init__(self) -> None:
        super().__init__()
        self.trends: Trends | None = None

    def compose(self) -> ComposeResult:
        yield Static(ink(("Trends", STRONG)), id="title")
        yield Static(ink(("Reading your calls…", QUIET)), id="soon")
        yield Static(id="five")
        with Horizontal(id="columns"):
            yield Curves(id="curves")
            with Vertical(id="drawn"):
                yield Static(id="caption")
                yield CurvePlot()
        yield Static(id="beside")
        yield KeyLine()

    def on_mount(self) -> None:
        """Asks for the calls; the ones never graded take a moment."""
        for name in ("#five", "#columns", "#beside"):
            self.query_one(name).display = False
        desk = self.desk

        def progress(done: int, of: int) -> None:
            self.post_message(CallsGraded(done, of))

        self.ask(lambda: TrendsRead(desk.trends(progress)))

    @on(CallsGraded)
    def _graded(self, message: CallsGraded) -> None:
        told = f"Reading your calls… {message.done} of {message.of}"
        self.query_one("#soon", Static).update(ink((told, QUIET)))

    @on(TrendsRead)
    def _read(self, message: TrendsRead) -> None:
        trends = self.trends = message.trends
        self.query_one("#soon").display = False
        self.query_one("#title", Static).update(
            ink(("Trends   ", STRONG), (headline(trends), QUIET))
        )
        self._show("#five", five_text(trends) if trends.calls else ink(NONE_YET))
        self._show("#beside", ink((" ".join(beside(trends)), QUIET)))
        if trends.curves:
            self.query_one("#columns").display = True
            curves = self.query_one("#curves", OptionList)
            curves.set_options([Option(curve_line(each), id=each.id) for each in trends.curves])
            curves.highlighted = 0
            curves.focus()

    def _show(self, name: str, text: Content) -> None:
        part = self.query_one(name, Static)
        part.update(text)
        part.display = bool(text.plain)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        assert self.trends is not None
        curve = next(each for each in self.trends.curves if each.id == event.option.id)
        self.query_one("#caption", Static).update(ink((curve_told(curve), QUIET)))
        self.query_one(CurvePlot).show(curve)


NONE_YET = "No call in this time yet. Esc goes back to the people you can meet."


def five_text(trends: Trends) -> Content:
    """The five percentages: the trainee's, the record's over the same meetings, and the gap."""
    heads = f"{'Of your meetings':<{SAYS}}{'you':>{FIGURE}}{'record':>{FIGURE}}{'gap':>{FIGURE}}"
    return lines(ink((heads, QUIET)), *(_share(share) for share in trends.five))


def _share(share: Share) -> Content:
    own = "–" if share.own is None else f"{share.own:.0%}"
    record = share.engine if share.own is None else share.engine_there
    engine = "–" if record is None else f"{record:.0%}"
    return ink(
        f"{share.says:<{SAYS}}",
        (f"{own:>{FIGURE}}", STRONG),
        f"{engine:>{FIGURE}}",
        (f"{gap_told(share):>{FIGURE}}", ACCENT),
    )


def curve_line(curve: Curve) -> Content:
    """A criterion on one line: name, mean of the last calls, small curve."""
    return ink(
        f"{curve.name:<17}", (f"{curve.now.mean:>5.1f}  ", STRONG), (spark(curve, SPARK), QUIET)
    )
