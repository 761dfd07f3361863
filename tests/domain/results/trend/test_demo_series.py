"""The demo series gives what is written under it in the clinical text, and the words a clinician would check."""

from __future__ import annotations

from decimal import Decimal

from hlh_desktop.domain.results.trend.reading import reading_at
from tests.domain.results.trend.demo import at, chart, curve, spaced, trend

TREND = trend()


def test_ferritin_fell_65_and_scd25_38_percent_by_day_7() -> None:
    told = {one.analyte: one for one in reading_at(TREND, at(7, 9))}
    assert (told["ferritin"].point.shown, told["ferritin"].change) == ("4,100", "65 % less")
    assert (told["scd25"].point.shown, told["scd25"].change) == ("9,100", "38 % less")


def test_the_first_scd25_is_11_times_the_upper_limit_of_the_age() -> None:
    first = curve(TREND, "scd25").points[0]
    assert first.times_upper == "11.1 times the upper limit of 1,329"


def test_a_result_beyond_the_assay_stands_open_at_its_limit_with_an_arrow() -> None:
    point = curve(TREND, "ferritin").points[2]
    assert (point.value, point.shown, point.open, point.beyond) == (
        Decimal(20000),
        ">\N{NO-BREAK SPACE}20,000",
        True,
        "above",
    )


def test_from_a_peak_beyond_the_assay_the_fall_is_more_than_the_number() -> None:
    changes = curve(TREND, "ferritin").changes
    assert changes is not None
    assert changes.since_peak is not None
    assert (changes.since_peak.text, changes.since_peak.since) == (
        "> 96 % less",
        ">\N{NO-BREAK SPACE}20,000 on 23\N{NO-BREAK SPACE}Nov",
    )
    assert changes.since_day_one is not None
    assert changes.since_day_one.text == "95 % less"


def test_the_newest_change_per_day_is_told_over_its_interval() -> None:
    changes = curve(TREND, "ferritin").changes
    assert changes is not None
    assert changes.per_day is not None
    # 1,350 to 610 in 14 days: 54.8 % / 14
    assert (changes.per_day.percent, changes.per_day.text) == (Decimal("3.9"), "3.9 % less")
    whole = "ferritin 610: 3.9 % less per day, over the interval since 1,350 on 6 Dec"
    assert spaced(changes.per_day.whole) == whole


def test_scd25_of_87_percent_less_has_its_peak_on_day_one() -> None:
    changes = curve(TREND, "scd25").changes
    assert changes is not None
    assert changes.since_peak is not None
    assert changes.since_day_one is not None
    assert changes.since_peak.text == changes.since_day_one.text == "87 % less"


def test_a_rising_count_is_its_own_peak() -> None:
    changes = curve(TREND, "plt").changes
    assert changes is not None
    assert changes.highest
    assert changes.since_peak is None
    assert changes.since_day_one is not None
    assert changes.since_day_one.text == "476 % more"


def test_both_large_axes_have_the_same_decades() -> None:
    left, right = TREND.main.axes
    assert (left.low, left.high) == (right.low, right.high) == (100, 100_000)
    assert [tick.label for tick in left.ticks if tick.label] == ["100", "1,000", "10,000", "100,000"]
    assert (left.unit, right.unit) == ("microgram/L", "U/mL")


def test_the_axis_of_time_counts_weeks_from_day_one() -> None:
    days = [spaced(tick.label) for tick in TREND.time.ticks]
    assert days == ["22 Nov, day 1", "29 Nov, day 8", "6 Dec, day 15", "13 Dec, day 22", "20 Dec, day 29"]
    assert spaced(TREND.dates) == "20 Nov to 20 Dec 2026"


def test_the_first_four_small_charts_are_platelets_fibrinogen_triglycerides_neutrophils() -> None:
    assert [one.title for one in TREND.small] == ["Platelets", "Fibrinogen", "Triglycerides", "Neutrophils"]
    assert [one.axes[0].scale for one in TREND.small] == ["linear"] * 4


def test_each_curve_has_a_marker_or_dash_of_its_own() -> None:
    styles = [(one.style.marker, one.style.dash) for one in TREND.curves()]
    assert len(set(styles)) == len(styles)


def test_the_lines_have_name_value_and_source() -> None:
    lines = {line.label: line for line in TREND.main.lines}
    assert "Henter 2007" in lines["ferritin 500, HLH-2004"].source
    assert "sCD25 2,400, HLH-2004" in lines
    assert [line.value for line in chart(TREND, "plt").lines] == ["100", "30"]
    assert all(line.source.partition(": ")[2] for one in TREND.charts for line in one.lines)
