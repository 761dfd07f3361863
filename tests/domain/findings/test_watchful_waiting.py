"""Watchful waiting: every condition must be known to hold; any one false or unknown keeps the finding away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case_data, child, knowledge, lab, levels, regimen
from tests.domain.findings.sides import CALM, WAITING

BEYOND = {
    "aptt": ("44.36", "s"), "na": ("134", "mmol/L"), "plt": ("29", "10*9/L"), "crea": ("54", "umol/L"),
    "ast": ("71", "U/L"), "bili_t": ("21", "umol/L"), "inr": ("1.4", "{INR}"), "fibrinogen": ("1.5", "g/L"),
}  # fmt: skip
BEFORE, LIMIT = "2026-11-19T23:59", "2026-11-20T00:00"


def met(**parts: Any) -> bool:
    """Whether the finding appears for the girl that waits, with parts of her case laid over."""
    case = {name: {**WAITING[name], **parts.pop(name, {})} for name in ("severity", "etiology", "signs")}
    return "watchful_waiting_conditions" in levels(case_data(**{"labs": CALM, **case, **parts}))


def test_all_conditions_hold() -> None:
    assert met()
    assert met(etiology={"kind": "rheumatic", "pathogen": None})


@pytest.mark.parametrize(
    "parts",
    [
        {"severity": {"course": "deteriorating"}},
        {"severity": {"responding_to_specific_treatment": False}},
        {"severity": {"cns": "present"}},
        {"severity": {"cns": "progressive"}},
        {"severity": {"csf": "abnormal"}},
        {"etiology": {"kind": "malignancy"}},
        {"etiology": {"kind": "primary_suspected"}},
        {"etiology": {"kind": "unknown"}},
        {"signs": {"hlh_gene_defect": True}},
        {"signs": {"family_history": True}},
        {"regimen": regimen()},
        {"patient": {"sex": "male"}, "etiology": {"pathogen": "EBV"}},
    ],
)
def test_each_condition_false(parts: dict[str, Any]) -> None:
    assert not met(**parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"severity": {"course": None}},
        {"severity": {"responding_to_specific_treatment": None}},
        {"severity": {"cns": None}},
        {"etiology": {"kind": None}},
        {"signs": {"hlh_gene_defect": None}},
        {"signs": {"family_history": None}},
        {"patient": {"sex": "male"}, "etiology": {"pathogen": None}},
        {"patient": {"sex": "male"}, "etiology": {"pathogen": "unknown"}},
        {"patient": {"sex": None}, "etiology": {"pathogen": "EBV"}},
    ],
)
def test_each_condition_unknown(parts: dict[str, Any]) -> None:
    assert not met(**parts)


@pytest.mark.parametrize("csf", [None, "normal", "not_done"])
def test_a_fluid_that_was_not_found_abnormal_does_not_matter(csf: str | None) -> None:
    assert met(severity={"csf": csf})


def test_what_can_not_be_ebv_in_a_boy_does_not_matter() -> None:
    assert met(etiology={"pathogen": "EBV"})
    assert met(etiology={"pathogen": None})
    assert met(patient={"sex": "male"})
    assert met(patient={"sex": "male"}, etiology={"kind": "rheumatic", "pathogen": None})
    assert met(patient={"sex": None}, etiology={"pathogen": "CMV"}, labs=[*CALM])


@pytest.mark.parametrize("analyte", BEYOND)
def test_each_indicator_present_unmeasured_old_or_unsure(analyte: str) -> None:
    others = [row for row in CALM if row["analyte"] != analyte]
    calm = next(row for row in CALM if row["analyte"] == analyte)
    value, unit = BEYOND[analyte]
    assert not met(labs=[*others, lab(analyte, value, unit)])
    assert not met(labs=others)
    assert not met(labs=[*others, {**calm, "at": BEFORE}])
    assert met(labs=[*others, {**calm, "at": LIMIT}])
    unsure = "<" if analyte not in ("na", "plt", "fibrinogen") else ">"
    wider = "1000" if unsure == "<" else "1"
    wall = {"aptt": "100", "inr": "10", "na": "91"}.get(analyte, wider)
    assert not met(labs=[*others, {**calm, "comparator": unsure, "value": wall}])


def test_an_indicator_that_was_present_and_is_gone_does_not_matter_and_is_not_denied() -> None:
    assert met(labs=[lab("na", "130", "mmol/L", LIMIT), *CALM])
    text = knowledge().alerts["watchful_waiting_conditions"].text["en"]
    assert "absent by its newest result" in text
    assert "no risk sign" not in text


@pytest.mark.parametrize(("born", "old_enough"), [("2024-11-22", True), ("2024-11-23", False)])
def test_two_years_and_over(born: str, old_enough: bool) -> None:
    labs = [row for row in CALM if row["analyte"] != "crea"] + [lab("crea", "20", "umol/L")]
    data = child("12", "86", born, **{**WAITING, "labs": labs})
    assert ("watchful_waiting_conditions" in levels(data)) is old_enough
