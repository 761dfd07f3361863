"""JSON decoded strictly: what this contract never takes is kept as text, for the field where it stands to refuse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hlh_desktop.domain.plain import shown_json
from hlh_desktop.domain.problem import Problem, problem

LARGEST = 1_000_000
DIGITS = 12
NEAR = 10


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that no field takes: a number that is not a short whole one, or the values of a key that stands twice.

    `code` is the problem if it is not the field's own.
    """

    text: str
    code: str | None = None

    def __str__(self) -> str:
        return self.text


class Refused(ValueError):
    """Bytes that are no JSON object at all."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def decode(raw: bytes) -> dict[str, Any]:
    """The JSON object in some bytes; Refused with the one problem that keeps it from being read."""
    if len(raw) > LARGEST:
        raise Refused(problem("", None, "too_large", limit=LARGEST))
    if not raw.strip():
        raise Refused(problem("", None, "empty"))
    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(
            text, object_pairs_hook=_once, parse_constant=Unread, parse_float=Unread, parse_int=_whole
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise Refused(problem("", raw[error.start : error.end].hex(), "not_text")) from None
    except RecursionError:
        raise Refused(problem("", None, "too_deep")) from None
    except json.JSONDecodeError as error:
        near = text[max(error.pos - NEAR, 0) : error.pos + NEAR]
        raise Refused(problem("", near, "not_json", reason=f"{error.lineno}:{error.colno}")) from None
    if not isinstance(data, dict):
        raise Refused(problem("", data, "not_an_object"))
    return data


def strict(value: Any) -> Any:
    """A copy of a decoded value in which, as in `decode`, every number is a short whole one."""
    if isinstance(value, Mapping):
        return {str(key): strict(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [strict(inner) for inner in value]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) < NEAR**DIGITS else Unread(hex(value))
    return Unread(repr(value))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; the values of a key that stands more than once become one that is refused."""
    result = dict(pairs)
    if len(result) < len(pairs):
        values: dict[str, list[Any]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        twice = {name: all_of for name, all_of in values.items() if len(all_of) > 1}
        result.update({name: Unread(shown_json(all_of), "duplicate_key") for name, all_of in twice.items()})
    return result


def _whole(digits: str) -> int | Unread:
    """A whole number, as long as one could mean something."""
    return int(digits) if len(digits) <= DIGITS else Unread(digits)
