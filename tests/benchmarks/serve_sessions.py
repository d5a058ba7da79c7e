"""How many sessions `prospect serve` holds: memory and processor of real ones that are typed at.

    uv run python -m tests.benchmarks.serve_sessions 10

Every session is a trainee who joins over HTTP, opens the app's websocket as a page would, begins a call, and types
a line of about sixty letters every twenty seconds, a key at a time. Memory is PSS (each shared page counted in
parts), from /proc; processor time is that of server and children over the minute of typing.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from tests.simulator.serving.served import CODE, PIN, Served, serving

LINES = (
    "You sound different today. What has changed on your side?",
    "What does that mean for the line that stands still at night?",
    "If nothing happens until spring, what will it have cost you?",
)
EVERY = 20.0
"""Seconds from one line to the next."""
TICKS = os.sysconf("SC_CLK_TCK")


class Visitor:
    """One trainee's page, without the page."""

    def __init__(self, session: ClientSession, wire: ClientWebSocketResponse) -> None:
        self._session = session
        self._wire = wire
        self._reading = asyncio.create_task(self._read())
        self.seen = b""

    @classmethod
    async def joined(cls, server: Served, name: str) -> "Visitor":
        session = ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Origin": server.url})
        form = {"code": CODE, "name": name, "pin": PIN}
        async with session.post(f"{server.url}/join", data=form) as answer:
            assert answer.status == 200, await answer.text()
        wire = await session.ws_connect(f"{server.url}/ws/light?width=120&height=40")
        visitor = cls(session, wire)
        await visitor.shown(b"Straight in")
        for keys, then in (("\x1b", b"Annika"), ("\r", b"Start the call"), ("\x13", b"do you say")):
            await visitor.press(keys, then)
        return visitor

    async def _read(self) -> None:
        async for message in self._wire:
            if isinstance(message.data, bytes):
                self.seen = (self.seen + message.data)[-200_000:]

    async def shown(self, mark: bytes) -> None:
        """Waits until the app has painted something."""
        async with asyncio.timeout(120):
            while mark not in self.seen:
                await asyncio.sleep(0.05)

    async def press(self, keys: str, then: bytes) -> None:
        """Presses, again if it was too early, until something is painted."""
        for _ in range(20):
            self.seen = b""
            await self.type(keys)
            try:
                async with asyncio.timeout(5):
                    await self.shown(then)
                return
            except TimeoutError:
                continue
        raise AssertionError(f"{then!r} was never shown")

    async def type(self, keys: str) -> None:
        await self._wire.send_str(json.dumps(["stdin", keys]))

    async def speak(self) -> None:
        """The lines, a key at a time, one line every `EVERY` seconds."""
        for line in LINES:
            for letter in line:
                await self.type(letter)
                await asyncio.sleep(EVERY / 2 / len(line))
            await self.type("\r")
            await asyncio.sleep(EVERY / 2)

    async def leave(self) -> None:
        await self._wire.close()
        await self._session.close()
        await self._reading


def pss(pid: int) -> float:
    """MiB of a process, what it shares counted in parts."""
    rolled = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in rolled if line.startswith("Pss:")) / 1024


def processor(pids: list[int]) -> float:
    """Seconds of processor that these processes have used."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


async def measure(count: int) -> None:
    """Prints what `count` sessions take."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder), "--cap", str(count)) as server:
            alone = pss(server.pid)
            visitors = [await Visitor.joined(server, f"Trainee {n}") for n in range(count)]
            children = server.children()
            assert len(children) == count
            at, before = time.monotonic(), processor([server.pid, *children])
            await asyncio.gather(*(visitor.speak() for visitor in visitors))
            used = processor([server.pid, *children]) - before
            cores = used / (time.monotonic() - at) / count
            each = sum(map(pss, children)) / count
            print(f"{count} sessions, {sum(len(line) for line in LINES)} keys and 3 turns each")
            print(f"a session        {each:6.1f} MiB PSS   {1024 / each:5.0f} per GiB")
            print(f"the server       {alone:6.1f} MiB alone, {pss(server.pid):.1f} MiB with them")
            print(f"a typing session {cores:6.3f} core      {1 / cores:5.0f} per core")
            await asyncio.gather(*(visitor.leave() for visitor in visitors))


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
