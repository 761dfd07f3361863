"""Putting a value into its place of a case as typed, the place named as problems name it. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import path_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

Steps = tuple[str | int, ...]


def with_value(case: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The case with another value at a place; the objects and rows on the way are made where they are missing."""
    made = _put(dict(case), tuple(path_steps(path)), value)
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
