"""From course days to moments: which days a line falls on, and at which instant of ward time a dose is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.protocol import Days

WEEK = 7


def week_of(day: int) -> int:
    """The course week of a course day: week n is days 7n-6 to 7n."""
    return (day + WEEK - 1) // WEEK


def date_of(day_one: date, day: int) -> date:
    """The calendar date of a course day; day one is day 1."""
    return day_one + timedelta(days=day - 1)


def day_of(day_one: date, when: date) -> int:
    """The course day of a calendar date."""
    return (when - day_one).days + 1


def days_of(patterns: Iterable[Days], parameters: Mapping[str, object], last_week: int) -> tuple[int, ...]:
    """The course days of day patterns in order, shifted by the line's first_day where it has one."""
    first_day = parameters.get("first_day")
    shift = first_day - 1 if isinstance(first_day, int) else 0
    days: set[int] = set()
    for pattern in patterns:
        days.update(day + shift for day in _pattern_days(pattern, parameters, last_week * WEEK - shift))
    return tuple(sorted(days))


def _pattern_days(pattern: Days, parameters: Mapping[str, object], plan_end: int) -> Iterator[int]:
    yield from pattern.listed
    if pattern.first is None:
        return
    count = parameters[pattern.count] if isinstance(pattern.count, str) else pattern.count
    if isinstance(count, int):  # a line with its own count runs to its end even past the plan's last week
        end = pattern.first + pattern.every * count - 1
    else:
        end = plan_end if pattern.to is None else pattern.to
    for start in range(pattern.first, end + 1, pattern.every):
        yield from range(start, min(start + pattern.length - 1, end) + 1)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment of a wall-clock time in the ward's zone: 08:00 stays 08:00 across a clock change.

    A time that a clock change skips is the same time after the change; of a time that comes twice, the first counts.
    """
    at = datetime.combine(day, clock, zone)
    if at.utcoffset() != at.replace(fold=1).utcoffset():
        return at.astimezone(UTC).astimezone(zone)
    return at


def ward_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """A typed moment in the ward's zone; without an offset it is ward time already."""
    if moment.tzinfo is None:
        return instant(moment.date(), moment.time(), zone)
    return moment.astimezone(zone)


def wall_text(moment: datetime) -> str:
    """A moment of ward time as a case writes it: its wall-clock time to the minute, without a zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def slots(clock: str, doses_per_day: int, times: Mapping[str, Sequence[time]]) -> tuple[time, ...]:
    """The default clock times of a line: by its own name once a day, else by the number of doses a day."""
    if doses_per_day == 1:
        return tuple(times[clock])
    return tuple(times[str(doses_per_day)])
