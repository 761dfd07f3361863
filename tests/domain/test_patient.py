"""Age by calendar and body surface area, at the days and values where they turn."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hlh_desktop.domain.patient import Age, age_on, surface_area
from tests.builders import knowledge

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def area(kg: str, cm: str):
    return surface_area(Decimal(kg), Decimal(cm), knowledge().settings.haycock)


@pytest.mark.parametrize(
    ("born", "day", "years", "months"),
    [
        ("2023-01-19", "2026-01-18", 2, 35),
        ("2023-01-19", "2026-01-19", 3, 36),
        ("2026-09-22", "2026-11-21", 0, 1),
        ("2026-09-22", "2026-11-22", 0, 2),
        ("2026-11-22", "2026-11-22", 0, 0),
        ("2025-12-31", "2026-01-01", 0, 0),
        ("2025-12-01", "2026-11-30", 0, 11),
        ("2025-12-01", "2026-12-01", 1, 12),
    ],
)
def test_years_and_months_count_when_they_are_complete(born: str, day: str, years: int, months: int) -> None:
    age = age_on(date.fromisoformat(born), date.fromisoformat(day))
    assert (age.years, age.months) == (years, months)


@pytest.mark.parametrize(
    ("day", "years"),
    [("2025-02-28", 0), ("2025-03-01", 1), ("2027-02-28", 2), ("2027-03-01", 3), ("2028-02-28", 3), ("2028-02-29", 4)],
)
def test_who_is_born_on_29_february_has_the_birthday_on_1_march_in_other_years(day: str, years: int) -> None:
    assert age_on(date(2024, 2, 29), date.fromisoformat(day)).years == years


@pytest.mark.parametrize(
    ("day", "months"),
    [("2026-02-28", 0), ("2026-03-01", 1), ("2026-03-30", 1), ("2026-03-31", 2), ("2026-04-30", 2), ("2026-05-01", 3)],
)
def test_a_month_of_a_child_born_on_the_31st_is_complete_on_the_1st_after_a_short_month(day: str, months: int) -> None:
    assert age_on(date(2026, 1, 31), date.fromisoformat(day)).months == months


def test_days_are_counted_and_months_past_the_birthday_are_what_remains() -> None:
    assert age_on(date(2024, 6, 22), date(2026, 11, 22)) == Age(2, 29, 883)
    assert age_on(date(2024, 6, 22), date(2026, 11, 22)).months_past_birthday == 5
    assert age_on(date(2023, 1, 19), date(2026, 1, 19)).months_past_birthday == 0


@given(born=DAYS, day=DAYS)
def test_years_are_whole_dozens_of_months_and_never_run_backwards(born: date, day: date) -> None:
    born, day = sorted((born, day))
    age, next_day = age_on(born, day), age_on(born, day + timedelta(days=1))
    assert age.years == age.months // 12
    assert 0 <= age.months_past_birthday < 12
    assert (age.years, age.months, age.days + 1) <= (next_day.years, next_day.months, next_day.days)


@pytest.mark.parametrize(
    ("kg", "cm", "used"),
    [
        ("4.2", "55", "0.25"), ("9.8", "74", "0.45"), ("10.0", "76", "0.46"), ("13.5", "92", "0.59"),
        ("18", "108", "0.73"), ("30.0", "135", "1.06"), ("45", "155", "1.39"), ("62", "168", "1.70"),
        ("24", "122", "0.90"), ("15", "98", "0.64"), ("70", "175", "1.84"),
    ],
)  # fmt: skip
def test_surface_is_mosteller_rounded_to_two_decimals(kg: str, cm: str, used: str) -> None:
    assert str(area(kg, cm).used) == used


@pytest.mark.parametrize(
    ("kg", "cm", "exact", "used"),
    [
        ("9", "102.01", "0.505", "0.51"),  # sqrt(102.01 x 9 / 3600) = 10.1 x 3 / 60
        ("10.89", "121", "0.605", "0.61"),
        ("16.4025", "100", "0.675", "0.68"),
        ("36", "157.5025", "1.255", "1.26"),
    ],
)
def test_a_surface_that_lies_exactly_on_the_half_rounds_up(kg: str, cm: str, exact: str, used: str) -> None:
    assert area(kg, cm).mosteller == Decimal(exact)
    assert area(kg, cm).used == Decimal(used)


def test_just_under_the_half_rounds_down() -> None:
    assert area("35.9999", "157.5025").used == Decimal("1.25")


def test_haycock_stands_beside_it() -> None:
    both = area("13.5", "92")  # 0.024265 x 13.5^0.5378 x 92^0.3964
    assert round(both.haycock, 4) == Decimal("0.5906")
    assert str(both.haycock_rounded) == "0.59"
    assert both.difference == abs(Fraction(both.haycock) - Fraction(both.mosteller)) / Fraction(both.mosteller)


def test_the_difference_of_the_formulas_is_a_share_of_mosteller_whichever_is_larger() -> None:
    above, below = area("4.2", "55"), area("30.0", "135")
    assert above.haycock > above.mosteller
    assert below.haycock < below.mosteller
    assert float(above.difference) == pytest.approx(0.0148195, rel=1e-4)
    assert float(below.difference) == pytest.approx(0.0039891, rel=1e-4)


def test_surface_does_not_depend_on_the_precision_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 3
        rough = area("13.5", "92").mosteller
    assert rough == area("13.5", "92").mosteller
    assert len(rough.as_tuple().digits) == getcontext().prec
