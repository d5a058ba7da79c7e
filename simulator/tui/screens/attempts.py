"""The attempts at a meeting of a drill: go on with one, read its verdict, hand one in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.tui.ink import ACCENT, QUIET, STRONG, ink, lines
from simulator.tui.messages import AttemptHandedIn, AttemptsRead
from simulator.tui.ports import AttemptLine, Attempts, DrillMeeting
from simulator.tui.screens.ask import AskScreen
from simulator.tui.screens.base import BaseScreen
from simulator.tui.shell import Shell
from simulator.tui.widgets.keyline import KeyLine
from simulator.tui.widgets.page import Page, Paragraph
from simulator.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from simulator.call.session import Session


class AttemptsScreen(BaseScreen):
    """What was held so far, and which of it counts."""

    CSS_PATH = "attempts.tcss"
    HELP_TITLE = "Your attempts"
    HELP_TEXT = (
        "Every attempt you began at this meeting. Your trainer sees none of them until you hand one "
        "in, and then only that one. Until the deadline you may hand in another: the one handed in "
        "last counts.\n\n"
        "Enter goes on with an attempt, or to what is shown of it by now."
    )
    KEYS: ClassVar[tuple[str, ...]] = ("select", "hand_in", "explain", "back")
    BINDINGS: ClassVar = [Binding("h,H", "hand_in", "Hand in")]

    def __init__(self, meeting: DrillMeeting) -> None:
        super().__init__()
        self.meeting = meeting
        self.attempts: Attempts | None = None

    def compose(self) -> ComposeResult:
        yield Static(ink((self.meeting.title, STRONG)), id="title")
        yield Picker(id="attempts")
        with VerticalScroll(id="rules"):
            yield Page([], id="text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Reads them."""
        drills, meeting = self.desk.drills, self.meeting
        self.ask(lambda: AttemptsRead(drills.attempts(meeting.drill, meeting.scenario)))

    @on(AttemptsRead)
    def _read(self, message: AttemptsRead) -> None:
        self._show(message.attempts)

    def _show(self, attempts: Attempts) -> None:
        self.attempts = attempts
        picker = self.query_one("#attempts", Picker)
        picker.set_options(
            [Option(attempt_text(one), id=str(one.number)) for one in attempts.lines]
        )
        ended = [at for at, one in enumerate(attempts.lines) if one.ended]
        picker.highlighted = ended[-1] if ended else 0 if attempts.lines else None
        picker.focus()
        card = self.prospect.card(attempts.meeting.scenario)
        whom = card.buyer_name if card else attempts.meeting.scenario
        self.query_one("#title", Static).update(title_text(attempts.meeting, whom))
        self.query_one("#text", Page).show(rules_text(attempts))
        self.refresh_bindings()

    def _chosen(self) -> AttemptLine | None:
        at = self.query_one("#attempts", OptionList).highlighted
        found = self.attempts.lines if self.attempts else ()
        return found[at] if at is not None and at < len(found) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is over can be handed in."""
        if action == "hand_in":
            chosen = self._chosen() if self.is_mounted else None
            return chosen is not None and chosen.ended
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.call:
            self.prospect.go_on(chosen.call)
        else:
            self.prospect.tell("This attempt was purged; it counts all the same.")

    def action_hand_in(self) -> None:
        """Asks once, saying what it means."""
        chosen, meeting = self._chosen(), self.meeting
        if chosen is None:
            return
        late = "The deadline has passed: it will be marked as late. " if meeting.over else ""
        self.app.push_screen(
            AskScreen(
                f"Hand in attempt {chosen.number}?",
                f"{late}{meeting.trainer} sees the whole of this call, and no other. "
                "If you handed one in before, this one counts instead.",
            ),
            lambda yes: self._answered(chosen.number) if yes else None,
        )

    def _answered(self, number: int) -> None:
        drills, drill, scenario = self.desk.drills, self.meeting.drill, self.meeting.scenario

        def handed_in() -> AttemptHandedIn:
            where = drills.hand_in(drill, scenario, number)
            return AttemptHandedIn(where, drills.attempts(drill, scenario))

        self.ask(handed_in)

    @on(AttemptHandedIn)
    def _handed_in(self, message: AttemptHandedIn) -> None:
        self._show(message.attempts)
        self.query_one("#text", Page).show(
            [Paragraph(ink((message.where, f"bold {ACCENT}"))), *rules_text(message.attempts)]
        )
        self.prospect.read_shelf()


def drill_of(session: Session, shell: Shell) -> DrillMeeting | None:
    """The meeting of a drill that a call is an attempt at; None for any other call."""
    from scoring.transcript import meeting

    opened = meeting(session.events)
    return shell.drill(opened.drill, opened.scenario) if opened.drill else None


def title_text(meeting: DrillMeeting, whom: str) -> Content:
    """Which drill, whom one meets, and how many attempts are left until when."""
    ends = f", {'ended' if meeting.over else 'until'} {meeting.ends}" if meeting.ends else ""
    left = f"{meeting.left} of {meeting.attempts} attempts left{ends}"
    return lines(
        ink((meeting.title, STRONG), (f"   {whom}", "bold $secondary")), ink((left, QUIET))
    )


def attempt_text(one: AttemptLine) -> Content:
    """An attempt on one line: number, how it stands, turns, score, and whether it counts."""
    mark = ("  handed in", f"bold {ACCENT}") if one.handed_in else ""
    score = f"   {one.score}" if one.score else ""
    return ink((f"{one.number:>2}  ", QUIET), f"{one.state}, {one.turns} turns", score, mark)


def rules_text(attempts: Attempts) -> list[Paragraph]:
    """What is shown when, and what handing in means."""
    parts = [] if attempts.lines else [Paragraph(ink("You began no attempt yet."))]
    parts += [Paragraph(ink((why, QUIET))) for why in attempts.until]
    if attempts.lines and not attempts.meeting.handed_in:
        parts.append(Paragraph(ink("Nothing is handed in yet; H hands in the attempt you choose.")))
    return parts
