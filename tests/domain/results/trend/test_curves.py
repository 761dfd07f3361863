"""From results to curves: a new segment wherever another assay, laboratory, specimen or unit begins, and says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.results.trend.demo import curve, result, spaced, trend


def parts(*results: Any) -> list[tuple[int, str, str]]:
    """How many points each segment of ferritin has, what changed before it, and how its series is named."""
    drawn = curve(trend(list(results)), "ferritin")
    return [(len(one.points), one.label, one.assay) for one in drawn.segments]


def test_results_of_one_series_are_one_segment_without_a_name() -> None:
    assert parts(result("ferritin", "900", 0), result("ferritin", "800", 1)) == [(2, "", "")]


@pytest.mark.parametrize(
    ("other", "told", "named"),
    [
        ({"method": "Roche"}, "another assay", "Roche"),
        ({"laboratory": "Laboratory B"}, "another laboratory", "Laboratory B"),
        ({"specimen": "plasma"}, "another specimen", "plasma"),
        ({"method": " Roche ", "laboratory": "Laboratory B"}, "another assay", "Roche, Laboratory B"),
    ],
)
def test_another_series_begins_a_segment_that_names_it_and_says_what_changed(
    other: dict[str, Any], told: str, named: str
) -> None:
    found = parts(result("ferritin", "900", 0), result("ferritin", "800", 1, **other), result("ferritin", "700", 2))
    assert found == [(1, "", ""), (1, told, named), (1, told, "")]


def test_no_percentage_is_told_over_a_change_of_assay() -> None:
    drawn = curve(trend([result("ferritin", "900", 0), result("ferritin", "450", 1, method="Roche")]), "ferritin")
    assert [point.since_day_one for point in drawn.points] == ["", ""]
    assert drawn.changes is not None
    assert (drawn.changes.since_peak, drawn.changes.since_day_one) == (None, None)


@pytest.mark.parametrize(
    ("values", "highest"), [(("900",), False), (("900", "1200"), True), (("1200", "900"), False)]
)  # fmt: skip
def test_the_newest_is_the_highest_only_where_there_was_another_to_be_higher_than(
    values: tuple[str, ...], highest: bool
) -> None:
    changes = curve(trend([result("ferritin", one, day) for day, one in enumerate(values)]), "ferritin").changes
    assert changes is not None
    assert changes.highest is highest


def test_the_curve_is_labelled_at_its_end_with_its_newest_value() -> None:
    drawn = curve(trend([result("ferritin", "> 20000", 0), result("ferritin", "610", 5)]), "ferritin")
    assert spaced(drawn.label).endswith("610")
    assert [point.beyond for point in drawn.points] == ["above", ""]


def test_a_result_that_is_not_final_yet_and_one_below_the_assay_say_so() -> None:
    drawn = curve(trend([result("ferritin", "< 35", 0), result("ferritin", "50", 1, status="preliminary")]), "ferritin")
    assert [(point.beyond, point.preliminary) for point in drawn.points] == [("below", False), ("", True)]
