"""`prospect serve` as a trainer starts it: a process of its own, with what it says and its children."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CODE = "abc-def"
PIN = "482913"


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    url: str
    folder: Path
    pid: int

    def children(self) -> list[int]:
        """The processes it has started and not yet buried."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@asynccontextmanager
async def serving(folder: Path, *flags: str, **environment: str) -> AsyncIterator[Served]:
    """A server on this machine alone; it is ended, if it still runs, with SIGTERM."""
    port = free_port()
    told = ("--port", str(port), "--folder", str(folder), "--code", CODE, "--json", *flags)
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "simulator.cli", "serve", *told),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | environment,
    )
    assert server.stdout is not None
    try:
        said = json.loads(await asyncio.wait_for(server.stdout.readline(), 30))
        yield Served(said["url"], folder, server.pid)
    finally:
        with suppress(ProcessLookupError):
            server.send_signal(signal.SIGTERM)
        await asyncio.wait_for(server.wait(), 30)
