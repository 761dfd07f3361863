"""Laboratory: units, the window of days, and what a result proves of a limit in its own unit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.case import LabRow
from hlh_desktop.domain.laboratory import Analyte, Limit, Result, canonical, counting, latest, proves, read_results
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.logic import Truth

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 22)
OPERATORS = {
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


def result(value: str, unit: str = "g/L", comparator: str | None = None, analyte: str = "hb", **more: object) -> Result:
    """A result of noon on day one, converted as the catalogue says."""
    found = knowledge().catalogue[analyte]
    number = Decimal(value)
    at = datetime(2026, 11, 22, 12, tzinfo=PARIS)
    return Result(analyte, comparator, number, unit, at, at.date(), canonical(found, number, unit), **more)


def limit(op: str, analyte: str = "hb", **values: str) -> Limit:
    """A limit of grams per litre, or of the units named."""
    units = {unit.replace("_", "/"): Decimal(value) for unit, value in values.items()}
    return Limit(analyte=analyte, op=op, values=units)


# --- what a result proves


def brute_force(comparator: str | None, value: int, op: str, line: int) -> Truth:
    """The answer over every number that the comparator leaves: quarters from far below to far above."""
    grid = [Decimal(quarter) / 4 for quarter in range(-40, 41)]
    left = [x for x in grid if (x == value if comparator is None else OPERATORS[comparator](x, value))]
    answers = {OPERATORS[op](x, line) for x in left}
    return answers.pop() if len(answers) == 1 else None


@pytest.mark.parametrize(("comparator", "op"), list(product((None, *OPERATORS), OPERATORS)))
def test_a_comparator_decides_only_what_it_proves(comparator: str | None, op: str) -> None:
    for value, line in product(range(7), repeat=2):
        found = proves(result(str(value), comparator=comparator), limit(op, g_L=str(line)))
        assert found is brute_force(comparator, value, op, line), (comparator, value, op, line)


@pytest.mark.parametrize(("comparator", "op"), list(product((None, *OPERATORS), OPERATORS)))
def test_a_result_that_something_raised_proves_no_more_than_that_it_is_not_higher(
    comparator: str | None, op: str
) -> None:
    """Under lipid 4.5 mmol/L may be 4.5 or any less; above what an assay reads and raised as well, it may be all."""
    for value, line in product(range(7), repeat=2):
        found = proves(result(str(value), comparator=comparator, raised=True), limit(op, g_L=str(line)))
        true = None if comparator in (">", ">=") else brute_force(comparator or "<=", value, op, line)
        assert found is true, (comparator, value, op, line)


@pytest.mark.parametrize(
    ("comparator", "value", "op", "line", "truth"),
    [
        (">", "20000", ">", "6000", True),
        (">", "20000", ">=", "500", True),
        (">", "20000", ">", "20000", True),
        (">=", "20000", ">", "20000", None),
        (">", "20000", ">", "30000", None),
        (">", "400", "<", "500", None),
        ("<", "35", ">", "0", None),
        ("<", "35", ">=", "35", False),
        ("<=", "35", ">=", "35", None),
        ("<", "35", "<", "35", True),
        ("<=", "35", "<", "35", None),
    ],
)
def test_censored_results(comparator: str, value: str, op: str, line: str, truth: Truth) -> None:
    assert proves(result(value, "ug/L", comparator, "ferritin"), limit(op, "ferritin", ug_L=line)) is truth


def test_a_limit_is_tested_in_the_reported_unit() -> None:
    fat = knowledge().criteria.limits.triglycerides
    verdicts = {
        (value, unit): proves(result(value, unit, analyte="tg"), fat)
        for value, unit in [("265", "mg/dL"), ("264.9", "mg/dL"), ("2.99", "mmol/L"), ("3.00", "mmol/L")]
    }
    assert list(verdicts.values()) == [True, False, False, True]


def test_in_a_unit_without_a_limit_of_its_own_the_canonical_value_is_tested() -> None:
    assert proves(result("8.9", "g/dL"), limit("<", g_L="90")) is True
    assert proves(result("9.0", "g/dL"), limit("<", g_L="90")) is False
    assert proves(result("5.58", "mmol/L"), limit("<", g_L="90")) is True
    assert proves(result("5.59", "mmol/L"), limit("<", g_L="90")) is False


@pytest.mark.parametrize(("unit", "analyte"), [("pmol/L", "ferritin"), ("IU/mL", "scd25"), ("copies/mL", "ebv")])
def test_a_unit_that_is_not_converted_proves_nothing(unit: str, analyte: str) -> None:
    canonical_unit = next(iter(knowledge().catalogue[analyte].units))
    values = {canonical_unit: Decimal(1)}
    assert proves(result("900000", unit, analyte=analyte), Limit(analyte=analyte, op=">", values=values)) is None


def test_a_result_drawn_under_the_wrong_conditions_proves_nothing() -> None:
    assert proves(result("50", interpretable=False), limit("<", g_L="90")) is None


def test_a_result_is_written_as_the_laboratory_wrote_it() -> None:
    assert result("20000.0", "ug/L", ">", "ferritin").reported == ">20000.0"
    assert result("88").reported == "88"


# --- units


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "expected", "places"),
    [
        ("tg", "265", "mg/dL", "2.99185", 5),
        ("crea", "0.5089", "mg/dL", "45.00", 2),
        ("crea", "1.2", "mg/dL", "106.10", 2),
        ("bili_t", "3", "mg/dL", "51.312", 3),
        ("urea", "20", "mg/dL as BUN", "7.14", 2),
        ("glucose", "90", "mg/dL", "4.996", 3),
        ("hb", "5.59", "mmol/L", "90.1", 1),
        ("fibrinogen", "4.41", "umol/L", "1.50", 2),
        ("csa", "166.3", "nmol/L", "200.0", 1),
        ("plt", "8", "10*4/uL", "80", 0),
        ("plt", "1.5", "lakh/uL", "150", 0),
        ("ferritin", "1", "mg/L", "1000", 0),
        ("temp", "101.3", "[degF]", "38.5", 1),
        ("temp", "32", "[degF]", "0", 0),
        ("ebv", "3", "log10 IU/mL", "1000", 0),
        ("csf_wbc", "0.005", "10*9/L", "5", 0),
        ("weight", "10", "[lb_av]", "4.5359237", 7),
    ],
)
def test_unit_vectors(analyte: str, value: str, unit: str, expected: str, places: int) -> None:
    """The vectors of diagnostics.md section 2."""
    found = canonical(knowledge().catalogue[analyte], Decimal(value), unit)
    assert found is not None
    assert round(found, places) == Decimal(expected)


def test_platelets_of_a_japanese_report_and_of_an_indian_one_are_below_a_hundred_or_not() -> None:
    low = knowledge().criteria.limits.platelets
    assert proves(result("8", "10*4/uL", analyte="plt"), low) is True
    assert proves(result("1.5", "lakh/uL", analyte="plt"), low) is False


def test_an_enormous_logarithm_does_not_overflow() -> None:
    found = canonical(knowledge().catalogue["ebv"], Decimal(999999999999), "log10 IU/mL")
    assert found == Decimal(10) ** 100


def test_a_spelling_stands_for_a_listed_unit() -> None:
    platelets = knowledge().catalogue["plt"]
    assert platelets.listed("10^9/L") == "10*9/L"
    assert platelets.listed("10*9/L") == "10*9/L"
    assert platelets.listed("g/L") is None


# --- the window of days


def row(value: str, at: datetime, analyte: str = "hb", unit: str = "g/L", **more: object) -> LabRow:
    return LabRow.model_construct(
        analyte=analyte, value=Decimal(value), unit=unit, at=at, **{"comparator": None, "fasting": None, **more}
    )


def read(*rows: LabRow, catalogue: dict[str, Analyte] | None = None) -> tuple[Result, ...]:
    return read_results(rows, catalogue or knowledge().catalogue, PARIS, date(2026, 11, 15), DAY)


def test_the_window_is_of_whole_days_in_ward_time() -> None:
    moments = {
        datetime(2026, 11, 14, 23, 59): False,
        datetime(2026, 11, 15, 0, 0): True,
        datetime(2026, 11, 22, 23, 59): True,
        datetime(2026, 11, 23, 0, 0): False,
        datetime(2026, 11, 14, 23, 0, tzinfo=UTC): True,  # midnight in Paris
        datetime(2026, 11, 22, 23, 0, tzinfo=UTC): False,
    }
    assert {at: bool(read(row("88", at))) for at in moments} == moments


def test_a_moment_without_offset_is_ward_time_and_the_day_is_the_wards() -> None:
    (plain,) = read(row("88", datetime(2026, 11, 20, 6)))
    (shifted,) = read(row("88", datetime(2026, 11, 19, 23, 30, tzinfo=UTC)))
    assert (plain.at.isoformat(), plain.on) == ("2026-11-20T06:00:00+01:00", date(2026, 11, 20))
    assert (shifted.at.isoformat(), shifted.on) == ("2026-11-20T00:30:00+01:00", date(2026, 11, 20))


def test_results_stand_oldest_first_and_of_one_moment_the_later_row_last() -> None:
    early, late = datetime(2026, 11, 20, 6), datetime(2026, 11, 21, 6)
    found = read(row("1", late), row("2", early), row("3", late))
    assert [str(one.value) for one in found] == ["2", "1", "3"]
    newest = latest(found, "hb")
    assert newest is not None
    assert newest.value == Decimal(3)


def test_a_result_keeps_what_was_reported() -> None:
    at = datetime(2026, 11, 20, 6)
    (fat,) = read(row("300", at, "tg", "mg/dL", comparator=">", fasting=False))
    assert (fat.comparator, fat.value, fat.unit, fat.fasting, fat.interpretable) == (
        ">", Decimal(300), "mg/dL", False, True,
    )  # fmt: skip
    (cells,) = read(row("40", at, "plt", "10^9/L"))
    assert (cells.unit, cells.canonical) == ("10*9/L", Decimal(40))
    (refused,) = read(row("40", at, "ferritin", "pmol/L"))
    assert (refused.canonical, refused.interpretable) == (None, False)


def test_counting_keeps_the_named_analytes_in_order() -> None:
    at = datetime(2026, 11, 20, 6)
    found = read(row("1", at), row("2", at, "plt", "10*9/L"), row("3", at))
    assert [one.value for one in counting(found, "hb")] == [Decimal(1), Decimal(3)]
    assert len(counting(found, "hb", "plt")) == 3
    assert latest(found, "ast") is None
