"""Both sides of the findings about steroids, kidney, usual maxima, band edges, weight, counts and liver."""

from __future__ import annotations

from typing import Any

from tests.builders import case_data, child, lab, regimen

Case = dict[str, Any]
LATER = "2026-12-02T14:05"
METHYLPREDNISOLONE = {"line": "methylprednisolone", "first_day": 1}
BY_KG = {"line": "etoposide", "rule": "mg_per_kg"}


def given(*lines: Case | str, **parts: Any) -> Case:
    """The girl with a regimen of some lines; `plan` holds what else the regimen says."""
    return case_data(regimen=regimen(*lines, **parts.pop("plan", {})), **parts)


def held(line: str, *days: int) -> Case:
    """A plan in which these days of a line are held."""
    return {"changes": [{"line": line, "day": day, "do": "hold", "reason": "fever"} for day in days]}


REPLACED = {"renal_replacement": True}
BY_FACTOR = {"line": "etoposide", "factor": "0.5", "reason": "agreed with nephrology"}


def kidney(creatinine: str, *lines: Case | str, **parts: Any) -> Case:
    """At 90 cm eGFR is 3285 / creatinine: 15 is 219, 30 is 109.5 umol/L."""
    labs = [lab("crea", creatinine, "umol/L")]
    return child("13.5", "90", parts.pop("born", "2024-06-22"), labs=labs, regimen=regimen(*lines), **parts)


def ciclosporin(creatinine: str, **parts: Any) -> Case:
    """A boy of 5 years and 101 cm: eGFR is 3686.5 / creatinine, and creatinine is high from 61.9 umol/L on."""
    line = {"line": "ciclosporin", "mg_per_kg_per_day": "3"}
    chosen = regimen(line, protocol="none")
    labs = [lab("crea", creatinine, "umol/L")]
    return child("16", "101", "2021-06-22", labs=labs, regimen=chosen, **parts)


def counted(analyte: str, value: str, unit: str, *lines: Case | str, **parts: Any) -> Case:
    """The girl with etoposide, or other lines, and one result of the day before day one."""
    return given(*(lines or ("etoposide",)), labs=[lab(analyte, value, unit)], **parts)


def heavy(weight: str, *lines: Case | str, height: str = "150", **parts: Any) -> Case:
    return child(weight, height, "2013-06-22", regimen=regimen(*lines), **parts)


def weighed(*rows: tuple[str, str], **parts: Any) -> Case:
    """The girl with these days and weights."""
    measures = [{"on": on, "weight_kg": kg, "height_cm": "92"} for on, kg in rows]
    return case_data(measurements=measures, **parts)


def regrown(before: str, now: str, line: Case | str) -> Case:
    """A girl of seven years whose plan was revised on day 11 with another weight."""
    rows = [{"on": "2026-11-21", "weight_kg": before, "height_cm": "122"}]
    rows += [{"on": "2026-12-02", "weight_kg": now, "height_cm": "122"}]
    patient = {"date_of_birth": "2019-06-22"}
    return case_data(measurements=rows, patient=patient, regimen=regimen(line), revised_at=[LATER])


def infant(now: str, line: Case | str = BY_KG, revised: tuple[str, ...] = (LATER,), before: str = "9.5") -> Case:
    """A boy of one year whose plan was revised when he had another weight."""
    rows = [{"on": "2026-11-21", "weight_kg": before, "height_cm": "75"}]
    rows += [{"on": "2026-12-02", "weight_kg": now, "height_cm": "75"}]
    patient = {"date_of_birth": "2025-11-20"}
    return case_data(measurements=rows, patient=patient, regimen=regimen(line), revised_at=list(revised))


def revised(creatinine: str, *lines: Case | str, plan: Case | None = None) -> Case:
    """The girl of 90 cm whose kidney was well on day one and was measured again on the day of the revision."""
    labs = [lab("crea", "30", "umol/L"), lab("crea", creatinine, "umol/L", "2026-12-02T06:10")]
    return child("13.5", "90", "2024-06-22", labs=labs, regimen=regimen(*lines, **(plan or {})), revised_at=[LATER])


SIDES_STEROIDS: dict[str, tuple[Case, Case]] = {
    # 2 mg/kg a day for 7 days and for 6.
    "steroid_stops_without_taper": (
        given({**METHYLPREDNISOLONE, "days": 7}),
        given({**METHYLPREDNISOLONE, "days": 6}),
    ),
    "steroid_gap": (
        given("methylprednisolone_pulse", {**METHYLPREDNISOLONE, "first_day": 5}),
        given("methylprednisolone_pulse", {**METHYLPREDNISOLONE, "first_day": 4}),
    ),
    "steroid_duplicate": (
        given("methylprednisolone_pulse", {**METHYLPREDNISOLONE, "first_day": 3}),
        given("methylprednisolone_pulse", {**METHYLPREDNISOLONE, "first_day": 4}),
    ),
    "renal_unknown": (given("etoposide"), kidney("30", "etoposide")),
    "renal_review_ciclosporin": (ciclosporin("61.45"), ciclosporin("61.44")),
    "renal_review_cotrimoxazole": (kidney("109.5", "cotrimoxazole"), kidney("109.49", "cotrimoxazole")),
    "renal_review_anakinra": (
        kidney("109.51", {"line": "anakinra", "mg_per_kg_per_day": "2"}),
        kidney("109.5", {"line": "anakinra", "mg_per_kg_per_day": "2"}),
    ),
    "above_usual_maximum": (heavy("80.5", "methylprednisolone"), heavy("80", "methylprednisolone")),
    "near_band_edge": (heavy("31.5", "tocilizumab"), heavy("31.51", "tocilizumab")),
    "weight_changed": (
        weighed(("2026-11-15", "12"), ("2026-11-21", "13.3")),
        weighed(("2026-11-15", "12"), ("2026-11-21", "13.2")),
    ),
    "infant_rule_outgrown": (infant("10"), infant("9.99")),
    "etoposide_low_counts": (counted("plt", "49", "10*9/L"), counted("plt", "50", "10*9/L")),
    "etoposide_liver": (counted("alt", "80.1", "U/L"), counted("alt", "80", "U/L")),
    "etoposide_low_albumin": (counted("alb", "29.9", "g/L"), counted("alb", "30", "g/L")),
}
REDUCED = {"changes": [{"line": "etoposide", "day": 15, "do": "factor", "factor": "0.5", "reason": "agreed"}]}
ONE = {"line": "etoposide", "scheme": "mas", "mg_per_m2": "100", "doses": 3}
SENTENCES_STEROIDS: dict[str, Case] = {
    "renal_unknown.replacement": kidney("30", BY_FACTOR, safety=REPLACED),
    # At 110 cm eGFR is 64.9.
    "renal_review_ciclosporin.creatinine": child(
        "16",
        "110",
        "2021-06-22",
        labs=[lab("crea", "61.9", "umol/L")],
        regimen=regimen("ciclosporin", protocol="hlh-2004"),
    ),
    "renal_review_ciclosporin.unknown": given({"line": "ciclosporin"}, plan={"protocol": "hlh-2004"}),
    # Day 20 is 2026-12-11; her third birthday is moved to 14 days after it.
    "near_band_edge.age": given(
        {"line": "intrathecal", "first_day": 20, "doses": 1}, patient={"date_of_birth": "2023-12-25"}
    ),
    "near_band_edge.crossed": regrown("19", "21.5", "ruxolitinib"),
    "etoposide_low_counts.later": counted("plt", "49", "10*9/L", patient={"prior_etoposide_mg_per_m2": "150"}),
    "etoposide_liver.severe": counted("bili_c", "52", "umol/L", BY_FACTOR, safety=REPLACED),
    "under_10_kg_rule_needed.revised": infant("9.99", "etoposide", before="10.2"),
    "etoposide_refused_crcl.revised": revised("220", "etoposide"),
    "etoposide_refused_crcl.replacement": kidney("30", "etoposide", safety=REPLACED),
    "etoposide_refused_crcl.replacement_revised": {**revised("30", "etoposide"), "safety": REPLACED},
    "cotrimoxazole_refused_crcl.revised": revised("220", "cotrimoxazole"),
    "cotrimoxazole_refused_crcl.replacement": kidney("30", "cotrimoxazole", safety=REPLACED),
    "cotrimoxazole_refused_crcl.replacement_revised": {**revised("30", "cotrimoxazole"), "safety": REPLACED},
    # Ordered before, when the birth date was thought to be another.
    "cotrimoxazole_under_2_months.revised": child(
        "4", "53", "2026-10-20", regimen=regimen("cotrimoxazole"), revised_at=[LATER], past={"until": LATER}
    ),
    "etoposide_at_crcl_below_15.each": revised("220", ONE, plan=REDUCED),
}
