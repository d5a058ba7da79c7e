"""The class: how scores are spread, what was hard, what nobody asked, how far raters agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from scoring.rubric import CRITERIA
from scoring.scorecard import LEVELS
from simulator.debrief.words import NAMES
from simulator.drills.desk.board import STEP, Board
from simulator.drills.desk.board_text import missed_lines, ranking_lines
from simulator.drills.desk.rating import ENGINE, Rating
from simulator.tui.board_ports import RatingRead
from simulator.tui.ink import ACCENT, QUIET, STRONG, heading, ink, lines
from simulator.tui.presenter import bar
from simulator.tui.screens.board_base import BoardBase
from simulator.tui.widgets.keyline import KeyLine

WIDTH = 30
_SHADES = "·░▒▓█"
"""A mean level of 0 to 4, for who does not see colours."""


class ClassScreen(BoardBase):
    """What the class found hard."""

    CSS_PATH: ClassVar = ["board.tcss"]
    HELP_TITLE = "The class"
    HELP_TEXT = (
        "Human scores and levels of the calls that count. The table shows the mean level of every "
        "criterion, in all meetings and in each. Below it are the topics that calls left unexplored, the most "
        "missed first.\n\nAgreement rests on levels given blind. A criterion under the bar is advisory: "
        "shown, and not relied on. 'prospect drill agreement' has every figure with its interval."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("explain", "back")

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def compose(self) -> ComposeResult:
        yield Static(ink((self.board.row.drill.title, STRONG), ("   the class", QUIET)), id="title")
        with VerticalScroll(id="page", can_focus=True):
            yield Static(lines(*class_text(self.board)))
            yield Static(ink(("\nReading what was marked blind …", QUIET)), id="agreement")
        yield KeyLine()

    def on_mount(self) -> None:
        """Agreement is reckoned behind the first frame."""
        self.query_one("#page").focus()
        desk = self.board_desk
        self.ask(lambda: RatingRead(desk.rating()))

    @on(RatingRead)
    def _rated(self, message: RatingRead) -> None:
        self.query_one("#agreement", Static).update(lines(*agreement_text(message.rating)))


def class_text(board: Board) -> Iterator[Content]:
    """Distribution, heat table, missed topics and ranking."""
    yield heading("Calls by human score")
    most = max(board.distribution) or 1
    for at, many in enumerate(board.distribution):
        low = at * STEP
        filled = "█" * round(many / most * WIDTH)
        yield ink((f"  {low:>3}–{low + STEP:<4}", QUIET), (filled, ACCENT), f" {many or ''}")
    yield ink()
    yield from heat_text(board)
    yield ink()
    for line in (*missed_lines(board), "", *ranking_lines(board)):
        yield ink((line, "" if line.startswith(" ") else STRONG))


def heat_text(board: Board) -> Iterator[Content]:
    """The mean level of every criterion, over all meetings and in each."""
    scenarios = board.row.drill.scenarios
    means = {(item.criterion, item.scenario): item.mean for item in board.heat}
    yield ink(("Mean level, 0 to 4", STRONG))
    numbered = "".join(f"{number:>9}" for number, _ in enumerate(scenarios, 1))
    many = len(scenarios) > 1
    yield ink((f"{'':<22}{'all':<12}{numbered if many else ''}", QUIET))
    for criterion in CRITERIA:
        mean = means[criterion, ""]
        parts: list[str | tuple[str, str]] = [f"  {NAMES[criterion]:<20}"]
        if mean is None:
            parts.append(("–", QUIET))
        else:
            parts += [(bar(mean / LEVELS, 6), ACCENT), f" {mean:.2f} "]
            parts += [cell_text(means[criterion, name]) for name in scenarios if many]
        if criterion in board.row.advisory:
            parts.append(("  advisory", QUIET))
        yield ink(*parts)
    if many:
        for number, name in enumerate(scenarios, 1):
            yield ink((f"  {number}  {name}", QUIET))


def cell_text(mean: float | None) -> str:
    """A mean level with its shade."""
    if mean is None:
        return f"{'–':>9}"
    return f"   {_SHADES[round(mean)]} {mean:.2f}"


def agreement_text(rating: Rating) -> Iterator[Content]:
    """What is known of every criterion, and between whom."""
    yield ink()
    yield heading("Agreement, from levels given blind")
    if not rating.pairs:
        yield ink(("  Nothing was marked blind yet; b on the board begins.", QUIET))
        return
    for one, other in dict.fromkeys((pair.one, pair.other) for pair in rating.pairs):
        both = [pair for pair in rating.pairs if (pair.one, pair.other) == (one, other)]
        who = f"the engine and {other}" if one == ENGINE else f"{one} and {other}"
        yield ink((f"  {who}", ACCENT))
        for pair in both:
            found = pair.agreement
            kappa = "–" if found.kappa.value is None else f"{found.kappa.value:.2f}"
            exact = "–" if found.exact.value is None else f"{found.exact.value:.0%}"
            name = NAMES.get(pair.criterion, "Whole score")
            yield ink(f"    {name:<20} n {found.n:<4} kappa {kappa:<6} exact {exact}")
    for finding in rating.findings:
        if finding.advisory:
            yield ink((f"  {NAMES[finding.criterion]} is advisory: {finding.why}", ""))
