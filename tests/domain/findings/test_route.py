"""Findings about the route: ciclosporin intravenously at an oral dose, and cytotoxics of two routes on one day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import findings, levels
from tests.domain.findings.sides import intravenous, ordering

SAME_DAY = "intrathecal_same_day_as_iv_cytotoxic"


def test_an_intravenous_dose_is_held_against_a_third_of_the_oral_one() -> None:
    (text,) = findings(intravenous("6"))["route_dose_check"]
    assert text.startswith("ciclosporin intravenous at 6 mg/kg/day, above 3:")
    assert levels(intravenous("6"))["route_dose_check"] == "critical"


def test_a_third_of_the_oral_dose_itself_is_not() -> None:
    """24 mg twice daily in 16 kg are exactly 3 mg/kg/day."""
    body = [{"on": "2026-11-21", "weight_kg": "16", "height_cm": "100"}]
    assert "route_dose_check" not in levels({**intravenous("3"), "measurements": body})
    assert "route_dose_check" in levels({**intravenous("3.1"), "measurements": body})


def test_an_oral_dose_is_not() -> None:
    oral = {"line": "ciclosporin", "mg_per_kg_per_day": "7"}
    assert "route_dose_check" not in levels(ordering(oral, plan={"protocol": "hlh-2004"}))
    both = {"line": "dexamethasone", "route": "intravenous"}
    assert "route_dose_check" not in levels(ordering(oral, both, plan={"protocol": "hlh-2004"}))


def test_a_dose_changed_to_the_other_route_is() -> None:
    change = {"line": "ciclosporin", "day": 3, "do": "route", "route": "intravenous", "reason": "vomiting"}
    plan = {"protocol": "hlh-2004", "changes": [change]}
    assert "route_dose_check" in levels(ordering("ciclosporin", plan=plan))


def spine(first_day: int, **times: list[str]) -> dict[str, Any]:
    lines = ("etoposide", {"line": "intrathecal", "first_day": first_day, "doses": 2})
    return ordering(*lines, plan={"times": times})


@pytest.mark.parametrize(
    ("case", "level"),
    [
        (spine(16), None),
        (spine(15), "warning"),
        (spine(15, intrathecal=["14:00"]), "critical"),
        (spine(15, etoposide=["11:00"]), "critical"),
        (spine(15, etoposide=["11:01"]), "warning"),
    ],
)
def test_two_cytotoxics_on_one_day_and_at_one_time(case: dict[str, Any], level: str | None) -> None:
    assert levels(case).get(SAME_DAY) == level


def test_the_days_are_named() -> None:
    (text,) = findings(spine(15))[SAME_DAY]
    assert "(2026-12-06, 2026-12-13)" in text


def test_another_dose_of_that_day_does_not_hide_the_same_time() -> None:
    """Day 11 is moved to day 15, so that two doses of etoposide stand on the day, the second later."""
    move = {"line": "etoposide", "day": 11, "do": "move", "to": "2026-12-06T20:00", "reason": "fever"}
    lines = ("etoposide", {"line": "intrathecal", "first_day": 15, "doses": 1})
    data = ordering(*lines, plan={"changes": [move], "times": {"intrathecal": ["14:00"]}})
    assert levels(data)[SAME_DAY] == "critical"


@pytest.mark.parametrize("line", ["dexamethasone", "rituximab", "ivig"])
def test_what_is_no_cytotoxic_may_stand_beside(line: str) -> None:
    assert SAME_DAY not in levels(ordering(line, {"line": "intrathecal", "first_day": 1}))
