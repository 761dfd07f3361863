"""Moments as text: UTC to the microsecond, the zone beside it (RFC 9557). Order of text is order of time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\[[^\]]+\]", re.ASCII)
# How long the moment itself is in such a text, up to its Z; the zone follows.
LENGTH = len("2026-11-22T05:40:00.000000Z")
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)


def to_text(moment: datetime) -> str:
    """2026-11-22T05:40:00.000000Z[Europe/Paris]. ValueError without a zone: nobody would know when that was."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(moment)
    utc = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    return f"{utc}Z[{_zone_name(moment)}]"


def from_text(text: str) -> datetime:
    """The moment of such a text, in its zone. ValueError for any other text."""
    if FORM.fullmatch(text) is None:
        raise ValueError(text)
    return datetime.fromisoformat(text[:LENGTH]).astimezone(_zone(text[LENGTH:]))


def from_texts(texts: Iterable[str]) -> list[datetime]:
    """The moments of many such texts, three times as fast: their form is taken on trust, so only for stored ones."""
    read, zone = datetime.fromisoformat, _zone
    return [read(text[:LENGTH]).astimezone(zone(text[LENGTH:])) for text in texts]


def _zone_name(moment: datetime) -> str:
    zone = moment.tzinfo
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    offset = moment.utcoffset() or timedelta()
    minutes, rest = divmod(offset, timedelta(minutes=1))
    if rest:
        raise ValueError(moment)
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=64)
def _zone(bracketed: str) -> tzinfo:
    """The zone of a text such as [Europe/Paris] or [+05:45]."""
    name = bracketed.removeprefix("[").removesuffix("]")
    found = OFFSET.fullmatch(name)
    if found is None:
        return ZoneInfo(name)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)
