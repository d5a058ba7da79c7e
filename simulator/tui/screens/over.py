"""What can be done with a call that is over: hand it in, see the truth, be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from simulator.tui.messages import Debriefed
from simulator.tui.ports import Graded
from simulator.tui.screens.attempts import drill_of
from simulator.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from simulator.call.session import Session


class OverScreen(BaseScreen):
    """The part that the verdict shares with an attempt whose score is seen later."""

    def __init__(self, session: Session, graded: Graded) -> None:
        super().__init__()
        self.session = session
        self.until = graded.until
        """What the drill does not show yet, each with the sentence that says until when."""

    def action_attempts(self) -> None:
        """The attempts at this meeting of the drill."""
        if (drill := drill_of(self.session, self.prospect)) is not None:
            self.prospect.show_attempts(drill)

    def action_truth(self) -> None:
        """What there was to know."""
        session, desk = self.session, self.desk
        self.ask(lambda: Debriefed(desk.debrief(session)))

    @on(Debriefed)
    def _debriefed(self, message: Debriefed) -> None:
        self.prospect.show_truth(self.session, message.debrief)

    def action_back(self) -> None:
        """Done with this call."""
        session, desk = self.session, self.desk
        self.prospect.leave_call(session, lambda: desk.release(session))
