import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from simulator.tui.screens.call import CallScreen
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback
from tests.simulator.tui.scripted import CARD, FakeDesk, ScriptedSession, app_over, settle

ROOT = Path(__file__).parents[3]
CHILD = """
from tests.simulator.tui.scripted import FakeDesk, ScriptedSession
from simulator.tui.app import ProspectApp
from simulator.tui.start import Start
hostile = (
    "CANARY \\x1b]52;c;Q0FOQVJZ\\x07 \\x1b]8;;https://evil.example\\x1b\\\\link \\x9b2J\\x9d0;t\\x9c "
    "\\x1bPq\\x1b\\\\ \\x7f \\u202eefas \\x1b]0;open"
)
session = ScriptedSession([hostile, "x"], opening=hostile)
desk = FakeDesk(session, who=hostile, why=hostile, buyer_name=hostile, role=hostile, facts=(hostile,))
desk.notice = hostile
desk.drafts = {"line:call-1": hostile}
ProspectApp(lambda: desk, Start("skeptical-owner")).run()
"""
NEVER = (
    b"\x1b]52",
    b"\x1b]8;",
    b"\x1b]0;",
    b"\x1bP",
    b"\xc2\x9b",
    b"\xc2\x9d",
    b"\x7f",
    "\u202e".encode(),
)
"""What Textual itself never writes, and content must not be able to."""
PATIENCE = 20.0


class Terminal:
    """A child in a pseudo-terminal of 100 by 40."""

    def __init__(self) -> None:
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
            os.execve(sys.executable, [sys.executable, "-c", CHILD], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.written = b""

    def wait_for(self, mark: bytes) -> None:
        """Reads until the child has painted `mark` anew."""
        begin, until = len(self.written), time.monotonic() + PATIENCE
        while mark not in self.written[begin:]:
            assert time.monotonic() < until, f"{mark!r} was never painted"
            if select.select([self._terminal], [], [], 0.05)[0]:
                self.written += os.read(self._terminal, 65536)

    def type(self, keys: bytes) -> None:
        """Keys as a terminal sends them."""
        os.write(self._terminal, keys)

    def close(self) -> None:
        """Ends the child."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)


def test_no_control_byte_of_content_reaches_the_terminal() -> None:
    """Brief, reply, draft, notice and paste are on the screen; nothing in them is obeyed."""
    terminal = Terminal()
    try:
        terminal.wait_for(b"CANARY")
        terminal.type(b"\x13")
        terminal.wait_for(b"turn 1 of 24")
        terminal.type(b"\x1b[200~PASTED \x1b]52;c;Q0FO\x07 \xc2\x9b2J\x1b[201~")
        terminal.wait_for(b"PASTED")
        terminal.type(b"\r")
        terminal.wait_for(b"turn 2 of 24")
    finally:
        terminal.close()
    assert [sequence for sequence in NEVER if sequence in terminal.written] == []


@pytest.mark.parametrize("colour", ["NO_COLOR", "TERM"])
async def test_the_call_needs_no_colour_and_little_room(
    colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colours, on a dumb terminal and in a storm of sizes the call goes on."""
    monkeypatch.setenv(colour, "dumb" if colour == "TERM" else "1")
    app = app_over(FakeDesk(ScriptedSession(["They pay late.", "x"])))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.begin(CARD.id, {})
        await settle(pilot)
        for size in ((20, 5), (200, 60), (10, 3), (80, 24)):
            await pilot.resize_terminal(*size)
        assert isinstance(app.screen, CallScreen)
        app.screen.query_one(Composer).fill("What goes wrong?")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one(Scrollback).rows[-1].text == "They pay late."
