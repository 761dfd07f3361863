"""Findings about laboratory rows: units that are not converted, values that are rare."""

from __future__ import annotations

import pytest

from tests.builders import case_data, findings, knowledge, lab, plan_object

UNREADABLE = [
    (analyte, unit, reading)
    for analyte, rule in knowledge().catalogue.items()
    for unit, reading in rule.units.items()
    if isinstance(reading, str)
]


@pytest.mark.parametrize(("analyte", "unit", "reading"), UNREADABLE)
def test_only_a_refused_or_ambiguous_unit_is_told(analyte: str, unit: str, reading: str) -> None:
    value = {"power_of_ten": "3", "fahrenheit": "99"}.get(reading, "40")
    found = findings(case_data(labs=[lab(analyte, value, unit)]))
    assert ("unit_refused" in found) is (reading in ("refused", "ask"))


def test_a_refused_unit_leaves_the_value_unknown_and_the_plan_goes_on() -> None:
    data = case_data(labs=[lab("ferritin", "9000", "pmol/L")])
    (text,) = findings(data)["unit_refused"]
    assert text.startswith("Ferritin 9000 pmol/L (2026-11-21) is not converted, so its value is unknown here. pmol/L")
    criteria = plan_object(data)["criteria"]
    assert criteria["hlh_2004"]["items"]["ferritin"] is None
    assert criteria["hscore"]["high"] - criteria["hscore"]["low"] == 337


@pytest.mark.parametrize(
    "row",
    [(analyte, bound, unit) for analyte, rule in knowledge().catalogue.items() if rule.warn
     for unit, reading in rule.units.items() if reading == 1 for bound in ("low", "high")],
)  # fmt: skip
def test_both_ends_of_the_usual_range(row: tuple[str, str, str]) -> None:
    analyte, bound, unit = row
    rule = knowledge().catalogue[analyte]
    assert rule.warn is not None
    assert rule.reject is not None
    number = 0 if bound == "low" else 1
    end, wall = rule.warn[number], rule.reject[number]
    assert "value_implausible" not in findings(case_data(labs=[lab(analyte, f"{end:f}", unit)]))
    if end != wall:
        beyond = (end + wall) / 2
        (text,) = findings(case_data(labs=[lab(analyte, f"{beyond:f}", unit)]))["value_implausible"]
        assert f"{rule.name} {beyond:f} {unit} (2026-11-21) is rare: outside " in text


def test_a_rare_value_is_used_all_the_same() -> None:
    data = case_data(labs=[lab("plt", "2", "10*9/L")])
    assert {"value_implausible", "platelets_below_30"} <= set(findings(data))


def test_a_range_is_held_against_the_converted_value() -> None:
    assert "value_implausible" in findings(case_data(labs=[lab("ferritin", "101", "mg/L")]))
    assert "value_implausible" not in findings(case_data(labs=[lab("ferritin", "100", "mg/L")]))


def test_each_row_has_its_finding() -> None:
    labs = [lab("plt", "2", "10*9/L"), lab("plt", "3", "10*9/L", "2026-11-20T06:00"), lab("cd107a", "1", "%")]
    assert len(findings(case_data(labs=labs))["value_implausible"]) == 2
