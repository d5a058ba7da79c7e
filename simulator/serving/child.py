"""A trainee's own process: what it is told of the host, and how it ends."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from simulator.places import made
from simulator.serving.trainees import Trainee

COMMAND = (sys.executable, "-P", "-m", "simulator.cli")
"""The app without a shell; `-P` keeps the working folder out of where Python looks for code."""
KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT")
"""Variables of the host that a child is given; every other one, a model's key above all, is not."""
FRAMES = "30"
"""Most frames in a second: half of the library's own, which no reader misses."""
GRACE = 5.0
"""Seconds a child has to keep what was typed and end, before it is ended."""
NARROWEST, WIDEST = 20, 300
LOWEST, HIGHEST = 5, 120
"""Cells of a page; a browser may claim any number."""


class Child(AppService):
    """One trainee's app. It ends with its page, with its server, or when it is told to."""

    def __init__(
        self,
        trainee: Trainee,
        page: web.WebSocketResponse,
        *,
        theme: str,
        gone: Callable[["Child"], None] = lambda _: None,
        packs: Sequence[Path] = (),
        command: Sequence[str] = COMMAND,
    ) -> None:
        """`theme` is for a trainee who has chosen none; `gone` is told once no process is left.

        `packs` are the host's folders of buyers and scenarios.
        """
        super().__init__(
            " ".join(command),
            write_bytes=self._show,
            write_str=self._ignore,
            close=self._leave,
            download_manager=DownloadManager(),
        )
        self._page = page
        self.trainee = trainee
        self._gone = gone
        self._theme = theme
        self._packs = packs
        self._words = tuple(command)
        self._end: asyncio.Future[None] | None = None

    def environment(self, width: int, height: int) -> dict[str, str]:
        """All that the child is told; `width` and `height` in cells."""
        return {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "HOME": str(self.trainee.folder),
            "PROSPECT_SERVED": "1",
            "PROSPECT_DATA": str(self.trainee.calls),
            "PROSPECT_CONFIG": str(self.trainee.settings),
            "PROSPECT_PACKS": os.pathsep.join(map(str, self._packs)),
            "TEXTUAL_DRIVER": "simulator.serving.driver:ServedDriver",
            "TEXTUAL_FPS": FRAMES,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(_within(width, NARROWEST, WIDEST)),
            "ROWS": str(_within(height, LOWEST, HIGHEST)),
            "OPENBLAS_NUM_THREADS": "1",
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._furnish()
        self._process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self.environment(width, height),
            cwd=self.trainee.calls,
            start_new_session=True,  # Ctrl-C at the server's terminal is the server's to hand on
        )
        self._stdin = self._process.stdin
        return self._process

    def _furnish(self) -> None:
        """The trainee's folders, and the colours of their browser for a first setting."""
        made(self.trainee.calls)
        settings = made(self.trainee.settings) / "config.toml"
        with suppress(FileExistsError):
            settings.touch(0o600, exist_ok=False)
            settings.write_text(f'theme = "{self._theme}"\n', encoding="utf-8")

    async def run(self) -> None:
        """Carries the screen to the page until the app ends, however it ends; then ends the page."""
        try:
            await super().run()
        except asyncio.CancelledError:
            # Of an app that was gone before it was listened to, the library cancels a reader that has not begun,
            # and that comes out here: this task was not cancelled, and the page would stay open and black.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
        await self._leave()

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tells the app how many cells the page has."""
        await super().set_terminal_size(
            _within(width, NARROWEST, WIDEST), _within(height, LOWEST, HIGHEST)
        )

    async def stop(self) -> None:
        """Ends the child and waits until it is gone, however often it is called.

        Who waits may be cancelled; the child ends all the same.
        """
        if self._end is None:
            self._end = asyncio.ensure_future(self._ended())
        await asyncio.shield(self._end)

    async def _ended(self) -> None:
        """Asks, then tells, then kills; its output is read all the while, so that it never waits."""
        try:
            if self._process is not None:
                await self.send_meta({"type": "quit"})
                await self._buried(self._process)
            if self._task is not None:
                await self._task
        finally:
            self._gone(self)

    async def _buried(self, process: Process) -> None:
        for harder in (process.terminate, process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE)
                return
            with suppress(ProcessLookupError):
                harder()
        await process.wait()

    async def _leave(self) -> None:
        """Ends the page, which says so and offers to go on."""
        await self._page.close()

    async def _show(self, data: bytes) -> None:
        """Sends the page what changed on the screen; a page that has gone is no reason to stop."""
        with suppress(ConnectionError):
            if not self._page.closed:
                await self._page.send_bytes(data)

    async def _ignore(self, data: str) -> None:
        """No page is told to open another or to fetch a file."""


def _within(cells: int, least: int, most: int) -> int:
    return max(least, min(most, int(cells)))
