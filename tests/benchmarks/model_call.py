"""Measures what a call adds to a model's own time: `uv run python -m tests.benchmarks.model_call [rounds]`.

The real app over a real archive, with a scripted model on a real socket and in a process of its own. It thinks
for a while, says one sentence and then holds the rest. Measured from Enter to the sentence on the screen, less
the time that the server took from request to sentence; beside it, the same for the client alone, with no app
around it. Meanwhile a clock in the app's own loop looks how long the screen ever stood still. Each round is a
call; its first turn, which loads what takes long, is left out, and so are turns that the guard refused. Median
and least: a busy machine makes the first, the program the second.
"""

import asyncio
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from simulator.archive.opening import open_archive
from simulator.call.speech import sentences_of
from simulator.model.client import ModelClient
from simulator.model.endpoint import Endpoint
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


@dataclass(frozen=True)
class Thought:
    """One request at the server. Times are of the machine's clock, which all its processes share."""

    sentence: str
    asked: float
    said: float


def serve(out: Connection) -> None:
    """A model that thinks, says the first sentence it should, and gives nothing more but signs of life."""

    def think(_: int, asked: Asked) -> Reply:
        began = time.perf_counter()
        sentence = next(sentences_of([told(asked)])).strip()
        time.sleep(THINKS)
        out.send(Thought(sentence, began, time.perf_counter()))
        return raw_stream(chunk(sentence + " "), Trickle(b": thinking\n\n"))

    with Provider(think) as provider:
        out.send(provider.endpoint)
        out.recv()


@dataclass
class Model:
    """The server, as seen from here."""

    endpoint: Endpoint
    sent: Connection
    thoughts: list[Thought] = field(default_factory=list)
    """Since `begin`."""

    def begin(self) -> None:
        """Another turn."""
        self.look()
        self.thoughts.clear()

    def look(self) -> None:
        """Reads what the server has sent."""
        while self.sent.poll():
            self.thoughts.append(self.sent.recv())


@contextmanager
def model() -> Iterator[Model]:
    """The server in a process of its own, so that nothing it computes is counted."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=serve, args=(theirs,))
    process.start()
    yield Model(ours.recv(), ours)
    ours.send(None)
    process.join()


@dataclass
class Watched:
    """One turn, in seconds."""

    added: float
    """From Enter to the sentence on the screen, less the server's own time."""
    computed: float
    """Of that, seconds for which the process had a core; the rest is disk, and other programs' turn."""
    longest_gap: float
    """That the app's loop did nothing, from Enter on."""


async def one_call(model: Model) -> list[Watched]:
    """The turns of a new call, but its first and those that were refused."""
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "PROSPECT_DATA": f"{place}/data",
            "PROSPECT_CONFIG": f"{place}/config",
            "OPENAI_BASE_URL": model.endpoint.url,
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


async def _watched(app: Any, model: Model, line: str) -> Watched | None:
    """Says a line and looks until its answer is there; None when it was refused."""
    said = app.screen.query_one("#said", Scrollback)
    app.screen.query_one("#words", Composer).fill(line)
    await asyncio.sleep(0.2)
    model.begin()
    looks = [(time.perf_counter(), time.process_time())]
    app.screen.query_one("#words", Composer).action_send()
    while not model.thoughts or said.rows[-1].text != model.thoughts[0].sentence:
        await asyncio.sleep(LOOKS)
        looks.append((time.perf_counter(), time.process_time()))
        model.look()
        if len(model.thoughts) > 1:
            return None
    thought = model.thoughts[0]
    before = [look for look in looks if look[0] <= thought.asked]
    after = [look for look in looks if look[0] >= thought.said]
    return Watched(
        added=looks[-1][0] - looks[0][0] - (thought.said - thought.asked),
        computed=looks[-1][1] - after[0][1] + before[-1][1] - looks[0][1],
        longest_gap=max(then[0] - now[0] - LOOKS for now, then in pairwise(looks)),
    )


async def _settled(pilot: Any) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def client_alone(model: Model) -> float:
    """What the client adds by itself, at its second request."""
    with ModelClient(replace(model.endpoint, read_timeout=5.0, deadline=9.0)) as client:
        return [_first_word(client, model) for _ in range(2)][-1]


def _first_word(client: ModelClient, model: Model) -> float:
    model.begin()
    before = time.perf_counter()
    answer = client.stream(
        [{"role": "user", "content": "[Direction: You listen.\n1. Say: “Well.”]"}]
    )
    next(iter(answer))
    took = time.perf_counter() - before
    answer.close()
    model.look()
    return took - (model.thoughts[0].said - model.thoughts[0].asked)


def main() -> None:
    """Runs both in turn, so that a busy machine is busy for both."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    calls: list[Watched] = []
    alone: list[float] = []
    with model() as there:
        for number in range(rounds + 1):
            turns, client = asyncio.run(one_call(there)), client_alone(there)
            if number:  # The first round loads what takes long.
                calls += turns
                alone.append(client)
    print(f"{len(calls)} turns")
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
