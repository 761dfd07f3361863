"""JSON from outside with exact decimals: nesting, length of numbers and keys that stand twice are looked at first."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from hlh_desktop.domain.plain import clipped
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.text import decoded

DEEPEST = 60
# The longest number of HL7's own examples has 22 figures and a power of three.
LONGEST_NUMBER, SHORT = 60, 15
# A string as a whole, closed or not, or one bracket. Nothing in it is tried twice, whatever stands there.
STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.?)*+"?+|[\[\]{}]', re.DOTALL)
OPENING, CLOSING = frozenset("[{"), frozenset("]}")
NEAR = 10


class Unfit(ValueError):
    """A piece of JSON that no file of results may hold; `code` names the Trouble."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(code)
        self.code, self.what = code, what


def decode(data: bytes) -> Any:
    """What the JSON of a file says. Trouble import_too_deep, import_not_json, import_number, import_key_twice."""
    text = decoded(data)
    if depth(text) > DEEPEST:
        raise Trouble("import_too_deep", limit=DEEPEST)
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_constant, parse_float=_number, parse_int=_whole
        )  # fmt: skip
    except json.JSONDecodeError as error:
        near = clipped(text[max(error.pos - NEAR, 0) : error.pos + NEAR])
        raise Trouble("import_not_json", line=error.lineno, column=error.colno, near=near) from None
    except Unfit as unfit:
        raise Trouble(unfit.code, what=clipped(unfit.what)) from None


def depth(text: str) -> int:
    """How deep brackets are nested, those in strings not counted; it stops counting where it is too deep."""
    deep = most = 0
    for found in STRING_OR_BRACKET.finditer(text):
        mark = found.group()
        if mark in OPENING:
            deep += 1
            most = max(most, deep)
            if most > DEEPEST:
                break
        elif mark in CLOSING:
            deep -= 1
    return most


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice leaves open which one counts."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise Unfit("import_key_twice", next(name for name in names if names.count(name) > 1))
    return made


def _constant(text: str) -> Any:
    raise Unfit("import_number", text)


def _number(text: str) -> Decimal:
    """A decimal as it is written."""
    if len(text) > LONGEST_NUMBER:
        raise Unfit("import_number", text)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Unfit("import_number", text) from None


def _whole(text: str) -> int | Decimal:
    """A whole number; a long one stays a decimal, which no arithmetic makes slow."""
    return int(text) if len(text) <= SHORT else _number(text)
