"""Decisions on the next dose: from which day they are due, and until when, with the drug in more than one line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import plan, tasks
from tests.domain.findings.sides import ordering

DEP = {"line": "dep_etoposide", "first_day": 3, "cycles": 2}
ETOPOSIDE, RITUXIMAB = "etoposide_decision", "rituximab_decision"


def until(code: str, case: dict[str, Any]) -> str | None:
    (task,) = (task for task in plan(case).tasks if task.code == code)
    return task.until and task.until.isoformat(timespec="minutes")


def test_etoposide_of_dep_is_decided_again_a_week_after_its_own_first_dose() -> None:
    """Doses of days 3, 10, 17 and 24: the decision is on day 10, and ends with the dose of 15 December."""
    case = ordering(DEP)
    assert tasks(case)[ETOPOSIDE] == "2026-12-01T08:00+01:00"
    assert until(ETOPOSIDE, case) == "2026-12-15T14:00+01:00"


def test_beside_etoposide_of_the_protocol_that_of_dep_counts_from_day_one() -> None:
    assert tasks(ordering("etoposide", DEP))[ETOPOSIDE] == "2026-11-29T08:00+01:00"


def test_the_decision_goes_on_to_the_last_etoposide_of_either_line() -> None:
    """The protocol's tenth dose is on day 50; DEP from day 50 on has its fourth on day 71."""
    assert until(ETOPOSIDE, ordering("etoposide", DEP)) == "2027-01-10T14:00+01:00"
    late = ordering("etoposide", {**DEP, "first_day": 50}, plan={"last_week": 40})
    assert until(ETOPOSIDE, late) == "2027-01-31T14:00+01:00"


@pytest.mark.parametrize(("doses", "last"), [(1, "2026-11-29"), (2, "2026-12-06"), (4, "2026-12-20")])
def test_another_rituximab_is_decided_on_for_a_week_after_the_last(doses: int, last: str) -> None:
    case = ordering({"line": "rituximab", "doses": doses})
    assert tasks(case)[RITUXIMAB] == "2026-11-28T08:00+01:00"
    assert until(RITUXIMAB, case) == f"{last}T08:30+01:00"


def test_a_first_rituximab_on_a_later_day_moves_the_decision_with_it() -> None:
    case = ordering({"line": "rituximab", "first_day": 5, "doses": 1})
    assert tasks(case)[RITUXIMAB] == "2026-12-02T08:00+01:00"
    assert until(RITUXIMAB, case) == "2026-12-03T08:30+01:00"


PULSE = {"line": "methylprednisolone_pulse", "first_day": 100}


def test_a_stress_plan_is_agreed_after_weeks_of_steroid_counted_from_its_first_dose() -> None:
    """Day 43 of dexamethasone from day 1; of three days of a pulse never, whenever they are."""
    assert tasks(ordering("dexamethasone"))["steroid_stress_plan"] == "2027-01-03T08:00+01:00"
    assert "steroid_stress_plan" not in tasks(ordering(PULSE, plan={"last_week": 40, "protocol": "none"}))
    late = {"line": "methylprednisolone", "first_day": 40, "days": 10}
    assert "steroid_stress_plan" not in tasks(ordering(late, plan={"protocol": "none"}))
    long = {"line": "methylprednisolone", "first_day": 40, "days": 28}
    assert tasks(ordering(long, plan={"protocol": "none"}))["steroid_stress_plan"] == "2027-01-27T08:00+01:00"
