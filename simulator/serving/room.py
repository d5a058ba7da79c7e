"""The room: the pages around the app, and a place for each trainee who is in."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve import server as textual_serve

from simulator.problem import Problem
from simulator.serving.child import COMMAND, Child
from simulator.serving.door import Door, Refused
from simulator.serving.guards import address_of, dress, host_guard, is_own_origin
from simulator.serving.sessions import LIFETIME
from simulator.serving.trainees import Trainee
from simulator.text_safety import inert

log = logging.getLogger("prospect")

HERE = Path(__file__).parent
LARGEST_MESSAGE = 2**18
"""Bytes of one message from a page: a long paste and then some."""
LARGEST_FORM = 2**14
"""Bytes of the form at the door."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the room is run."""

    host: str
    """The address it listens at."""
    port: int
    cap: int
    """Trainees in the room at once."""
    public_url: str = ""
    """Where trainees find it when that is elsewhere, such as a proxy with TLS; empty for none."""
    packs: Sequence[Path] = ()
    """The host's folders of buyers and scenarios."""
    command: Sequence[str] = COMMAND
    """What a trainee's process runs."""

    @property
    def https(self) -> bool:
        """Whether browsers come by TLS, which a proxy on this machine unwraps."""
        return self.public_url.startswith("https://")

    @property
    def names(self) -> frozenset[str]:
        """The names it goes by, beside those of the machine."""
        public = urlsplit(self.public_url).hostname
        return frozenset(filter(None, (self.host.lower(), public)))


class Room(textual_serve.Server):
    """textual-serve's server with a door, a cap, an origin check and pages of its own."""

    def __init__(
        self, rules: Rules, door: Door, welcome: Callable[[Trainee], None] = lambda _: None
    ) -> None:
        """`welcome` readies a trainee's folder when they come in; it may raise Problem."""
        super().__init__(
            " ".join(rules.command),
            host=rules.host,
            port=rules.port,
            title="Prospect",
            public_url=rules.public_url or None,
            templates_path=HERE / "templates",
        )
        self._rules = rules
        self._door = door
        self._welcome = welcome
        self._cookie = "__Host-prospect" if rules.https else "prospect"
        self._children: dict[str, Child] = {}
        """Who is in, by the name of their folder."""
        self._turns: dict[str, asyncio.Lock] = {}
        """One page of a trainee's at a time; by the name of their folder."""

    async def _make_app(self) -> web.Application:
        app = web.Application(
            middlewares=[host_guard(self._rules.names)], client_max_size=LARGEST_FORM
        )
        aiohttp_jinja2.setup(
            app, loader=jinja2.FileSystemLoader(self.templates_path), autoescape=True
        )
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.post("/join", self.handle_join),
                web.post("/leave", self.handle_leave),
                web.get("/ws/{scheme:light|dark}", self.handle_websocket),
                web.static("/static", self.statics_path),  # the terminal's
                web.static("/pages", HERE / "static"),
            ]
        )
        app.on_response_prepare.append(dress)
        app.on_shutdown.append(self.on_shutdown)
        return app

    def run(self, announce: Callable[[], None]) -> None:
        """Serves until Ctrl-C or SIGTERM; `announce` is called once the page can be opened.

        Raises OSError when the address cannot be listened at.
        """
        self.initialize_logging()
        web.run_app(
            self._make_app(),
            host=self._rules.host,
            port=self._rules.port,
            access_log=None,
            print=lambda *_: announce(),
            loop=asyncio.new_event_loop(),
        )

    def initialize_logging(self) -> None:
        """One line each; the library's own would print what variables held."""
        logging.basicConfig(level="INFO", format="%(asctime)s %(message)s", datefmt="%H:%M:%S")

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - aiohttp's signature
        """Ends every child; what they hold is kept."""
        await asyncio.gather(*(child.stop() for child in list(self._children.values())))

    # ---- the door ------------------------------------------------------------------------------

    async def handle_index(self, request: web.Request) -> web.Response:
        """The app's page for who is in, the join page for everybody else."""
        trainee = self._trainee(request)
        if trainee is None:
            return self._page(request, "join.html", {"refused": "", "name": ""})
        if self._is_full_for(trainee):
            return self._full(request)
        return self._page(request, "room.html", {"name": trainee.name})

    async def handle_join(self, request: web.Request) -> web.Response:
        """Takes the form at the door."""
        self._refuse_foreign(request)
        form = {key: value for key, value in (await request.post()).items() if type(value) is str}
        name = form.get("name", "")
        address = address_of(request, behind_proxy=self._rules.https)
        try:
            trainee = await self._door.enter(
                address, form.get("code", ""), name, form.get("pin", "")
            )
            await asyncio.to_thread(self._welcome, trainee)
        except Refused as refused:
            answer = self._page(request, "join.html", {"refused": refused.because, "name": name})
            answer.set_status(refused.status)
            if refused.wait:
                answer.headers["Retry-After"] = str(refused.wait)
            log.info("Refused at the door: %s, status %s.", inert(address), refused.status)
            return answer
        except Problem as trouble:
            log.error("%s", inert(str(trouble)))
            return self._page(
                request,
                "join.html",
                {"refused": "Something is wrong on this server; tell your trainer.", "name": name},
                status=500,
            )
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(
            self._cookie,
            self._door.sessions.open(trainee),
            max_age=LIFETIME,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self._rules.https,
        )
        return answer

    async def handle_leave(self, request: web.Request) -> web.Response:
        """Ends the visitor's session and the app in it."""
        self._refuse_foreign(request)
        trainee = self._trainee(request)
        self._door.sessions.close(request.cookies.get(self._cookie, ""))
        if trainee is not None and (child := self._children.get(trainee.folder.name)):
            await child.stop()
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.del_cookie(self._cookie, path="/", secure=self._rules.https, httponly=True)
        return answer

    def _trainee(self, request: web.Request) -> Trainee | None:
        return self._door.sessions.trainee(request.cookies.get(self._cookie, ""))

    def _refuse_foreign(self, request: web.Request) -> None:
        if not is_own_origin(request, https=self._rules.https):
            raise web.HTTPForbidden(text="Only this server's own page may ask for that.\n")

    # ---- the app -------------------------------------------------------------------------------

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Runs a trainee's app for as long as their page is open."""
        self._refuse_foreign(request)
        trainee = self._trainee(request)
        if trainee is None:
            raise web.HTTPUnauthorized(text="Come in by the door first.\n")
        key = trainee.folder.name
        page = web.WebSocketResponse(heartbeat=15, timeout=2, max_msg_size=LARGEST_MESSAGE)
        child = Child(
            trainee,
            page,
            theme=f"prospect-{request.match_info['scheme']}",
            gone=self._vacate,
            packs=self._rules.packs,
            command=self._rules.command,
        )
        async with self._turns.setdefault(key, asyncio.Lock()):
            if (earlier := self._children.get(key)) is not None:
                await earlier.stop()  # a reloaded page, or another tab: its call is let go first
            if self._is_full_for(trainee):
                raise web.HTTPServiceUnavailable(text="The room is full.\n")
            self._children[key] = child
        try:
            await page.prepare(request)
            await child.start(_cells(request, "width", 80), _cells(request, "height", 24))
            await self._process_messages(page, child)
        except (ValueError, TypeError, LookupError, AssertionError) as error:
            log.warning("A page sent what no page sends: %s.", type(error).__name__)
        except OSError as error:
            log.error("A trainee's app could not be run: %s.", inert(str(error)))
        finally:
            await child.stop()
        return page

    def _vacate(self, child: Child) -> None:
        """Frees the place of a child that is gone, unless the next one has it already."""
        if self._children.get(child.trainee.folder.name) is child:
            del self._children[child.trainee.folder.name]

    def _is_full_for(self, trainee: Trainee) -> bool:
        """Whether every place is taken, and none by this trainee."""
        return trainee.folder.name not in self._children and len(self._children) >= self._rules.cap

    # ---- pages ---------------------------------------------------------------------------------

    def _full(self, request: web.Request) -> web.Response:
        answer = self._page(request, "full.html", {"cap": self._rules.cap}, status=503)
        answer.headers["Retry-After"] = "60"
        return answer

    def _page(
        self, request: web.Request, template: str, shown: dict[str, object], status: int = 200
    ) -> web.Response:
        return aiohttp_jinja2.render_template(template, request, shown, status=status)


def _cells(request: web.Request, name: str, otherwise: int) -> int:
    """A number from the address; `otherwise` when it is none."""
    return textual_serve.to_int(request.query.get(name, ""), otherwise)
