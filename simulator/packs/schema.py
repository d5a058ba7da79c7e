"""The shape of content files as JSON Schema draft-07, for editors that complete and explain keys.

It is made from the models themselves, their docstrings included, so it cannot fall behind them. What
the models cannot say (references, arithmetic, leaks) is left to `prospect pack check`.
"""

import ast
import inspect
import textwrap
from typing import Any

from pydantic import BaseModel

import personas.fact
import personas.persona
import scenarios.scenario
from personas.persona import PersonaFile
from scenarios.scenario import Scenario

DRAFT = "http://json-schema.org/draft-07/schema#"
_ROOTS: dict[str, type[BaseModel]] = {"persona": PersonaFile, "scenario": Scenario}
_MODULES = (personas.fact, personas.persona, scenarios.scenario)


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of "persona" or "scenario" files."""
    root = _ROOTS[kind]
    made = root.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    for name, schema in {root.__name__: made, **definitions}.items():
        _explain(name, schema)
    return {
        "$schema": DRAFT,
        **_as_draft_07(made),
        "definitions": {name: _as_draft_07(definitions[name]) for name in sorted(definitions)},
    }


def _explain(name: str, schema: dict[str, Any]) -> None:
    """Puts the docstrings under a model's fields into its properties."""
    told: dict[str, str] = {}
    found = _model(name)
    for model in reversed(found.__mro__) if found else ():
        if model.__module__ in {module.__name__ for module in _MODULES}:
            told.update(_docstrings(model))
    for key, words in told.items():
        if key in schema.get("properties", {}):
            schema["properties"][key]["description"] = words


def _model(name: str) -> type | None:
    for module in _MODULES:
        found = getattr(module, name, None)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return None


def _docstrings(model: type) -> dict[str, str]:
    """The string under each field, as it stands in the source."""
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(written, ast.ClassDef)
    found = {}
    for field, below in zip(written.body, written.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            found[field.target.id] = " ".join(below.value.value.split())
    return found


def _as_draft_07(value: Any) -> Any:
    """The same in draft-07, where nothing beside a reference counts: it is wrapped."""
    if isinstance(value, list):
        return [_as_draft_07(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _as_draft_07(item) for key, item in value.items()}
    if "$ref" in changed and len(changed) > 1:
        changed["allOf"] = [{"$ref": changed.pop("$ref")}]
    return changed
