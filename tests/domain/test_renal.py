"""Kidney function: bedside Schwartz in both units, its ages, and bands that are never rounded."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from hlh_desktop.domain.laboratory import Result, canonical
from hlh_desktop.domain.patient import Age, age_on
from hlh_desktop.domain.renal import Egfr, band_of, egfr
from tests.builders import case_data, child, knowledge, lab, plan

AGE = Age(5, 60, 1900)


def creatinine(value: str, unit: str, comparator: str | None = None, *, interpretable: bool = True) -> Result:
    number = Decimal(value)
    found = canonical(knowledge().catalogue["crea"], number, unit)
    at = datetime(2026, 11, 21, 6)
    return Result("crea", comparator, number, unit, at, at.date(), found, None, interpretable)


def of(height: str, *results: Result, age: Age = AGE) -> Egfr | None:
    return egfr(age, Decimal(height), results, knowledge().renal)


@pytest.mark.parametrize(
    ("height", "value", "unit", "exact"),
    [
        ("110", "0.4", "mg/dL", "113.575"),
        ("87", "0.3", "mg/dL", "119.770"),
        ("140", "0.9", "mg/dL", "64.244"),
        ("165", "1.5", "mg/dL", "45.430"),
        ("110", "35.368", "umol/L", "113.521"),
        ("165", "168", "umol/L", "35.848"),
        ("110", "4", "mg/L", "113.521"),  # by the canonical unit: 35.368 umol/L
        ("110", "0.035368", "mmol/L", "113.521"),
    ],
)
def test_vectors(height: str, value: str, unit: str, exact: str) -> None:
    """Vectors of diagnostics.md 4.2."""
    found = of(height, creatinine(value, unit))
    assert found is not None
    assert abs(found.exact - Fraction(exact)) < Fraction(1, 1000)


def test_what_it_came_from_is_kept() -> None:
    row = creatinine("35.368", "umol/L")
    found = of("110", row)
    assert found is not None
    assert (found.creatinine, found.height_cm, found.factor, found.in_unit) == (
        row, Decimal(110), Decimal("36.5"), Decimal("35.368"),
    )  # fmt: skip
    assert str(found.shown) == "113.5"
    other = of("110", creatinine("0.4", "mg/dL"))
    assert other is not None
    assert (other.factor, other.in_unit, str(other.shown)) == (Decimal("0.413"), Decimal("0.4"), "113.6")
    converted = of("110", creatinine("4", "mg/L"))
    assert converted is not None
    assert (converted.factor, converted.in_unit) == (Decimal("36.5"), Decimal("35.368"))


@pytest.mark.parametrize(
    ("exact", "band"),
    [
        (Fraction(50) + Fraction(1, 10**9), "no_change"),
        (Fraction(50), "reduce"),
        (Fraction(15), "reduce"),
        (Fraction(15) - Fraction(1, 10**9), "refuse"),
        (Fraction(0), "refuse"),
    ],
)
def test_the_exact_value_decides_the_band(exact: Fraction, band: str) -> None:
    assert band_of(exact, knowledge().renal) == band


@pytest.mark.parametrize(
    ("born", "known"),
    [("2025-11-23", False), ("2025-11-22", True), ("2008-11-23", True), ("2008-11-22", False)],
)
def test_from_one_year_to_under_eighteen(born: str, known: bool) -> None:
    age = age_on(date.fromisoformat(born), date(2026, 11, 22))
    assert (of("110", creatinine("0.4", "mg/dL"), age=age) is not None) is known


def test_the_newest_exact_creatinine_counts() -> None:
    old, new = creatinine("40", "umol/L"), creatinine("50", "umol/L")
    found = of("100", old, new)
    assert found is not None
    assert found.creatinine is new
    for useless in (
        creatinine("9", "umol/L", "<"),
        creatinine("0", "umol/L"),
        creatinine("60", "umol/L", interpretable=False),
    ):
        beside = of("100", old, useless)
        assert beside is not None
        assert beside.creatinine is old
        assert of("100", useless) is None
    assert of("100") is None


def test_a_result_without_a_canonical_value_gives_none() -> None:
    row = creatinine("4", "mg/L")
    lost = Result(row.analyte, None, row.value, row.unit, row.at, row.on, None)
    assert of("100", lost) is None


def test_other_analytes_do_not_count() -> None:
    assert plan(case_data(labs=[lab("urea", "5", "mmol/L")])).egfr is None


@pytest.mark.parametrize(("at", "known"), [("2026-11-15T00:00", True), ("2026-11-14T23:59", False)])
def test_creatinine_of_the_last_days(at: str, known: bool) -> None:
    assert (plan(case_data(labs=[lab("crea", "40", "umol/L", at)])).egfr is not None) is known


def test_the_height_in_use_counts() -> None:
    found = plan(child("20", "110", "2021-05-22", labs=[lab("crea", "0.4", "mg/dL")])).egfr
    assert found is not None
    assert found.exact == Fraction("113.575")


@pytest.mark.parametrize(
    ("creatinine_umol", "limits", "told"),
    [
        ("109.5", ("30",), "30.0"),  # 36.5 x 90 / 109.5 is 30, at the limit and so told
        ("109.6", ("30",), "29.97"),
        ("109.4", ("30",), "30.03"),
        ("109.501", ("30",), "30.000"),  # three decimals are the most; no child's kidney is known so well
        ("100", ("15", "30"), "32.9"),
        ("218.9", ("15", "30"), "15.01"),
        ("100", (), "32.9"),
    ],
)
def test_beside_a_limit_it_is_told_so_that_its_side_can_be_seen(
    creatinine_umol: str, limits: tuple[str, ...], told: str
) -> None:
    found = of("90", creatinine(creatinine_umol, "umol/L"))
    assert found is not None
    assert found.beside(*map(Decimal, limits)) == told
