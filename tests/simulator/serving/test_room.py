"""The room over HTTP: what is refused, what every answer says, and who has a place."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import textual_serve
from aiohttp import (
    ClientResponse,
    ClientWebSocketResponse,
    CookieJar,
    WSMsgType,
    WSServerHandshakeError,
)
from aiohttp.test_utils import TestClient, TestServer
from textual_serve.app_service import AppService

from simulator.problem import Problem
from simulator.serving import pins
from simulator.serving.door import Door
from simulator.serving.room import HERE, Room, Rules
from simulator.serving.trainees import Trainee
from tests.simulator.serving.served import CODE, PIN, is_alive

APP = """
import json, os, sys
out = sys.stdout.buffer
def send(kind, body):
    out.write(kind + len(body).to_bytes(4, "big") + body)
    out.flush()
out.write(b"__GANGLION__\\n")
send(b"D", json.dumps([os.getpid(), dict(os.environ)]).encode())
while head := sys.stdin.buffer.read(5):
    body = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"M" and json.loads(body)["type"] == "quit":
        break
    send(b"D", body)
"""
"""An app that says who it is and what it was told, repeats what it hears, and quits when asked."""

Client = TestClient[Any, Any]
Rooms = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """Opens a room; the clients of one room share nothing but the room."""
    monkeypatch.setattr(pins, "COST", 2)

    @asynccontextmanager
    async def opened(
        *,
        cap: int = 2,
        public_url: str = "",
        app: str = APP,
        welcome: Callable[[Trainee], None] = lambda _: None,
    ) -> AsyncIterator[Client]:
        rules = Rules("127.0.0.1", 0, cap, public_url, command=(sys.executable, "-c", app))
        made = await Room(rules, Door(tmp_path, CODE), welcome)._make_app()
        async with TestClient(TestServer(made), cookie_jar=CookieJar(unsafe=True)) as client:
            yield client

    return opened


def origin(client: Client) -> dict[str, str]:
    """What a browser says of this server's own pages."""
    return {"Origin": str(client.make_url("/")).rstrip("/")}


async def join(client: Client, name: str = "Ada", **changed: str) -> ClientResponse:
    """Sends the form at the door, as the page would."""
    form = {"code": CODE, "name": name, "pin": PIN, **changed}
    return await client.post("/join", data=form, headers=origin(client), allow_redirects=False)


@asynccontextmanager
async def another(client: Client) -> AsyncIterator[Client]:
    """A second browser in the same room."""
    second: Client = TestClient(client.server, cookie_jar=CookieJar(unsafe=True))
    try:
        yield second
    finally:
        await second.session.close()  # and not the client, which would end the room with itself


async def enter(
    client: Client, path: str = "/ws/light"
) -> tuple[ClientWebSocketResponse, int, dict[str, str]]:
    """Opens the app's websocket; with it, the child's process and what it was told."""
    page = await client.ws_connect(path, headers=origin(client))
    pid, told = json.loads((await page.receive(timeout=20)).data)
    return page, pid, told


async def test_without_a_session_there_is_the_join_page_and_nothing_else(room: Rooms) -> None:
    """The app's socket is closed to strangers; there are no downloads and no lists of files."""
    async with room() as client:
        assert "Join code" in await (await client.get("/")).text()
        with pytest.raises(WSServerHandshakeError, match="401"):
            await client.ws_connect("/ws/light", headers=origin(client))
        for path in ("/download/x", "/static/", "/pages/", "/static/../server.py"):
            assert (await client.get(path)).status in {403, 404}


async def test_who_joins_gets_a_cookie_that_scripts_and_other_sites_cannot_use(room: Rooms) -> None:
    """HttpOnly, SameSite=Strict, for this path; the page of the app follows."""
    async with room() as client:
        answer = await join(client)
        cookie = answer.headers["Set-Cookie"]
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert 'id="terminal"' in await (await client.get("/")).text()


async def test_behind_tls_the_cookie_is_secure_and_the_origin_is_https(room: Rooms) -> None:
    """With a public address of https, only that origin may join, and the cookie never goes by http."""
    async with room(public_url="https://practice.example") as client:
        host = {"Host": "practice.example"}
        form = {"code": CODE, "name": "Ada", "pin": PIN}
        for asked, status in (("http://practice.example", 403), ("https://practice.example", 303)):
            answer = await client.post(
                "/join", data=form, headers=host | {"Origin": asked}, allow_redirects=False
            )
            assert answer.status == status
        assert answer.headers["Set-Cookie"].startswith("__Host-prospect=")
        assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("said", [None, "null", "http://evil.example", "https://127.0.0.1"])
async def test_another_sites_page_can_neither_join_nor_leave_nor_open_the_app(
    said: str | None, room: Rooms
) -> None:
    """Form and websocket want this server's own origin, session or not."""
    async with room() as client:
        await join(client)
        headers = {"Origin": said} if said else {}
        form = {"code": CODE, "name": "Eve", "pin": PIN}
        for path in ("/join", "/leave"):
            assert (await client.post(path, data=form, headers=headers)).status == 403
        with pytest.raises(WSServerHandshakeError, match="403"):
            await client.ws_connect("/ws/light", headers=headers)


async def test_a_name_that_is_not_this_servers_is_refused(room: Rooms) -> None:
    """A stranger's name that was pointed here (DNS rebinding) gets no page; an address does."""
    async with room() as client:
        hosts = ("evil.example", "localhost:8000", "192.0.2.1:8000", "[::1]:8000", "[", "")
        found = [(await client.get("/", headers={"Host": host})).status for host in hosts]
        assert found == [421, 200, 200, 200, 421, 421]


async def test_every_answer_carries_the_headers(room: Rooms) -> None:
    """Pages, files, refusals: nothing may be framed, sniffed, kept, or loaded from elsewhere."""
    async with room() as client:
        for path in ("/", "/ws/light", "/static/js/textual.js", "/nowhere"):
            headers = (await client.get(path)).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert not re.search(r"script-src[^;]*unsafe", policy)
            own = client.make_url("/").authority
            assert set(re.findall(r"//([^ ;]+)", policy)) == {own}
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cache-Control"] == ("no-cache" if "static" in path else "no-store")
            assert "Python" not in headers.get("Server", "")


async def test_no_served_file_names_another_host(room: Rooms) -> None:
    """Pages, styles and scripts, the terminal's own included, point nowhere else."""
    async with room() as client:
        await join(client)
        texts = [await (await client.get("/")).text()]
        terminal = Path(textual_serve.__path__[0]) / "static"
        for root, under in ((HERE / "static", "pages"), (terminal, "static")):
            for file in root.rglob("*.*"):
                answer = await client.get(f"/{under}/{file.relative_to(root).as_posix()}")
                assert answer.status == 200
                texts.append((await answer.read()).decode("latin-1"))
        hosts = {
            host for text in texts for host in re.findall(r"(?:https?|wss?)://([\w.-]+)", text)
        }
        assert hosts <= NAMED


NAMED = {"www.w3.org", "www.apache.org", "github.com", "scripts.sil.org", "bellard.org"}
"""XML namespaces, and who is thanked in comments and fonts: never fetched."""


async def test_the_name_at_the_door_is_shown_inert(room: Rooms) -> None:
    """Markup in a name comes back as text."""
    async with room() as client:
        text = await (await join(client, '"><script>x</script>', pin="1")).text()
        assert "<script>x" not in text
        assert "&lt;script&gt;x" in text


async def test_too_many_attempts_say_when_to_come_back(room: Rooms) -> None:
    """429 with Retry-After, and the sentence on the page."""
    async with room() as client:
        await join(client)
        for _ in range(5):
            assert (await join(client, pin="000000")).status == 403
        answer = await join(client, pin="000000")
        assert (answer.status, answer.headers["Retry-After"]) == (429, "900")
        assert "Too many attempts. Try again in 15 minutes." in await answer.text()


async def test_a_child_is_told_where_its_trainee_is_and_nothing_of_the_host(
    room: Rooms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No key, no editor, no setting of the host's; its own folders, 0700, and that it is served."""
    secrets = {
        "OPENAI_API_KEY": "sk-canary", "PROSPECT_MODEL": "x", "EDITOR": "vi", "SSH_AUTH_SOCK": "/x",
        "PROSPECT_CALLS_KEPT_IN": "/host", "DATABASE_URL": "postgresql://canary",
    }  # fmt: skip
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    async with room() as client:
        await join(client)
        page, _, told = await enter(client, "/ws/dark?width=99999999&height=x")
        assert "canary" not in json.dumps(told)
        assert secrets.keys() & told.keys() == set()
        assert told["PROSPECT_SERVED"] == "1"
        assert (told["COLUMNS"], told["ROWS"]) == ("300", "24")
        for name in ("HOME", "PROSPECT_DATA", "PROSPECT_CONFIG"):
            assert Path(told[name]).is_relative_to(tmp_path / "trainees")
            assert Path(told[name]).stat().st_mode & 0o077 == 0
        assert "prospect-dark" in (Path(told["PROSPECT_CONFIG"]) / "config.toml").read_text()
        await page.close()


async def test_what_is_typed_reaches_the_app_and_nonsense_ends_the_page(room: Rooms) -> None:
    """A line comes back from the child; a message that no page sends closes it, and the child ends."""
    async with room() as client:
        await join(client)
        page, pid, _ = await enter(client)
        await page.send_json(["stdin", "hello"])
        assert (await page.receive(timeout=20)).data == b"hello"
        await page.send_json(["resize", {"width": "wide"}])
        assert (await page.receive(timeout=20)).type in {WSMsgType.CLOSE, WSMsgType.CLOSING}
        await gone(pid)


async def test_the_room_holds_as_many_as_it_may_and_a_place_that_is_left_is_free(
    room: Rooms,
) -> None:
    """When full, another trainee gets a page that says so and no process; later they come in."""
    async with room(cap=1) as client, another(client) as other:
        await join(client)
        await join(other, "Grace")
        page, pid, _ = await enter(client)
        full = await other.get("/")
        assert (full.status, "The room is full" in await full.text()) == (503, True)
        with pytest.raises(WSServerHandshakeError, match="503"):
            await other.ws_connect("/ws/light", headers=origin(other))
        assert (await client.get("/")).status == 200  # they have their place already
        await page.close()
        await gone(pid)
        async with asyncio.timeout(20):
            while (await other.get("/")).status == 503:
                await asyncio.sleep(0.01)
        page, _, _ = await enter(other)
        await page.close()


async def test_a_second_page_of_one_trainee_takes_over_from_the_first(room: Rooms) -> None:
    """The first child has ended before the second begins, so a call is never open twice."""
    async with room(cap=1) as client:
        await join(client)
        first, before, _ = await enter(client)
        second, _, _ = await enter(client)
        assert not is_alive(before)
        assert (await first.receive(timeout=20)).type in {WSMsgType.CLOSE, WSMsgType.CLOSING}
        await second.close()


async def test_leaving_ends_the_session_and_the_app(room: Rooms) -> None:
    """After signing out the cookie opens nothing, and the child is gone."""
    async with room() as client:
        await join(client)
        _, pid, _ = await enter(client)
        kept = {cookie.key: cookie.value for cookie in client.session.cookie_jar}
        await client.post("/leave", headers=origin(client))
        assert not is_alive(pid)
        client.session.cookie_jar.update_cookies(kept)
        assert "Join code" in await (await client.get("/")).text()


async def test_an_app_that_does_not_end_is_ended(
    room: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ignores the request, the signal and its input is killed; none outlives its page."""
    monkeypatch.setattr("simulator.serving.child.GRACE", 0.1)
    deaf = APP.replace("import json", "import signal, time, json").replace(
        "while head", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)\nwhile head"
    )
    async with room(app=deaf) as client:
        await join(client)
        page, pid, _ = await enter(client)
        await page.close()
        await gone(pid)


async def test_a_page_that_stops_reading_leaves_no_child(room: Rooms) -> None:
    """A child in the middle of a long answer is read to its end, so that it can end."""
    talker = APP.replace("while head", 'send(b"D", b"x" * 4_000_000)\nwhile head')
    async with room(app=talker) as client:
        await join(client)
        page, pid, _ = await enter(client)
        assert page._response.connection is not None
        page._response.connection.transport.abort()  # type: ignore[union-attr]
        await gone(pid)


async def test_an_app_that_cannot_start_ends_its_page(room: Rooms) -> None:
    """The page is closed, and says so, rather than staying black."""
    async with room(app="raise SystemExit(1)") as client:
        await join(client)
        page = await client.ws_connect("/ws/light", headers=origin(client))
        async with asyncio.timeout(20):  # the server's pings begin a receive's own time anew
            assert (await page.receive()).type is WSMsgType.CLOSE


async def test_an_app_gone_before_it_was_listened_to_ends_its_page(
    room: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library then cancels a reader that has not begun, which must not pass for the end of the server's task."""

    async def gone_already(_: AppService) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(AppService, "run", gone_already)
    async with room(app="raise SystemExit(1)") as client:
        await join(client)
        page = await client.ws_connect("/ws/light", headers=origin(client))
        async with asyncio.timeout(20):
            assert (await page.receive()).type is WSMsgType.CLOSE


async def test_trouble_with_the_servers_folder_is_no_traceback(room: Rooms) -> None:
    """A trainee is told to ask; nothing of the host is on the page."""

    def welcome(_: Trainee) -> None:
        raise Problem("/srv/secret cannot be written")

    async with room(welcome=welcome) as client:
        answer = await join(client)
        text = await answer.text()
        assert (answer.status, "tell your trainer" in text, "secret" in text) == (500, True, False)


async def gone(pid: int) -> None:
    """Waits until a process has ended."""
    async with asyncio.timeout(20):
        while is_alive(pid):
            await asyncio.sleep(0.01)
