"""The box of stress doses on the plan: sums, ages, until when, and that local policy goes before it."""

from __future__ import annotations

from tests.domain.findings.sides import ordering
from tests.report.sheets import printed


def test_a_plan_with_weeks_of_steroid_prints_the_stress_doses_with_their_sum_and_source() -> None:
    text = " ".join(printed(ordering("dexamethasone")).text.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Stress doses after weeks of steroid" in text
    assert "hydrocortisone 4.5 mg per dose, 4 doses a day" in text
    # As of every other dose, what it is rounded to is the dose, and not the step.
    assert "/ 4 = 4.43 mg, rounded to 4.5 mg in steps of 0.5 mg" in text
    assert "hydrocortisone 50 mg at once into muscle or vein" in text
    assert "Local policy" in text
    assert "SAFE S" in text


def test_a_plan_with_a_short_steroid_prints_none() -> None:
    short = ordering({"line": "methylprednisolone", "first_day": 1, "days": 20})
    assert "Stress doses" not in printed(short).text


def test_the_first_sheet_names_the_tasks_with_a_clock_of_their_own_however_many_come_before() -> None:
    """Ten tasks are due in the morning of day one; the reassessment of the evening and both responses stay."""
    case = ordering("etoposide", "rituximab", severity={"course": "deteriorating"}, etiology={"kind": "infection"})
    first = " ".join("".join(printed(case).pages[:2]).replace("\N{NO-BREAK SPACE}", " ").split())
    for words in ("again every 12 hours while deteriorating", "Formal response at week 2", "Week 8 decision"):
        assert words in first
