"""Axes and windows: equal decades, even steps, no logarithm of nothing, days by the clock of the ward."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.results.trend.scales import linear_axes, log_axes
from hlh_desktop.domain.trouble import Trouble
from tests.builders import knowledge
from tests.domain.results.trend.demo import NOW, at, chart, dose, result, trend

RULES = knowledge().trends
NAME = ("Ferritin", "microgram/L")


def ends(*values: str) -> tuple[Decimal, Decimal]:
    (axis,) = log_axes([NAME], [Decimal(one) for one in values], RULES)
    return axis.low, axis.high


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        (("610", "20000"), "100", "100000"), (("100", "1000"), "100", "1000"), (("1000",), "1000", "10000"),
        (("0.03", "2"), "0.01", "10"), ((), "1", "10"),
    ],
)  # fmt: skip
def test_a_logarithmic_axis_spans_whole_decades(values: tuple[str, ...], low: str, high: str) -> None:
    assert ends(*values) == (Decimal(low), Decimal(high))


def test_a_place_on_a_logarithmic_axis_is_by_the_logarithm() -> None:
    (axis,) = log_axes([NAME], [Decimal(100), Decimal(100_000)], RULES)
    assert [axis.place(Decimal(10) ** power) for power in (2, 3, 5)] == [0, pytest.approx(Decimal(1) / 3), 1]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("41", "236"), ["0", "100", "200", "300"]), (("130", "139"), ["130", "135", "140"]),
        (("0.3", "1.9"), ["0", "0.5", "1", "1.5", "2"]), (("0", "0"), ["0", "0.5"]), ((), ["0", "5", "10"]),
        (("16", "16.4"), ["16", "16.1", "16.2", "16.3", "16.4"]),
    ],
)  # fmt: skip
def test_a_plain_axis_has_even_steps(values: tuple[str, ...], ticks: list[str]) -> None:
    (axis,) = linear_axes([NAME], [[Decimal(one) for one in values]], RULES)
    assert [tick.label for tick in axis.ticks] == ticks


def test_two_plain_axes_have_as_many_steps() -> None:
    left, right = trend(log=False).main.axes
    assert left.scale == right.scale == "linear"
    assert len(left.ticks) == len(right.ticks)
    for axis, curve in zip((left, right), trend(log=False).main.curves, strict=True):
        assert all(axis.low <= point.value <= axis.high for point in curve.points)
    # The arrow of the result beyond the assay has room.
    assert left.high > 20_000


def test_the_shorter_of_two_plain_axes_is_made_as_long() -> None:
    left, right = linear_axes([NAME, NAME], [[Decimal(0), Decimal(22000)], [Decimal(0), Decimal(9000)]], RULES)
    assert [tick.label for tick in left.ticks] == ["0", "10,000", "20,000", "30,000"]
    assert [tick.label for tick in right.ticks] == ["0", "5,000", "10,000", "15,000"]


def test_nothing_of_0_or_below_goes_on_a_logarithmic_scale() -> None:
    made = trend([result("ferritin", "0", 0), result("ferritin", "900", 1)])
    assert made.main.axes[0].scale == "linear"
    assert made.main.refused.startswith("ferritin: results of 0 or below have no place")
    assert trend().main.refused == ""


def test_an_enzyme_is_drawn_logarithmic_and_a_salt_plain() -> None:
    made = trend(analytes=("ast", "na"))
    assert [one.axes[0].scale for one in made.small] == ["log", "linear"]
    assert chart(trend(analytes=("ast",), log=False), "ast").axes[0].scale == "linear"


def test_two_weeks_show_the_last_fourteen_days() -> None:
    made = trend(window="short")
    assert (made.time.first.date(), made.time.last.date()) == (date(2026, 12, 7), date(2026, 12, 21))
    assert [point.shown for point in made.main.curves[0].points] == ["610"]
    # The changes stay those of the whole course.
    assert made.main.curves[0].changes == trend().main.curves[0].changes
    assert made.time.day_one is None


def test_a_range_shows_what_lies_in_it() -> None:
    made = trend(window=(at(0, 0), at(8, 0)))
    assert [point.shown for point in made.main.curves[0].points][-1] == "4,100"
    with pytest.raises(Trouble) as caught:
        trend(window=(at(8), at(8)))
    assert caught.value.code == "trend_range"


def test_a_course_begins_with_its_first_result_and_day_one_at_the_latest() -> None:
    assert trend().time.first.date() == date(2026, 11, 20)
    assert trend([]).time.first.date() == date(2026, 11, 22)
    assert trend([result("ferritin", "900", -60)]).time.first.date() == date(2026, 11, 22)
    assert trend([], subject={"day_one": None}).time.first.date() == date(2026, 12, 7)


def test_a_dose_of_tomorrow_is_seen_and_one_of_next_week_is_not() -> None:
    tomorrow, later = dose("etoposide", 29, "planned"), dose("etoposide", 35, "planned")
    made = trend(doses=(tomorrow, later))
    assert made.time.last.date() == date(2026, 12, 22)
    assert [mark.at.date() for lane in made.lanes for mark in lane.marks] == [date(2026, 12, 21)]


@pytest.mark.parametrize("days", [3, 10, 40, 200, 900])
def test_dates_on_the_axis_stay_few_and_fall_on_course_days(days: int) -> None:
    made = trend([], window="course", now=NOW + timedelta(days=days))
    assert 1 < len(made.time.ticks) <= RULES.most_ticks
    apart = {(tick.at.date() - date(2026, 11, 22)).days for tick in made.time.ticks}
    assert 0 in apart


def test_a_night_of_a_clock_change_is_an_hour_longer() -> None:
    zone = ZoneInfo("Europe/Paris")
    window = (datetime(2026, 10, 25, tzinfo=zone), datetime(2026, 10, 26, tzinfo=zone))
    time = trend([], window=window).time
    # 03:00 after the change is the fourth hour of twenty-five.
    assert time.place(datetime(2026, 10, 25, 3, tzinfo=zone)) == pytest.approx(Decimal(4) / 25)
    assert time.first.astimezone(UTC) + timedelta(hours=25) == time.last.astimezone(UTC)
