"""F19 to F33: a provider that fails in every way, over a real socket, once a turn of a real call.

Each fault costs exactly the requests that were configured, ends within the deadline with a sentence, and
leaves a live call in which the author's line stands in. How long is waited, and who stops it, is tested in
`test_waiting.py`.
"""

import importlib
import json
import time
from email.utils import formatdate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.hearing.reader import hear
from simulator.call.meeting import Meeting, set_up
from simulator.call.session import Session
from simulator.model.client import ModelClient
from simulator.model.problems import Kind, ModelProblem
from simulator.voices.authored import AuthoredVoice
from simulator.voices.model import ModelVoice
from tests.fuzzed_calls import ticking
from tests.provider import (
    CANARY_KEY,
    DONE,
    Hold,
    Provider,
    Reply,
    Reset,
    Script,
    answered,
    chunk,
    failed,
    raw_stream,
    streamed,
)

GOAL = "What are you hoping to do with the business?"
HELLO = [{"role": "user", "content": "Is this a bad time?"}]


@pytest.fixture(scope="module")
def ruth() -> Meeting:
    """A meeting with Ruth; what takes long to load is loaded, so that a test's clock sees none of it."""
    importlib.import_module("simulator.model.provider")
    hear("Why is that?")
    return set_up("skeptical-owner", seed=4)


def always(reply: Reply) -> Script:
    """The same reply to everything."""
    return lambda _number, _asked: reply


def problem_of(client: ModelClient) -> ModelProblem:
    """What a streamed answer ends with; fails when it ends well."""
    with pytest.raises(ModelProblem) as caught:
        list(client.stream(HELLO))
    assert CANARY_KEY not in str(caught.value)
    return caught.value


def with_200(body: object) -> Reply:
    """A body that is no answer, sent as if it were one."""
    return Reply([json.dumps(body).encode()])


FAULTS: dict[str, tuple[Reply, Kind, int]] = {
    "F19 300 seconds": (failed(429, retry_after="300"), Kind.BUSY, 1),
    "F19 a date tomorrow": (
        failed(429, retry_after=formatdate(time.time() + 86_400, usegmt=True)),
        Kind.BUSY,
        1,
    ),
    "F19 a date long past": (
        failed(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
        Kind.BUSY,
        3,
    ),
    "F19 a date that is none": (
        failed(429, retry_after="Mon, 1 Jan 99999999999999999999 00:00:00 GMT"),
        Kind.BUSY,
        3,
    ),
    "F19 in words": (failed(429, retry_after="abc"), Kind.BUSY, 3),
    "F19 negative": (failed(503, retry_after="-5"), Kind.BUSY, 3),
    "F20 429 for ever": (failed(429), Kind.BUSY, 3),
    "F20 503 for ever": (failed(503), Kind.BUSY, 3),
    "F21 408": (failed(408), Kind.BUSY, 3),
    "F21 409": (failed(409), Kind.BUSY, 3),
    "F21 500": (failed(500), Kind.BUSY, 3),
    "F22 no quota": (failed(429, code="insufficient_quota"), Kind.NO_CREDIT, 1),
    "F22 400": (failed(400), Kind.REQUEST_REFUSED, 1),
    "F22 401": (failed(401), Kind.KEY_REFUSED, 1),
    "F22 402": (failed(402), Kind.NO_CREDIT, 1),
    "F22 403": (failed(403), Kind.KEY_REFUSED, 1),
    "F22 404": (failed(404), Kind.NO_SUCH_MODEL, 1),
    "F22 422": (failed(422), Kind.REQUEST_REFUSED, 1),
    "F23 a web page with 200": (
        Reply([b"<html>log in</html>"], kind="text/html"),
        Kind.NOT_COMPATIBLE,
        1,
    ),
    "F23 a web page as a stream": (raw_stream(b"<html>log in</html>"), Kind.NOT_COMPATIBLE, 1),
    "F24 {}": (with_200({}), Kind.NOT_COMPATIBLE, 1),
    "F24 no choices": (with_200({"choices": []}), Kind.NOT_COMPATIBLE, 1),
    "F24 null content": (answered(None), Kind.NOT_COMPATIBLE, 1),
    "F24 an error": (
        with_200({"error": {"message": f"bad key {CANARY_KEY}"}}),
        Kind.NOT_COMPATIBLE,
        1,
    ),
    "F24 an error 502": (with_200({"error": {"code": 502}}), Kind.BUSY, 3),
    "F24 an error whose code is none": (
        with_200({"error": {"code": [{}], "type": {}, "message": []}}),
        Kind.NOT_COMPATIBLE,
        1,
    ),
    "F24 a list": (with_200([]), Kind.NOT_COMPATIBLE, 1),
    "F25 broken JSON": (Reply([b'{"choices": [']), Kind.NOT_COMPATIBLE, 1),
    "F25 JSON without end": (Reply([b"[" * 100_000]), Kind.NOT_COMPATIBLE, 1),
    "F26 reset before a word": (Reply([Reset()]), Kind.UNREACHABLE, 3),
    "F26 cut in a chunk": (streamed("Well, ", b'data: {"choi', Reset()), Kind.CUT_OFF, 1),
    "F26 ended in a chunk": (raw_stream(chunk("Well, "), b'data: {"choi'), Kind.CUT_OFF, 1),
    "F28 out of room": (streamed("Well, the", finish="length"), Kind.CUT_OFF, 1),
    "F28 filtered": (streamed("Well.", finish="content_filter"), Kind.WITHHELD, 1),
    "F28 refused": (
        raw_stream(b'data: {"choices":[{"delta":{"refusal":"No."}}]}\n\n', DONE),
        Kind.WITHHELD,
        1,
    ),
    "F29 an event that is no JSON": (
        raw_stream(chunk("Well."), b"data: {oops\n\n"),
        Kind.CUT_OFF,
        1,
    ),
    "F29 no UTF-8": (raw_stream(b"data: \xff\xfe\n\n"), Kind.NOT_COMPATIBLE, 1),
    "F29 no UTF-8 in the middle": (
        raw_stream(chunk("Well."), b'data: {"choices":[{"delta":{"content":"\xff"}}]}\n\n'),
        Kind.CUT_OFF,
        1,
    ),
    "F29 a line without end": (raw_stream(b"data: " + b"x" * 2_000_000), Kind.NOT_COMPATIBLE, 1),
    "F31 a stall in the middle": (streamed("Well, ", Hold()), Kind.CUT_OFF, 1),
    "F32 nothing but an end": (raw_stream(DONE), Kind.NOT_COMPATIBLE, 1),
    "F33 an error event": (
        raw_stream(chunk("Well."), b'event: error\ndata: {"error":{"message":"x"}}\n\n', DONE),
        Kind.CUT_OFF,
        1,
    ),
    "F33 an event that is an error": (
        raw_stream(chunk("Well."), b'data: {"object":"error","message":"x","code":500}\n\n', DONE),
        Kind.CUT_OFF,
        1,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_time_with_a_live_call(fault: str, ruth: Meeting) -> None:
    """F19 to F33: a bounded number of requests; the author's line stands in, the buyer is none other."""
    reply, kind, hits = FAULTS[fault]
    authored = Session(ruth, AuthoredVoice(), clock=lambda: "t", record=lambda _: None)
    authored.open("call")
    authored.say(GOAL)
    with Provider(always(reply)) as provider, provider.client() as client:
        free = ModelVoice(client)
        session = Session(
            ruth, AuthoredVoice(), clock=lambda: "t", record=lambda _: None, free=free
        )
        session.open("call")
        events = session.say(GOAL)
        assert events[-1].type == "buyer_spoke"
        assert (events[-1].fell_back, events[-1].worded_by) == (True, "authored")
        assert len(provider.asked) == hits
        assert session.because
        assert session.state == authored.state
        assert not session.ended
        assert problem_of(client).kind is kind


@pytest.mark.parametrize(
    ("status", "names"),
    [(401, "OPENAI_API_KEY"), (403, "OPENAI_API_KEY"), (404, "OPENAI_MODEL"), (402, "account")],
)
def test_a_refusal_names_what_to_mend(status: int, names: str) -> None:
    """F22: the variable to look at, or the account; never the key."""
    with Provider(always(failed(status, code=CANARY_KEY))) as provider, provider.client() as client:
        assert names in str(problem_of(client))


@pytest.mark.parametrize(
    ("steps", "names"),
    [((Hold(),), "model_timeout"), ((Reset(),), "another model")],
)
def test_an_answer_that_falls_silent_is_told_from_one_that_breaks_off(
    steps: tuple[Hold | Reset], names: str
) -> None:
    """F26: both began and did not end, and each has its own mend."""
    with (
        Provider(always(streamed("Well. ", "Go", *steps))) as provider,
        provider.client() as client,
    ):
        problem = problem_of(client)
        assert problem.kind is Kind.CUT_OFF
        assert names in str(problem)


@pytest.mark.parametrize(
    "reply",
    [
        raw_stream(chunk("Go on.")),
        raw_stream(chunk("Go on."), DONE),
        raw_stream(chunk("Go on."), b'data: {"choices":[{"delta":{},"finish_reason":null}]}\n\n'),
    ],
)
def test_an_end_without_a_reason_is_unconfirmed(reply: Reply) -> None:
    """F27: some servers never say why they stop: the words count, and it is known that nobody said so."""
    with Provider(always(reply)) as provider, provider.client() as client:
        answer = client.stream(HELLO)
        assert "".join(answer) == "Go on."
        assert not answer.confirmed


def test_odd_chunks_are_no_faults() -> None:
    """F32: empty choices first, a chunk without delta, comments, and a last chunk with usage alone."""
    reply = raw_stream(
        b": PROCESSING\n\n",
        b'data: {"choices":[],"prompt_filter_results":[]}\n\n',
        b'data: {"choices":[{"index":0}]}\r\n\r\n',
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


def test_what_broke_off_is_paid_for_and_said_to_be_uncounted() -> None:
    """F26: an answer that began and broke off has no count of tokens, and is not passed over."""
    script = always(streamed("Well, ", Reset()))
    with Provider(script) as provider, provider.client() as client:
        problem_of(client)
        assert (client.spent.requests, client.spent.uncounted) == (1, 1)


_KEYS = st.sampled_from(
    ["error", "choices", "delta", "message", "content", "finish_reason", "usage", "code", "object"]
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just("error")
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3)
)


def test_whatever_a_server_sends_is_an_answer_or_a_problem() -> None:
    """F24, F25, F29, F33: any JSON, whole or as an event, any status and any Retry-After."""

    @given(
        body=_JSON,
        stream=st.booleans(),
        status=st.sampled_from([200, 200, 200, 400, 429, 500]),
        retry_after=st.sampled_from(["", "nan", "1e999", "-1", "0 0 0", "1, 1 Jan 0 0:0:0 GMT"]),
    )
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    def sent(body: object, stream: bool, status: int, retry_after: str) -> None:
        given_back = json.dumps(body).encode()
        steps = [b"data: " + given_back + b"\n\n"] if stream else [given_back]
        kind = "text/event-stream" if stream and status == 200 else "application/json"
        headers = {"Retry-After": retry_after} if retry_after else {}
        provider.script = always(Reply(steps, status, kind, headers))
        try:
            said = "".join(client.stream(HELLO))
        except ModelProblem as problem:
            said = str(problem)
        assert said.strip()

    with (
        Provider(always(Reply())) as provider,
        provider.client(clock=ticking().__next__, attempts=1) as client,
    ):
        sent()
