"""L and H are what a result proves of its range, in the unit that was reported."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hlh_desktop.domain.quantity import rounded
from hlh_desktop.domain.results.flags import flag, times_upper
from hlh_desktop.domain.results.ranges import Range
from tests.builders import knowledge
from tests.lab_results import result

CATALOGUE = knowledge().catalogue
AT = "2026-11-22T07:20"


def lies(analyte: str, value: str, unit: str, found: Range | None, **more: Any) -> str | None:
    return flag(result(analyte, value, unit, AT, **more), found, CATALOGUE.get(analyte))


def between(low: str | None, high: str | None, unit: str, **more: Any) -> Range:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return Range(unit, "default", *ends, **more)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("109.9", "L"), ("110", None), ("140", None), ("140.1", "H"), ("<110", "L"), ("<=110", None), ("<111", None),
     (">140", "H"), (">=140", None), (">139", None), ("<140", None)],
)  # fmt: skip
def test_the_ends_belong_to_the_range_and_a_comparator_decides_what_it_proves(value: str, expected: str | None) -> None:
    assert lies("hb", value, "g/L", between("110", "140", "g/L")) == expected


def test_beyond_the_assay_is_above_the_range_and_below_its_limit_may_be_anything() -> None:
    assert lies("ferritin", ">20000", "ug/L", between("7", "140", "ug/L")) == "H"
    assert lies("ebv", "<35", "IU/mL", between(None, "20", "IU/mL")) is None


def test_an_open_end_that_is_itself_too_high() -> None:
    found = Range("mmol/L", "default", below=Decimal("0.85"))
    assert [lies("tg", value, "mmol/L", found) for value in ("0.84", "0.85", ">0.84")] == [None, "H", None]


def test_a_default_of_fasting_samples_says_nothing_of_another_sample() -> None:
    found = Range("mmol/L", "default", below=Decimal("0.85"), fasting=True)
    assert [lies("tg", "3.8", "mmol/L", found, fasting=said) for said in (True, False, None)] == ["H", None, None]
    own = between(None, "1.7", "mmol/L")
    assert lies("tg", "3.8", "mmol/L", own) == "H"


def test_two_units_are_compared_exactly() -> None:
    # 3.0 mmol/L are 265.72 mg/dL: 265 are not above.
    assert lies("tg", "265", "mg/dL", between(None, "3.0", "mmol/L")) is None
    assert lies("tg", "266", "mg/dL", between(None, "3.0", "mmol/L")) == "H"
    assert lies("hb", "10.9", "g/dL", between("110", "140", "g/L")) == "L"
    assert lies("hb", "11", "g/dL", between("110", "140", "g/L")) is None


def test_what_is_not_converted_is_compared_in_its_own_unit_only() -> None:
    assert lies("nk", "3", "LU10", between("16", None, "LU10")) == "L"
    assert lies("nk", "3", "LU20", between("16", None, "LU10")) is None
    assert lies("ferritin", "3", "pmol/L", between("7", "140", "ug/L")) is None
    assert lies("cd163", "9", "mg/L", between(None, "5", "mg/L")) == "H"


def test_words_pending_and_no_range_have_no_letter() -> None:
    found = between("7", "140", "ug/L")
    assert lies("ferritin", "not detected", "ug/L", found) is None
    assert lies("ferritin", "200", "ug/L", found, status="pending") is None
    assert lies("ferritin", "200", "ug/L", None) is None
    assert lies("nk", "3", "LU10", Range("LU10", "laboratory", text="> 16")) is None


def test_soluble_cd25_as_a_multiple_of_its_upper_limit() -> None:
    found = times_upper(result("scd25", "14700", "U/mL", AT), between("144", "1329", "U/mL"), CATALOGUE["scd25"])
    assert found == Fraction(14700, 1329)
    assert str(rounded(found, 1)) == "11.1"
    thousands = times_upper(result("scd25", "14.7", "kU/L", AT), between("144", "1329", "U/mL"), CATALOGUE["scd25"])
    assert thousands == Fraction(147, 13290)


def test_there_is_no_multiple_without_an_upper_limit_or_between_assays() -> None:
    row = result("scd25", "14700", "U/mL", AT)
    assert times_upper(row, between("144", None, "U/mL"), CATALOGUE["scd25"]) is None
    assert times_upper(row, between(None, "1033", "pg/mL"), CATALOGUE["scd25"]) is None
    assert times_upper(row, None, CATALOGUE["scd25"]) is None
