"""Days, weeks and moments: where patterns fall, and wall-clock times across clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hlh_desktop.domain.protocol import Days
from hlh_desktop.domain.schedule import date_of, day_of, days_of, instant, slots, wall_text, ward_time, week_of
from tests.builders import knowledge

PARIS = ZoneInfo("Europe/Paris")
BEIRUT = ZoneInfo("Asia/Beirut")
ZONES = ["Europe/Paris", "America/New_York", "Asia/Beirut", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata"]


def days(*patterns: Days, last_week: int = 8, **parameters) -> list[int]:
    return list(days_of(patterns, parameters, last_week))


# --- days and weeks


@pytest.mark.parametrize(
    ("day", "week"),
    [(1, 1), (7, 1), (8, 2), (14, 2), (15, 3), (56, 8), (57, 9), (99, 15), (183, 27), (197, 29), (280, 40), (364, 52)],
)
def test_week_n_is_days_7n_minus_6_to_7n(day: int, week: int) -> None:
    assert week_of(day) == week


@pytest.mark.parametrize(("day", "on"), [(1, "2026-01-05"), (15, "2026-01-19"), (57, "2026-03-02"), (99, "2026-04-13")])
def test_day_one_is_day_1(day: int, on: str) -> None:
    assert date_of(date(2026, 1, 5), day) == date.fromisoformat(on)
    assert day_of(date(2026, 1, 5), date.fromisoformat(on)) == day


# --- patterns


def test_listed_days_are_taken_as_they_stand() -> None:
    assert days(Days(listed=(1, 4, 8))) == [1, 4, 8]


def test_a_span_ends_with_its_last_day() -> None:
    assert days(Days(first=15, to=28)) == list(range(15, 29))
    assert days(Days(first=5, to=5)) == [5]


def test_a_count_of_days_is_a_number_or_a_parameter() -> None:
    assert days(Days(first=1, count=3)) == [1, 2, 3]
    assert days(Days(first=1, count="doses", every=7), doses=4) == [1, 8, 15, 22]
    assert days(Days(first=1, count="doses", every=7), doses=1) == [1]


def test_a_line_to_the_last_week_ends_with_its_last_day() -> None:
    assert days(Days(first=43, to_last_week=True)) == list(range(43, 57))
    assert days(Days(first=57, to_last_week=True)) == []
    assert days(Days(first=57, every=14, to_last_week=True), last_week=10) == [57]
    assert days(Days(first=56, every=14, to_last_week=True)) == [56]


def test_a_repeated_span_is_cut_at_the_end_of_the_last_week() -> None:
    pulse = Days(first=1, every=7, length=3, to_last_week=True)
    assert days(pulse, last_week=2) == [1, 2, 3, 8, 9, 10]
    assert days(Days(first=6, every=7, length=3, to_last_week=True), last_week=1) == [6, 7]
    assert days(Days(first=5, every=7, length=3, to_last_week=True), last_week=1) == [5, 6, 7]


def test_first_day_shifts_every_pattern_but_not_the_end_of_the_plan() -> None:
    assert days(Days(listed=(1, 4)), first_day=10) == [10, 13]
    assert days(Days(first=1, count=3), first_day=16) == [16, 17, 18]
    assert days(Days(first=1, every=7, to_last_week=True), first_day=3, last_week=2) == [3, 10]
    assert days(Days(first=1, every=1, to_last_week=True), first_day=13, last_week=2) == [13, 14]
    assert days(Days(listed=(1, 4)), first_day=1) == [1, 4]


def test_a_line_with_its_own_count_runs_to_its_end_past_the_last_week() -> None:
    assert days(Days(first=1, count=5), first_day=55) == [55, 56, 57, 58, 59]


def test_patterns_that_meet_give_each_day_once_in_order() -> None:
    both = (Days(first=4, every=7, to_last_week=True), Days(first=1, every=7, to_last_week=True), Days(listed=(4, 2)))
    assert days(*both, last_week=2) == [1, 2, 4, 8, 11]


@pytest.mark.parametrize(
    ("last_week", "etoposide", "pulse", "ciclosporin"),
    [(8, [], [], []), (40, [57, 267], [64, 276], [57, 280]), (52, [57, 351], [64, 360], [57, 364])],
)
def test_continuation_of_hlh_94_ends_with_its_plan(
    last_week: int, etoposide: list[int], pulse: list[int], ciclosporin: list[int]
) -> None:
    lines = knowledge().protocols["hlh-94"].lines
    patterns = {
        "etoposide": lines["etoposide"].steps[0].days[1:],
        "dexamethasone": lines["dexamethasone"].steps[-1].days,
        "ciclosporin": lines["ciclosporin"].steps[0].days,
    }
    found = {name: list(days_of(pattern, {}, last_week)) for name, pattern in patterns.items()}
    ends = [[*found[name][:1], *found[name][-1:]] for name in ("etoposide", "dexamethasone", "ciclosporin")]
    assert ends == [etoposide, pulse, ciclosporin]


def test_continuation_alternates_etoposide_and_dexamethasone_week_by_week() -> None:
    lines = knowledge().protocols["hlh-94"].lines
    etoposide = {week_of(day) for day in days_of(lines["etoposide"].steps[0].days[1:], {}, 40)}
    pulses = {week_of(day) for day in days_of(lines["dexamethasone"].steps[-1].days, {}, 40)}
    assert etoposide == set(range(9, 40, 2))
    assert pulses == set(range(10, 41, 2))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"listed": (1,), "first": 1, "to": 2},
        {"first": 1},
        {"to": 3},
        {"listed": (1,), "count": 3},
        {"first": 1, "to": 3, "count": 3},
        {"first": 1, "count": 3, "to_last_week": True},
        {"first": 1, "to": 3, "to_last_week": True},
    ],
)
def test_a_pattern_with_no_end_or_two_is_refused(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        Days(**wrong)


# --- moments


@pytest.mark.parametrize(
    ("day", "offset"),
    [("2026-03-28", 1), ("2026-03-29", 2), ("2026-03-30", 2), ("2026-10-24", 2), ("2026-10-25", 1), ("2026-10-26", 1)],
)
def test_eight_stays_eight_across_both_clock_changes(day: str, offset: int) -> None:
    at = instant(date.fromisoformat(day), time(8), PARIS)
    assert (at.hour, at.utcoffset()) == (8, timedelta(hours=offset))


def test_a_time_that_the_clock_skips_is_the_same_moment_after_the_change() -> None:
    at = instant(date(2026, 3, 29), time(2, 30), PARIS)
    assert at.isoformat() == "2026-03-29T03:30:00+02:00"
    assert at.tzinfo is PARIS


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    at = instant(date(2026, 10, 25), time(2, 30), PARIS)
    assert at.isoformat() == "2026-10-25T02:30:00+02:00"


def test_the_edges_of_the_skipped_hour_are_ordinary() -> None:
    assert instant(date(2026, 3, 29), time(1, 59), PARIS).isoformat() == "2026-03-29T01:59:00+01:00"
    assert instant(date(2026, 3, 29), time(3), PARIS).isoformat() == "2026-03-29T03:00:00+02:00"


def test_where_midnight_itself_is_skipped_the_dose_stays_on_its_day() -> None:
    assert instant(date(2026, 3, 29), time(0), BEIRUT).isoformat() == "2026-03-29T01:00:00+03:00"
    assert instant(date(2026, 10, 25), time(0), BEIRUT).isoformat() == "2026-10-25T00:00:00+02:00"


@pytest.mark.parametrize("zone", ZONES)
@given(day=st.dates(date(2024, 1, 1), date(2029, 12, 31)), clock=st.times())
def test_a_moment_keeps_its_date_and_its_wall_clock_time(zone: str, day: date, clock: time) -> None:
    at = instant(day, clock.replace(second=0, microsecond=0), ZoneInfo(zone))
    assert at.date() == day
    assert at.astimezone(UTC).astimezone(ZoneInfo(zone)) == at
    late = at.replace(tzinfo=None) - datetime.combine(day, clock.replace(second=0, microsecond=0))
    assert late in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))


def test_a_typed_moment_without_offset_is_ward_time() -> None:
    assert ward_time(datetime(2026, 11, 22, 18, 30), PARIS).isoformat() == "2026-11-22T18:30:00+01:00"
    skipped = ward_time(datetime(2026, 3, 29, 2, 30), PARIS)
    assert skipped.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_typed_moment_with_offset_becomes_ward_time() -> None:
    at = ward_time(datetime(2026, 11, 22, 18, 30, tzinfo=UTC), PARIS)
    assert (at.isoformat(), at.tzinfo) == ("2026-11-22T19:30:00+01:00", PARIS)
    east = timezone(timedelta(hours=9))
    assert ward_time(datetime(2026, 11, 23, 3, tzinfo=east), PARIS).isoformat() == "2026-11-22T19:00:00+01:00"


# --- clock times


@pytest.mark.parametrize(
    ("clock", "per_day", "times"),
    [
        ("steroid", 1, ["08:00"]), ("rituximab", 1, ["08:30"]), ("intrathecal", 1, ["11:00"]),
        ("etoposide", 1, ["14:00"]), ("ivig", 1, ["18:00"]), ("other", 1, ["10:00"]),
        ("steroid", 2, ["08:00", "20:00"]), ("other", 2, ["08:00", "20:00"]),
        ("other", 3, ["06:00", "14:00", "22:00"]), ("other", 4, ["00:00", "06:00", "12:00", "18:00"]),
    ],
)  # fmt: skip
def test_the_usual_times_of_the_ward(clock: str, per_day: int, times: list[str]) -> None:
    found = slots(clock, per_day, knowledge().settings.clock)
    assert found == tuple(time.fromisoformat(one) for one in times)


def test_a_moment_is_written_as_a_case_writes_it() -> None:
    at = datetime(2026, 11, 22, 8, 5, 59, tzinfo=ZoneInfo("Europe/Paris"))
    assert wall_text(at) == "2026-11-22T08:05"
