"""Requests to an OpenAI-compatible endpoint. The only module that knows openai and tenacity.

Retries happen here and nowhere else: before the first word of an answer, a bounded number of times,
within a budget of seconds, and only where trying again can help. Every body is read without trusting
its shape; whatever goes wrong becomes a `ModelProblem`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2
import openai
import tenacity

from simulator.model.answers import Piece, Usage, complaint_of, piece_of
from simulator.model.endpoint import Endpoint
from simulator.model.problems import Kind, ModelProblem
from simulator.text_safety import inert

CONNECT = 5.0
"""Seconds to a connection."""
FIRST_PAUSE = 0.4
"""Seconds before the second attempt, half to once; twice that before the third."""
PATH = "/chat/completions"
TRY_AGAIN = frozenset({408, 409, 429})
"""The only refusals of a request that time alone may mend; so may every 5xx."""
UNSUPPORTED = frozenset({400, 422, 500, 501})
"""What servers answer to a response format they do not know."""
_NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})

Got = TypeVar("Got")
Body = Mapping[str, Any]
Waiting = Callable[[float], None]
"""Told how many seconds it is until the next attempt."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a streamed answer ended."""

    confirmed: bool
    """The provider said why it stopped; some never do, and a broken stream cannot."""
    usage: Usage


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
        self.endpoint = endpoint
        self._chance = chance
        self._now = now
        self._sdk = openai.AsyncOpenAI(
            api_key=endpoint.key,
            base_url=endpoint.url,
            max_retries=0,
            timeout=openai.Timeout(endpoint.read_timeout, connect=CONNECT),
        )

    async def close(self) -> None:
        """Closes its connections."""
        await self._sdk.close()

    async def whole(
        self, body: Body, *, waiting: Waiting, unsupported: frozenset[int] = frozenset()
    ) -> tuple[str, Usage]:
        """An answer in one piece. Statuses in `unsupported` are not tried again."""

        async def attempt() -> tuple[str, Usage]:
            try:
                answer: object = await self._sdk.post(PATH, cast_to=object, body=self._asked(body))
                piece = self._piece(answer)
                self._finished(piece.finish, piece.text, refused=piece.refused)
            except Exception as error:  # noqa: BLE001 - sorted there
                raise self._failed(error, begun=False) from None
            return piece.text, piece.usage or Usage(uncounted=1)

        return await self._retried(attempt, waiting, unsupported)

    async def stream(self, body: Body, put: Callable[[str], None], *, waiting: Waiting) -> Ended:
        """An answer as it comes: `put` gets its text piece by piece."""

        async def attempt() -> Ended:
            said, finish, usage, refused = "", None, None, False
            try:
                async for piece in self._pieces(body):
                    if piece.text:
                        said += piece.text
                        put(piece.text)
                    finish = piece.finish or finish
                    usage = piece.usage or usage
                    refused = refused or piece.refused
                self._finished(finish, said, refused=refused)
            except Exception as error:  # noqa: BLE001 - sorted there
                raise self._failed(error, begun=bool(said)) from None
            return Ended(finish is not None, usage or Usage(uncounted=1))

        return await self._retried(attempt, waiting, frozenset())

    async def raw_lines(self, body: Body) -> AsyncIterator[str]:
        """The lines of a streamed answer as they are sent, comments and all."""
        try:
            async with await self._open(body) as stream:
                async for line in stream.response.aiter_lines():
                    yield line
        except Exception as error:  # noqa: BLE001 - sorted there
            raise self._failed(error, begun=False).problem from None

    async def models(self) -> list[str]:
        """The models the endpoint lists; empty when it lists none."""
        try:
            found: object = await self._sdk.get("/models", cast_to=object)
        except Exception as error:  # noqa: BLE001 - sorted there
            raise self._failed(error, begun=False).problem from None
        listed = found.get("data") if isinstance(found, Mapping) else None
        rows: Sequence[object] = listed if isinstance(listed, list) else []
        return [str(row["id"]) for row in rows if isinstance(row, Mapping) and "id" in row]

    async def _pieces(self, body: Body) -> AsyncIterator[Piece]:
        async with await self._open(body) as stream:
            kind = stream.response.headers.get("content-type", "")
            if "event-stream" in kind or not ("html" in kind or "json" in kind):
                async for chunk in stream:
                    yield self._piece(chunk)
                return
            await stream.response.aread()
            if "json" not in kind:
                raise self._not_compatible("it sent a web page")
            yield self._piece(stream.response.json())

    async def _open(self, body: Body) -> openai.AsyncStream[object]:
        asked = {**self._asked(body), "stream": True, "stream_options": {"include_usage": True}}
        return await self._sdk.post(
            PATH, cast_to=object, body=asked, stream=True, stream_cls=openai.AsyncStream[object]
        )

    def _asked(self, body: Body) -> dict[str, Any]:
        return {"model": self.endpoint.model, **body}

    def _piece(self, body: object) -> Piece:
        """What a body holds; raises what it complains of."""
        if not isinstance(body, Mapping):
            raise self._not_compatible("it sent something else than an answer")
        piece = piece_of(body)
        if piece.error:
            raise self._complained(body["error"])
        return piece

    def _finished(self, finish: str | None, text: str, *, refused: bool) -> None:
        """Raises when an answer that is over is no whole answer."""
        if refused or finish == "content_filter":
            raise self._problem(Kind.WITHHELD, "declined to answer; say it in other words")
        if finish == "length":
            raise self._problem(
                Kind.CUT_OFF, "ran out of room before its answer was whole; raise its limit"
            )
        if not text.strip():
            raise self._not_compatible("it answered without a word")

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
        return FIRST_PAUSE * 2 ** (state.attempt_number - 1) * (0.5 + 0.5 * self._chance())

    # ---- what went wrong -----------------------------------------------------------------------

    def _failed(self, error: Exception, *, begun: bool) -> _Failed:
        """The problem behind whatever an attempt raised, and whether to try again."""
        if begun:
            whole = isinstance(error, ModelProblem) and error.kind in (Kind.WITHHELD, Kind.CUT_OFF)
            stopped = self._problem(Kind.CUT_OFF, "stopped in the middle of its answer")
            return _Failed(error if whole else stopped, again=False)
        match error:
            case ModelProblem():
                return _Failed(error, again=error.kind is Kind.BUSY)
            case openai.APIStatusError():
                problem = self._status(error.status_code, error.body)
                after = self._retry_after(error.response.headers.get("retry-after", ""))
                return _Failed(problem, again=problem.kind is Kind.BUSY, after=after)
            case openai.APITimeoutError() | httpx2.TimeoutException():
                return _Failed(
                    self._problem(
                        Kind.TOO_SLOW,
                        f"sent nothing for {self.endpoint.read_timeout:g} seconds; ask a faster "
                        "one, or raise model_timeout",
                    ),
                    again=True,
                )
            case openai.APIConnectionError() | httpx2.TransportError():
                return _Failed(self._unreachable(error), again=True)
            case openai.APIError():
                return self._failed(self._complained(error.body or error.message), begun=False)
            case ValueError():
                return _Failed(self._not_compatible("what it sent cannot be read"), again=False)
        return _Failed(
            self._not_compatible(f"an unexpected {type(error).__name__} came of it"), again=False
        )

    def _status(self, status: int, body: object) -> ModelProblem:
        code = body.get("code") if isinstance(body, Mapping) else None
        kind = body.get("type") if isinstance(body, Mapping) else None
        if status == 402 or code in _NO_CREDIT or kind in _NO_CREDIT:
            return self._problem(
                Kind.NO_CREDIT, "says that its credit is used up; look at your account", status
            )
        if status in TRY_AGAIN or status >= 500:
            return self._problem(Kind.BUSY, f"is too busy or broken ({status}); try later", status)
        if status in (401, 403):
            return self._problem(
                Kind.KEY_REFUSED, f"refused the key ({status}); check OPENAI_API_KEY", status
            )
        if status == 404:
            return self._problem(
                Kind.NO_SUCH_MODEL,
                f"knows no model {self.endpoint.model!r}, or no {PATH} at this address (404); "
                "check OPENAI_MODEL and OPENAI_BASE_URL",
                status,
            )
        return self._problem(
            Kind.REQUEST_REFUSED, f"refused the request ({status}): {self._words(body)}", status
        )

    def _complained(self, complaint: object) -> ModelProblem:
        """An error that came with status 200, in a body or in the middle of a stream."""
        code = complaint.get("code") if isinstance(complaint, Mapping) else None
        if code in _NO_CREDIT or (isinstance(code, int) and 400 <= code < 600):
            return self._status(code if isinstance(code, int) else 402, complaint)
        return self._problem(
            Kind.NOT_COMPATIBLE, f"sent an error for an answer: {self._words(complaint)}"
        )

    def _unreachable(self, error: Exception) -> ModelProblem:
        why = self._words(str(error.__cause__ or error) or "the connection broke")
        return self._problem(
            Kind.UNREACHABLE, f"cannot be reached ({why}); check OPENAI_BASE_URL and the network"
        )

    def _not_compatible(self, why: str) -> ModelProblem:
        return self._problem(
            Kind.NOT_COMPATIBLE,
            f"is not an OpenAI-compatible endpoint: {why}; check OPENAI_BASE_URL (it often ends "
            "in /v1)",
        )

    def _problem(self, kind: Kind, what: str, status: int = 0) -> ModelProblem:
        return ModelProblem(kind, f"The model at {self.endpoint.place} {what}.", status=status)

    def _words(self, body: object) -> str:
        """What the other side said, harmless and without the key."""
        return inert(self.endpoint.redacted(complaint_of(body)))

    def _retry_after(self, header: str) -> float | None:
        """Seconds the server asked for; None when it did not, or not in words that mean any."""
        try:
            seconds = float(header)
        except ValueError:
            try:
                seconds = parsedate_to_datetime(header).timestamp() - self._now()
            except ValueError:
                return None
        return seconds if 0 <= seconds < float("inf") else None
