"""The shift of a moment by the ward's clock, on ordinary days and on the nights of a clock change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.log.shift import shift_at
from hlh_desktop.domain.log.urgency import earliest, minutes_left, minutes_past, next_minute
from tests.builders import knowledge

PARIS = ZoneInfo("Europe/Paris")
BEGINS = knowledge().board.shifts
AT = datetime(2026, 12, 2, 14, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "begin", "end"),
    [
        ("2026-12-02T14:05", "2026-12-02T07:00", "2026-12-02T14:30"),
        ("2026-12-02T07:00", "2026-12-02T07:00", "2026-12-02T14:30"),
        ("2026-12-02T06:59", "2026-12-01T21:30", "2026-12-02T07:00"),
        ("2026-12-02T23:59", "2026-12-02T21:30", "2026-12-03T07:00"),
        ("2028-02-29T22:00", "2028-02-29T21:30", "2028-03-01T07:00"),
    ],
)
def test_a_shift_ends_where_the_next_one_begins(now: str, begin: str, end: str) -> None:
    found = shift_at(at(now), BEGINS, PARIS)
    assert (found.begin, found.end) == (at(begin).astimezone(UTC), at(end).astimezone(UTC))
    assert found.begin.tzinfo is UTC


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-10-25T01:00", 10.5), ("2027-03-28T01:00", 8.5), ("2026-12-02T01:00", 9.5)]
)
def test_a_night_of_a_clock_change_is_an_hour_longer_or_shorter(night: str, hours: float) -> None:
    found = shift_at(at(night), BEGINS, PARIS)
    assert found.end - found.begin == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("seconds", "past"), [(0, 0), (59, 0), (60, 1), (3599, 59)],
)  # fmt: skip
def test_minutes_past_are_whole_ones(seconds: int, past: int) -> None:
    now = AT + timedelta(seconds=seconds)
    assert minutes_past(AT, now) == past
    assert minutes_past(AT, next_minute(AT, now)) == past + 1


def test_what_is_past_for_a_day_or_more_is_told_in_hours() -> None:
    assert next_minute(AT, AT + timedelta(days=1, minutes=5)) == AT + timedelta(days=1, hours=1)
    assert next_minute(AT, AT + timedelta(hours=23, minutes=59, seconds=1)) == AT + timedelta(days=1)


@pytest.mark.parametrize(("seconds", "left"), [(1, 1), (60, 1), (61, 2), (3600, 60)])
def test_a_minute_that_has_begun_still_counts_as_left(seconds: int, left: int) -> None:
    now = AT - timedelta(seconds=seconds)
    assert minutes_left(AT, now) == left
    assert minutes_left(AT, next_minute(AT, now)) == left - 1


def test_the_next_look_is_at_the_first_moment_to_come() -> None:
    later = [AT + timedelta(hours=hours) for hours in (3, 1, -1, 0)]
    assert earliest(later, AT) == AT + timedelta(hours=1)
    assert earliest([AT], AT) == AT
