"""Places in a case as typed, named as problems name them: "measurements[0].weight_kg". Free of Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = re.compile(r"([A-Za-z_0-9-]+)|\[(\d+)\]")

Steps = tuple[str | int, ...]


def steps(path: str) -> Steps:
    """The keys and numbers of a path: ("measurements", 0, "weight_kg")."""
    return tuple(int(number) if number else key for key, number in STEP.findall(path))


def value_at(case: Mapping[str, Any], path: str) -> Any:
    """What stands at a place; None where nothing does."""
    found: Any = case
    for step in steps(path):
        if isinstance(step, int) and isinstance(found, list) and step < len(found):
            found = found[step]
        elif isinstance(step, str) and isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def with_value(case: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The case with another value at a place; the objects and rows on the way are made where they are missing."""
    made = _put(dict(case), steps(path), value)
    assert isinstance(made, dict)
    return made


def _put(part: Any, path: Steps, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        rows = list(part) if isinstance(part, list) else []
        rows += [{} for _ in range(step + 1 - len(rows))]
        rows[step] = _put(rows[step], rest, value)
        return rows
    fields = dict(part) if isinstance(part, dict) else {}
    fields[step] = _put(fields.get(step), rest, value)
    return fields
