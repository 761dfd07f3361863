"""Findings about etoposide: kidney, infants, the cumulative limits, and refusals."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.findings.refusals import both_rules
from hlh_desktop.domain.lines import asked_lines
from tests.builders import case_data, child, findings, knowledge, lab, levels, plan, regimen
from tests.domain.findings.sides import ONE_DOSE, etoposide_at, infant, ordering
from tests.domain.findings.sides_steroids import SENTENCES_STEROIDS
from tests.domain.test_options import situation

FULL = {"line": "etoposide"}
REASON = "as agreed with pharmacy"
REDUCED = {"line": "etoposide", "factor": "0.75", "reason": REASON}


def code_of(code: str, data: dict[str, Any]) -> bool:
    return code in levels(data)


# --- kidney


@pytest.mark.parametrize(
    ("height", "creatinine", "review", "refused"),
    [
        ("92", "67.15", False, False),  # just above 50
        ("92", "67.16", True, False),  # exactly 50
        ("90", "219", True, False),  # exactly 15
        ("90", "219.01", False, True),
    ],
)
def test_bands_of_kidney_function(height: str, creatinine: str, review: bool, refused: bool) -> None:
    data = etoposide_at(creatinine, FULL, height=height)
    assert code_of("renal_review_etoposide", data) is review
    assert code_of("etoposide_refused_crcl", data) is refused


@pytest.mark.parametrize(
    ("line", "review"),
    [
        (FULL, True),
        ({**FULL, "factor": "1", "reason": REASON}, True),
        (REDUCED, False),
        (ONE_DOSE, True),
        ("dexamethasone", False),
    ],
)
def test_the_factor_is_proposed_while_the_dose_is_full(line: Any, review: bool) -> None:
    data = etoposide_at("100", line)
    assert code_of("renal_review_etoposide", data) is review
    if review:
        assert findings(data)["renal_review_etoposide"][0].startswith(
            "eGFR 33.6 mL/min/1.73 m2 with full etoposide: labels reduce to 0.75 "
        )


def test_no_factor_is_proposed_by_an_estimate_under_renal_replacement() -> None:
    data = etoposide_at("100", {**FULL, "factor": "1", "reason": REASON})
    assert code_of("renal_review_etoposide", {**data, "safety": {"renal_replacement": False}})
    assert not code_of("renal_review_etoposide", {**data, "safety": {"renal_replacement": True}})


def test_the_proposed_factor_is_never_applied() -> None:
    full, reduced = (plan(etoposide_at("100", line)).orders[0].administrations[0].dose for line in (FULL, REDUCED))
    assert (str(full.amount.amount), str(reduced.amount.amount)) == ("89", "66")


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        (FULL, True),
        ({**FULL, "reason": REASON}, True),
        ({**FULL, "factor": "1"}, True),
        ({**FULL, "factor": "1", "reason": REASON}, False),
        ({**FULL, "factor": "0.5", "reason": REASON}, False),
    ],
)
def test_below_the_lowest_band_a_person_types_factor_and_reason(line: dict[str, Any], refused: bool) -> None:
    data = etoposide_at("300", line)
    assert code_of("etoposide_refused_crcl", data) is refused
    assert bool(plan(data).orders) is not refused


def test_a_refusal_names_the_kidney_function_and_the_limit() -> None:
    (text,) = findings(etoposide_at("300", FULL))["etoposide_refused_crcl"]
    assert text.startswith("No etoposide in this plan: eGFR 11.2 mL/min/1.73 m2, below 15, where labels")


def test_a_typed_factor_below_the_lowest_band_is_told_with_the_kidney_function() -> None:
    (text,) = findings(etoposide_at("300", {**FULL, "factor": "0.5", "reason": REASON}))["etoposide_at_crcl_below_15"]
    assert text.startswith("eGFR 11.2 mL/min/1.73 m2, where labels")
    assert "the typed factor 0.5" in text


def test_doses_decided_one_by_one_are_told_with_the_kidney_function() -> None:
    code = "etoposide_at_crcl_below_15"
    (text,) = findings(SENTENCES_STEROIDS[f"{code}.each"])[code]
    assert text.startswith("eGFR 14.9 mL/min/1.73 m2, where labels")
    assert "each dose to come was decided by itself" in text


def test_unknown_kidney_function_refuses_nothing() -> None:
    data = ordering(FULL, "cotrimoxazole")
    assert not {"renal_review_etoposide", "etoposide_refused_crcl", "cotrimoxazole_refused_crcl"} & set(levels(data))


def test_only_the_line_itself_is_refused() -> None:
    data = etoposide_at("300", FULL, "dexamethasone", "cotrimoxazole")
    assert [order.line for order in plan(data).orders] == ["dexamethasone"]
    assert {"etoposide_refused_crcl", "cotrimoxazole_refused_crcl"} <= set(levels(data))


# --- infants


def test_both_rules_stand_side_by_side_until_one_is_chosen() -> None:
    (text,) = findings(infant("9.8", FULL))["under_10_kg_rule_needed"]
    assert "at 9.8 kg two rules disagree" in text
    assert "By surface (150 mg/m2) 68 mg, by weight (5 mg/kg) 49 mg, 27.9 % less" in text


@pytest.mark.parametrize(("rule", "said"), [("mg_per_m2", "by surface"), ("mg_per_kg", "by weight")])
def test_the_other_rule_stays_visible_after_the_choice(rule: str, said: str) -> None:
    (text,) = findings(infant("9.8", {**FULL, "rule": rule}))["under_10_kg_rules_differ"]
    assert text == (
        f"Etoposide at 9.8 kg dosed {said}. Both rules: by surface (150 mg/m2) 68 mg, "
        "by weight (5 mg/kg) 49 mg, 27.9 % less."
    )


def test_both_rules_are_reduced_alike() -> None:
    (text,) = findings(infant("9.8", {**REDUCED, "rule": "mg_per_kg"}))["under_10_kg_rules_differ"]
    assert "by surface (150 mg/m2) 51 mg, by weight (5 mg/kg) 37 mg" in text


def test_the_scheme_for_mas_knows_one_rule_and_still_asks_for_it() -> None:
    (text,) = findings(infant("9.8", ONE_DOSE))["under_10_kg_rule_needed"]
    assert text.endswith("The scheme for MAS is dosed by surface: 45 mg a dose.")
    data = infant("9.8", {**ONE_DOSE, "rule": "mg_per_m2"})
    assert not {"under_10_kg_rule_needed", "under_10_kg_rules_differ"} & set(levels(data))
    assert plan(data).orders


def test_two_doses_that_round_to_nothing_are_alike() -> None:
    """Where neither rule leaves a dose, nothing is divided by it."""
    tiny = {**FULL, "factor": "0.01", "reason": REASON}
    (text,) = findings(child("2.1", "45", "2026-11-15", regimen=regimen(tiny)))["under_10_kg_rule_needed"]
    assert "By surface (150 mg/m2) 0 mg, by weight (5 mg/kg) 0 mg, 0 % less" in text


def test_an_intrathecal_line_has_neither_rule() -> None:
    here = situation(case_data(regimen=regimen("intrathecal")))
    (asked,) = asked_lines(here.regimen, knowledge())
    assert both_rules(here, asked) == {}


def test_a_refused_infant_dose_gives_no_second_finding() -> None:
    assert "under_10_kg_rules_differ" not in levels(infant("9.8", FULL))


# --- cumulative


@pytest.mark.parametrize(
    ("prior", "last_week", "codes", "when"),
    [
        (None, 8, set(), None),
        ("491.5", 8, set(), None),
        ("600", 8, {"cumulative_etoposide_above_2000"}, "on 2027-01-10"),
        ("1600", 8, {"cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"}, "on 2026-11-29"),
        (None, 40, {"cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"}, "on 2027-02-28"),
    ],
)
def test_the_first_date_beyond_a_limit_is_said(
    prior: str | None, last_week: int, codes: set[str], when: str | None
) -> None:
    """Ten doses of 89 mg at 0.59 m2 are 1508.5 mg/m2."""
    data = ordering(FULL, plan={"last_week": last_week}, patient={"prior_etoposide_mg_per_m2": prior})
    found = findings(data)
    assert {code for code in found if code.startswith("cumulative")} == codes
    if when:
        assert f"above 2000 mg/m2 {when}" in found["cumulative_etoposide_above_2000"][0]


@pytest.mark.parametrize(
    ("prior", "above", "at"),
    [
        ("2000", "on 2026-11-22", "on 2026-12-20"),
        ("2000.1", "already before this plan", "on 2026-12-20"),
        ("2999.9", "already before this plan", "on 2026-11-22"),
        ("3000", "already before this plan", "already before this plan"),
    ],
)
def test_what_was_passed_before_the_plan_is_said_so(prior: str, above: str, at: str) -> None:
    found = findings(ordering(FULL, patient={"prior_etoposide_mg_per_m2": prior}))
    assert f"above 2000 mg/m2 {above}." in found["cumulative_etoposide_above_2000"][0]
    assert f"reaches 3000 mg/m2 {at}." in found["cumulative_etoposide_at_3000"][0]


def test_no_etoposide_before_is_like_none_said() -> None:
    for prior in (None, "0"):
        assert "cumulative_etoposide_above_2000" not in levels(
            ordering(FULL, patient={"prior_etoposide_mg_per_m2": prior})
        )


def test_doses_elsewhere_count_with_their_own_surface() -> None:
    given = [{"drug": " Etoposide ", "on": "2026-10-02", "mg": "1160.6", "bsa_m2": "0.58"}]
    (text,) = findings(case_data(elsewhere=given))["cumulative_etoposide_above_2000"]
    assert "Cumulative etoposide 2001 mg/m2" in text
    assert "above 2000 mg/m2 on 2026-10-02" in text


@pytest.mark.parametrize(
    ("prior", "said"),
    [
        ("0", "3900 mg/m2 with all doses before or elsewhere and those planned: "),
        (None, "3900 mg/m2 with the doses that are known (what was given before was not asked, so it may be more): "),
    ],
)
def test_a_sum_tells_whether_what_was_given_before_is_in_it(prior: str | None, said: str) -> None:
    """Not asked is not none: without an answer the sum is the least that it can be."""
    line = {"line": "etoposide", "rule": "mg_per_m2"}
    patient = {"prior_etoposide_mg_per_m2": prior}
    found = findings(child("15", "98", "2023-01-19", patient=patient, regimen=regimen(line, last_week=40)))
    for code in ("cumulative_etoposide_above_2000", "cumulative_etoposide_at_3000"):
        assert f"Cumulative etoposide {said}" in found[code][0]


def test_levels_of_the_cumulative_limits() -> None:
    found = levels(case_data(patient={"prior_etoposide_mg_per_m2": "3000"}))
    assert found["cumulative_etoposide_above_2000"] == "warning"
    assert found["cumulative_etoposide_at_3000"] == "critical"


# --- cotrimoxazole


def test_its_refusals_name_age_and_kidney() -> None:
    young = child("5", "57", "2026-09-23", regimen=regimen("cotrimoxazole"))
    assert "1 completed months of age, not before 2" in findings(young)["cotrimoxazole_under_2_months"][0]
    assert (
        "eGFR 11.2 mL/min/1.73 m2, below 15"
        in findings(etoposide_at("300", "cotrimoxazole"))["cotrimoxazole_refused_crcl"][0]
    )
    typed = {"line": "cotrimoxazole", "factor": "0.5", "reason": REASON}
    assert "cotrimoxazole_refused_crcl" in findings(etoposide_at("300", typed))


def test_censored_creatinine_gives_no_kidney_function() -> None:
    labs = [lab("crea", "300", "umol/L", comparator=">")]
    assert "etoposide_refused_crcl" not in levels(case_data(labs=labs, regimen=regimen(FULL)))
