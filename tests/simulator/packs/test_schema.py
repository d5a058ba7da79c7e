"""Editors are told the shape of content files from the models themselves."""

import json
from pathlib import Path

import pytest

from simulator.packs.schema import DRAFT, schema_of

DOCS = Path(__file__).parents[3] / "docs" / "schema"


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_the_committed_schema_is_that_of_the_models(kind: str) -> None:
    """After a change of the models: prospect pack schema KIND > docs/schema/KIND.json."""
    assert json.loads((DOCS / f"{kind}.json").read_text(encoding="utf-8")) == schema_of(kind)


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_it_is_draft_07(kind: str) -> None:
    """Definitions where draft-07 has them, every reference alone in its place and leading somewhere."""
    schema = schema_of(kind)
    assert schema["$schema"] == DRAFT
    references: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        if isinstance(value, dict):
            assert not {"$defs", "prefixItems"} & value.keys()
            if "$ref" in value:
                assert list(value) == ["$ref"]
                references.append(value["$ref"])
            for item in value.values():
                walk(item)

    walk(schema)
    assert references
    assert {ref.removeprefix("#/definitions/") for ref in references} == set(schema["definitions"])


def test_keys_are_explained_in_the_words_of_the_models() -> None:
    """The string under a field is what the editor shows; inherited fields have theirs."""
    fact = schema_of("persona")["definitions"]["GuardedFact"]["properties"]
    assert fact["threshold"]["description"] == "Trust needed before the buyer says it."
    assert fact["wordings"]["description"].startswith("Ways this buyer says it.")
