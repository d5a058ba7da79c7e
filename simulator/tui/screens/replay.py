"""Replay: a call as it went, turn by turn, with what is known about each beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from simulator.tui.ink import QUIET, STRONG, ink
from simulator.tui.messages import RemarkKept
from simulator.tui.screens.beside import details_text, marks_text
from simulator.tui.screens.playing import PlayingScreen
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.scrollback import Scrollback

if TYPE_CHECKING:
    from simulator.archive.rows import Remark
    from simulator.playback.playback import Playback


class ReplayScreen(PlayingScreen):
    """A call that is over, as it unfolded."""

    CSS_PATH: ClassVar = ["call.tcss", "replay.tcss"]
    AUTO_FOCUS = ""  # The arrows step; nothing on the screen may take them for itself.
    HELP_TITLE = "Replay"
    HELP_TEXT = (
        "The call as it went. Right and left step through it, Space plays it at reading speed and "
        "pauses; what comes later is not shown yet, so you can ask yourself what you would say. "
        "Beside each turn stands how it was heard, what it earned, what it missed and, where the "
        "buyer was ours, how much they trusted the seller then. The row of signs has one for each "
        "of the seller's turns: m goes to the next that cost much.\n\n"
        "In a call that is kept, b sets a breakpoint, before which playing stops, and c writes a "
        "comment; they stand beside the call and never in its record. Enter plays the call again "
        "from this turn on, as a retry that is kept apart."
    )
    KEYS: ClassVar[tuple[str, ...]] = (
        "play", "step(1)", "beside(1)", "slip", "search", "found", "fork", "comment", "stop_here",
        "explain", "back",
    )  # fmt: skip
    SPARE_KEYS: ClassVar[tuple[str, ...]] = ("beside(1)", "stop_here", "comment")
    BINDINGS: ClassVar = [
        Binding("space", "play", "Play"),
        Binding("right,down,j", "step(1)", "On", key_display="→"),
        Binding("left,up,k", "step(-1)", "Back a turn", show=False),
        Binding("home", "step(-1000000)", "First turn", show=False),
        Binding("end", "step(1000000)", "Last turn", show=False),
        Binding("m", "slip", "Next mark"),
        Binding("slash", "search", "Find", key_display="/"),
        Binding("n", "found", "Next found"),
        Binding("b", "stop_here", "Breakpoint"),
        Binding("c", "comment", "Comment"),
        Binding("enter", "fork", "Retry"),
    ]

    def __init__(self, playback: Playback) -> None:
        super().__init__(playback)
        self._wanted = ""
        """What was searched for."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("", id="title")
            yield Static("", id="place")
        yield Static("", id="marks")
        yield Static("", id="notice")
        with Horizontal(id="room"):
            yield Scrollback(id="said")
            with VerticalScroll(id="beside", can_focus=False):
                yield Page([], id="what")
        yield Input(placeholder="Words to find, then Enter", id="find")
        yield KeyLine()

    def on_mount(self) -> None:
        """Stands on the first turn; nothing plays by itself."""
        opened = self.playback.opened
        card = self.prospect.card(opened.scenario)
        name = card.buyer_name if card else opened.buyer
        self.query_one("#title", Static).update(ink((f"A call with {name}", STRONG)))
        notice = self.query_one("#notice", Static)
        notice.display = self.playback.identity.status == "differs"
        notice.update(ink(self.playback.identity.sentence))
        self.query_one("#find").display = False
        said = self.query_one("#said", Scrollback)
        said.can_focus = False
        self.watch(said, "cursor", self.clicked, init=False)
        self.go(0)

    # ---- beside the call -----------------------------------------------------------------------

    def tell_about(self) -> None:
        """Brings everything round the lines to the step."""
        steps, step = self.playback.steps, self.step
        where = f"turn {step.number}" if step.number else "the opening"
        if self.at in self._found:
            where = f"{self._found.index(self.at) + 1} of {len(self._found)} found   {where}"
        state = "playing" if self.playing else f"line {self.at + 1} of {len(steps)}"
        self.query_one("#place", Static).update(ink(where, (f"   {state}", QUIET)))
        width = max(20, self.size.width - 4)
        self.query_one("#marks", Static).update(marks_text(self.playback, step.number, width))
        page = self.query_one("#what", Page)
        notices = self.playback.notices if self.at == 0 else ()
        page.show(details_text(step, self.playback.remark(step.turn), notices))
        self.query_one("#beside", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """The row of signs fits the width."""
        if self.is_mounted:
            self.tell_about()

    # ---- jumping -------------------------------------------------------------------------------

    def action_slip(self) -> None:
        """The next turn that the review marks or a trainer commented on, round to the first again."""
        self._jump(self.playback.marked, "No turn of this call is marked.")

    def _jump(self, places: Sequence[int], otherwise: str) -> None:
        if not places:
            self.prospect.tell(otherwise)
            return
        self.pause()
        self.go(next((place for place in places if place > self.at), places[0]))

    def action_search(self) -> None:
        """Asks what to find."""
        self.pause()
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    @on(Input.Submitted, "#find")
    def _searched(self, event: Input.Submitted) -> None:
        self._wanted = event.value.strip()
        self._leave_search()
        if self._wanted:
            self.action_found()

    def action_found(self) -> None:
        """The next turn that holds the words, round to the first again."""
        self._jump(self._found, f"No turn holds “{self._wanted}”.")

    @property
    def _found(self) -> tuple[int, ...]:
        """Places of the turns that hold what was searched for."""
        return self.playback.holding(self._wanted)

    def _leave_search(self) -> None:
        self.query_one("#find").display = False
        self.set_focus(None)
        self.refresh_bindings()

    # ---- what a person adds --------------------------------------------------------------------

    def action_stop_here(self) -> None:
        """Sets a breakpoint before this turn, or takes it away."""
        remark = self.playback.remark(self.step.turn)
        self._keep(replace(remark, breakpoint=not remark.breakpoint))

    def action_comment(self) -> None:
        """Writes a comment on this turn."""
        from simulator.tui.screens.comment import CommentScreen

        self.pause()
        remark = self.playback.remark(self.step.turn)

        def written(comment: str | None) -> None:
            if comment is not None and comment != remark.comment:
                self._keep(replace(remark, comment=comment))

        self.app.push_screen(CommentScreen(self.step.number, remark.comment), written)

    def _keep(self, remark: Remark) -> None:
        desk, call_id, turn = self.desk, self.playback.opened.id, self.step.turn

        def kept() -> Message:
            desk.keep_remark(call_id, turn, remark)
            return RemarkKept(turn, remark)

        self.ask(kept)

    @on(RemarkKept)
    def _remark_kept(self, message: RemarkKept) -> None:
        remarks = {**self.playback.remarks, message.turn: message.remark}
        self.playback = replace(self.playback, remarks=remarks)
        self.tell_about()

    def action_fork(self) -> None:
        """Plays the call again from the seller's turn that is shown, or that comes next."""
        turn = next((s.turn for s in self.playback.steps[self.at :] if s.by_seller), None)
        if turn is None:
            self.prospect.tell("Nothing was said after this line; step back to a turn to retry.")
            return
        self.pause()
        self.prospect.retry(self.playback.events, turn)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Only what can be done with this call, and now, is there."""
        if action in ("stop_here", "comment"):
            return self.playback.kept
        if action == "fork":
            return self.playback.can_be_forked
        if action == "found":
            return bool(self._wanted)
        return True

    def action_back(self) -> None:
        """Leaves the search first, then the screen."""
        if self.query_one("#find").display:
            self._leave_search()
            return
        self.pause()
        super().action_back()
