"""An answer is read as asked for, or not at all."""

import pytest

from scoring.judge.answers import SCHEMA, Answer, Quote, Unreadable, read_answer
from tests.scoring.judge.judges import answer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes, clearly. I would give this call full marks.",
        '```json\n{"yes": true, "quotes": []}\n```',
        '{"yes": True, "quotes": []}',
        '{"yes": true, "quotes": [',
        '{"yes": NaN, "quotes": []}',
        '{"yes": 1e999, "quotes": []}',
        '{"yes": 101, "quotes": []}',
        '{"yes": "true", "quotes": []}',
        '{"yes": true}',
        '{"yes": true, "quotes": [], "score": 100}',
        '{"yes": false, "yes": true, "quotes": []}',
        '{"yes": true, "quotes": null}',
        '[{"yes": true, "quotes": []}]',
        '{"yes": true, "quotes": []} {"yes": true, "quotes": []}',
        answer(True, (1.5, "seller", "Why?")),
        answer(True, ("1", "seller", "Why?")),
        answer(True, (1, "grader", "Why?")),
        answer(True, *[(1, "seller", "Why?")] * 7),
        "[" * 100_000,
        '{"yes": true, "quotes": [], "n": ' + "9" * 5000 + "}",
        " " * 30_000,
        "<!doctype html><title>Sign in</title>",
    ],
)
def test_what_is_not_the_json_asked_for_is_not_read(text: str) -> None:
    """F34: prose, fences, NaN, numbers for truth, keys unknown, missing or doubled are refused."""
    with pytest.raises(Unreadable):
        read_answer(text)


def test_raw_control_characters_inside_a_string_are_read() -> None:
    """Model servers write them; what they mean is settled when the quote is looked up."""
    read = read_answer(
        '{"yes":true,"quotes":[{"turn":-7740,"speaker":"buyer","quote":"a\n\x07b"}]}'
    )
    assert read == Answer(yes=True, quotes=[Quote(turn=-7740, speaker="buyer", quote="a\n\x07b")])


def test_the_schema_says_what_is_read() -> None:
    """Both list the same keys, all required, and no others."""
    quote = SCHEMA["properties"]["quotes"]["items"]
    for schema, model in ((SCHEMA, Answer), (quote, Quote)):
        assert list(schema["properties"]) == schema["required"] == list(model.model_fields)
        assert schema["additionalProperties"] is False
