"""Findings about single doses and about changes of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import child, findings, levels, plan, regimen
from tests.domain.findings.sides import SEVEN_PARTS, ordering

CHANGES: dict[str, dict[str, Any]] = {
    "move": {"to": "2026-11-26T14:00"},
    "hold": {},
    "omit": {},
    "factor": {"factor": "0.5"},
    "route": {"route": "oral"},
}
DEEDS = {
    "move": "moved to 2026-11-26T14:00",
    "hold": "held",
    "omit": "omitted",
    "factor": "given at factor 0.5 of the standard dose",
    "route": "given by the oral route",
}


def changed(deed: str, day: int = 4) -> dict[str, Any]:
    change = {"line": "dexamethasone", "day": day, "do": deed, "reason": "fever", **CHANGES[deed]}
    return ordering("dexamethasone", plan={"changes": [change]})


@pytest.mark.parametrize("deed", CHANGES)
def test_each_kind_of_change_is_told_with_its_reason(deed: str) -> None:
    assert findings(changed(deed))["dose_changed"] == [f"dexamethasone, day 4: {DEEDS[deed]}. Reason: fever."]


@pytest.mark.parametrize("deed", CHANGES)
def test_each_kind_of_change_of_a_day_without_a_dose_is_told(deed: str) -> None:
    (text,) = findings(changed(deed, day=60))["change_not_applied"]
    assert text == f"A change was not applied: dexamethasone has no dose to be {DEEDS[deed]} (day 60)."


def test_of_several_doses_of_a_moved_day_it_is_told_where_the_first_goes() -> None:
    line = {"line": "dexamethasone", "doses_per_day": 2}
    move = {"line": "dexamethasone", "day": 4, "do": "move", "to": "2026-11-25T10:00", "reason": "theatre"}
    assert findings(ordering(line, plan={"changes": [move]}))["dose_changed"] == [
        "dexamethasone, day 4: moved, the first of them to 2026-11-25T10:00. Reason: theatre."
    ]


def test_a_move_is_told_in_ward_time_whatever_offset_was_typed() -> None:
    move = {"line": "dexamethasone", "day": 4, "do": "move", "to": "2026-11-26T13:00+00:00", "reason": "theatre"}
    (text,) = findings(ordering("dexamethasone", plan={"changes": [move]}))["dose_changed"]
    assert "moved to 2026-11-26T14:00." in text


def test_rounding_is_told_once_a_line_with_each_dose() -> None:
    """At 0.20 m2: 1.25 mg/m2 is 0.25 mg, 0.6 mg/m2 is 0.12 mg, and 5 mg/kg of 3 kg times 0.1 is 1.5 mg."""
    tenth = {"line": "etoposide", "rule": "mg_per_kg", "factor": "0.1", "reason": "test"}
    data = child("3", "50", "2026-11-15", regimen=regimen("dexamethasone", tenth))
    assert findings(data)["rounding_above_5_percent"] == [
        "Rounding moves dexamethasone by more than 5 %: 0.25 to 0.3 mg (20 %), 0.12 to 0.1 mg (-16.7 %).",
        "Rounding moves etoposide by more than 5 %: 1.5 to 2 mg (33.3 %).",
    ]


def test_a_percentage_that_would_read_as_the_limit_has_two_decimals() -> None:
    """0.1 mg/kg of 19.995 kg in 7 parts is 0.28564 mg; 0.3 mg is 5.026 % more."""
    data = child("19.995", "115", "2020-05-22", regimen=regimen(SEVEN_PARTS))
    assert findings(data)["rounding_above_5_percent"] == [
        "Rounding moves alemtuzumab by more than 5 %: 0.2856\N{HORIZONTAL ELLIPSIS} to 0.3 mg (5.03 %)."
    ]


def test_a_line_that_stands_twice_is_told_once() -> None:
    """At 3.4 kg 1 mg/kg is 3.4 mg, given as 3 mg (11.8 % less); 4 mg/kg in 4 doses is the same dose."""
    parts = [
        {"line": "anakinra", "part": "start", "mg_per_kg_per_day": "1", "days": 3},
        {"line": "anakinra", "part": "more", "mg_per_kg_per_day": "4", "doses_per_day": 4, "first_day": 4},
        {"line": "anakinra", "part": "last", "mg_per_kg_per_day": "2", "days": 3, "first_day": 20, "doses_per_day": 4},
    ]
    (text,) = findings(child("3.4", "52", "2026-10-22", regimen=regimen(*parts)))["rounding_above_5_percent"]
    assert text == "Rounding moves anakinra by more than 5 %: 3.4 to 3 mg (-11.8 %), 1.7 to 2 mg (17.6 %)."


def test_days_that_round_to_nothing_are_listed_and_the_rest_stays_ordered() -> None:
    data = child("2.1", "45", "2026-11-15", regimen=regimen({"line": "dexamethasone", "doses_per_day": 2}))
    assert findings(data)["dose_rounds_to_zero"] == [
        "No dose of dexamethasone on days 52, 53, 54, 56: it rounds to 0. Ask pharmacy for a finer strength."
    ]
    assert levels(data)["dose_rounds_to_zero"] == "refuse"
    assert 51 in {one.day for one in plan(data).orders[0].administrations}


def test_a_line_of_which_every_dose_rounds_to_nothing_has_one_finding() -> None:
    tiny = {"line": "cotrimoxazole", "factor": "0.001", "reason": "test"}
    found = levels(ordering(tiny))
    assert "dose_rounds_to_zero" in found
    assert "line_without_doses" not in found


def test_a_line_whose_only_dose_was_omitted_is_not_without_doses() -> None:
    omit = {"line": "tocilizumab", "day": 1, "do": "omit", "reason": "fever"}
    found = levels(ordering("tocilizumab", plan={"changes": [omit]}))
    assert "dose_changed" in found
    assert "line_without_doses" not in found


def test_a_line_after_the_end_of_the_plan_is_without_doses() -> None:
    text = "ciclosporin was chosen and has no dose in this plan: none of its days lies in these weeks."
    assert findings(ordering("ciclosporin"))["line_without_doses"] == [text]


def test_close_doses_of_two_a_day_are_held_against_their_own_interval() -> None:
    """Twice a day the usual interval is 12 hours: 6 hours apart are let pass, less is told."""
    for to, close in [("2026-11-23T02:00", False), ("2026-11-23T02:01", True)]:
        move = {"line": "dexamethasone", "day": 1, "do": "move", "to": to, "reason": "late"}
        twice = {"line": "dexamethasone", "doses_per_day": 2}
        assert ("doses_close" in levels(ordering(twice, plan={"changes": [move]}))) is close


def test_a_line_is_named_by_its_title_and_its_part_and_never_by_how_a_file_writes_it() -> None:
    parts = [
        {"line": "anakinra", "part": "low", "mg_per_kg_per_day": "2", "days": 5},
        {"line": "anakinra", "part": "high", "mg_per_kg_per_day": "4", "first_day": 6, "days": 5},
    ]
    hold = {"line": "anakinra", "part": "high", "day": 7, "do": "hold", "reason": "fever"}
    late = {"line": "liposomal_amphotericin_b", "scheme": "infantum_18"}
    moved = {"line": "liposomal_amphotericin_b", "day": 9, "do": "omit", "reason": "fever"}
    found = findings(ordering(*parts, late, plan={"changes": [hold, moved]}))
    assert found["dose_changed"] == ["anakinra (high), day 7: held. Reason: fever."]
    assert found["change_not_applied"] == [
        "A change was not applied: liposomal amphotericin B has no dose to be omitted (day 9)."
    ]
    small = child("4.5", "57", "2026-08-22", regimen=regimen("dep_methylprednisolone", protocol="none"))
    assert findings(small)["rounding_above_5_percent"][0].startswith("Rounding moves DEP: methylprednisolone by")
