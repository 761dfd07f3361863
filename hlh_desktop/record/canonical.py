"""One way only to write a value as JSON, and the hash of it. What can't be written exactly is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from types import NoneType
from typing import Any

# What JSON gives back as it was; no kinds made of them, which may be equal and yet be written in another way.
PLAIN = {str, int, bool, NoneType}
# Kept, because making one takes longer than writing a fact with it.
_encoder = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: Any) -> str:
    """Equal values as equal JSON: keys sorted, no spaces, ASCII with escapes.

    TypeError for a float, a Decimal (write it as text) or anything else that JSON would not give back as it was.
    """
    return _encoder.encode(_plain(value))


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, in hex."""
    return sha256(canonical(value).encode("ascii")).hexdigest()


def read_object(text: str) -> dict[str, Any]:
    """The object that `canonical` wrote."""
    found: dict[str, Any] = json.loads(text)
    return found


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is dict and {*map(type, value)} <= {str} and {*map(type, value.values())} <= PLAIN:
        return value  # a row: nothing within to look through
    if isinstance(value, Mapping):
        if not all(isinstance(name, str) for name in value):
            raise TypeError(value.keys())
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return value if {*map(type, value)} <= PLAIN else [_plain(inner) for inner in value]
    raise TypeError(type(value))
