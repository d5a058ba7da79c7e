"""Measures how fast hearing is: `uv run python -m tests.benchmarks.hearing_speed [rounds]`.

Seller turns of `tests/golden/hearing_seen` with what was said before them, heard one by one and all
together, in one process on one core. Beside each, in the same round, a loop that does nothing but cut
the same lines and contexts into words with a plain regular expression: the ratio to it hardly depends on
the machine or on what else runs there. Seconds are those this process was computing, not those it waited
for a busy core; every figure is the best of the rounds. Loading is measured in fresh processes, beside one
that only starts and imports numpy.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scoring.hearing.learning.corpus import read_corpus
from scoring.hearing.reader import Said, hear, hear_all
from tests.measures import said

SEEN = Path(__file__).parents[1] / "golden" / "hearing_seen"
ROUNDS = 9
STARTS = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d")
_BARE = "import numpy"
_IMPORTED = "import scoring.hearing.reader"
_READ = "from scoring.hearing.reader import load_models; load_models()"
_LOADED = "from scoring.hearing.reader import hear; hear('Why?')"


def typical() -> list[Said]:
    """The seller turns that are heard."""
    return [said(line) for line in read_corpus(SEEN) if line.role == "seller"]


def seconds(work: Callable[[], object]) -> float:
    """How long this process computes something, once."""
    began = time.process_time()
    work()
    return time.process_time() - began


def started(program: str) -> float:
    """The least computing time of a few fresh processes that run a program, in seconds."""
    took = []
    for _ in range(STARTS):
        began = os.times()
        subprocess.run([sys.executable, "-c", program], check=True)
        ended = os.times()
        took.append(sum(ended[2:4]) - sum(began[2:4]))
    return min(took)


def main() -> None:
    """Runs all loops in turn, so that a busy machine is busy for all of them."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    lines = typical()
    words = sum(len(_WORD.findall(line.text)) for line in lines)
    texts = [
        text for line in lines for text in (line.text, *(before for _, before in line.context))
    ]
    loops: dict[str, Callable[[], object]] = {
        "words cut": lambda: [_WORD.findall(text) for text in texts],
        "one by one": lambda: [hear(*line) for line in lines],
        "together": lambda: hear_all(lines),
    }
    first = seconds(loops["together"])
    best = dict.fromkeys(loops, float("inf"))
    for _ in range(rounds):
        for name, loop in loops.items():
            best[name] = min(best[name], seconds(loop))
    print(f"{len(lines)} seller turns of {words / len(lines):.1f} words; best of {rounds} rounds")
    for name, took in best.items():
        print(
            f"{name:<11} {len(lines) / took:>9,.0f} turns/s {words / took:>11,.0f} words/s   "
            f"{took / best['words cut']:>6.1f} x cutting words"
        )
    print(f"together for the first time, words unknown yet: {first / best['words cut']:.1f} x")
    bare, imported, read, loaded = map(started, (_BARE, _IMPORTED, _READ, _LOADED))
    print(f"start with numpy {bare:.3f} s, import of hearing {imported - bare:.3f} s more,")
    print(
        f"weights into memory {read - imported:.3f} s more, first line {loaded - read:.3f} s more"
    )


if __name__ == "__main__":
    main()
