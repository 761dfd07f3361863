"""The newest result beside those before it: its way, and how far below the peak."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.trend import Point, Trend, points_of, trend_of
from tests.builders import case_data, knowledge, lab, read

PARIS = ZoneInfo("Europe/Paris")
FIRST = datetime(2026, 11, 18, 6, 10, tzinfo=PARIS)
FIVE = Decimal(5)


def trend(*values: str) -> Trend:
    """The trend of results a day apart; a sign before a number is its comparator."""
    points = [
        Point(FIRST + timedelta(days=day), Decimal(value.lstrip("<>")), value[0] if value[0] in "<>" else "")
        for day, value in enumerate(values)
    ]
    found = trend_of(tuple(points), FIVE)
    assert found is not None
    return found


def test_without_a_result_there_is_no_trend() -> None:
    assert trend_of((), FIVE) is None


@pytest.mark.parametrize(
    ("values", "way"),
    [
        (("100", "200"), "up"), (("200", "100"), "down"), (("100", "104"), "level"), (("100", "105"), "up"),
        (("100", "96"), "level"), (("100",), None), (("0", "0"), "level"), ((">20000", "4100"), "down"),
        (("4100", ">20000"), "up"), ((">20000", ">20000"), None), ((">20000", "30000"), None), (("<5", "4"), None),
    ],
)  # fmt: skip
def test_the_way_is_against_the_result_before(values: tuple[str, ...], way: str | None) -> None:
    assert trend(*values).way == way


@pytest.mark.parametrize(
    ("values", "below", "at_least"),
    [
        (("7000", "2050"), 70, False), ((">20000", "4100"), 79, True), (("2050", "7000"), None, False),
        (("7000", "9000", "4500"), 50, False), (("100",), None, False), (("7000", "<5"), None, False),
    ],
)  # fmt: skip
def test_the_fall_is_told_from_the_peak_and_never_rounded_up(
    values: tuple[str, ...], below: int | None, at_least: bool
) -> None:
    found = trend(*values)
    assert found.below == below
    assert found.at_least is at_least or below is None


def test_a_single_result_has_none_to_compare_with() -> None:
    assert trend("100").lone
    assert not trend("100", "100").lone


def test_results_are_compared_in_one_unit_and_in_order_of_time() -> None:
    labs = [lab("ferritin", "2", "mg/L", "2026-11-21T06:10"), lab("ferritin", "900", "ug/L", "2026-11-20T06:10")]
    points = points_of(read(case_data(labs=labs)).labs, "ferritin", knowledge().catalogue["ferritin"], PARIS)
    assert [point.value for point in points] == [900, 2000]
