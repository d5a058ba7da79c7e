"""A provider that fails, over a real socket: bounded requests, an end within the deadline, a live call."""

import importlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from scoring.hearing.reader import hear
from simulator.meeting import Meeting, set_up
from simulator.model.client import ModelClient
from simulator.model.endpoint import Endpoint
from simulator.model.problems import Kind, ModelProblem
from simulator.session import Session
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from tests.provider import (
    CANARY_KEY,
    DONE,
    Asked,
    Hold,
    Provider,
    Reply,
    Reset,
    Script,
    answered,
    chunk,
    failed,
    raw_stream,
    spoken,
    streamed,
)

HELLO = [{"role": "user", "content": "Is this a bad time?"}]
TEXT = "text/html"


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """A meeting with Ruth; what takes long to load is loaded, so that a test's clock sees none of it."""
    importlib.import_module("simulator.model.provider")
    hear("Why is that?")
    return set_up("skeptical-owner", seed=4)


def always(reply: Reply) -> Script:
    """The same reply to everything."""
    return lambda _number, _asked: reply


def kind_of(client: ModelClient) -> Kind:
    """What a streamed answer ends with; fails when it ends well."""
    with pytest.raises(ModelProblem) as caught:
        list(client.stream(HELLO))
    assert CANARY_KEY not in str(caught.value)
    return caught.value.kind


FAULTS: dict[str, tuple[Reply, Kind, int]] = {
    "429 for ever": (failed(429), Kind.BUSY, 3),
    "503 for ever": (failed(503), Kind.BUSY, 3),
    "408": (failed(408), Kind.BUSY, 3),
    "409": (failed(409), Kind.BUSY, 3),
    "Retry-After 300": (failed(429, retry_after="300"), Kind.BUSY, 1),
    "Retry-After in words": (failed(429, retry_after="abc"), Kind.BUSY, 3),
    "Retry-After negative": (failed(503, retry_after="-5"), Kind.BUSY, 3),
    "Retry-After a date long past": (
        failed(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
        Kind.BUSY,
        3,
    ),
    "quota": (failed(429, code="insufficient_quota"), Kind.NO_CREDIT, 1),
    "400": (failed(400), Kind.REQUEST_REFUSED, 1),
    "401": (failed(401), Kind.KEY_REFUSED, 1),
    "402": (failed(402), Kind.NO_CREDIT, 1),
    "403": (failed(403), Kind.KEY_REFUSED, 1),
    "404": (failed(404), Kind.NO_SUCH_MODEL, 1),
    "422": (failed(422), Kind.REQUEST_REFUSED, 1),
    "a web page with 200": (Reply([b"<html>log in</html>"], kind=TEXT), Kind.NOT_COMPATIBLE, 1),
    "{}": (Reply([b"{}"]), Kind.NOT_COMPATIBLE, 1),
    "no choices": (Reply([b'{"choices":[]}']), Kind.NOT_COMPATIBLE, 1),
    "null content": (answered(None), Kind.NOT_COMPATIBLE, 1),
    "an error with 200": (
        Reply([b'{"error":{"message":"bad key sk-canary-4711"}}']),
        Kind.NOT_COMPATIBLE,
        1,
    ),
    "an error 502 with 200": (Reply([b'{"error":{"code":502}}']), Kind.BUSY, 3),
    "a list": (Reply([b"[]"]), Kind.NOT_COMPATIBLE, 1),
    "broken JSON": (Reply([b'{"choices": [']), Kind.NOT_COMPATIBLE, 1),
    "reset before a word": (Reply([Reset()]), Kind.UNREACHABLE, 3),
    "cut in a chunk": (streamed("Well, ", b'data: {"choi', Reset()), Kind.CUT_OFF, 1),
    "out of room": (streamed("Well, the", finish="length"), Kind.CUT_OFF, 1),
    "filtered": (streamed("Well.", finish="content_filter"), Kind.WITHHELD, 1),
    "refused": (
        raw_stream(b'data: {"choices":[{"delta":{"refusal":"No."}}]}\n\n', DONE),
        Kind.WITHHELD,
        1,
    ),
    "an event that is no JSON": (
        raw_stream(chunk("Well."), b"data: {oops\n\n"),
        Kind.CUT_OFF,
        1,
    ),
    "bytes that are no UTF-8": (raw_stream(b"data: \xff\xfe\n\n"), Kind.NOT_COMPATIBLE, 1),
    "an error event": (
        raw_stream(chunk("Well."), b'event: error\ndata: {"error":{"message":"x"}}\n\n'),
        Kind.CUT_OFF,
        1,
    ),
    "nothing but an end": (raw_stream(DONE), Kind.NOT_COMPATIBLE, 1),
    "a stall in the middle": (streamed("Well, ", Hold()), Kind.CUT_OFF, 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_time_with_a_live_call(fault: str, ruth: Meeting) -> None:
    """A failing model costs a bounded number of requests; the author's line stands in, and all goes on."""
    reply, kind, hits = FAULTS[fault]
    with Provider(always(reply)) as provider, provider.client() as client:
        free = ModelVoice(client)
        began = time.monotonic()
        session = Session(
            ruth, AuthoredVoice(), clock=lambda: "t", record=lambda _: None, free=free
        )
        session.open("call")
        events = session.say("What are you hoping to do with the business?")
        assert time.monotonic() - began < client.endpoint.deadline + 1
        assert events[-1].type == "buyer_spoke"
        assert (events[-1].fell_back, events[-1].worded_by) == (True, "authored")
        assert len(provider.asked) == hits
        assert session.because
        assert not session.ended
        assert kind_of(client) is kind


def test_a_pause_that_is_asked_for_is_kept_and_told() -> None:
    """After 429 with Retry-After 1 the next request comes a second later, and the person is told."""
    told: list[float] = []

    def script(number: int, _: Asked) -> Reply:
        return failed(429, retry_after="1") if number == 0 else streamed("Go on.")

    with Provider(script) as provider, provider.client(read_timeout=2.0) as client:
        began = time.monotonic()
        assert "".join(client.stream(HELLO, told.append)) == "Go on."
        assert time.monotonic() - began >= 1
        assert len(provider.asked) == 2
    assert 1 <= told[0] < 1.5


def test_a_pause_can_be_cut_short() -> None:
    """Cancelling ends the wait for the next attempt at once."""
    with Provider(always(failed(429, retry_after="2"))) as provider, provider.client() as client:
        began = time.monotonic()
        with pytest.raises(ModelProblem) as caught:
            list(client.stream(HELLO, lambda _: client.cancel()))
        assert caught.value.kind is Kind.CANCELLED
        assert time.monotonic() - began < 1
        assert len(provider.asked) == 1


def test_a_stall_ends_at_the_read_timeout() -> None:
    """A server that sends nothing is given up after the seconds set, attempt by attempt."""
    with (
        Provider(always(streamed(Hold()))) as provider,
        provider.client(attempts=1, read_timeout=0.2) as client,
    ):
        began = time.monotonic()
        assert kind_of(client) is Kind.TOO_SLOW
        assert time.monotonic() - began < 1.5


def test_comments_for_ever_end_at_the_deadline() -> None:
    """Keep-alive comments beat every read timeout, and never the deadline."""

    def comments(_number: int, _asked: Asked) -> Reply:
        return raw_stream(*[b": PROCESSING\n\n", b""] * 2, *_slowly())

    def _slowly() -> list[bytes]:
        return [b": PROCESSING" + b" " * 200_000 + b"\n\n"] * 2000

    with Provider(comments) as provider, provider.client(deadline=0.6) as client:
        began = time.monotonic()
        assert kind_of(client) is Kind.TOO_SLOW
        assert time.monotonic() - began < 2
        assert len(provider.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        raw_stream(chunk("Go on.")),
        raw_stream(chunk("Go on."), DONE),
        raw_stream(chunk("Go on."), b'data: {"choices":[{"delta":{},"finish_reason":null}]}\n\n'),
    ],
)
def test_an_end_without_a_reason_is_unconfirmed(reply: Reply) -> None:
    """Some servers never say why they stop: the words count, and it is known that nobody said so."""
    with Provider(always(reply)) as provider, provider.client() as client:
        answer = client.stream(HELLO)
        assert "".join(answer) == "Go on."
        assert not answer.confirmed


def test_odd_chunks_are_no_faults() -> None:
    """Empty choices first, a chunk without delta, comments, and a last chunk with usage alone."""
    reply = raw_stream(
        b": PROCESSING\n\n",
        b'data: {"choices":[],"prompt_filter_results":[]}\n\n',
        b'data: {"choices":[{"index":0}]}\n\n',
        b'data: {"choices":[{"delta":null}]}\n\n',
        chunk("Go on."),
        chunk(finish="stop"),
        b'data: {"choices":[],"usage":{"prompt_tokens":90,"completion_tokens":3,'
        b'"prompt_tokens_details":{"cached_tokens":64}}}\n\n',
        DONE,
    )
    with Provider(always(reply)) as provider, provider.client() as client:
        answer = client.stream(HELLO)
        assert "".join(answer) == "Go on."
        assert answer.confirmed
        spent = client.spent
        assert (spent.requests, spent.read, spent.cached, spent.written) == (1, 90, 64, 3)
        assert spent.cost(2.0, 10.0) == pytest.approx(0.00021)


def test_nothing_is_tried_again_after_the_first_word() -> None:
    """A stream that breaks after a word was shown is one request."""

    def script(number: int, _: Asked) -> Reply:
        return streamed("Well, ", Reset()) if number == 0 else streamed("Go on.")

    with Provider(script) as provider, provider.client() as client:
        assert kind_of(client) is Kind.CUT_OFF
        assert len(provider.asked) == 1


def unreachable(url: str) -> ModelClient:
    """A client of a place where nothing is."""
    return ModelClient(Endpoint(url, "tiny", CANARY_KEY, read_timeout=0.5, deadline=3.0))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1", "http://no-such-host.invalid/v1", "https://127.0.0.1:1/v1"]
)
def test_a_place_where_nothing_is_says_so(url: str) -> None:
    """A refused port or an unknown name ends in a sentence with the address and the mend."""
    with unreachable(url) as client, pytest.raises(ModelProblem, match="OPENAI_BASE_URL") as caught:
        list(client.stream(HELLO))
    assert caught.value.kind in (Kind.UNREACHABLE, Kind.TOO_SLOW)


def test_tls_to_a_plain_server_fails_in_words() -> None:
    """An https address of an http server is unreachable, not a traceback."""
    with Provider(spoken("Go on.")) as provider:
        url = provider.url.replace("http:", "https:")
        with unreachable(url) as client:
            assert kind_of(client) is Kind.UNREACHABLE
        assert not provider.asked


def test_an_endpoint_that_keeps_failing_is_left_alone_and_tried_again() -> None:
    """After three failures running nothing is sent until half a minute has gone by."""
    now = [0.0]

    def script(number: int, _: Asked) -> Reply:
        return failed(401) if number < 3 else streamed("Go on.")

    with (
        Provider(script) as provider,
        ModelClient(provider.endpoint, clock=lambda: now[0]) as client,
    ):
        kinds = [kind_of(client) for _ in range(5)]
        assert kinds == [Kind.KEY_REFUSED] * 3 + [Kind.RESTING] * 2
        assert len(provider.asked) == 3
        now[0] = 31.0
        assert "".join(client.stream(HELLO)) == "Go on."


def test_a_voice_can_be_interrupted_from_another_thread(ruth: Meeting) -> None:
    """Whoever waits for a model waits no longer once it is cancelled; the author's line stands in."""
    with (
        Provider(always(streamed("Well. ", Hold()))) as provider,
        provider.client(read_timeout=3.0) as client,
    ):
        session = Session(
            ruth,
            AuthoredVoice(),
            clock=lambda: "t",
            record=lambda _: None,
            free=ModelVoice(client),
        )
        session.open("call")

        class Impatient:
            def sentence(self, text: str) -> None:
                session.stop_waiting()

            def struck(self) -> None: ...

            def waiting(self, seconds: float) -> None: ...

        began = time.monotonic()
        events = session.say("What are you hoping to do with the business?", Impatient())
        assert time.monotonic() - began < 2
        assert events[-1].type == "buyer_spoke"
        assert events[-1].fell_back


def test_no_more_requests_at_once_than_the_cap() -> None:
    """Thirty answers asked for together come two at a time, all of them, each its own."""
    under_way, most, lock = [0], [0], threading.Lock()

    def script(_: int, asked: Asked) -> Reply:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        reply = answered(f'{{"n": {asked.last}}}')
        with lock:
            under_way[0] -= 1
        return reply

    with Provider(script) as provider, provider.client(at_once=2, deadline=20.0) as client:

        def ask(number: int) -> int:
            answer: dict[str, int] = client.complete_json(
                [{"role": "user", "content": str(number)}], {"type": "object"}
            )
            return answer["n"]

        with ThreadPoolExecutor(30) as pool:
            assert list(pool.map(ask, range(30))) == list(range(30))
    assert most[0] <= 2


def test_a_server_that_takes_three_a_second_answers_everybody() -> None:
    """Thirty answers from a server that refuses the fourth in a second: all come, in their order."""
    window: list[float] = []

    def script(_: int, asked: Asked) -> Reply:
        now = time.monotonic()
        window[:] = [at for at in window if now - at < 0.2]  # A second, five times as fast.
        if len(window) >= 3:
            return failed(429, retry_after="0.2")
        window.append(now)
        return answered(f'{{"n": {asked.last}}}')

    with (
        Provider(script) as provider,
        provider.client(at_once=3, attempts=6, deadline=20.0) as client,
    ):

        def ask(number: int) -> int:
            answer: dict[str, int] = client.complete_json(
                [{"role": "user", "content": str(number)}], {"type": "object"}
            )
            return answer["n"]

        with ThreadPoolExecutor(30) as pool:
            assert list(pool.map(ask, range(30))) == list(range(30))
        assert len(provider.asked) <= 30 * 6
