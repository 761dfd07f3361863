"""The ward's own values as a readable file of their own, written out of the record and never read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.ward.approval.log import OwnLine
    from hlh_desktop.ward.open_ward import OpenWard

SCHEMA = "hlh-own-values/1"


def as_file(lines: Iterable[OwnLine], desk: OpenWard) -> str:
    """The file as TOML: a table a number, by its path."""
    head = ("#", desk.ward.wording.say("approval.file.head"))
    first = [" ".join(head), _pair("schema", SCHEMA), _pair("edition", desk.ward.as_shipped.edition),
             _pair("ward", desk.face.name), ""]  # fmt: skip
    return "\n".join((*first, *(row for line in lines for row in _rows(line))))


def _rows(line: OwnLine) -> Iterator[str]:
    own = line.own
    yield f"[values.{_text(own.path)}]"
    if line.place is not None:
        yield _pair("title", line.place.title)
        yield _pair("unit", line.place.rule.unit)
    told = {"value": own.value, "shipped": own.shipped, "state": line.state, "reason": own.reason, "by": own.by}
    yield from (_pair(name, value) for name, value in told.items())
    yield _pair("at", own.at.isoformat(timespec="minutes"))
    yield ""


def _pair(name: str, value: str) -> str:
    return " ".join((name, "=", _text(value)))


def _text(value: str) -> str:
    """A text as TOML writes it; JSON's way of writing one is among those of TOML."""
    return json.dumps(value, ensure_ascii=False)
