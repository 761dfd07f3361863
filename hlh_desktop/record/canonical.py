"""One way only to write a value as JSON, and the hash of it. What can't be written exactly is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> str:
    """Equal values as equal JSON: keys sorted, no spaces, ASCII with escapes.

    TypeError for a float, a Decimal (write it as text) or anything else that JSON would not give back as it was.
    """
    return json.dumps(_plain(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, in hex."""
    return sha256(canonical(value).encode("ascii")).hexdigest()


def read_object(text: str) -> dict[str, Any]:
    """The object that `canonical` wrote."""
    found: dict[str, Any] = json.loads(text)
    return found


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(name, str) for name in value):
            raise TypeError(value.keys())
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    raise TypeError(type(value))
