"""The limits on a proof card: each that a dose was held against, with its numbers, at the value and on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.plan_rows import line_rows
from hlh_desktop.domain.proof_limits import limits_of
from hlh_desktop.domain.proof_spans import spans_of_plan
from tests.builders import case_data, child, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.proof_values import LimitRow

USUAL = ("Time between doses", "Rounding", "BSA formulas", "Body weight", "Cumulative")


def rows(data: dict[str, Any], line: str, row: int = 0) -> dict[str, LimitRow]:
    """The limits of a dose of a line by their titles; of several findings of a level the last one."""
    made = plan(data)
    one = [found for found in line_rows(made, knowledge()) if found.line == line][row]
    found = limits_of(made, knowledge(), line, one.part, one.run.dose, spans_of_plan(made)[-1])
    return {limit.title: limit for limit in found}


def told(limit: LimitRow) -> tuple[str, str]:
    return limit.state, limit.text.replace("\N{NO-BREAK SPACE}", " ")


def moved(to: str) -> dict[str, Any]:
    """The usual course with its second dose of etoposide, of day 4 at 14:00, at another moment."""
    change = {"line": "etoposide", "day": 4, "do": "move", "to": to, "reason": "bed"}
    return case_data(regimen=regimen("etoposide", changes=[change]))


def test_etoposide_is_held_against_five_limits_in_this_order_before_the_findings_that_name_it() -> None:
    found = rows(case_data(regimen=regimen("etoposide")), "etoposide")
    assert tuple(found)[:5] == USUAL
    assert [told(found[title]) for title in USUAL[:4]] == [
        ("ok", "least 3 days, limit 3 days"),
        ("ok", "0.6 %, limit 5 %"),
        ("ok", "differ 0.6 %, limit 5 %"),
        ("ok", "13.5 kg, not under 10 kg"),
    ]


@pytest.mark.parametrize(
    ("to", "state", "gap"),
    [
        ("2026-11-25T14:00", "ok", "least 3 days, limit 3 days"),
        ("2026-11-25T13:59", "warning", "least 71 hours, under the limit of 3 days"),
        ("2026-11-24T14:00", "warning", "least 2 days, under the limit of 3 days"),
        ("2026-11-24T13:59", "critical", "least 47 hours, under the limit of 3 days"),
        ("2026-11-23T14:00", "critical", "least 1 day, under the limit of 3 days"),
    ],
)
def test_two_doses_of_etoposide_lie_three_days_apart_and_never_less_than_two(to: str, state: str, gap: str) -> None:
    assert told(rows(moved(to), "etoposide")["Time between doses"]) == (state, gap)


def test_the_card_and_the_finding_tell_the_same_hours_of_two_doses_that_are_close() -> None:
    found = rows(moved("2026-11-24T13:59"), "etoposide")
    assert "are 47 hours apart" in told(found["Critical"])[1]


def test_a_dose_by_weight_has_no_limit_of_body_surface_and_only_etoposide_has_those_of_etoposide() -> None:
    immunoglobulin = rows(case_data(regimen=regimen("ivig")), "ivig")
    assert [title for title in USUAL if title in immunoglobulin] == ["Time between doses", "Rounding"]
    steroid = rows(case_data(regimen=regimen("dexamethasone")), "dexamethasone")
    assert [title for title in USUAL if title in steroid] == ["Time between doses", "Rounding", "BSA formulas"]


def test_a_rounding_beyond_five_percent_is_a_warning_with_its_percent_without_a_sign() -> None:
    """0.354 mg become 0.4 mg: 13.0 % more."""
    found = rows(case_data(regimen=regimen("dexamethasone")), "dexamethasone", row=4)
    assert told(found["Rounding"]) == ("warning", "13 %, limit 5 %")


@pytest.mark.parametrize(
    ("weight", "rule", "limit"),
    [
        ("9.99", {"rule": "mg_per_m2"}, ("warning", "9.99 kg, under 10 kg: two rules exist")),
        ("10", {}, ("ok", "10 kg, not under 10 kg")),
    ],
)
def test_a_child_under_ten_kilograms_has_two_rules(weight: str, rule: dict[str, str], limit: tuple[str, str]) -> None:
    small = child(weight, "75", "2025-11-01", regimen=regimen({"line": "etoposide", **rule}))
    assert told(rows(small, "etoposide")["Body weight"]) == limit


@pytest.mark.parametrize(
    ("before", "state"),
    [("500", "ok"), ("500.1", "warning"), ("1499.9", "warning"), ("1500", "critical")],
)
def test_cumulative_etoposide_is_told_above_2000_and_from_3000_on(before: str, state: str) -> None:
    """Ten doses of 69 mg on 0.46 m2 are 1,500 mg/m2 exactly."""
    data = child("10", "75", "2025-11-01", patient={"prior_etoposide_mg_per_m2": before}, regimen=regimen("etoposide"))
    total = f"{round(float(before)) + 1500:,}"
    limit = (state, f"{total} mg/m² with all before and elsewhere; caution above 2,000, limit 3,000")
    assert told(rows(data, "etoposide")["Cumulative"]) == limit


def test_what_was_given_before_and_was_not_asked_is_a_note_and_beyond_the_limit_still_critical() -> None:
    ten = rows(child("10", "75", "2025-11-01", regimen=regimen("etoposide")), "etoposide")["Cumulative"]
    assert told(ten)[0] == "info"
    assert "1,500 mg/m² planned here; what was given before was NOT ASKED" in told(ten)[1]
    long = child("10", "75", "2025-11-01", regimen=regimen("etoposide", last_week=40))
    assert told(rows(long, "etoposide")["Cumulative"])[0] == "critical"


def test_a_finding_stands_on_the_cards_of_the_drug_that_it_names_and_on_no_other() -> None:
    both = case_data(regimen=regimen("etoposide", "rituximab"))
    kidney, hepatitis = "kidney function unknown", "without a result of HBsAg"
    of_etoposide = " ".join(told(one)[1] for one in rows(both, "etoposide").values())
    of_rituximab = " ".join(told(one)[1] for one in rows(both, "rituximab").values())
    assert kidney in of_etoposide
    assert kidney not in of_rituximab
    assert hepatitis in of_rituximab
    assert hepatitis not in of_etoposide


def test_a_limit_that_has_its_row_is_not_told_once_more_as_a_finding() -> None:
    data = child("10", "75", "2025-11-01", patient={"prior_etoposide_mg_per_m2": "2000"}, regimen=regimen("etoposide"))
    assert any(one.code == "cumulative_etoposide_at_3000" for one in plan(data).findings)
    found = rows(data, "etoposide")
    assert [title for title, one in found.items() if one.state == "critical"] == ["Cumulative"]
