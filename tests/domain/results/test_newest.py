"""The newest result beside those before it: its way, and how far below the peak, within one series."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hlh_desktop.domain.results.newest import Newest, newest_of
from hlh_desktop.domain.results.series import series_of
from tests.builders import knowledge
from tests.lab_results import result

FIVE = Decimal(5)


def newest(*values: str) -> Newest:
    """What is said of ferritin results a day apart; a sign before a number is its comparator."""
    results = [
        result("ferritin", value, "ug/L", f"2026-11-{18 + day}T06:10", day) for day, value in enumerate(values)
    ]  # fmt: skip
    found = newest_of(series_of(results, knowledge().catalogue), FIVE)
    assert found is not None
    return found


def test_without_a_result_there_is_none() -> None:
    assert newest_of((), FIVE) is None


@pytest.mark.parametrize(
    ("values", "way"),
    [
        (("100", "200"), "up"), (("200", "100"), "down"), (("100", "104"), "level"), (("100", "105"), "up"),
        (("100", "96"), "level"), (("100",), None), (("0", "0"), "level"), ((">20000", "4100"), "down"),
        (("4100", ">20000"), "up"), ((">20000", ">20000"), None), ((">20000", "30000"), None), (("<5", "4"), None),
    ],
)  # fmt: skip
def test_the_way_is_against_the_result_before(values: tuple[str, ...], way: str | None) -> None:
    assert newest(*values).way == way


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
    found = newest(*values)
    assert found.below == below
    assert found.at_least is at_least or below is None


def test_a_single_result_has_none_to_compare_with() -> None:
    assert newest("100").lone
    assert not newest("100", "100").lone


def test_results_are_compared_in_one_unit_and_in_order_of_time() -> None:
    results = [
        result("ferritin", "900", "ug/L", "2026-11-20T06:10", 2),
        result("ferritin", "2", "mg/L", "2026-11-21T06:10", 1),
    ]
    found = newest_of(series_of(results, knowledge().catalogue), FIVE)
    assert found is not None
    assert (found.point.value, found.way, found.unit) == (2000, "up", "ug/L")


def test_another_assay_is_another_series_and_its_peak_is_not_this_ones() -> None:
    results = [
        result("ferritin", "20000", "ug/L", "2026-11-20T06:10", 1, method="Old assay"),
        result("ferritin", "900", "ug/L", "2026-11-21T06:10", 2, method="New assay"),
    ]
    found = newest_of(series_of(results, knowledge().catalogue), FIVE)
    assert found is not None
    assert (found.point.value, found.way, found.below, found.lone) == (900, None, None, True)
