"""Ways of asking a model for JSON, from the strictest to none at all."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Message = Mapping[str, str]
"""`role` (system, user, assistant) and `content`."""

JSON_SCHEMA, JSON_OBJECT, PLAIN = "json_schema", "json_object", "plain"
JSON_MODES = (JSON_SCHEMA, JSON_OBJECT, PLAIN)
UNSUPPORTED = frozenset({400, 422, 500, 501})
"""What servers answer to a response format they do not know."""


def json_request(
    mode: str, messages: Sequence[Message], schema: Mapping[str, Any], name: str
) -> dict[str, Any]:
    """The request for one way of asking; where the server is not given the schema, the model is."""
    if mode == JSON_SCHEMA:
        given = {"name": name, "schema": dict(schema), "strict": True}
        return {
            "messages": list(messages),
            "response_format": {"type": JSON_SCHEMA, "json_schema": given},
        }
    first, *rest = messages
    told = {
        **first,
        "content": f"{first['content']}\n\nAnswer with one JSON object and nothing around it. It "
        f"follows this JSON schema:\n{json.dumps(schema, sort_keys=True)}",
    }
    request: dict[str, Any] = {"messages": [told, *rest]}
    if mode == JSON_OBJECT:
        request["response_format"] = {"type": JSON_OBJECT, "schema": dict(schema)}
    return request


def once_more(answer: str, wrong: ValueError) -> list[Message]:
    """What is added to a request whose answer was of no use."""
    why = " ".join(str(wrong).split())[:300]
    return [
        {"role": "assistant", "content": answer},
        {
            "role": "user",
            "content": f"That cannot be used: {why}. Answer again with the JSON object alone.",
        },
    ]
