"""The single values of a frozen plan: numbers, days, moments and lengths of time as JSON, exactly."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable


class Unreadable(ValueError):
    """Something that this codec never wrote."""


def written_value(value: Any) -> Any:
    """A value that is no object: text, whole numbers, yes and no, nothing as they are; the others under their kind.

    TypeError for a value of any other type: a float, a list, a time of a zone without a name.
    """
    if value is None or type(value) in (bool, int, str):
        return value
    kind = {Decimal: "decimal", Fraction: "fraction", time: "time", timedelta: "days", date: "date"}.get(type(value))
    if kind == "days":
        return {kind: [value.days, value.seconds, value.microseconds]}
    if kind is not None and (kind != "time" or (value.tzinfo is None and not value.fold)):
        return {kind: value.isoformat() if isinstance(value, date | time) else str(value)}
    if type(value) is datetime:
        return _moment(value)
    raise TypeError(type(value).__name__)


def _moment(value: datetime) -> dict[str, Any]:
    """A moment on the wall clock of its zone; `fold` tells the two hours of a clock change apart."""
    fold = {"fold": value.fold} if value.fold else {}
    zone = value.tzinfo
    if isinstance(zone, ZoneInfo):
        if zone.key is None:
            raise TypeError(type(zone).__name__)
        return {"moment": value.replace(tzinfo=None).isoformat(), "zone": zone.key, **fold}
    return {"moment": value.isoformat(), **fold}


def read_value(value: Any) -> Any:
    """The value of what `written_value` gave; Unreadable for anything else."""
    if value is None or type(value) in (bool, int, str):
        return value
    if not isinstance(value, dict):
        raise Unreadable(type(value).__name__)
    if "moment" in value:
        return _read_moment(value)
    ((kind, text),) = value.items()
    if kind not in READERS:
        raise Unreadable(kind)
    return READERS[kind](text)


def _read_moment(value: dict[str, Any]) -> datetime:
    moment = datetime.fromisoformat(value["moment"]).replace(fold=value.get("fold", 0))
    return moment.replace(tzinfo=ZoneInfo(value["zone"])) if "zone" in value else moment


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise Unreadable(text)
    return number


READERS: dict[str, Callable[[Any], Any]] = {
    "decimal": _decimal,
    "fraction": Fraction,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "days": lambda parts: timedelta(*parts),
}
