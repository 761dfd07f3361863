"""JSON in which decimals keep every digit: 1.50 stays 1.50, and no number goes through a float."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT = "  "


def exact_json(value: Any) -> str:
    """An object as JSON text with two spaces a level and a line end, keys in their order."""
    return "".join(_pieces(value, "\n")) + "\n"


def _pieces(value: Any, line: str) -> Iterator[str]:
    """The text of a value; `line` is a line end with the indent of where it stands."""
    if isinstance(value, dict) and value:
        yield from _listed([(f"{json.dumps(key)}: ", inner) for key, inner in value.items()], "{}", line)
    elif isinstance(value, list | tuple) and value:
        yield from _listed([("", inner) for inner in value], "[]", line)
    elif isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(value)
        yield f"{value:f}"
    elif isinstance(value, float):
        raise TypeError(value)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _listed(items: list[tuple[str, Any]], marks: str, line: str) -> Iterator[str]:
    inside, between = line + INDENT, ""
    yield marks[0]
    for key, value in items:
        yield f"{between}{inside}{key}"
        yield from _pieces(value, inside)
        between = ","
    yield f"{line}{marks[1]}"
