"""Both sides of the findings of the bedside, of infection and of fluid."""

from __future__ import annotations

from typing import Any

from tests.builders import case_data, child, lab, regimen

Case = dict[str, Any]
# Day one is 2026-11-22; the rows are of the day before.
BRAIN = {"cns": "present"}
FIT = [lab("plt", "50", "10*9/L"), lab("inr", "1.5", "{INR}"), lab("fibrinogen", "1.0", "g/L")]
PULSE = {"line": "methylprednisolone_pulse"}
TOCILIZUMAB, ANAKINRA = "tocilizumab", {"line": "anakinra", "mg_per_kg_per_day": "2"}
DRAWN = {"serology_drawn_before_ivig": True, "igg_drawn_before_ivig": True}
NO_HEPATITIS = {"hbsag_positive": False, "anti_hbc_positive": False}
FEW, ENOUGH = lab("anc", "0.49", "10*9/L"), lab("anc", "0.5", "10*9/L")
HOT = {"temperature_c": "38.0"}
LEISHMANIA = {"kind": "infection", "pathogen": "leishmania"}
CMV = {"kind": "infection", "pathogen": "CMV"}
BEFORE = "2026-11-20T06:10"


def given(*lines: Case | str, **parts: Any) -> Case:
    """The girl with a regimen of some lines; `plan` holds what else the regimen says."""
    return case_data(regimen=regimen(*lines, **parts.pop("plan", {})), **parts)


def instead(row: Case) -> list[Case]:
    """Values that are fit for a puncture, but for one."""
    return [row, *(one for one in FIT if one["analyte"] != row["analyte"])]


def worse(*seconds: Case) -> Case:
    """Platelets 100 and sodium 135 a day before, and what was found since."""
    return case_data(labs=[lab("plt", "100", "10*9/L", BEFORE), lab("na", "135", "mmol/L", BEFORE), *seconds])


def small(weight: str, **parts: Any) -> Case:
    """Etoposide by weight: 5 mg/kg is 12.5 mL/kg at 0.4 mg/mL, whatever the child weighs."""
    return child(weight, "57", "2026-08-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_kg"}), **parts)


# By 92 cm and 13.5 kg the surface is 0.59 m2: 89 mg are 222.5 mL, 16.5 mL/kg; rituximab 221 mg are 55.25 mL, 4.1 mL/kg.
HEAVY = ("etoposide", "rituximab")
SIDES_BEDSIDE: dict[str, tuple[Case, Case]] = {
    "lumbar_puncture_unsafe": (
        case_data(severity=BRAIN, labs=instead(lab("plt", "49.9", "10*9/L"))),
        case_data(severity=BRAIN, labs=FIT),
    ),
    "biopsy_before_steroid": (
        given(PULSE, etiology={"kind": "malignancy"}),
        given(PULSE, etiology={"kind": "rheumatic"}),
    ),
    "worsening_markers": (
        worse(lab("plt", "90", "10*9/L"), lab("na", "132.3", "mmol/L")),
        worse(lab("plt", "90", "10*9/L"), lab("na", "132.4", "mmol/L")),
    ),
    "label_limit": (
        given(TOCILIZUMAB, labs=[lab("anc", "1.99", "10*9/L")]),
        given(TOCILIZUMAB, labs=[lab("anc", "2", "10*9/L")]),
    ),
    "transfusion_thresholds": (
        case_data(labs=[lab("plt", "9.9", "10*9/L")]),
        case_data(labs=[lab("plt", "10", "10*9/L")]),
    ),
    "fever_with_neutropenia": (case_data(signs=HOT, labs=[FEW]), case_data(signs=HOT, labs=[ENOUGH])),
    "trigger_treatment_not_recorded": (
        case_data(etiology=CMV),
        case_data(etiology={**CMV, "treatment": "ganciclovir"}),
    ),
    "leishmania_immunosuppressed": (
        given({"line": "methylprednisolone", "days": 15}, etiology=LEISHMANIA),
        given({"line": "methylprednisolone", "days": 14}, etiology=LEISHMANIA),
    ),
    "bloods_before_ivig": (
        given("ivig", safety={**DRAWN, "igg_drawn_before_ivig": False}),
        given("ivig", safety=DRAWN),
    ),
    "live_vaccines": (given("etoposide"), given("cotrimoxazole")),
    "answer_against": (
        given("cotrimoxazole", safety={"g6pd_deficiency": True}),
        given("cotrimoxazole", safety={"g6pd_deficiency": False}),
    ),
    "etoposide_volume": (given("etoposide"), given("dexamethasone")),
    "fluid_load_day": (given(*HEAVY), given("etoposide", {"line": "rituximab", "first_day": 2})),
}
SENTENCES_BEDSIDE: dict[str, Case] = {
    "aptt_above_44_35.heparin": case_data(labs=[lab("aptt", "60", "s")], other_medicines=["Heparin 10 units/kg/h"]),
    "creatinine_high.risen": case_data(
        labs=[lab("crea", "30", "umol/L", "2026-11-20T06:00"), lab("crea", "45", "umol/L")]
    ),
    "lumbar_puncture_unsafe.later": case_data(labs=instead(lab("plt", "49.9", "10*9/L"))),
    "biopsy_before_steroid.ill": given(PULSE, etiology={"kind": "unknown"}, severity={"course": "deteriorating"}),
    "label_limit.anakinra": given(ANAKINRA, labs=[lab("anc", "1.49", "10*9/L")]),
    "trigger_treatment_not_recorded.rickettsia": case_data(etiology={"kind": "infection", "pathogen": "rickettsia"}),
    "bloods_before_ivig.hepatitis_b": given("rituximab", safety={**NO_HEPATITIS, "anti_hbc_positive": None}),
    "bloods_before_ivig.hepatitis_b_positive": given("rituximab", safety={**NO_HEPATITIS, "anti_hbc_positive": True}),
    "answer_against.pregnancy_test": given("ruxolitinib", safety={"pregnancy_test": True}),
    "answer_against.g6pd_deficiency": given("cotrimoxazole", safety={"g6pd_deficiency": True}),
    "answer_against.iga_deficiency": given("ivig", safety={"iga_deficiency": True}),
    "answer_against.thrombosis_risk": given("ivig", safety={"thrombosis_risk": True}),
    "answer_against.travel_strongyloides": given(PULSE, safety={"travel_strongyloides": True}),
    "answer_against.heart_failure": given("dep_liposomal_doxorubicin", safety={"heart_failure": True}),
    "answer_against.long_qt": given("fluconazole", safety={"long_qt": True}),
    "etoposide_volume.much": child(
        "4.2", "55", "2026-09-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_m2"})
    ),
    "etoposide_volume.failing": small("5.5", safety={"heart_failure": True}),
}
