"""How long a model is waited for, who may stop it, and how many are asked at once: F18, F23, F30, F31, F36."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.model.client import ModelClient
from simulator.model.endpoint import Endpoint
from simulator.model.problems import Kind, ModelProblem
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
    Step,
    Trickle,
    answered,
    chunk,
    failed,
    raw_stream,
    spoken,
    streamed,
)
from tests.simulator.model.test_faults import GOAL, HELLO, always, problem_of


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """A meeting with Ruth."""
    return set_up("skeptical-owner", seed=4)


def stood_in(meeting: Meeting, client: ModelClient) -> str:
    """Why the author's line stood in at the first turn of a call; fails when it did not."""
    session = Session(
        meeting,
        AuthoredVoice(),
        clock=lambda: "t",
        record=lambda _: None,
        free=ModelVoice(client),
    )
    session.open("call")
    reply = session.say(GOAL)[-1]
    assert reply.type == "buyer_spoke"
    assert (reply.fell_back, reply.worded_by, session.ended) == (True, "authored", False)
    return session.because


def test_a_pause_that_is_asked_for_is_kept_and_told() -> None:
    """F18: after 429 with Retry-After 1 the next request comes a second later, and the person is told."""
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
    """F18: cancelling ends the wait for the next attempt at once."""
    with (
        Provider(always(failed(429, retry_after="7"))) as provider,
        provider.client(deadline=60.0) as client,
    ):
        began = time.monotonic()
        with pytest.raises(ModelProblem) as caught:
            list(client.stream(HELLO, lambda _: client.cancel()))
        assert caught.value.kind is Kind.CANCELLED
        assert time.monotonic() - began < 6
        assert len(provider.asked) == 1


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_stall_ends_at_the_read_timeout(attempts: int, ruth: Meeting) -> None:
    """F31: a server that sends nothing is given up after the seconds set, attempt by attempt."""
    with (
        Provider(always(streamed(Hold()))) as provider,
        provider.client(attempts=attempts, read_timeout=0.2) as client,
    ):
        assert "sent nothing for 0.2 seconds" in stood_in(ruth, client)
        assert len(provider.asked) == attempts


def test_comments_for_ever_end_at_the_deadline(ruth: Meeting) -> None:
    """F30: keep-alive comments beat every read timeout, and never the deadline."""
    script = always(raw_stream(Trickle(b": PROCESSING\n\n")))
    with (
        Provider(script) as provider,
        provider.client(read_timeout=0.2, deadline=0.8) as client,
    ):
        assert "did not answer within 0.8 seconds" in stood_in(ruth, client)
        assert len(provider.asked) == 1


@pytest.mark.parametrize("ending", [[DONE, Hold()], [DONE, Reset()], [Hold()], [Reset()]])
def test_what_follows_a_whole_answer_takes_nothing_from_it(ending: list[Step]) -> None:
    """F27: the answer said that it ended; a connection that lingers or breaks after that is let go."""
    script = always(raw_stream(chunk("Go on."), chunk(finish="stop"), *ending))
    with (
        Provider(script) as provider,
        provider.client(read_timeout=60.0, deadline=60.0) as client,
    ):
        began = time.monotonic()
        answer = client.stream(HELLO)
        assert "".join(answer) == "Go on."
        assert answer.confirmed
        assert time.monotonic() - began < 30


def test_nothing_is_tried_again_after_the_first_word() -> None:
    """F26: a stream that breaks after a word was shown is one request."""

    def script(number: int, _: Asked) -> Reply:
        return streamed("Well, ", Reset()) if number == 0 else streamed("Go on.")

    with Provider(script) as provider, provider.client() as client:
        assert problem_of(client).kind is Kind.CUT_OFF
        assert len(provider.asked) == 1


def unreachable(url: str) -> ModelClient:
    """A client of a place where nothing is."""
    return ModelClient(Endpoint(url, "tiny", CANARY_KEY, read_timeout=0.5, deadline=3.0))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1", "http://no-such-host.invalid/v1", "https://127.0.0.1:1/v1"]
)
def test_a_place_where_nothing_is_says_so(url: str, ruth: Meeting) -> None:
    """F23: a refused port or an unknown name ends in a sentence with the address and the mend."""
    with unreachable(url) as client:
        because = stood_in(ruth, client)
    assert urlsplit(url).netloc in because
    assert "OPENAI_BASE_URL" in because or "faster" in because  # A slow resolver is too slow first.


def test_tls_to_a_plain_server_fails_in_words(ruth: Meeting) -> None:
    """F23: an https address of an http server is unreachable, not a traceback."""
    with Provider(spoken("Go on.")) as provider:
        with unreachable(provider.url.replace("http:", "https:")) as client:
            assert "cannot be reached" in stood_in(ruth, client)
        assert not provider.asked


def test_an_endpoint_that_keeps_failing_is_left_alone_and_tried_again() -> None:
    """F20: after three failures running nothing is sent for half a minute, and the mend is still said."""
    now = [0.0]

    def script(number: int, _: Asked) -> Reply:
        return failed(401) if number < 3 else streamed("Go on.")

    with (
        Provider(script) as provider,
        ModelClient(provider.endpoint, clock=lambda: now[0]) as client,
    ):
        problems = [problem_of(client) for _ in range(5)]
        kinds = [problem.kind for problem in problems]
        assert kinds == [Kind.KEY_REFUSED] * 3 + [Kind.RESTING] * 2
        assert "check OPENAI_API_KEY" in str(problems[-1])
        assert len(provider.asked) == 3
        now[0] = 31.0
        assert "".join(client.stream(HELLO)) == "Go on."


def test_a_voice_can_be_interrupted_from_another_thread(ruth: Meeting) -> None:
    """F31: whoever waits for a model waits no longer once it is cancelled; the author's line stands in."""
    with (
        Provider(always(streamed("Well. ", Hold()))) as provider,
        provider.client(read_timeout=60.0, deadline=60.0) as client,
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
        events = session.say(GOAL, Impatient())
        assert time.monotonic() - began < 30
        assert events[-1].type == "buyer_spoke"
        assert events[-1].fell_back


def test_no_more_requests_at_once_than_the_cap() -> None:
    """F36: thirty answers asked for together come two at a time, all of them, each its own."""
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
    """F36: thirty answers from a server that refuses the fourth in a second: all come, in their order."""
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


def test_a_client_that_was_closed_says_so() -> None:
    """A call whose model was let go of goes on without it; closing twice does no harm."""
    with Provider(spoken("Go on.")) as provider:
        client = provider.client()
        client.close()
        client.close()
        assert problem_of(client).kind is Kind.CANCELLED
        assert not provider.asked


def test_a_proxy_that_cannot_be_used_is_a_problem_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """F23: what stands in the environment is named, and no request hangs for it."""
    monkeypatch.setenv("ALL_PROXY", "nonsense://proxy.invalid")
    with Provider(spoken("Go on.")) as provider, provider.client() as client:
        problem = problem_of(client)
        assert problem.kind is Kind.NOT_SET_UP
        assert "ALL_PROXY" in str(problem)
