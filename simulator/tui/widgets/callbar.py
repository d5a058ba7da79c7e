"""The line above a call: who is on the other end, and whose turn it is."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from simulator.tui.ink import BUYER, QUIET, ink


class CallBar(Widget):
    """'Ruth Adeyemi-Kolb · Kolbridge Signs ───── turn 7 of 24'."""

    turn = reactive(0)
    """The trainee's turn that comes next, from 1."""
    over = reactive(False)

    def __init__(self, buyer: str, role: str, turns: int) -> None:
        super().__init__()
        self._buyer = buyer
        self._role = role
        self._turns = turns

    def render(self) -> Content:
        """Name left, turn right, a rule between them."""
        left = self._names(self._role)
        place = f"turn {self.turn}" + (f" of {self._turns}" if self._turns else "")
        right = ink((" the call is over" if self.over else f" {place}", QUIET))
        room = self.size.width - right.cell_length
        if (
            left.cell_length > room - 3
        ):  # The post stands in the brief; the house is worth the room.
            left = self._names(self._role.rpartition(", ")[2])
        if left.cell_length > room - 3:
            left = left.truncate(max(1, room - 4), ellipsis=True).append(" ")
        rule = "─" * max(1, room - left.cell_length)
        return Content.assemble(left, (rule, "$border-blurred"), right)

    def _names(self, beside: str) -> Content:
        return ink((self._buyer, f"bold {BUYER}"), (f" · {beside} ", QUIET))
