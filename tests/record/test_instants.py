"""Moments: exact to the microsecond, in the zone they were in, sortable as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.record.instants import from_text, to_text

ZONES = st.sampled_from(
    ["Europe/Paris", "UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Lagos"]
).map(ZoneInfo)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=ZONES | OFFSETS | st.just(UTC)
)  # fmt: skip


@given(MOMENTS)
def test_a_moment_comes_back_at_the_same_instant_and_offset(moment: datetime) -> None:
    text = to_text(moment)
    back = from_text(text)
    assert back.astimezone(UTC) == moment.astimezone(UTC)
    assert to_text(back) == text


@given(MOMENTS, MOMENTS)
def test_order_of_text_is_order_of_time(one: datetime, other: datetime) -> None:
    early, late = sorted([one.astimezone(UTC), other.astimezone(UTC)])
    assert to_text(early) <= to_text(late)
    assert to_text(one)[:27] == to_text(one.astimezone(UTC))[:27]


def test_the_two_halves_past_two_of_an_autumn_night_stay_apart() -> None:
    paris = ZoneInfo("Europe/Paris")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=paris)
    second = first.replace(fold=1)
    assert to_text(first) == "2026-10-25T00:30:00.000000Z[Europe/Paris]"
    assert to_text(second) == "2026-10-25T01:30:00.000000Z[Europe/Paris]"
    assert [from_text(to_text(one)).fold for one in (first, second)] == [0, 1]


def test_the_wall_clock_comes_back_with_its_zone() -> None:
    moment = datetime(2026, 11, 23, 8, 0, 0, 1, ZoneInfo("Asia/Kathmandu"))
    back = from_text(to_text(moment))
    assert back.replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert back.tzinfo == moment.tzinfo


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        to_text(datetime(2026, 11, 23, 8, 0))


def test_an_offset_that_is_not_of_whole_minutes_is_refused() -> None:
    with pytest.raises(ValueError, match="1900"):
        to_text(datetime(1900, 1, 1, tzinfo=timezone(timedelta(seconds=561))))


@pytest.mark.parametrize("text", ["", "2026-11-22T05:40:00Z", "2026-11-22T05:40:00.000000Z", "x[UTC]"])
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        from_text(text)
