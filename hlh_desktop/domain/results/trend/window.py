"""The stretch of time that is drawn, and the dates on its axis, counted from day one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.results.trend.axes import TimeAxis, TimeTick
from hlh_desktop.domain.schedule import WEEK, instant
from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hlh_desktop.domain.results.trend.rules import TrendRules
    from hlh_desktop.domain.results.trend.words import Subject, Words

Window = Literal["course", "short"] | tuple[datetime, datetime]
DAY = timedelta(days=1)
MIDNIGHT = time()


def time_axis(
    window: Window, moments: Iterable[datetime], planned: Iterable[datetime], now: datetime, words: Words
) -> TimeAxis:
    """The axis of a window; `moments` of results say where a course begins, `planned` doses that tomorrow is shown.

    Trouble trend_range for a window that ends before it begins.
    """
    subject, rules = words.subject, words.knowledge.trends
    if isinstance(window, tuple):
        first, last = (words.here(at) for at in window)
        if first.astimezone(UTC) >= last.astimezone(UTC):
            raise Trouble("trend_range")
    else:
        today = words.here(now).date()
        begins = today - (rules.short_days - 1) * DAY if window == "short" else _begin(moments, today, words)
        first, last = midnight(begins, subject), midnight(_end(planned, today, words), subject)
    days = tuple(_days(first, last, subject))
    ticks = tuple(_tick(day, words) for day in _ticked(days, rules, subject))
    minor = tuple(midnight(day, subject) for day in days) if len(days) <= WEEK * rules.most_ticks else ()
    day_one = None if subject.day_one is None else midnight(subject.day_one, subject)
    made = TimeAxis(first, last, ticks, minor, None, words.here(now))
    seen = day_one is not None and made.has(day_one)
    return TimeAxis(first, last, ticks, minor, day_one if seen else None, words.here(now))


def midnight(day: date, subject: Subject) -> datetime:
    """The beginning of a day in ward time."""
    return instant(day, MIDNIGHT, subject.zone)


def course_begin(words: Words) -> date | None:
    """From when on results belong to the course; None without one."""
    day_one = words.subject.day_one
    return None if day_one is None else day_one - words.knowledge.trends.before_days * DAY


def _begin(moments: Iterable[datetime], today: date, words: Words) -> date:
    """The day of the first result of the course, day one at the latest; without either the short window."""
    day, day_one = course_begin(words), words.subject.day_one
    begin = None if day is None else midnight(day, words.subject).astimezone(UTC)
    found = (at for at in {at.astimezone(UTC) for at in moments} if begin is None or at >= begin)
    first = min(found, default=None)
    usual = today - (words.knowledge.trends.short_days - 1) * DAY
    days = [*([] if first is None else [words.here(first).date()]), *([] if day_one is None else [day_one])]
    return min(days, default=usual)


def _end(planned: Iterable[datetime], today: date, words: Words) -> date:
    """The day after the last one that is shown: today, and the days after it where doses are planned on them."""
    ahead = today + words.knowledge.trends.ahead_days * DAY
    days = [day for at in planned if today < (day := words.here(at).date()) <= ahead]
    return max([today, *days]) + DAY


def _days(first: datetime, last: datetime, subject: Subject) -> Iterator[date]:
    """Every day whose midnight lies on the axis."""
    day = first.date()
    while midnight(day, subject).astimezone(UTC) < last.astimezone(UTC):
        if midnight(day, subject).astimezone(UTC) >= first.astimezone(UTC):
            yield day
        day += DAY


def _ticked(days: tuple[date, ...], rules: TrendRules, subject: Subject) -> Iterator[date]:
    """The days that are named: course day 1, 8, 15 ... or closer, as many as there is room for."""
    if not days:
        return
    start = subject.day_one or days[0]
    most = rules.most_ticks * rules.tick_days[-1]
    whole = -(-len(days) // most) * rules.tick_days[-1]
    step = next((one for one in rules.tick_days if -(-len(days) // one) <= rules.most_ticks), whole)
    yield from (day for day in days if (day - start).days % step == 0)


def _tick(day: date, words: Words) -> TimeTick:
    dated, course = words.tell.short(day), words.course_day(day)
    label = words.say("tick", date=dated, day=course) if course else dated
    return TimeTick(midnight(day, words.subject), dated, course, label)
