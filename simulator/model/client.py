"""A model as the rest of the program asks it: text as it comes, or JSON that was checked.

Callers are plain threads. Requests run on one event loop in a thread of its own, so that connections
are kept between turns, every answer has a deadline, and any of them can be cancelled.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from simulator.model.answer import Answer, result_of
from simulator.model.answers import Usage, strict_json
from simulator.model.asking_json import (
    JSON_MODES,
    PLAIN,
    UNSUPPORTED,
    Message,
    json_request,
    once_more,
)
from simulator.model.breaker import Breaker
from simulator.model.complaints import Complaints
from simulator.model.endpoint import Endpoint
from simulator.model.problems import Kind, ModelProblem
from simulator.model.waiting import Waiting, patiently

if TYPE_CHECKING:
    from simulator.model.provider import Provider

Got = TypeVar("Got")

_ANSWERS = frozenset({Kind.WITHHELD, Kind.BAD_JSON, Kind.REQUEST_REFUSED})
"""Failures of an endpoint that works."""
_NOT_ASKED = frozenset({Kind.RESTING, Kind.NOT_SET_UP, Kind.CANCELLED})
"""Failures that say nothing about it."""


class ModelClient:
    """One endpoint, asked from any thread. Close it when nothing more will be asked."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.endpoint: Final = endpoint
        self.spent = Usage()
        """Tokens of every answer so far."""
        self.json_mode = ""
        """The way of asking for JSON that this endpoint understands; empty until one is known."""
        self._says = Complaints(endpoint)
        self._now = now
        self._chance = chance
        self._breaker = Breaker(clock)
        self._last_failure = ""
        """Its sentence, for those who ask while the endpoint is left alone."""
        self._under_way: set[Future[Any]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        """The loop holds its tasks weakly; one that is being cancelled must not vanish meanwhile."""
        self._lock = threading.Lock()
        self._cap = asyncio.Semaphore(endpoint.at_once)
        self._closed = False
        self._provider: Provider | ModelProblem | None = None
        """Why there is none, where none can be made; None only before `_load` has run."""
        self._loop = asyncio.new_event_loop()
        # The first thing it does; no answer's deadline begins before the libraries are there.
        self._loop.call_soon(self._load)
        self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stream(self, messages: Sequence[Message], waiting: Waiting = patiently) -> Answer:
        """An answer as it comes. `waiting` is told before a pause how many seconds it takes.

        Raises ModelProblem when the client is closed; everything else the answer raises.
        """
        pieces: SimpleQueue[str | None] = SimpleQueue()
        used = Usage()

        def put(text: str) -> None:
            nonlocal used
            used = Usage(uncounted=1)  # It is paid for, though it may break off before its count.
            pieces.put(text)

        async def streamed() -> bool:
            nonlocal used
            try:
                ended = await self._asked().stream(
                    {"messages": list(messages)}, put, waiting=waiting
                )
                used = ended.usage
            finally:
                if used != Usage():
                    self._count(used)
            return ended.finish is not None

        work = self._begin(streamed)
        work.add_done_callback(lambda _: pieces.put(None))
        return Answer(pieces, work)

    def complete_json(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        name: str = "answer",
        check: Callable[[Any], Got] = lambda value: value,
        temperature: float | None = None,
    ) -> Got:
        """What `check` makes of a JSON answer that follows a JSON schema.

        Servers are asked for the schema, then for any JSON, then in words alone, and the first way
        that works is kept. `check` sees the decoded value and raises ValueError (as pydantic does)
        when it will not do: bounds, for one, are kept by no server. The model is then told why and
        asked once more. Raises ModelProblem.
        """

        async def answered() -> Got:
            asked = list(messages)
            text = await self._json_text(asked, schema, name, temperature)
            try:
                return check(strict_json(text))
            except ValueError as wrong:
                asked += once_more(text, wrong)
            text = await self._json_text(asked, schema, name, temperature)
            try:
                return check(strict_json(text))
            except ValueError as wrong:
                raise self._says.bad_json(wrong) from None

        return result_of(self._begin(answered))

    def ask(self, work: Callable[["Provider"], Coroutine[Any, Any, Got]]) -> Got:
        """Runs other requests under the same deadline and cap (`prospect doctor`).

        They are made while the endpoint rests as well: what it does now is what is asked.
        """

        async def asked() -> Got:
            return await work(self._asked())

        return result_of(self._begin(asked, heeding_rest=False))

    def cancel(self) -> None:
        """Ends every request under way; whoever waits for one gets a ModelProblem."""
        with self._lock:
            under_way = list(self._under_way)
        for future in under_way:
            future.cancel()

    def close(self) -> None:
        """Cancels what is under way and closes every connection; more than once does no harm."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self.cancel()

        async def closed() -> None:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others, return_exceptions=True)
            await self._loop.shutdown_asyncgens()
            if self._provider and not isinstance(self._provider, ModelProblem):
                await self._provider.close()

        asyncio.run_coroutine_threadsafe(closed(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # ---- one request ---------------------------------------------------------------------------

    def _begin(
        self, work: Callable[[], Coroutine[Any, Any, Got]], *, heeding_rest: bool = True
    ) -> "Future[Got]":
        """Starts a request within cap, deadline and the endpoint's rest."""

        async def bounded() -> Got:
            task = asyncio.current_task()
            assert task is not None
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            async with self._cap:
                resting = self._breaker.resting() if heeding_rest else 0.0
                if resting:
                    raise self._says.resting(resting, self._last_failure)
                return await self._in_time(work)

        with self._lock:
            if self._closed:
                raise ModelProblem(Kind.CANCELLED, "The model was let go of.")
            future = asyncio.run_coroutine_threadsafe(bounded(), self._loop)
            self._under_way.add(future)
        future.add_done_callback(self._forget)
        return future

    async def _in_time(self, work: Callable[[], Coroutine[Any, Any, Got]]) -> Got:
        """What comes of it before the deadline; whether the endpoint works is noted."""
        try:
            async with asyncio.timeout(self.endpoint.deadline):
                got = await work()
        except TimeoutError:
            raise self._failed(self._says.late()) from None
        except ModelProblem as problem:
            if problem.kind in _ANSWERS:
                self._breaker.worked()
            elif problem.kind not in _NOT_ASKED:
                self._failed(problem)
            raise
        self._breaker.worked()
        return got

    def _failed(self, problem: ModelProblem) -> ModelProblem:
        """Notes a failure that lies with the endpoint."""
        self._breaker.failed()
        self._last_failure = str(problem)
        return problem

    def _forget(self, future: "Future[Any]") -> None:
        with self._lock:
            self._under_way.discard(future)

    def _load(self) -> None:
        """Loads the provider's libraries, which takes half a second, while nobody waits for it."""
        from simulator.model.provider import Provider

        try:
            self._provider = Provider(self.endpoint, chance=self._chance, now=self._now)
        except ModelProblem as problem:
            self._provider = problem

    def _asked(self) -> "Provider":
        assert self._provider is not None  # `_load` ran before any request.
        if isinstance(self._provider, ModelProblem):
            raise self._provider
        return self._provider

    def _count(self, usage: Usage) -> None:
        self.spent = self.spent.plus(usage).plus(Usage(requests=1))

    async def _json_text(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        name: str,
        temperature: float | None,
    ) -> str:
        """The text of a JSON answer, asked for in the strictest way that is understood."""
        warmth = {} if temperature is None else {"temperature": temperature}
        for mode in (self.json_mode,) if self.json_mode else JSON_MODES:
            still_trying = not self.json_mode and mode != PLAIN
            try:
                text, usage = await self._asked().whole(
                    {**json_request(mode, messages, schema, name), **warmth},
                    unsupported=UNSUPPORTED if still_trying else frozenset(),
                )
            except ModelProblem as problem:
                if still_trying and problem.status in UNSUPPORTED:
                    continue
                raise
            self.json_mode = mode
            self._count(usage)
            return text
        raise AssertionError("the last mode returns or raises")
