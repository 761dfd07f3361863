"""What is read off a trend: the nearest point of each curve at a moment, and every point as a row of a table."""

from __future__ import annotations

from datetime import UTC

from hlh_desktop.domain.results.trend.reading import reading_at, table
from tests.domain.results.trend.demo import at, curve, result, spaced, trend

THREE = [result("ferritin", "12000", 0), result("ferritin", "6000", 4), result("scd25", "9000", 0)]


def test_a_moment_reads_the_nearest_point_of_each_curve_that_has_one() -> None:
    found = {one.analyte: one for one in reading_at(trend(THREE), at(3))}
    assert set(found) == {"ferritin", "scd25"}
    ferritin = found["ferritin"]
    drawn = curve(trend(THREE), "ferritin")
    assert (ferritin.name, ferritin.unit, ferritin.style) == (drawn.name, drawn.unit, drawn.style)
    assert (spaced(ferritin.point.shown), spaced(ferritin.change)) == ("6,000", "50 % less")
    assert (found["scd25"].point.shown, found["scd25"].change) == ("9,000", "")


def test_of_two_points_as_near_the_earlier_is_read_in_whatever_zone_the_moment_is_told() -> None:
    for moment in (at(2), at(2).astimezone(UTC)):
        (ferritin, _) = reading_at(trend(THREE), moment)
        assert ferritin.point.shown == "12,000"


def test_the_table_has_a_row_for_each_point_by_analyte_oldest_first() -> None:
    rows = table(trend(THREE))
    assert [(row.analyte, row.shown, spaced(row.change)) for row in rows] == [
        ("ferritin", "12,000", ""), ("ferritin", "6,000", "50 % less"), ("scd25", "9,000", ""),
    ]  # fmt: skip
    assert {(row.analyte, row.name, row.unit) for row in rows} == {
        (one.analyte, one.name, one.unit) for one in (curve(trend(THREE), name) for name in ("ferritin", "scd25"))
    }


def test_a_row_tells_what_was_reported_where_the_axis_has_another_unit() -> None:
    (row,) = table(trend([result("ferritin", "12", 0, unit="mg/L")]))
    assert (row.shown, spaced(row.reported)) == ("12,000", "12 mg/L")
