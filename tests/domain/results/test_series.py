"""Series: joined by a line is what is of one analyte, one assay, and where it matters one laboratory or specimen."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.results.series import series_of, standing
from hlh_desktop.domain.results.values import ResultId
from tests.builders import knowledge
from tests.lab_results import result

CATALOGUE = knowledge().catalogue
FIRST, SECOND = "2026-11-20T06:10", "2026-11-21T06:10"


def test_values_of_one_assay_are_one_series_in_the_canonical_unit() -> None:
    (found,) = series_of(
        [result("tg", "265", "mg/dL", FIRST), result("tg", "3.8", "mmol/L", SECOND, 2)], CATALOGUE
    )  # fmt: skip
    assert found.unit == "mmol/L"
    assert [str(point.value) for point in found.points] == ["2.99185", "3.8"]


@pytest.mark.parametrize(
    ("analyte", "unit", "first", "second"),
    [
        ("ferritin", "ug/L", {"method": "Assay A"}, {"method": "Assay B"}),
        ("scd25", "U/mL", {"laboratory": "Central"}, {"laboratory": "Reference"}),
        ("ebv", "IU/mL", {"specimen": "plasma"}, {"specimen": "whole blood"}),
        ("nk", "LU10", {"laboratory": "Central"}, {"laboratory": "Reference"}),
    ],
)
def test_another_assay_begins_another_series(
    analyte: str, unit: str, first: dict[str, str], second: dict[str, str]
) -> None:
    results = [result(analyte, "9", unit, FIRST, 1, **first), result(analyte, "8", unit, SECOND, 2, **second)]
    assert len(series_of(results, CATALOGUE)) == 2
    results[1] = result(analyte, "8", unit, SECOND, 2, **first)
    assert len(series_of(results, CATALOGUE)) == 1


def test_ferritin_of_two_laboratories_is_one_series_as_long_as_no_assay_is_named() -> None:
    results = [
        result("ferritin", "900", "ug/L", FIRST, 1, laboratory="Central"),
        result("ferritin", "800", "ug/L", SECOND, 2, laboratory="Reference"),
    ]
    assert len(series_of(results, CATALOGUE)) == 1


def test_copies_and_international_units_never_share_a_series() -> None:
    results = [result("ebv", "900", "copies/mL", FIRST), result("ebv", "900", "IU/mL", SECOND, 2)]
    assert {(one.unit, one.points[0].value) for one in series_of(results, CATALOGUE)} == {
        ("copies/mL", 900), ("IU/mL" if CATALOGUE["ebv"].unit == "IU/mL" else CATALOGUE["ebv"].unit, 900)
    }  # fmt: skip


def test_scd25_by_mass_is_another_analyte() -> None:
    results = [result("scd25", "9100", "U/mL", FIRST), result("scd25_mass", "9100", "pg/mL", SECOND, 2)]
    assert {one.key.analyte for one in series_of(results, CATALOGUE)} == {"scd25", "scd25_mass"}


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "status"),
    [
        ("ferritin", "pending", "ug/L", "pending"), ("ferritin", "900", "pmol/L", "final"),
        ("scd25", "900", "IU/mL", "final"), ("plt", "40", "g/L", "final"), ("na", "136", "mmol/L", "cancelled"),
    ],
)  # fmt: skip
def test_what_has_no_number_in_a_unit_that_is_converted_is_in_no_series(
    analyte: str, value: str, unit: str, status: str
) -> None:
    assert series_of([result(analyte, value, unit, FIRST, status=status)], CATALOGUE) == ()


def test_a_comparator_stays_with_its_point() -> None:
    (found,) = series_of([result("ferritin", ">20000", "ug/L", FIRST)], CATALOGUE)
    assert (found.points[0].comparator, found.points[0].value) == (">", 20000)


def test_what_was_ended_stands_no_more_and_the_rest_is_in_order_of_time() -> None:
    late, early, gone = (
        result("na", "136", "mmol/L", SECOND, 1), result("na", "131", "mmol/L", FIRST, 2),
        result("na", "13", "mmol/L", FIRST, 3),
    )  # fmt: skip
    assert standing([late, early, gone], [ResultId(3, 0)]) == (early, late)


def test_a_result_of_no_named_laboratory_belongs_to_the_only_one_that_was_named() -> None:
    results = [
        result("scd25", "14700", "U/mL", FIRST, 1),
        result("scd25", "9100", "U/mL", SECOND, 2, laboratory="Central"),
    ]
    (found,) = series_of(results, CATALOGUE)
    assert [point.value for point in found.points] == [14700, 9100]


def test_between_two_named_laboratories_a_result_of_none_stands_alone() -> None:
    results = [
        result("scd25", "14700", "U/mL", FIRST, 1),
        result("scd25", "9100", "U/mL", SECOND, 2, laboratory="Central"),
        result("scd25", "9000", "U/mL", SECOND, 3, laboratory="Reference"),
    ]
    assert [len(one.points) for one in series_of(results, CATALOGUE)] == [1, 1, 1]
