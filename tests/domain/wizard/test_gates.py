"""Gates of signing: each on both sides of what opens it, and a reason for what it was given for alone."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain import edits
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.edits import drop, put
from hlh_desktop.domain.wizard.gates.every import RULES
from hlh_desktop.ward.look import look
from tests.builders import case_data, child, knowledge, lab, regimen
from tests.domain.wizard.sights import EXAMPLE, MORNING, NBSP, at, first, gate, gates, line, seen

ROUNDING = "rounding_above_5_percent"


def measured(on: str, **more: Any) -> dict[str, Any]:
    return put(EXAMPLE, "measurements", [{"on": on, "weight_kg": "13.5", "height_cm": "92", **more}])


def answered(case: dict[str, Any] = EXAMPLE, **more: str) -> Draft:
    """A draft with a reason for every gate that a reason opens."""
    draft = Draft(case, more)
    for one in look(draft, knowledge(), MORNING).gates:
        if one.state == "reason":
            draft = draft.with_reason(one.key, one.reasons[0])
    return draft


def test_the_example_lacks_one_reason_and_is_then_signed() -> None:
    found = seen(EXAMPLE)
    assert [one.key.partition(".")[0] for one in found.gates if one.state != "met"] == [ROUNDING]
    assert not found.signable
    signed = look(answered(), knowledge(), MORNING)
    assert signed.signable
    assert not signed.two_signatures
    assert gate(signed, ROUNDING).reason == "Accepted with pharmacy: no finer strength"


def test_a_reason_holds_for_what_it_was_given_for_alone() -> None:
    heavier = put(answered().case, "measurements[0].weight_kg", "14.5")
    found = look(Draft(heavier, answered().reasons), knowledge(), MORNING)
    assert gate(found, ROUNDING).state == "reason"


def test_a_blank_reason_is_none() -> None:
    key = gate(seen(EXAMPLE), ROUNDING).key
    assert gate(seen(EXAMPLE, reasons={key: "  "}), ROUNDING).state == "reason"


def test_what_is_not_met_stands_first_and_leads_the_way() -> None:
    found = seen(put(put(EXAMPLE, "patient.allergies", None), "severity.course", None))
    states = [one.state for one in found.gates]
    assert states == sorted(states, key=("open", "refused", "reason", "met").index)
    assert found.next_gate is not None
    assert (found.next_gate.key, found.next_gate.step) == ("allergies", 1)


def test_every_rule_speaks_of_an_empty_draft_without_a_plan() -> None:
    found = seen(case_data(measurements=[]))
    assert set(RULES) - set(gates(found)) == {"estimated_weight", "rare", "nothing", "past"}
    assert gates(found)["kidney"] == gates(found)["lines"] == gates(found)["first_doses"] == "open"


# --- the child


@pytest.mark.parametrize("field", ["mrn", "family_name", "given_name", "date_of_birth"])
def test_identity_is_complete_or_open(field: str) -> None:
    found = seen(put(EXAMPLE, f"patient.{field}", ""))
    assert gate(found, "identity").state == "open"
    assert gate(found, "identity").path == f"patient.{field}"
    assert gate(seen(EXAMPLE), "identity").state == "met"


def test_an_unknown_sex_has_a_reason() -> None:
    assert gate(seen(put(EXAMPLE, "patient.sex", None)), "sex").state == "reason"


@pytest.mark.parametrize(("allergies", "state", "text"), [
    (None, "open", "not asked"), ([], "met", "none known"), (["latex"], "met", "latex"),
])  # fmt: skip
def test_allergies_are_asked(allergies: Any, state: str, text: str) -> None:
    found = gate(seen(put(EXAMPLE, "patient.allergies", allergies)), "allergies")
    assert (found.state, found.step, found.path) == (state, 1, "patient.allergies")
    assert text in found.text


@pytest.mark.parametrize(("on", "state"), [
    ("2026-11-22", "met"), ("2026-11-15", "met"), ("2026-11-14", "reason"), ("2026-10-23", "reason"),
    ("2026-10-22", "refused"),
])  # fmt: skip
def test_a_weight_is_of_this_week_or_has_a_reason_or_is_refused(on: str, state: str) -> None:
    assert gate(seen(measured(on)), "weight").state == state


def test_a_reason_for_an_old_weight_is_for_that_weight() -> None:
    key = gate(seen(measured("2026-11-14")), "weight").key
    assert gate(seen(measured("2026-11-14"), reasons={key: "x"}), "weight").state == "met"
    assert gate(seen(measured("2026-11-13"), reasons={key: "x"}), "weight").state == "reason"
    refused = seen(measured("2026-10-01"), reasons={"weight.2026-10-01.13.5": "x"})
    assert gate(refused, "weight").state == "refused"


@pytest.mark.parametrize(("born", "on", "state"), [
    ("2024-06-22", "2026-08-24", "met"), ("2024-06-22", "2026-08-23", "reason"),
    ("2025-06-22", "2026-10-23", "met"), ("2025-06-22", "2026-10-22", "reason"),
])  # fmt: skip
def test_a_height_may_be_older_the_older_the_child(born: str, on: str, state: str) -> None:
    rows = [{"on": on, "height_cm": "80"}, {"on": "2026-11-21", "weight_kg": "10.5"}]
    found = seen(put(put(EXAMPLE, "measurements", rows), "patient.date_of_birth", born))
    assert gate(found, "height").state == state
    assert gate(found, "weight").state == "met"


def test_an_estimated_weight_with_a_cytotoxic_needs_two() -> None:
    found = seen(measured("2026-11-21", weight_source="estimated"))
    assert gate(found, "estimated_weight").second
    assert gate(found, "estimated_weight").state == "met"
    assert found.two_signatures
    assert not seen(measured("2026-11-21", weight_source="stated")).two_signatures
    without = edits.decide(measured("2026-11-21", weight_source="estimated"), "etoposide", "decline", reason="x")
    assert not seen(without).two_signatures


def test_a_rare_value_is_typed_twice_and_given_a_reason() -> None:
    case = put(EXAMPLE, "measurements[0].weight_kg", "21")
    (doubt,) = seen(case).doubts
    assert (doubt.path, doubt.typed, doubt.confirmed) == ("measurements[0].weight_kg", "21", False)
    assert gate(seen(case), "rare").state == "open"
    again = {doubt.path: "21.0"}
    assert gate(seen(case, again=again), "rare").state == "reason"
    assert gate(seen(case, reasons={doubt.key: "Obesity"}), "rare").state == "open"
    done = seen(case, again=again, reasons={doubt.key: "Obesity"})
    assert gate(done, "rare").state == "met"
    assert done.doubts[0].confirmed
    assert done.steps[0].state == "done"
    assert seen(case, again=again).steps[0].state == "attention"


def test_another_value_is_doubted_anew() -> None:
    case = put(EXAMPLE, "measurements[0].weight_kg", "21")
    (doubt,) = seen(case).doubts
    other = put(case, "measurements[0].weight_kg", "21.5")
    found = seen(other, again={doubt.path: "21"}, reasons={doubt.key: "Obesity"})
    assert gate(found, "rare").state == "open"
    found = seen(other, again={doubt.path: "21.5"}, reasons={doubt.key: "Obesity"})
    assert gate(found, "rare").state == "reason"


def test_a_changed_weight_is_doubted() -> None:
    rows = [
        {"on": "2026-11-17", "weight_kg": "12", "height_cm": "92"},
        {"on": "2026-11-21", "weight_kg": "13.3", "height_cm": "92"},
    ]
    assert [one.code for one in seen(put(EXAMPLE, "measurements", rows)).doubts] == ["weight_changed"]
    rows[1]["weight_kg"] = "13.2"
    assert not seen(put(EXAMPLE, "measurements", rows)).doubts


def test_a_rare_result_is_doubted() -> None:
    case = put(EXAMPLE, "labs[9].value", "115")
    (doubt,) = seen(case).doubts
    assert (doubt.path, doubt.code, doubt.step) == ("labs[9].value", "value_implausible", 2)
    assert f"115{NBSP}mmol/L" in doubt.text
    assert "Confirmed with the laboratory" in doubt.reasons
    assert not seen(put(EXAMPLE, "labs[9].value", "120")).doubts
    old = put(case, "labs[9].at", "2026-11-01T06:00")
    assert not seen(old).doubts


# --- diagnosis, cause, severity


def test_criteria_are_recorded_or_open() -> None:
    bare = put(put(EXAMPLE, "signs", {}), "labs", [])
    assert gate(seen(bare), "criteria").state == "open"
    assert gate(seen(put(bare, "signs.splenomegaly", False)), "criteria").state == "met"
    assert gate(seen(put(bare, "signs.hlh_gene_defect", True)), "criteria").state == "met"


@pytest.mark.parametrize(("etiology", "state", "path"), [
    ({}, "open", "etiology.kind"), ({"kind": "infection"}, "open", "etiology.pathogen"),
    ({"kind": "infection", "pathogen": "unknown"}, "met", "etiology.kind"),
    ({"kind": "unknown"}, "met", "etiology.kind"),
])  # fmt: skip
def test_the_cause_is_answered(etiology: dict[str, Any], state: str, path: str) -> None:
    found = gate(seen(put(EXAMPLE, "etiology", etiology)), "etiology")
    assert (found.state, found.step, found.path) == (state, 3, path)


@pytest.mark.parametrize(("etiology", "lines", "state"), [
    ({"kind": "infection", "pathogen": "EBV"}, ["etoposide"], "open"),
    ({"kind": "infection", "pathogen": "EBV"}, ["etoposide", "ivig"], "met"),
    ({"kind": "infection", "pathogen": "dengue", "treatment": "supportive"}, ["etoposide"], "met"),
    ({"kind": "infection", "pathogen": "unknown", "treatment": "work-up pending"}, ["etoposide"], "met"),
    ({"kind": "malignancy"}, ["etoposide", "dexamethasone"], "open"),
    ({"kind": "malignancy", "treatment": "BFM"}, ["etoposide"], "met"),
    ({"kind": "rheumatic"}, ["cotrimoxazole"], "open"),
    ({"kind": "rheumatic"}, ["methylprednisolone_pulse"], "met"),
    ({"kind": "primary_suspected"}, ["etoposide"], "met"),
    ({"kind": "unknown"}, ["etoposide"], "met"),
])  # fmt: skip
def test_the_cause_is_treated_or_a_treatment_is_written_down(
    etiology: dict[str, Any], lines: list[str], state: str
) -> None:
    case = put(put(EXAMPLE, "etiology", etiology), "regimen", regimen(*lines))
    assert gate(seen(case), "trigger").state == state


def test_an_untreated_trigger_is_told_once() -> None:
    case = put(put(EXAMPLE, "regimen", regimen("etoposide")), "etiology.treatment", None)
    assert "trigger_treatment_missing" not in gates(seen(case))
    pending = put(case, "etiology.treatment", "work-up pending")
    assert gates(seen(pending))["trigger_treatment_missing"] == "reason"


@pytest.mark.parametrize("field", ["course", "cns"])
def test_severity_is_answered(field: str) -> None:
    found = gate(seen(put(EXAMPLE, f"severity.{field}", None)), "severity")
    assert (found.state, found.path) == ("open", f"severity.{field}")


def test_the_kidney_is_known_or_has_a_reason() -> None:
    assert gate(seen(EXAMPLE), "kidney").state == "met"
    without = drop(EXAMPLE, "labs[13]")
    assert gate(seen(without), "kidney").state == "reason"
    key = gate(seen(without), "kidney").key
    assert gate(seen(without, reasons={key: "x"}), "kidney").state == "met"
    other = put(without, "regimen", regimen("rituximab"))
    assert gate(seen(other), "kidney").state == "met"


def test_a_creatinine_before_the_first_birthday_has_a_reason_of_its_own() -> None:
    data = child("8.5", "71", "2026-01-22", labs=[lab("crea", "20", "umol/L")], regimen=regimen("anakinra"))
    line_ = {"line": "anakinra", "mg_per_kg_per_day": "2"}
    found = gate(seen(put(data, "regimen", regimen(line_, protocol="none"))), "kidney")
    assert found.state == "reason"
    assert "no estimate at this age" in found.text


@pytest.mark.parametrize(
    ("medicines", "state", "text"),
    [
        (None, "reason", "not asked: interactions with them cannot be seen"), ([], "met", "none"),
        (["micafungin", "omeprazole"], "met", "micafungin, omeprazole"),
    ],
)  # fmt: skip
def test_current_medicines_are_asked(medicines: Any, state: str, text: str) -> None:
    found = gate(seen(put(EXAMPLE, "other_medicines", medicines)), "medicines")
    assert (found.state, found.text) == (state, text)
    # How it was read never stands alone on a line of its own.
    assert found.sources == ("Proposal of this program, for local sign-off\N{NO-BREAK SPACE}[APP]",)


def test_questions_not_asked_are_said_and_stop_nothing() -> None:
    found = gate(seen(EXAMPLE), "questions")
    assert (found.state, found.text[:8]) == ("met", "36 of 40")
    every = dict.fromkeys(knowledge().settings.questions, False)
    assert gate(seen(put(EXAMPLE, "safety", every)), "questions").text == "all asked"


SAFE = EXAMPLE["safety"]


@pytest.mark.parametrize(
    ("answers", "state", "words"),
    [
        ({}, "met", "negative"),
        ({"hbsag_positive": None}, "reason", "not both known"),
        ({"hbsag_positive": None, "anti_hbc_positive": None}, "reason", "not both known"),
        ({"anti_hbc_positive": True}, "reason", "is positive"),
    ],
)
def test_hepatitis_b_is_known_before_rituximab(answers: dict[str, Any], state: str, words: str) -> None:
    found = gate(seen(put(EXAMPLE, "safety", {**SAFE, **answers})), "hepatitis_b")
    assert (found.state, found.step) == (state, 4)
    assert words in found.text


@pytest.mark.parametrize(("drawn", "state"), [(True, "met"), (False, "reason"), (None, "reason")])
def test_blood_is_drawn_before_immunoglobulin(drawn: bool | None, state: str) -> None:
    case = put(EXAMPLE, "safety", {**SAFE, "igg_drawn_before_ivig": drawn})
    assert gate(seen(case), "bloods_before_ivig").state == state


def test_the_finding_about_blood_does_not_ask_a_second_time() -> None:
    """It is critical with rituximab; the gates of hepatitis B and of blood ask for the reason."""
    found = seen(put(EXAMPLE, "safety", {}))
    assert "critical" in {one.level for one in found.findings if one.code == "bloods_before_ivig"}
    assert gate(found, "bloods_before_ivig").title == "Blood before immunoglobulin"


def test_without_the_drug_nobody_asks_for_its_blood() -> None:
    case = put(put(EXAMPLE, "safety", {}), "regimen", regimen("etoposide", "dexamethasone"))
    for name in ("hepatitis_b", "bloods_before_ivig"):
        assert (gate(seen(case), name).state, gate(seen(case), name).text) == ("met", "no line of this plan needs it")


def test_a_reason_for_an_unknown_marker_is_none_for_a_positive_one() -> None:
    unknown = put(EXAMPLE, "safety.hbsag_positive", None)
    key = gate(seen(unknown), "hepatitis_b").key
    assert gate(seen(unknown, reasons={key: "no dose before the result"}), "hepatitis_b").state == "met"
    positive = put(EXAMPLE, "safety.hbsag_positive", True)
    assert gate(seen(positive, reasons={key: "no dose before the result"}), "hepatitis_b").state == "reason"


# --- what is ordered


def test_a_protocol_is_chosen() -> None:
    assert gate(seen(drop(EXAMPLE, "regimen")), "regimen").state == "open"
    assert not seen(drop(EXAMPLE, "regimen")).signable


def test_every_proposed_line_is_decided() -> None:
    case = edits.decide(EXAMPLE, "rituximab", "undecide")
    found = gate(seen(case), "lines")
    assert found.state == "open"
    assert found.text == "not decided yet: riTUXimab"
    assert found.path == line(seen(case), "rituximab").path
    declined = edits.decide(case, "rituximab", "decline", reason="x")
    assert gate(seen(declined), "lines").state == "met"


def test_a_plan_that_orders_nothing_says_why() -> None:
    case = put(EXAMPLE, "regimen", regimen(protocol="none"))
    assert gate(seen(case), "nothing").state == "reason"
    assert "nothing" not in gates(seen(EXAMPLE))


@pytest.mark.parametrize(("course", "lines", "state"), [
    ("deteriorating", ["etoposide"], "met"), ("stable", ["etoposide"], "reason"), (None, ["etoposide"], "reason"),
    ("stable", ["dexamethasone"], "met"),
])  # fmt: skip
def test_etoposide_has_a_reason_unless_the_child_deteriorates(course: Any, lines: list[str], state: str) -> None:
    case = put(put(EXAMPLE, "severity.course", course), "regimen", regimen(*lines))
    assert gate(seen(case), "etoposide").state == state


def test_pneumocystis_is_ordered_or_declined() -> None:
    without = edits.decide(EXAMPLE, "cotrimoxazole", "undecide")
    assert gate(seen(without), "pneumocystis").state == "open"
    declined = edits.decide(without, "cotrimoxazole", "decline", reason="atovaquone given")
    assert gate(seen(declined), "pneumocystis").text == "declined: atovaquone given"
    assert gate(seen(put(EXAMPLE, "regimen", regimen("rituximab"))), "pneumocystis").state == "met"


@pytest.mark.parametrize(("lines", "medicines", "state"), [
    (["etoposide"], [], "reason"), (["etoposide"], ["Micafungin 2 mg/kg"], "met"), (["rituximab"], [], "met"),
    (["dexamethasone"], [], "reason"),
    ([{"line": "methylprednisolone", "first_day": 1, "days": 14}], [], "met"),
    ([{"line": "methylprednisolone", "first_day": 1, "days": 15}], [], "reason"),
    (["methylprednisolone_pulse", {"line": "methylprednisolone", "days": 12}], [], "reason"),
    (["methylprednisolone_pulse", {"line": "methylprednisolone", "days": 11}], [], "met"),
    (["etoposide", {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"}], [], "met"),
])  # fmt: skip
def test_an_antifungal_is_there_or_has_a_reason(lines: list[Any], medicines: list[str], state: str) -> None:
    case = put(put(EXAMPLE, "regimen", regimen(*lines)), "other_medicines", medicines)
    assert gate(seen(case), "antifungal").state == state


def test_under_10_kg_etoposide_without_a_rule_is_refused_whatever_the_reason() -> None:
    data = child("9.9", "76", "2025-10-22", regimen=regimen("etoposide"))
    found = gate(seen(data), "under_10_kg_rule_needed")
    assert (found.state, found.reasons) == ("refused", ())
    assert gate(seen(data, reasons={found.key: "x"}), "under_10_kg_rule_needed").state == "refused"
    assert found.path == "regimen.lines[0]"
    ruled = child("9.9", "76", "2025-10-22", regimen=regimen({"line": "etoposide", "rule": "mg_per_m2"}))
    assert "under_10_kg_rule_needed" not in gates(seen(ruled))
    assert "under_10_kg_rule_needed" not in gates(seen(child("10", "76", "2025-10-22", regimen=regimen("etoposide"))))


def test_an_egfr_under_15_without_a_factor_is_refused() -> None:
    # 36.5 x 92 / 224 = 14.99; / 223.8 = 15.004
    low = put(EXAMPLE, "labs[13].value", "224")
    assert gates(seen(low))["etoposide_refused_crcl"] == "refused"
    assert "etoposide_refused_crcl" not in gates(seen(put(EXAMPLE, "labs[13].value", "223.8")))
    typed = edits.decide(low, "etoposide", "change", parameters={"factor": "0.5", "reason": "dialysis"})
    assert "etoposide_refused_crcl" not in gates(seen(typed))
    assert gates(seen(typed))["etoposide_at_crcl_below_15"] == "reason"


def test_each_critical_finding_has_a_reason() -> None:
    case = edits.decide(EXAMPLE, "intrathecal", "accept")
    found = gate(seen(case), "intrathecal_without_trigger")
    assert (found.state, found.path) == ("reason", "severity.csf")
    assert found.sources
    triggered = put(case, "severity.csf", "abnormal")
    assert "intrathecal_without_trigger" not in gates(seen(triggered))
    allergic = put(EXAMPLE, "patient.allergies", ["etoposide"])
    assert gates(seen(allergic))["allergy_match"] == "reason"


def test_risk_signs_stop_a_signature_only_at_their_extremes() -> None:
    assert "escalation_review" not in gates(seen(EXAMPLE))
    assert gates(seen(put(EXAMPLE, "labs[9].value", "124")))["escalation_review"] == "reason"


# --- times


def test_doses_too_near_have_a_reason() -> None:
    near = edits.move_dose(EXAMPLE, "etoposide", None, 4, at("2026-11-25T13:59"), "counts")
    assert gates(seen(near))["doses_close"] == "reason"
    kept = edits.move_dose(EXAMPLE, "etoposide", None, 4, at("2026-11-25T14:00"), "counts")
    assert "doses_close" not in gates(seen(kept))


def test_a_first_dose_before_now_is_asked_for() -> None:
    now = at("2026-11-22T08:01")
    found = gate(seen(EXAMPLE, at("2026-11-22T08:00")), "first_doses")
    assert found.state == "met"
    found = gate(seen(EXAMPLE, now), "first_doses")
    assert (found.state, found.step) == ("open", 6)
    case = EXAMPLE
    for name in ("cotrimoxazole", "dexamethasone"):
        case = edits.give_first_at(case, first(seen(case, now), name), first(seen(case, now), name).now)
    assert gate(seen(case, now), "first_doses").state == "met"


def test_doses_of_days_that_have_passed_have_a_reason() -> None:
    assert gate(seen(EXAMPLE, at("2026-11-23T08:00")), "begun").state == "met"
    found = gate(seen(EXAMPLE, at("2026-11-23T08:01")), "begun")
    assert found.state == "reason"
    assert found.text.startswith("2 doses")


def test_what_can_not_be_used_is_a_gate_that_leads_to_the_field() -> None:
    found = gate(seen(put(EXAMPLE, "labs[3].value", "8,2")), "entries")
    assert (found.state, found.step, found.path) == ("open", 2, "labs[3].value")
    needed = gate(seen(edits.decide(EXAMPLE, "anakinra", "accept")), "entries")
    assert (needed.state, needed.step, needed.path) == ("open", 5, "regimen.lines[5].mg_per_kg_per_day")
    assert gate(seen(EXAMPLE), "entries").state == "met"


def test_the_schedule_counts_doses_and_changes() -> None:
    assert gate(seen(EXAMPLE), "schedule").text == "119 doses, 0 changed with a reason"
    case = edits.hold_dose(EXAMPLE, "rituximab", None, 8, "counts")
    assert gate(seen(case), "schedule").text == "118 doses, 1 changed with a reason"
    assert gate(seen(put(EXAMPLE, "regimen", regimen(protocol="none"))), "schedule").text == "no doses"
