"""Review: what was attainable over the turns, what each turn was worth, and a way to play it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scoring.transcript import meeting
from simulator.debrief.quotes import shortened
from simulator.debrief.words import topics_told
from simulator.review.turns import SIGNS, Review, Reviewed, Worth
from simulator.tui.ink import ACCENT, BUYER, QUIET, STRONG, ink, lines
from simulator.tui.messages import CallsCompared
from simulator.tui.presenter import YOU
from simulator.tui.screens.aside import AsideScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph, name_room
from simulator.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from simulator.call.session import Session
    from simulator.tui.ports import ScenarioCard

BLOCKS = " ▁▂▃▄▅▆▇█"
"""A cell filled by so many eighths."""
FULL = 100
ROWS = 2
"""Lines of text that the curve is high."""
SAID, PRICE = 26, 4
"""Cells of a turn's words in the list, and of what it cost."""


class Moments(Picker):
    """The turns of a call; Enter plays the call again from the chosen one."""

    BINDINGS: ClassVar = [
        Binding("enter", "select", "Retry from here"),
        Binding("left", "cursor_up", "Back a turn", show=False),
        Binding("right", "cursor_down", "On a turn", show=False),
    ]


class TurnByTurn(AsideScreen):
    """A finished call turn by turn: what was within reach, and what each turn was worth."""

    CSS_PATH: ClassVar = ["review.tcss"]
    MOMENTS: ClassVar[type[Picker]] = Moments
    """The list of turns. What Enter on one of them does is each screen's own."""
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("beside(1)",)
    BINDINGS: ClassVar = [Binding("n", "next_slip", "Next mistake")]

    def __init__(self, buyer: str, reviewed: Review, seller: str = YOU) -> None:
        """`buyer` and `seller` are what the two are called here."""
        super().__init__()
        self.buyer = buyer
        self.seller = seller
        self.reviewed = reviewed

    def compose(self) -> ComposeResult:
        turns = self.reviewed.turns
        yield Static(curve_text(turns), id="curve")
        with Horizontal(id="columns"):
            yield self.MOMENTS(
                *(Option(self.moment(turn), id=str(turn.turn)) for turn in turns), id="turns"
            )
            with VerticalScroll(id="beside", can_focus=True):
                yield Page([], id="what")
        yield KeyLine()

    def on_mount(self) -> None:
        """The costliest turn is chosen first."""
        turns = self.reviewed.turns
        moments = self.query_one("#turns", OptionList)
        moments.focus()
        if turns:
            costs = [_cost(turn) for turn in turns]
            moments.highlighted = costs.index(max(costs))

    def moment(self, turn: Reviewed) -> Content:
        """A turn in the list."""
        return moment_text(turn)

    def beside(self, turn: Reviewed) -> list[Paragraph]:
        """What stands beside a turn."""
        return turn_text(turn, self.buyer, self.seller)

    def show_beside(self, turn: Reviewed) -> None:
        """Shows what stands beside a turn."""
        self.query_one("#what", Page).show(self.beside(turn))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.show_beside(self.reviewed.turns[event.option_index])
        self.query_one("#beside", VerticalScroll).scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where no turn cost much, there is none to go to."""
        if action == "next_slip":
            return any(turn.slip for turn in self.reviewed.turns)
        return super().check_action(action, parameters)

    def action_next_slip(self) -> None:
        """The next turn that cost much, round to the first again."""
        self.go_to([turn.slip for turn in self.reviewed.turns])

    def go_to(self, wanted: Sequence[bool]) -> None:
        """The next wanted turn after the chosen one, round to the first again."""
        moments = self.query_one("#turns", OptionList)
        here = moments.highlighted or 0
        order = [*range(here + 1, len(wanted)), *range(here + 1)]
        found = [at for at in order if at < len(wanted) and wanted[at]]
        if found:
            moments.highlighted = found[0]


class ReviewScreen(TurnByTurn):
    """A finished call of one's own, turn by turn; Enter plays it again from there."""

    HELP_TITLE = "Review"
    HELP_TEXT = (
        "The line on top is the best score that was still within reach: before your first turn, "
        "then after each. Where it falls, a turn of yours cost something. A practised seller played on "
        "from every one of your turns to find that out; beside the turn stands what it said in your "
        "place, and what that brought out; Page Down reads on there.\n\n"
        "Enter plays the call again from the turn you chose, with the buyer just as they were. The "
        "score of a retry is kept apart."
    )
    KEYS: ClassVar[tuple[str, ...]] = (
        "select", "next_slip", "beside(1)", "compare", "explain", "back",
    )  # fmt: skip
    BINDINGS: ClassVar = [Binding("c", "compare", "Compare")]

    def __init__(self, session: Session, card: ScenarioCard, reviewed: Review) -> None:
        super().__init__(card.buyer, reviewed)
        self.session = session

    @on(OptionList.OptionSelected)
    def _retry(self, event: OptionList.OptionSelected) -> None:
        """Plays the call again from there."""
        turn = int(event.option.id or 0)
        self.prospect.retry(self.session.events, turn, release=self.session)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a retry has a call to be compared with."""
        if action == "compare":
            return bool(meeting(self.session.events).retry_of)
        return super().check_action(action, parameters)

    def action_compare(self) -> None:
        """This retry beside the call it comes from."""
        session, desk = self.session, self.desk
        self.ask(lambda: CallsCompared(desk.compare(session)))

    @on(CallsCompared)
    def _compared(self, message: CallsCompared) -> None:
        self.prospect.show_comparison(message.comparison)


def _cost(turn: Reviewed) -> float:
    return (turn.before or 0.0) - (turn.after or 0.0)


def curve_text(turns: Sequence[Reviewed]) -> Content:
    """The attainable score before the first turn and after each, as a row of bars."""
    if not turns:
        return ink(("Nothing was said.", QUIET))
    first, last = turns[0].before or 0.0, turns[-1].after or 0.0
    bars = [(first, ACCENT)]
    bars += [(turn.after or 0.0, f"bold {BUYER}" if turn.slip else ACCENT) for turn in turns]
    *above, ground = (
        [(_cell(points, row) * 2, style) for points, style in bars] for row in reversed(range(ROWS))
    )
    return lines(
        ink(("Within reach", STRONG), ("   the best score from each turn on", QUIET)),
        *(ink(" " * 6, *cells) for cells in above),
        ink(f"{first:>5.1f} ", *ground, f" {last:.1f}"),
    )


def _cell(points: float, row: int) -> str:
    """What of a bar stands in a row, 0 the lowest; a bar of nothing is a line."""
    eighths = len(BLOCKS) - 1
    height = max(1, round(points / FULL * ROWS * eighths))
    return BLOCKS[max(0, min(eighths, height - row * eighths))]


def moment_text(turn: Reviewed) -> Content:
    """A turn on one line: its sign, its number, its words, what it cost."""
    sign = SIGNS[turn.worth] if turn.worth else " "
    cost = _cost(turn)
    style = _style(turn)
    price = f"−{cost:.0f}" if cost >= 1 else ""
    return ink(
        (f"{sign:<2} ", style),
        (f"{turn.number:>2} ", QUIET),
        f"{shortened(turn.said, SAID):<{SAID}}",
        (f"{price:>{PRICE}}", style),
    )


def _style(turn: Reviewed) -> str:
    """The colour of a mark; its sign and its word say the same."""
    return f"bold {BUYER}" if turn.slip else ACCENT if turn.worth is Worth.BEST else QUIET


def turn_text(turn: Reviewed, buyer: str, seller: str = YOU) -> list[Paragraph]:
    """What a turn was worth, why, and what was better."""
    whose = "Your turn" if seller == YOU else "Turn"
    room = name_room(seller)
    worth = str(turn.worth or "")
    parts = [Paragraph(ink((f"{whose} {turn.number}   ", STRONG), (worth, _style(turn))))]
    if turn.before is not None and turn.after is not None:
        after = f", after it {turn.after:.1f}" if turn.after < turn.before else ""
        parts.append(Paragraph(ink((f"within reach {turn.before:.1f}{after}", QUIET))))
    parts += [
        Paragraph(ink()),
        Paragraph(ink(shortened(turn.said, 400)), ink((seller, STRONG)), room),
    ]
    if turn.why:
        parts.append(Paragraph(ink(turn.why), ink(("Why", STRONG)), room))
    for better in turn.better:
        parts += [
            Paragraph(ink()),
            Paragraph(ink(f"“{better.ask}”"), ink(("Try", f"bold {ACCENT}")), room),
        ]
        if better.opens:
            names = f"{buyer} would have told: {topics_told(better.opens)}."
            parts.append(Paragraph(ink((names, QUIET)), indent=room))
    return parts
