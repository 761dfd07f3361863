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


def test_another_assay_begins_a_segment_that_names_it_and_says_what_changed() -> None:
    assays = ({}, {"method": " Roche "}, {})
    found = parts(*(result("ferritin", "900", day, **assay) for day, assay in enumerate(assays)))
    assert found == [(1, "", ""), (1, "another assay", "Roche"), (1, "another assay", "")]


@pytest.mark.parametrize(
    ("other", "segments"),
    [
        ({}, [("", "A")]),
        ({"laboratory": "B"}, [("", "A"), ("another laboratory", "B")]),
        # The first that differs is told: assay, then laboratory.
        ({"method": "ELISA", "laboratory": "B"}, [("", "A"), ("another assay", "ELISA, B")]),
        ({"specimen": "plasma"}, [("", "A")]),
    ],
)
def test_scd25_of_two_laboratories_is_never_joined_by_a_line(
    other: dict[str, str], segments: list[tuple[str, str]]
) -> None:
    usual = {"laboratory": "A", "specimen": "serum"}
    found = [result("scd25", "9000", 0, **usual), result("scd25", "8000", 1, **{**usual, **other})]
    assert [(one.label, one.assay) for one in curve(trend(found), "scd25").segments] == segments


def test_ferritin_of_two_laboratories_is_one_series() -> None:
    assert parts(result("ferritin", "900", 0, laboratory="A"), result("ferritin", "800", 1, laboratory="B")) == [
        (2, "", "")
    ]


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
