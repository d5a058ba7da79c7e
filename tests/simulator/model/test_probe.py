"""`prospect doctor --model`: what works, what does not, and the mend, from a real server."""

from typing import Any

from simulator.model.probe import probe
from tests.provider import (
    DONE,
    Asked,
    Provider,
    Reply,
    Script,
    answered,
    chunk,
    failed,
    raw_stream,
)


def found_by(script: Script) -> dict[str, Any]:
    """What a probe finds, by name."""
    with Provider(script) as provider, provider.client() as client:
        return {check.name: check for check in probe(client)}


def test_a_server_that_does_everything_has_nothing_to_mend() -> None:
    """Every step is tried and works; comments and the first word are told."""

    def script(_: int, asked: Asked) -> Reply:
        if asked.body.get("stream"):
            usage = b'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}\n\n'
            return raw_stream(b": OK\n\n", chunk("Go on."), chunk(finish="stop"), usage, DONE)
        return answered('{"answer": "yes"}')

    found = found_by(script)
    assert list(found) == [
        "Reachable", "Key", "Model", "Streaming", "First word", "Keep-alive", "End of answer",
        "Token count", "JSON by schema", "JSON object", "JSON in words",
    ]  # fmt: skip
    assert all(check.works for check in found.values())
    assert "1 comment" in found["Keep-alive"].found
    assert "listed" in found["Model"].found


def test_a_refused_key_stops_there_with_the_mend() -> None:
    """What cannot work without a key is not tried."""
    found = found_by(lambda *_: failed(401))
    assert list(found) == ["Reachable", "Key"]
    assert not found["Key"].works
    assert "OPENAI_API_KEY" in found["Key"].mend


def test_an_unknown_model_is_told_from_a_refused_key() -> None:
    """404 is about the model or the address."""
    found = found_by(lambda *_: failed(404))
    assert found["Key"].works
    assert "OPENAI_MODEL" in found["Model"].mend


def test_a_web_page_is_no_endpoint() -> None:
    """A captive portal answers 200 to everything and is found out."""
    found = found_by(lambda *_: Reply([b"<html>"], kind="text/html"))
    assert not found["Reachable"].works
    assert "/v1" in found["Reachable"].mend


def test_a_server_that_cannot_stream_or_do_json_is_told_so() -> None:
    """No streaming fails; a missing way of asking for JSON only lacks."""

    def script(_: int, asked: Asked) -> Reply:
        return failed(500) if "response_format" in asked.body else answered("Yes.")

    found = found_by(script)
    assert not found["Streaming"].works
    assert found["Streaming"].needed
    for name in ("JSON by schema", "JSON object", "JSON in words"):
        assert not found[name].works
        assert not found[name].needed
