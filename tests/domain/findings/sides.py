"""For every finding a case in which it must appear and one, as near to it as can be, in which it must not."""

from __future__ import annotations

from typing import Any

from tests.builders import case_data, child, lab, regimen
from tests.domain.findings.sides_bedside import SENTENCES_BEDSIDE, SIDES_BEDSIDE
from tests.domain.findings.sides_biologics import SENTENCES_BIOLOGICS, SIDES_BIOLOGICS
from tests.domain.findings.sides_steroids import SENTENCES_STEROIDS, SIDES_STEROIDS

Case = dict[str, Any]
STABLE = {"course": "stable", "responding_to_specific_treatment": True, "cns": "none"}
# Every indicator of the girl of 2 years 5 months, measured and absent.
CALM = [
    lab("aptt", "44.35", "s"), lab("na", "135", "mmol/L"), lab("plt", "30", "10*9/L"), lab("crea", "53", "umol/L"),
    lab("ast", "70", "U/L"), lab("bili_t", "20.5", "umol/L"), lab("inr", "1.3", "{INR}"),
    lab("fibrinogen", "1.51", "g/L"),
]  # fmt: skip
WAITING: Case = {
    "severity": STABLE,
    "etiology": {"kind": "infection", "pathogen": "CMV"},
    "signs": {"hlh_gene_defect": False, "family_history": False},
    "labs": CALM,
}
ONE_DOSE = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "100", "doses": 1}

SEVEN_PARTS = {"line": "alemtuzumab", "total_mg_per_kg": "0.1", "days": 7}


def with_lab(*row: str, **parts: Any) -> Case:
    return case_data(labs=[lab(*row)], **parts)


def ordering(*lines: Case | str, **parts: Any) -> Case:
    """The girl with a regimen of some lines; `plan` holds what else the regimen says."""
    return case_data(regimen=regimen(*lines, **parts.pop("plan", {})), **parts)


def etoposide_at(creatinine: str, *lines: Case | str, height: str = "92") -> Case:
    """eGFR is 36.5 x height / creatinine: at 92 cm 50 is 67.16 umol/L, at 90 cm 15 is 219."""
    labs = [lab("crea", creatinine, "umol/L")]
    return child("13.5", height, "2024-06-22", labs=labs, regimen=regimen(*lines))


def intravenous(mg_per_kg_per_day: str) -> Case:
    ciclosporin = {"line": "ciclosporin", "route": "intravenous", "mg_per_kg_per_day": mg_per_kg_per_day}
    return ordering(ciclosporin, plan={"protocol": "hlh-2004"})


def infant(weight: str, *lines: Case | str, born: str = "2025-11-20") -> Case:
    return child(weight, "75", born, regimen=regimen(*lines))


def prior(amount: str) -> Case:
    return case_data(patient={"prior_etoposide_mg_per_m2": amount})


def change(day: int, to: str) -> Case:
    move = {"line": "etoposide", "day": day, "do": "move", "to": to, "reason": "fever"}
    return ordering("etoposide", plan={"changes": [move]})


def weighed(on: str) -> Case:
    return case_data(measurements=[{"on": on, "weight_kg": "13.5", "height_cm": "92"}])


def gained(before: str, now: str) -> Case:
    earlier = {"on": "2026-11-16", "weight_kg": before, "height_cm": "92"}
    return case_data(measurements=[earlier, {"on": "2026-11-21", "weight_kg": now, "height_cm": "92"}])


def caused(kind: str, pathogen: str, lineage: str | None, *lines: str) -> Case:
    return ordering(*lines, etiology={"kind": kind, "pathogen": pathogen, "ebv_lineage": lineage})


BY_VEIN = {"line": "ciclosporin", "route": "intravenous"}
SIDES: dict[str, tuple[Case, Case]] = {
    "aptt_above_44_35": (with_lab("aptt", "44.36", "s"), with_lab("aptt", "44.35", "s")),
    "hyponatremia": (with_lab("na", "134.9", "mmol/L"), with_lab("na", "135", "mmol/L")),
    "platelets_below_30": (with_lab("plt", "29.9", "10*9/L"), with_lab("plt", "30", "10*9/L")),
    "creatinine_high": (with_lab("crea", "53.1", "umol/L"), with_lab("crea", "53.0", "umol/L")),
    "ast_high": (with_lab("ast", "70.1", "U/L"), with_lab("ast", "70", "U/L")),
    "bilirubin_high": (with_lab("bili_t", "20.6", "umol/L"), with_lab("bili_t", "20.5", "umol/L")),
    "coagulopathy": (with_lab("inr", "1.31", "{INR}"), with_lab("inr", "1.3", "{INR}")),
    "escalation_review": (
        with_lab("na", "134", "mmol/L", severity={"course": "deteriorating"}),
        with_lab("na", "134", "mmol/L", severity={"course": "stable"}),
    ),
    "etoposide_needs_decision": (case_data(), ordering("dexamethasone")),
    "under_10_kg_rule_needed": (infant("9.99", "etoposide"), infant("10", "etoposide")),
    "under_10_kg_rules_differ": (
        infant("9.99", {"line": "etoposide", "rule": "mg_per_m2"}),
        infant("10", {"line": "etoposide", "rule": "mg_per_m2"}),
    ),
    "renal_review_etoposide": (etoposide_at("67.16", "etoposide"), etoposide_at("67.15", "etoposide")),
    "etoposide_refused_crcl": (
        etoposide_at("219.01", "etoposide", height="90"),
        etoposide_at("219", "etoposide", height="90"),
    ),
    "etoposide_at_crcl_below_15": (
        etoposide_at("219.01", {"line": "etoposide", "factor": "0.5", "reason": "agreed"}, height="90"),
        etoposide_at("219", {"line": "etoposide", "factor": "0.5", "reason": "agreed"}, height="90"),
    ),
    "route_dose_check": (
        ordering({**BY_VEIN, "mg_per_kg_per_day": "3.1"}, plan={"protocol": "hlh-2004"}),
        ordering({**BY_VEIN, "mg_per_kg_per_day": "3"}, plan={"protocol": "hlh-2004"}),
    ),
    "intrathecal_same_day_as_iv_cytotoxic": (
        ordering("etoposide", {"line": "intrathecal", "first_day": 15}),
        ordering("etoposide", "intrathecal"),
    ),
    "age_above_21": (child("62", "168", "2005-11-22"), child("62", "168", "2005-11-23")),
    "cumulative_etoposide_above_2000": (prior("2000.1"), prior("2000")),
    "cumulative_etoposide_at_3000": (prior("3000"), prior("2999.9")),
    # 2 mg in 7 parts is 0.2857 mg, and 0.3 mg is exactly 5 % more.
    "rounding_above_5_percent": (
        child("19.9", "115", "2020-05-22", regimen=regimen(SEVEN_PARTS)),
        child("20", "115", "2020-05-22", regimen=regimen(SEVEN_PARTS)),
    ),
    "dose_rounds_to_zero": (
        child("2.1", "45", "2026-11-15", regimen=regimen({"line": "dexamethasone", "doses_per_day": 2})),
        child("2.1", "45", "2026-11-15", regimen=regimen({"line": "dexamethasone", "doses_per_day": 1})),
    ),
    "line_without_doses": (ordering("ciclosporin"), ordering("ciclosporin", plan={"last_week": 40})),
    "change_not_applied": (change(2, "2026-11-24T14:00"), change(4, "2026-11-26T14:00")),
    "dose_changed": (change(4, "2026-11-26T14:00"), change(2, "2026-11-24T14:00")),
    "doses_close": (change(1, "2026-11-22T14:01"), change(1, "2026-11-22T14:00")),
    "weight_stale": (weighed("2026-11-14"), weighed("2026-11-15")),
    "weight_implausible": (gained("12.5", "13.76"), gained("12.5", "13.75")),
    "bsa_formulas_differ": (child("60", "100", "2018-11-01"), child("45", "100", "2018-11-01")),
    "unit_refused": (with_lab("ferritin", "9000", "pmol/L"), with_lab("ferritin", "9000", "ug/L")),
    "value_implausible": (with_lab("ferritin", "100001", "ug/L"), with_lab("ferritin", "100000", "ug/L")),
    "trigger_treatment_missing": (caused("infection", "EBV", "B"), caused("infection", "EBV", "B", "ivig")),
    "ebv_lineage_unknown": (caused("infection", "EBV", None), caused("infection", "EBV", "B")),
    "ebv_not_in_b_cells": (
        caused("infection", "EBV", "NK", "rituximab"),
        caused("infection", "EBV", "B", "rituximab"),
    ),
    "intrathecal_without_trigger": (
        ordering("intrathecal", severity={"cns": "present", "csf": "normal"}),
        ordering("intrathecal", severity={"cns": "progressive", "csf": "normal"}),
    ),
    "cns_monitoring": (case_data(severity={"cns": "present"}), case_data(severity={"cns": "none"})),
    "consider_genetics": (child("12", "85", "2024-11-23"), child("12", "85", "2024-11-22")),
    "consider_transplant": (case_data(signs={"hlh_gene_defect": True}), case_data(signs={"hlh_gene_defect": None})),
    "watchful_waiting_conditions": (case_data(**WAITING), case_data(**{**WAITING, "labs": CALM[1:]})),
    "prophylaxis_missing": (
        ordering("dexamethasone"),
        ordering("dexamethasone", plan={"declined": [{"line": "cotrimoxazole", "reason": "atovaquone given"}]}),
    ),
    "interaction": (
        ordering(ONE_DOSE, other_medicines=["phenytoin"]),
        ordering(ONE_DOSE, other_medicines=["levetiracetam"]),
    ),
    "allergy_match": (
        ordering(ONE_DOSE, patient={"allergies": ["Etoposide: rash"]}),
        ordering(ONE_DOSE, patient={"allergies": ["penicillin"]}),
    ),
    "cotrimoxazole_under_2_months": (
        child("5", "57", "2026-09-23", regimen=regimen("cotrimoxazole")),
        child("5", "57", "2026-09-22", regimen=regimen("cotrimoxazole")),
    ),
    "cotrimoxazole_refused_crcl": (
        etoposide_at("219.01", "cotrimoxazole", height="90"),
        etoposide_at("219", "cotrimoxazole", height="90"),
    ),
}
# One more case for each further sentence of a finding.
SENTENCES: dict[str, Case] = {
    "trigger_treatment_missing.EBV": caused("infection", "EBV", "B"),
    "trigger_treatment_missing.leishmania": caused("infection", "leishmania", None),
    "under_10_kg_rule_needed.mas": infant("9.99", ONE_DOSE),
    "escalation_review.extreme": with_lab("na", "124", "mmol/L", severity={"course": "deteriorating"}),
    "doses_close.elsewhere": ordering(
        "etoposide", elsewhere=[{"drug": "etoposide", "on": "2026-11-20", "mg": "88", "bsa_m2": "0.59"}]
    ),
    "prophylaxis_missing.refused": child("5", "57", "2026-09-23", regimen=regimen("dexamethasone", "cotrimoxazole")),
}
SIDES |= SIDES_BIOLOGICS
SENTENCES |= SENTENCES_BIOLOGICS
SIDES |= SIDES_BEDSIDE
SENTENCES |= SENTENCES_BEDSIDE
SIDES |= SIDES_STEROIDS
SENTENCES |= SENTENCES_STEROIDS
