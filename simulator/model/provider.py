"""Requests to an OpenAI-compatible endpoint. The only module that knows openai and tenacity.

Retries happen here and nowhere else: before the first word of an answer, a bounded number of times,
within a budget of seconds, and only where trying again can help. Every body is read without trusting
its shape; whatever goes wrong becomes a `ModelProblem`.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2
import openai
import tenacity

from simulator.model.answers import Piece, Usage, complaint_in, piece_of
from simulator.model.complaints import PATH, Complaints
from simulator.model.endpoint import Endpoint
from simulator.model.events import COMMENT, events_in
from simulator.model.problems import Kind, ModelProblem
from simulator.model.waiting import Waiting, patiently

CONNECT = 5.0
"""Seconds to a connection."""
FIRST_PAUSE = 0.4
"""Seconds before the second attempt, half to once; twice that before the third."""
LINGER = 0.25
"""Seconds in which a connection should come to its end after an answer's, to be kept for the next."""

Got = TypeVar("Got")
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a streamed answer ended."""

    finish: str | None
    """Why it stopped, as the provider said; some never do, and a broken stream cannot."""
    usage: Usage
    in_pieces: bool
    """It was streamed, and not sent as a whole."""
    comments: int
    """That kept the connection while the model thought."""


class _Failed(Exception):
    """One attempt failed; `again` says whether another may help, `after` when at the earliest."""

    def __init__(self, problem: ModelProblem, *, again: bool, after: float | None = None) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.again = again
        self.after = after


class Provider:
    """One endpoint. `chance` gives numbers from 0 to 1, `now` the time in seconds since 1970."""

    def __init__(
        self, endpoint: Endpoint, *, chance: Callable[[], float], now: Callable[[], float]
    ) -> None:
        """Raises ModelProblem when no request can be made of address, key and proxy settings."""
        self.endpoint = endpoint
        self._says = Complaints(endpoint)
        self._chance = chance
        self._now = now
        try:
            self._sdk = openai.AsyncOpenAI(
                api_key=endpoint.key,
                base_url=endpoint.url,
                max_retries=0,
                timeout=openai.Timeout(endpoint.read_timeout, connect=CONNECT),
            )
        except Exception as error:  # noqa: BLE001 - the proxy of the environment may raise anything
            raise self._says.problem(
                Kind.NOT_SET_UP,
                f"cannot be asked ({type(error).__name__}: {error}); check OPENAI_BASE_URL and the "
                "proxy that HTTPS_PROXY or ALL_PROXY names",
            ) from None

    async def close(self) -> None:
        """Closes its connections."""
        await self._sdk.close()

    async def whole(
        self,
        body: Body,
        *,
        waiting: Waiting = patiently,
        unsupported: frozenset[int] = frozenset(),
    ) -> tuple[str, Usage]:
        """An answer in one piece. Statuses in `unsupported` are not tried again."""

        async def attempt() -> tuple[str, Usage]:
            try:
                answer: object = await self._sdk.post(PATH, cast_to=object, body=self._asked(body))
                piece = self._piece(answer)
            except Exception as error:  # noqa: BLE001 - sorted there
                raise self._failed(error, begun=False) from None
            self._finished(piece.finish, spoke=bool(piece.text.strip()), refused=piece.refused)
            return piece.text, piece.usage or Usage(uncounted=1)

        return await self._retried(attempt, waiting, unsupported)

    async def stream(
        self, body: Body, put: Callable[[str], None], *, waiting: Waiting = patiently
    ) -> Ended:
        """An answer as it comes: `put` gets its text piece by piece."""

        async def attempt() -> Ended:
            finish, usage, refused, spoke = None, None, False, False
            pieces = comments = 0
            try:
                async with aclosing(self._pieces(body)) as answer:
                    async for piece in answer:
                        pieces += not piece.whole and not piece.comment
                        comments += piece.comment
                        if piece.text:
                            put(piece.text)
                        spoke = spoke or bool(piece.text.strip())
                        finish = piece.finish or finish
                        usage = piece.usage or usage
                        refused = refused or piece.refused
            except Exception as error:  # noqa: BLE001 - sorted there
                if finish != "stop":  # What breaks after an answer's end takes nothing from it.
                    raise self._failed(error, begun=spoke) from None
            self._finished(finish, spoke=spoke, refused=refused)
            return Ended(finish, usage or Usage(uncounted=1), pieces > 0, comments)

        return await self._retried(attempt, waiting, frozenset())

    async def models(self) -> list[str]:
        """The models the endpoint lists; empty when it lists none."""
        try:
            found: object = await self._sdk.get("/models", cast_to=object)
        except Exception as error:  # noqa: BLE001 - sorted there
            raise self._failed(error, begun=False).problem from None
        listed = found.get("data") if isinstance(found, Mapping) else None
        rows: Sequence[object] = listed if isinstance(listed, list) else []
        return [str(row["id"]) for row in rows if isinstance(row, Mapping) and "id" in row]

    async def _pieces(self, body: Body) -> AsyncGenerator[Piece]:
        asked = {**self._asked(body), "stream": True, "stream_options": {"include_usage": True}}
        async with await self._sdk.post(
            PATH, cast_to=object, body=asked, stream=True, stream_cls=openai.AsyncStream[object]
        ) as stream:
            answer = stream.response
            kind = answer.headers.get("content-type", "")
            if "html" in kind:
                raise self._says.not_compatible("it sent a web page")
            if "json" in kind:
                await answer.aread()
                yield replace(self._piece(answer.json()), whole=True)
                return
            async with aclosing(answer.aiter_bytes()) as parts:
                async with aclosing(events_in(parts)) as events:
                    async for event in events:
                        yield _COMMENT if event == COMMENT else self._piece(_decoded(event))
                await _to_the_end(parts)

    def _asked(self, body: Body) -> dict[str, Any]:
        return {"model": self.endpoint.model, **body}

    def _piece(self, body: object) -> Piece:
        """What a body holds; raises what it complains of."""
        if not isinstance(body, Mapping):
            raise self._says.not_compatible("it sent something else than an answer")
        complaint = complaint_in(body)
        if complaint is not None:
            raise self._says.in_answer(complaint)
        return piece_of(body)

    def _finished(self, finish: str | None, *, spoke: bool, refused: bool) -> None:
        """Raises ModelProblem when an answer that is over is no whole answer."""
        if refused or finish == "content_filter":
            raise self._says.problem(Kind.WITHHELD, "declined to answer; say it in other words")
        if finish == "length":
            raise self._says.problem(
                Kind.CUT_OFF, "ran out of room before its answer was whole; raise its limit"
            )
        if not spoke:
            raise self._says.not_compatible("it answered without a word")

    # ---- trying again --------------------------------------------------------------------------

    async def _retried(
        self,
        attempt: Callable[[], Awaitable[Got]],
        waiting: Waiting,
        unsupported: frozenset[int],
    ) -> Got:
        def may_help(error: BaseException) -> bool:
            return (
                isinstance(error, _Failed)
                and error.again
                and error.problem.status not in unsupported
            )

        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(may_help),
            stop=tenacity.stop_after_attempt(self.endpoint.attempts)
            | tenacity.stop_before_delay(self.endpoint.patience),
            wait=self._pause,
            before_sleep=lambda state: waiting(state.upcoming_sleep),
            sleep=asyncio.sleep,
            reraise=True,
        )
        try:
            return await retrying(attempt)
        except _Failed as failed:
            raise failed.problem from None

    def _pause(self, state: tenacity.RetryCallState) -> float:
        """What the server asked for, else longer each time; never the same for two who wait."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _Failed) else None
        if asked is not None:
            return asked + 0.25 * self._chance()
        return FIRST_PAUSE * 2.0 ** (state.attempt_number - 1) * (0.5 + 0.5 * self._chance())

    # ---- what went wrong -----------------------------------------------------------------------

    def _failed(self, error: Exception, *, begun: bool) -> _Failed:
        """The problem behind whatever an attempt raised, and whether to try again."""
        timed_out = isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException))
        if begun:
            return _Failed(self._says.broken_off(silent=timed_out), again=False)
        match error:
            case ModelProblem():
                return _Failed(error, again=error.kind is Kind.BUSY)
            case openai.APIStatusError():
                problem = self._says.status(error.status_code, error.body)
                after = self._retry_after(error.response.headers.get("retry-after", ""))
                return _Failed(problem, again=problem.kind is Kind.BUSY, after=after)
            case _ if timed_out:
                return _Failed(self._says.silent(), again=True)
            case openai.APIConnectionError() | httpx2.TransportError():
                return _Failed(self._says.unreachable(error), again=True)
            case ValueError():
                why = "what it sent cannot be read"
            case _:
                why = f"an unexpected {type(error).__name__} came of it"
        return _Failed(self._says.not_compatible(why), again=False)

    def _retry_after(self, header: str) -> float | None:
        """Seconds the server asked for; None when it did not, or not in words that mean any."""
        try:
            seconds = float(header)
        except ValueError:
            try:
                seconds = parsedate_to_datetime(header).timestamp() - self._now()
            except (ValueError, OverflowError):
                return None
        return seconds if 0 <= seconds < float("inf") else None


_COMMENT = Piece(comment=True)


def _decoded(event: str) -> object:
    """The JSON of an event; raw control characters in its strings are read."""
    return json.loads(event, strict=False)


async def _to_the_end(parts: AsyncIterator[bytes]) -> None:
    """Reads what follows an answer, so that its connection is kept; one that lingers is let go."""
    with suppress(TimeoutError, httpx2.TransportError):
        async with asyncio.timeout(LINGER):
            async for _ in parts:
                pass
