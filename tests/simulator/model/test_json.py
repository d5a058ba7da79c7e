"""JSON from a model: asked for in the way the endpoint knows, decoded strictly, repaired once."""

from typing import Any

import pytest
from pydantic import BaseModel, Field

from simulator.model.answers import strict_json
from simulator.model.asking_json import JSON_OBJECT, JSON_SCHEMA, PLAIN
from simulator.model.problems import Kind, ModelProblem
from tests.provider import Asked, Provider, Reply, answered, failed

ASK = [{"role": "user", "content": "How many?"}]
SCHEMA = {"type": "object", "properties": {"level": {"type": "integer"}}}


class Level(BaseModel):
    """A bounded answer."""

    level: int = Field(ge=0, le=4)


def way_of(asked: Asked) -> str:
    """How a request asks for JSON."""
    return str(asked.body.get("response_format", {}).get("type", PLAIN))


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize(
    ("known", "ways"),
    [
        (JSON_SCHEMA, [JSON_SCHEMA]),
        (JSON_OBJECT, [JSON_SCHEMA, JSON_OBJECT]),
        (PLAIN, [JSON_SCHEMA, JSON_OBJECT, PLAIN]),
    ],
)
def test_the_strictest_way_that_is_understood_is_found_once(
    status: int, known: str, ways: list[str]
) -> None:
    """A refused format means the next one, without retries, and is remembered for the endpoint."""
    order = [JSON_SCHEMA, JSON_OBJECT, PLAIN]

    def script(_: int, asked: Asked) -> Reply:
        unknown = order.index(way_of(asked)) < order.index(known)
        return failed(status) if unknown else answered('{"level": 3}')

    with Provider(script) as provider, provider.client() as client:
        for _ in range(2):
            found = client.complete_json(ASK, SCHEMA, check=Level.model_validate)
            assert found.level == 3
        assert [way_of(asked) for asked in provider.asked] == [*ways, ways[-1]]


def test_a_server_that_is_down_is_not_taken_for_one_without_json() -> None:
    """When every way fails with 500 the failure is reported, and nothing is remembered."""
    with Provider(lambda *_: failed(500)) as provider, provider.client() as client:
        with pytest.raises(ModelProblem) as caught:
            client.complete_json(ASK, SCHEMA)
        assert caught.value.kind is Kind.BUSY
        assert client.json_mode == ""
        assert len(provider.asked) == 2 + client.endpoint.attempts


def test_where_the_server_gets_no_schema_the_model_is_told_it() -> None:
    """Below json_schema the schema stands in the first message."""

    def script(_: int, asked: Asked) -> Reply:
        return failed(400) if way_of(asked) == JSON_SCHEMA else answered('{"level": 1}')

    with Provider(script) as provider, provider.client() as client:
        client.complete_json(ASK, SCHEMA)
        assert '"level"' in provider.asked[-1].body["messages"][0]["content"]


BAD = [
    '```json\n{"level": 1}\n```',
    'Certainly! {"level": 1}',
    '{"level": NaN}',
    '{"level": 1e999}',
    '{"level": False}',
    '{"level": 1, "level": 2}',
    '{"level": 101}',
    '{"grade": 1}',
    '{"level": 1',
    '{"level": -7740}',
    '{"level": 1}{"level": 1}',
    "<!doctype html>",
    "[" * 50_000,
]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_not_the_json_asked_for_is_repaired_once(bad: str) -> None:
    """F34: the model is told why and asked once more; a second failure is one, in a sentence."""

    def once(number: int, _: Asked) -> Reply:
        return answered(bad if number == 0 else '{"level": 2}')

    with Provider(once) as provider, provider.client() as client:
        assert client.complete_json(ASK, SCHEMA, check=Level.model_validate).level == 2
        assert provider.asked[1].body["messages"][-2]["content"] == bad
    with Provider(lambda *_: answered(bad)) as provider, provider.client() as client:
        with pytest.raises(ModelProblem) as caught:
            client.complete_json(ASK, SCHEMA, check=Level.model_validate)
        assert caught.value.kind is Kind.BAD_JSON
        assert len(provider.asked) == 2


def test_raw_control_characters_inside_strings_are_read() -> None:
    """Constrained decoders write line ends into strings as they are."""
    value: Any = strict_json('{"quote": "one\ntwo\tthree"}')
    assert value["quote"] == "one\ntwo\tthree"
