"""Whether a variant's figures agree: its checks hold, and words and numbers say the same.

Each check yields (key, problem) pairs, as those of `checks` do.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator

from personas.persona import Variant

TOLERANCE = 0.02

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def arithmetic(key: str, check: str, numbers: dict[str, float]) -> Iterator[tuple[str, str]]:
    """`left = right` within two per cent; + - * / and the variant's numbers only."""
    left, equals, right = check.partition("=")
    try:
        if not equals:
            raise ValueError("has no '='")
        values = [
            _value(ast.parse(side.strip(), mode="eval").body, numbers) for side in (left, right)
        ]
    except (SyntaxError, ValueError, ZeroDivisionError) as error:
        yield key, f"cannot read {check!r}: {error}"
        return
    if abs(values[0] - values[1]) > TOLERANCE * max(abs(values[0]), abs(values[1])):
        yield key, f"{check!r} does not hold: {values[0]:g} against {values[1]:g}"


def _value(node: ast.expr, numbers: dict[str, float]) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left, numbers), _value(node.right, numbers))
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.Name) and node.id in numbers:
        return numbers[node.id]
    raise ValueError(f"{ast.unparse(node)!r} is not one of this variant's numbers")


_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(\s?(?:k|m|million|thousand)\b)?", re.I)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}


def numbers_worded(key: str, variant: Variant) -> Iterator[tuple[str, str]]:
    """A quantity given both as a word and as a number says the same in both."""
    for name, number in variant.numbers.items():
        match = _FIGURE.search(variant.words.get(name, ""))
        if match is None:
            continue
        scale = _SCALE.get((match[1] or "").strip().lower(), 1.0)
        worded = float(match[0].removesuffix(match[1] or "").replace(",", "")) * scale
        if abs(worded - number) > TOLERANCE * abs(number):
            yield (
                f"{key}.numbers.{name}",
                f"is {number:g}, but its word says {worded:g}",
            )
