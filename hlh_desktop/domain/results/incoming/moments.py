"""When a sample was taken, as a file writes it: a moment with its zone, in ward time without one, or a day alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from hlh_desktop.domain.plain import DAY, parse_moment
from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.schedule import instant, ward_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Collected:
    """The moment of a sample; `whole_day` where only its day is known and midnight stands for it."""

    at: datetime
    whole_day: bool = False


def collected(text: str, zone: ZoneInfo) -> Collected | Reason:
    """The moment of collection, or why there is none."""
    if not text:
        return Reason("no_time")
    moment = parse_moment(text)
    if moment is not None:
        try:
            return Collected(ward_time(moment, zone))
        except OverflowError:
            return Reason("time_unread", {"time": text})
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    return Reason("time_unread", {"time": text}) if day is None else Collected(instant(day, time(), zone), True)
