"""The shifts of a ward, and the rules of its board: resources/board.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hlh_desktop.domain.schedule import instant
from hlh_desktop.domain.sources import Cites, Datum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class BoardRules(Datum):
    """The whole of resources/board.toml: clock times of the shifts, minutes, tasks by code, percent."""

    shifts: tuple[time, ...]
    soon_minutes: int
    critical_tasks: tuple[str, ...]
    level_percent: Decimal
    cites: Cites


@dataclass(frozen=True, slots=True)
class Shift:
    """From a moment to the one at which the next shift begins, both in UTC; `end` is no longer part of it."""

    begin: datetime
    end: datetime


def shift_at(now: datetime, begins: Iterable[time], zone: ZoneInfo) -> Shift:
    """The shift of a moment by the ward's clock; on a night of a clock change it is an hour longer or shorter."""
    clocks, today, at = tuple(begins), now.astimezone(zone).date(), now.astimezone(UTC)
    days = (today - DAY, today, today + DAY)
    moments = sorted({instant(day, clock, zone).astimezone(UTC) for day in days for clock in clocks})
    return Shift(max(one for one in moments if one <= at), min(one for one in moments if one > at))
