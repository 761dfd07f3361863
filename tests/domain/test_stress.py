"""Stress doses after weeks of steroid: by surface, by age on the day, until 6 to 12 months after the last steroid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hlh_desktop.domain.stress import StressDoses, birthday, months_after, stress_doses
from tests.builders import child, knowledge, plan, regimen
from tests.domain.findings.sides import Case, ordering

LONG = {"line": "methylprednisolone", "first_day": 1, "days": 21}


def box(case: Case) -> StressDoses | None:
    return stress_doses(plan(case), knowledge())


def test_a_sick_day_is_30_mg_per_m2_in_four_doses_rounded_once() -> None:
    """0.59 m2 x 30 mg/m2 / 4 = 4.425 mg, to the next half milligram."""
    found = box(ordering("dexamethasone"))
    assert found is not None
    assert found.sick_day_mg == Decimal("4.5")
    assert found.working == "30 mg/m2 x 0.59 m2 / 4 = 4.43 mg"
    assert found.since == date(2027, 1, 3)  # day 43


@pytest.mark.parametrize(
    ("body", "bands"),
    [
        (("13.5", "92", "2024-06-22"), [("50", "2027-01-03", "2028-01-16")]),
        # One year old on 10 February 2027, and six on 1 July 2027: the dose of that day counts.
        (("8.5", "71", "2026-02-10"), [("25", "2027-01-03", "2027-02-09"), ("50", "2027-02-10", "2028-01-16")]),
        (("18", "108", "2021-07-01"), [("50", "2027-01-03", "2027-06-30"), ("100", "2027-07-01", "2028-01-16")]),
        (("40", "150", "2015-01-01"), [("100", "2027-01-03", "2028-01-16")]),
    ],
)
def test_the_crisis_dose_goes_by_the_age_on_the_day(
    body: tuple[str, str, str], bands: list[tuple[str, str, str]]
) -> None:
    found = box(child(*body, regimen=regimen("dexamethasone")))
    assert found is not None
    assert [(str(one.mg), str(one.first), str(one.last)) for one in found.crisis] == bands


def test_it_holds_until_six_to_twelve_months_after_the_last_steroid() -> None:
    found = box(ordering(LONG))
    assert found is not None
    assert (found.since, found.least_until, found.until) == (
        date(2026, 12, 12), date(2027, 6, 12), date(2027, 12, 12),
    )  # fmt: skip


def test_a_short_steroid_and_a_plan_without_one_have_no_box() -> None:
    assert box(ordering({**LONG, "days": 20})) is None
    assert box(ordering("etoposide")) is None


def test_who_is_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    assert birthday(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert birthday(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert birthday(date(2024, 2, 28), 1) == date(2025, 2, 28)


def test_months_end_where_the_later_month_ends() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 12), 12) == date(2027, 12, 12)
