"""A headless Chromium, driven by its DevTools protocol, and the terminal it is shown."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""


def chromium() -> str | None:
    """Where Chromium is; None when it is not installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One tab: what it asked for, what its terminal shows, and a hand on its keyboard."""

    def __init__(self, wire: ClientWebSocketResponse) -> None:
        self._wire = wire
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """Addresses the page asked for, websockets included."""
        self.complaints: list[str] = []
        """What the browser logged: refused sources, failed scripts."""
        self._terminal = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._terminal)
        self._changed = asyncio.Event()

    async def read(self) -> None:
        """Takes in what the browser says, until it closes."""
        async for message in self._wire:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            else:
                self._heard(said["method"], said["params"])
            self._changed.set()

    def _heard(self, method: str, told: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(told["url"])
                cells = parse_qs(urlsplit(told["url"]).query)
                self._terminal.reset()
                self._terminal.resize(int(cells["height"][0]), int(cells["width"][0]))
            case "Network.webSocketFrameSent":
                kind, *rest = json.loads(told["response"]["payloadData"])
                if kind == "resize":
                    self._terminal.resize(rest[0]["height"], rest[0]["width"])
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
            case "Log.entryAdded":
                self.complaints.append(told["entry"]["text"])

    async def call(self, method: str, **told: Any) -> dict[str, Any]:
        """Asks something of the browser; its answer."""
        self._number += 1
        number = self._number
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._wire.send_json({"id": number, "method": method, "params": told})
        answer = await asyncio.wait_for(self._answers[number], PATIENCE)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def go(self, url: str) -> None:
        """Opens an address."""
        await self.call("Page.navigate", url=url)

    async def press(self, key: str, code: int) -> None:
        """One key down and up; `code` is Windows' number of it."""
        told = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **told)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    async def chord(self, letter: str, code: int) -> None:
        """A letter with Ctrl held."""
        told = {"key": letter, "windowsVirtualKeyCode": code, "modifiers": 2}
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **told)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    async def write(self, text: str) -> None:
        """Types a text where the keyboard is."""
        await self.call("Input.insertText", text=text)

    async def picture(self, file: Path) -> None:
        """Keeps what the page looks like."""
        shot = await self.call("Page.captureScreenshot", format="png")
        file.write_bytes(base64.b64decode(shot["data"]))

    @property
    def screen(self) -> str:
        """The terminal's lines as they stand."""
        return "\n".join(line.rstrip() for line in self._terminal.display)

    async def shows(self, *texts: str) -> None:
        """Waits until the terminal shows all of these."""
        await self.until(lambda: all(text in self.screen for text in texts), f"{texts}")

    async def finds(self, script: str) -> None:
        """Waits until an expression of the page is true."""
        async with asyncio.timeout(PATIENCE):
            while not await self.run(script):
                await asyncio.sleep(0.05)

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Waits for something that the browser's messages bring about."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{what} never came; the terminal shows\n{self.screen}") from None


@asynccontextmanager
async def opened(
    folder: Path, *, width: int = 1280, height: int = 800, scheme: str = "light"
) -> AsyncIterator[Page]:
    """A page of a fresh browser whose profile is in `folder`; sizes in pixels."""
    found = chromium()
    assert found is not None
    browser = await asyncio.create_subprocess_exec(
        found,
        "--headless=new",
        "--no-sandbox",  # the suite runs as root in a container
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        f"--force-device-scale-factor={1 if width > 600 else 2}",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/json/list") as listed,
        ):
            tabs = [tab for tab in await listed.json() if tab["type"] == "page"]
            async with session.ws_connect(tabs[0]["webSocketDebuggerUrl"], max_msg_size=0) as wire:
                page = Page(wire)
                reading = asyncio.create_task(page.read())
                for room in ("Page", "Network", "Log"):
                    await page.call(f"{room}.enable")
                await page.call(
                    "Emulation.setDeviceMetricsOverride",
                    width=width,
                    height=height,
                    deviceScaleFactor=0,  # the flag's; one set here does not reach canvases
                    mobile=width <= 600,
                )
                await page.call(
                    "Emulation.setEmulatedMedia",
                    features=[{"name": "prefers-color-scheme", "value": scheme}],
                )
                yield page
            await reading
    finally:
        with suppress(ProcessLookupError):
            browser.terminate()
        await browser.wait()


async def _port(file: Path) -> int:
    """The port that Chromium writes down once it listens."""
    async with asyncio.timeout(PATIENCE):
        while not (file.exists() and file.read_text().strip()):
            await asyncio.sleep(0.05)
    return int(file.read_text().split()[0])
