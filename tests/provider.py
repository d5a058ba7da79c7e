"""A provider on loopback that does what a test's script says: a real server, real sockets.

A script is called for every request with its number (from 0) and the request, and gives the reply:
bytes to write, seconds to wait, or one of the faults below, in order.
"""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from simulator.model.client import ModelClient
from simulator.model.endpoint import Endpoint


class Reset:
    """Breaks the connection."""


class Hold:
    """Sends nothing more until the provider is closed or the other side has gone."""


@dataclass(frozen=True)
class Trickle:
    """The same bytes, twenty times a second, until the other side has gone."""

    part: bytes


CANARY_KEY = "sk-canary-4711"
"""The key of every test; it may be seen nowhere but in the header of a request."""

Step = bytes | Reset | Hold | Trickle | threading.Event


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]
    raw: str

    @property
    def body(self) -> dict[str, Any]:
        """The request's JSON."""
        return json.loads(self.raw) if self.raw else {}

    @property
    def last(self) -> str:
        """What the last message says."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    steps: Sequence[Step] = ()
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


Script = Callable[[int, Asked], Reply]


def chunk(text: str | None = None, finish: str | None = None, **more: Any) -> bytes:
    """One event of a stream."""
    delta = {} if text is None else {"content": text}
    body = {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more}
    return f"data: {json.dumps(body)}\n\n".encode()


DONE = b"data: [DONE]\n\n"
USAGE = {"prompt_tokens": 100, "completion_tokens": 20}


def streamed(*steps: Step | str, finish: str | None = "stop", done: bool = True) -> Reply:
    """A streamed answer; strings are pieces of its text."""
    made = [chunk(step) if isinstance(step, str) else step for step in steps]
    made += [chunk(finish=finish)] if finish else []
    made += [DONE] if done else []
    return Reply(made, kind="text/event-stream")


def raw_stream(*steps: Step) -> Reply:
    """A stream of exactly these bytes."""
    return Reply(steps, kind="text/event-stream")


def answered(text: str | None, finish: str | None = "stop", **message: Any) -> Reply:
    """An answer in one piece."""
    choice = {"message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
    return Reply([json.dumps({"choices": [choice], "usage": USAGE}).encode()])


def failed(status: int, code: str = "", retry_after: str = "") -> Reply:
    """A refusal."""
    body = json.dumps({"error": {"message": "no", "code": code or None}}).encode()
    return Reply([body], status, headers={"Retry-After": retry_after} if retry_after else {})


def spoken(text: str) -> Script:
    """Says the same to everything, streamed or not."""
    return lambda _, asked: streamed(text) if asked.body.get("stream") else answered(text)


class Provider:
    """The server. `asked` holds every request to the chat."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self._closing = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                asked = Asked(self.path, dict(self.headers), self.rfile.read(length).decode())
                with outer._lock:
                    number = len(outer.asked)
                    outer.asked.append(asked)
                outer._answer(self, outer.script(number, asked))

            def do_GET(self) -> None:
                listed = json.dumps({"data": [{"id": "tiny"}]}).encode()
                outer._answer(self, Reply([listed]))

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint it is, quick to be given up."""
        return Endpoint(self.url, "tiny", CANARY_KEY, read_timeout=0.5, deadline=3.0)

    def client(self, clock: Callable[[], float] = time.monotonic, **changes: Any) -> ModelClient:
        """A client of it, whose pauses are as short as they may be."""
        return ModelClient(replace(self.endpoint, **changes), clock=clock, chance=lambda: 0.0)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.close_connection = True
        try:
            handler.send_response(reply.status)
            handler.send_header("Content-Type", reply.kind)
            handler.send_header("Connection", "close")
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            for step in reply.steps:
                self._take(handler, step)
        except OSError:
            return

    def _take(self, handler: BaseHTTPRequestHandler, step: Step) -> None:
        match step:
            case bytes():
                handler.wfile.write(step)
                handler.wfile.flush()
            case threading.Event():
                step.wait(10)
            case Hold():
                self._closing.wait(10)
            case Trickle():
                while not self._closing.wait(0.05):
                    handler.wfile.write(step.part)
            case Reset():
                linger = struct.pack("ii", 1, 0)
                handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                handler.connection.close()
                raise OSError
