"""Measures the first frame: `uv run python tests/benchmarks/first_paint.py [runs] [-- MARK COMMAND …]`.

Starts each program in a pseudo-terminal of 100 by 30, waits for its first frame and reads its
memory: ours, and an empty Textual app beside it in the same run. A command after `--` is measured
as a third (a peer installed elsewhere), from start to the frame that holds MARK. Figures are medians
of the runs, and the least.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "-c", "from simulator.tui.app import run_app; run_app()"]
BARE = [
    sys.executable,
    "-c",
    "from textual.app import App\n"
    "from textual.widgets import Static, Input\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('Who are you meeting?')\n"
    "        yield Input()\n"
    "Bare().run()",
]
LONGEST = 30.0


def measured(command: list[str], environment: dict[str, str], mark: bytes) -> tuple[float, float]:
    """Seconds from start to the frame that holds `mark`, and MB of memory then."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    seen = b""
    try:
        while mark not in seen:
            if time.perf_counter() - began > LONGEST:
                raise TimeoutError(f"{command[:2]} painted nothing in {LONGEST:.0f} s")
            if select.select([terminal], [], [], 0.01)[0]:
                seen += os.read(terminal, 65536)
        took = time.perf_counter() - began
        status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return took, int(line.split()[1]) / 1024
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def main() -> None:
    """Runs everything in turn, so that a busy machine is busy for all of them."""
    own, _, peer = " ".join(sys.argv[1:]).partition("--")
    runs = int(own.split()[0]) if own.split() else 9
    with tempfile.TemporaryDirectory() as place:
        environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        } | {
            "TERM": "xterm-256color",
            "PROSPECT_DATA": f"{place}/data",
            "PROSPECT_CONFIG": f"{place}/config",
        }
        programs = {"bare Textual": (BARE, b"meeting"), "prospect": (OURS, b"meeting")}
        if peer.split():
            programs["peer"] = (peer.split()[1:], peer.split()[0].encode())
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for run in range(runs + 1):
            for name, (command, mark) in programs.items():
                figure = measured(command, environment, mark)
                if run:  # The first run compiles and warms the disk.
                    figures[name].append(figure)
        for name, found in figures.items():
            took = statistics.median(figure[0] for figure in found)
            memory = statistics.median(figure[1] for figure in found)
            least = min(figure[0] for figure in found)
            print(
                f"{name:<14} first frame {took:.3f} s (least {least:.3f})   memory {memory:.0f} MB"
            )


if __name__ == "__main__":
    main()
