"""Measures what a call adds to a model's own time: `uv run python -m tests.benchmarks.model_call [rounds]`.

The real app over a real archive, with a scripted model on a real socket that thinks for a while, says one
sentence and then holds the rest. Measured from Enter to the sentence on the screen, less the time that the
server took from request to sentence; beside it, the same for the client alone, with no app around it. While
the model is waited for, a clock in the app's own loop looks how long the screen ever stood still. Each round
is a call; its first turn, which loads what takes long, is left out, and so are turns that the guard refused.
Median and least: a busy machine makes the first, the program the second.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.archive.opening import open_archive
from simulator.call.speech import sentences_of
from simulator.model.client import ModelClient
from simulator.settings import set_value
from simulator.tui.app import ProspectApp
from simulator.tui.desk import PracticeDesk
from simulator.tui.ports import Desk
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.scrollback import Scrollback
from tests.provider import Asked, Provider, Reply, Trickle, chunk, raw_stream
from tests.voices import told

ROUNDS = 5
THINKS = 0.4
"""Seconds until the first sentence."""
LOOKS = 0.002
"""Seconds between two looks at the screen."""
LINES = (
    "What are you hoping to do with the business?",
    "What gets in the way of that?",
    "Why do you think that is?",
    "What does that cost you in a month?",
    "Who else has a say in it?",
    "By when does it have to be settled?",
)


class Thinking:
    """A model that thinks, says the first sentence it should, and gives nothing more but signs of life."""

    def __init__(self) -> None:
        self.sentence = ""
        self.requests = 0
        """Since `begin`."""
        self.took = 0.0
        """Seconds from the last request to its sentence."""
        self.computed = 0.0
        """Minus the seconds that the whole process was computing meanwhile."""

    def begin(self) -> None:
        """Another turn."""
        self.sentence, self.requests = "", 0

    def __call__(self, _: int, asked: Asked) -> Reply:
        began, self.computed = time.perf_counter(), time.process_time()
        self.requests += 1
        sentence = next(sentences_of([told(asked)])).strip()
        time.sleep(THINKS)
        self.sentence, self.took = sentence, time.perf_counter() - began
        self.computed -= time.process_time()
        return raw_stream(chunk(sentence + " "), Trickle(b": thinking\n\n"))


@dataclass
class Watched:
    """One turn, in seconds."""

    added: float
    """From Enter to the sentence on the screen, less the server's own time."""
    computed: float
    """Of that, seconds for which the process had a core; the rest is disk, and other programs' turn."""
    longest_gap: float
    """That the app's loop did nothing, meanwhile."""


async def one_call(model: Thinking, url: str) -> list[Watched]:
    """The turns of a new call, but its first and those that were refused."""
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "PROSPECT_DATA": f"{place}/data",
            "PROSPECT_CONFIG": f"{place}/config",
            "OPENAI_BASE_URL": url,
            "OPENAI_MODEL": "tiny",
        }
        set_value("voice", "model")
        desk = PracticeDesk(open_archive(Path(place)))
        opened: Desk = desk
        app: Any = ProspectApp(lambda: opened)
        turns = []
        try:
            async with app.run_test() as pilot:
                await _settled(pilot)
                app.start = replace(app.start, scenario="skeptical-owner", seed=4)
                app.begin("skeptical-owner", {})
                for line in LINES:
                    await _settled(pilot)
                    turns.append(await _watched(app, model, line))
                    app.screen.action_stop_waiting()
        finally:
            desk.close()
    return [turn for turn in turns[1:] if turn is not None]


async def _watched(app: Any, model: Thinking, line: str) -> Watched | None:
    """Says a line and looks until its answer is there; None when it was refused."""
    said = app.screen.query_one("#said", Scrollback)
    app.screen.query_one("#words", Composer).fill(line)
    await asyncio.sleep(0.2)
    model.begin()
    before = last = time.perf_counter()
    computed = time.process_time()
    longest = 0.0
    app.screen.query_one("#words", Composer).action_send()
    while not model.sentence or said.rows[-1].text != model.sentence:
        await asyncio.sleep(LOOKS)
        now = time.perf_counter()
        longest, last = max(longest, now - last - LOOKS), now
        if model.requests > 1:
            return None
    computed = time.process_time() - computed + model.computed
    return Watched(last - before - model.took, computed, longest)


async def _settled(pilot: Any) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def client_alone(model: Thinking, provider: Provider) -> float:
    """What the client adds by itself, at its second request."""
    with provider.client(read_timeout=5.0, deadline=9.0) as client:
        return [_first_word(client, model) for _ in range(2)][-1]


def _first_word(client: ModelClient, model: Thinking) -> float:
    before = time.perf_counter()
    answer = client.stream(
        [{"role": "user", "content": "[Direction: You listen.\n1. Say: “Well.”]"}]
    )
    next(iter(answer))
    added = time.perf_counter() - before - model.took
    answer.close()
    return added


def main() -> None:
    """Runs both in turn, so that a busy machine is busy for both."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    model = Thinking()
    calls: list[Watched] = []
    alone: list[float] = []
    with Provider(model) as provider:
        for number in range(rounds + 1):
            turns, client = (
                asyncio.run(one_call(model, provider.url)),
                client_alone(model, provider),
            )
            if number:  # The first round loads what takes long.
                calls += turns
                alone.append(client)
    for name, figures in (
        ("Enter to first words", [call.added for call in calls]),
        ("  of it computing", [call.computed for call in calls]),
        ("the client alone", alone),
        ("longest pause of the screen", [call.longest_gap for call in calls]),
    ):
        print(
            f"{name:<28} median {1000 * statistics.median(figures):4.0f} ms, "
            f"least {1000 * min(figures):4.0f} ms, most {1000 * max(figures):4.0f} ms"
        )


if __name__ == "__main__":
    main()
