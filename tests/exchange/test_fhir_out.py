"""A child as FHIR: what another program reads is what the laboratory and the ward wrote, digit for digit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.exchange.fhir_out.bundle import bundle, bundle_text, check
from hlh_desktop.exchange.fhir_out.exact_json import exact_json
from hlh_desktop.exchange.fhir_out.values import ChildExport, LoggedGiving, Patient, PlannedTask, StandingPlan
from tests.builders import ROOT, knowledge, plan, plan_object
from tests.exchange.fhir_results import DAY_ONE, PARIS, demo_samples, results_of, samples

CASE = json.loads((ROOT / "resources" / "cases" / "example.json").read_bytes())
WHO = Patient("TV04", date(2024, 6, 22), "Example", "Four", "female")
LOINC, OWN = "http://loinc.org", "urn:hlh-desktop:analyte"


def child(*made: Sample, **more: Any) -> ChildExport:
    return ChildExport(WHO, PARIS, knowledge().catalogue, results_of(*made), **more)


def one(*reported: Reported, **of_sample: Any) -> dict[str, Any]:
    """The observation of one result."""
    found = bundle(child(Sample(DAY_ONE, reported, **of_sample)), knowledge())
    check(found)
    return of_kind(found, "Observation")[0]


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def codes(observation: dict[str, Any]) -> dict[str, str]:
    return {each["system"]: each["code"] for each in observation["code"]["coding"]}


def standing(**more: Any) -> StandingPlan:
    made = plan(CASE)
    signed = DAY_ONE - timedelta(hours=1)
    return StandingPlan(
        UUID(int=9), 2, made, "HLH-94, version 2", made.case.day_one, None, "Dr A. Example", signed, "9F3A", **more
    )  # fmt: skip


def test_a_result_keeps_value_unit_and_every_digit_as_reported() -> None:
    made = one(Reported("anc", "K/uL", Decimal("0.50")))
    assert made["valueQuantity"] == {
        "value": Decimal("0.50"), "unit": "K/uL", "system": "http://unitsofmeasure.org", "code": "10*3/uL",
    }  # fmt: skip
    assert '"value": 0.50,' in exact_json(made)
    assert made["effectiveDateTime"] == "2026-11-22T06:10:00+01:00"
    assert codes(made) == {OWN: "anc", LOINC: "26499-4"}


@pytest.mark.parametrize(
    ("analyte", "unit", "loinc"),
    [
        ("tg", "mmol/L", "14927-8"), ("tg", "mg/dL", "2571-8"), ("crea", "umol/L", "14682-9"),
        ("crea", "mg/dL", "2160-0"), ("hb", "mmol/L", "59260-0"), ("hb", "g/dL", "718-7"),
        ("scd25_mass", "pg/mL", "76039-7"), ("scd25", "U/mL", None), ("il18", "pg/mL", None),
        ("ebv", "copies/mL", None), ("ebv", "IU/mL", "43730-1"), ("nk", "LU10", None),
    ],
)  # fmt: skip
def test_a_loinc_code_is_given_only_where_it_is_the_same_quantity(analyte: str, unit: str, loinc: str | None) -> None:
    assert codes(one(Reported(analyte, unit, Decimal(12)))).get(LOINC) == loinc


def test_what_has_no_unit_yet_gets_a_loinc_code_only_where_every_unit_has_the_same() -> None:
    assert codes(one(Reported("ferritin", "", status="pending")))[LOINC] == "2276-4"
    assert LOINC not in codes(one(Reported("crea", "umol/L", status="pending")))


def test_units_of_arbitrary_activity_are_not_units_of_enzymes() -> None:
    assert one(Reported("scd25", "U/mL", Decimal(14700)))["valueQuantity"]["code"] == "[arb'U]/mL"
    assert one(Reported("ast", "U/L", Decimal(311)))["valueQuantity"]["code"] == "U/L"
    assert "code" not in one(Reported("scd25", "kU/L", Decimal(14)))["valueQuantity"]


def test_a_value_beyond_the_assay_keeps_its_sign_and_its_digits() -> None:
    made = one(Reported("ferritin", "ng/mL", Decimal(20000), ">"))
    assert (made["valueQuantity"]["comparator"], made["valueQuantity"]["value"]) == (">", 20000)


@pytest.mark.parametrize(
    ("status", "said", "why"), [("pending", "registered", "temp-unknown"), ("cancelled", "cancelled", "not-performed")]
)
def test_what_has_no_value_says_why_and_is_no_number(status: Any, said: str, why: str) -> None:
    made = one(Reported("ferritin", "ug/L", text="clotted", status=status))
    assert made["status"] == said
    assert (made["dataAbsentReason"]["coding"][0]["code"], made["dataAbsentReason"]["text"]) == (why, "clotted")
    assert not [key for key in made if key.startswith("value")]


@pytest.mark.parametrize("status", ["final", "preliminary", "corrected"])
def test_how_far_a_result_is_is_told(status: Any) -> None:
    assert one(Reported("plt", "10*9/L", Decimal(28), status=status))["status"] == status


@pytest.mark.parametrize(
    ("value", "comparator", "flag"),
    [("6", None, "L"), ("7", None, "N"), ("140", None, "N"), ("141", None, "H"), ("200", ">", "H"), ("140", ">", None),
     ("500", "<", None), ("5", "<", "L"), ("5", ">", None)],
)  # fmt: skip
def test_high_and_low_are_said_only_where_the_value_proves_it(value: str, comparator: Any, flag: str | None) -> None:
    range_ = {"low": Decimal(7), "high": Decimal(140)}
    made = one(Reported("ferritin", "ug/L", Decimal(value), comparator, **range_))
    assert [each["coding"][0]["code"] for each in made.get("interpretation", [])] == ([flag] if flag else [])
    assert made["referenceRange"][0]["high"]["value"] == 140


def test_method_laboratory_specimen_number_and_conditions_go_with_it() -> None:
    made = one(
        Reported("scd25", "U/mL", Decimal(9100), method="Immulite 2000", code="IL2R", key="A-77", reason="seen twice"),
        laboratory="Central laboratory", specimen="plasma", fasting=False, conditions=("steroid", "heparin"),
    )  # fmt: skip
    assert made["method"]["text"] == "Immulite 2000"
    assert made["performer"][0]["display"] == "Central laboratory"
    assert made["specimen"]["display"] == "plasma"
    assert made["identifier"][0]["value"] == "A-77"
    assert codes(made)["urn:hlh-desktop:laboratory-code"] == "IL2R"
    said = {part["code"]["coding"][0]["code"]: part["valueBoolean"] for part in made["component"]}
    assert said == {"fasting": False, "heparin": True, "steroid": True}
    assert "component" not in one(Reported("plt", "10*9/L", Decimal(1))), "not said is left out, and never false"


def test_vital_signs_are_told_from_the_laboratory() -> None:
    kinds = [one(Reported(name, unit, Decimal(38)))["category"][0]["coding"][0]["code"] for name, unit in
             (("temp", "Cel"), ("plt", "10*9/L"))]  # fmt: skip
    assert kinds == ["vital-signs", "laboratory"]


def test_weight_and_height_of_the_chart_are_marked_as_such() -> None:
    row = Measurement(on=date(2026, 11, 21), weight_kg=Decimal("13.5"), weight_source="measured")
    (made,) = of_kind(bundle(child(measurements=(row,)), knowledge()), "Observation")
    assert made["code"]["coding"][0] == {"system": "urn:hlh-desktop:measurement", "code": "weight"}
    assert (made["valueQuantity"]["value"], made["effectiveDateTime"]) == (Decimal("13.5"), "2026-11-21")


def test_the_plan_is_told_with_every_dose_and_its_working() -> None:
    found = bundle(child(plan=standing()), knowledge())
    check(found)
    told = [
        (request["medicationCodeableConcept"]["text"], dosage["doseAndRate"][0]["doseQuantity"]["value"],
         dosage["doseAndRate"][0]["doseQuantity"]["unit"], moment[:16] + moment[19:])
        for request in of_kind(found, "MedicationRequest")
        for dosage in request["dosageInstruction"]
        for moment in dosage["timing"]["event"]
    ]  # fmt: skip
    planned = [
        (order["drug"], Decimal(each["dose"]), each["unit"], each["at"])
        for order in plan_object(CASE)["orders"]
        for each in order["administrations"]
    ]
    assert sorted(told) == sorted(planned)
    etoposide = next(one for one in of_kind(found, "MedicationRequest") if "etoposide" in str(one))
    assert "150 mg/m2 x 0.59 m2 = 88.5 mg, rounded to 89 mg (0.6 %)" in etoposide["dosageInstruction"][0]["text"]
    (care,) = of_kind(found, "CarePlan")
    referred = {each["reference"]["reference"] for each in care["activity"]}
    assert referred == {f"urn:uuid:{one['id']}" for one in of_kind(found, "MedicationRequest")}


def test_a_stopped_line_and_answered_tasks_are_told() -> None:
    tasks = (PlannedTask("Blood count", DAY_ONE, "completed"),)
    found = bundle(child(plan=standing(stopped=frozenset({("etoposide", None)}), tasks=tasks)), knowledge())
    states = {one["medicationCodeableConcept"]["text"]: one["status"] for one in of_kind(found, "MedicationRequest")}
    assert {drug for drug, state in states.items() if state == "stopped"} == {"etoposide"}
    assert of_kind(found, "CarePlan")[0]["activity"][-1]["detail"]["status"] == "completed"


@pytest.mark.parametrize(
    ("kind", "code"),
    [("infection", "D76.2"), ("rheumatic", "D76.3"), ("malignancy", "D76.3"), ("primary_suspected", "D76.1")],
)
def test_the_diagnosis_is_coded_by_its_cause_and_never_called_certain(kind: str, code: str) -> None:
    made = replace(
        standing(),
        plan=plan({**CASE, "etiology": {"kind": kind, **({"pathogen": "EBV"} if kind == "infection" else {})}}),
    )
    (told,) = of_kind(bundle(child(plan=made), knowledge()), "Condition")
    assert told["code"]["coding"][0]["code"] == code
    assert told["verificationStatus"]["coding"][0]["code"] == "provisional"
    assert "criteria met" in told["note"][0]["text"]


GIVING = LoggedGiving(
    UUID(int=3), "given", "etoposide", "intravenous", Decimal(60), "mg", Decimal(89), DAY_ONE, None, "RN A. Example",
    "line blocked", True, ("etoposide", None, "etoposide"),
)  # fmt: skip


def test_a_dose_given_in_part_says_how_much_and_of_how_much() -> None:
    (made,) = of_kind(bundle(child(plan=standing(), givings=(GIVING,)), knowledge()), "MedicationAdministration")
    assert (made["status"], made["dosage"]["dose"]["value"]) == ("completed", Decimal(60))
    assert made["note"][0]["text"] == "Given in part: 60 mg of 89 mg planned."
    request = made["request"]["reference"]
    found = bundle(child(plan=standing()), knowledge())
    assert [
        one["resource"]["medicationCodeableConcept"]["text"] for one in found["entry"] if one["fullUrl"] == request
    ] == ["etoposide"]


@pytest.mark.parametrize(
    ("became", "status"),
    [("held", "on-hold"), ("refused", "not-done"), ("omitted", "not-done"), ("missed", "not-done")],
)
def test_a_dose_that_was_not_given_says_why_and_no_amount(became: Any, status: str) -> None:
    made = bundle(
        child(plan=standing(), givings=(replace(GIVING, became=became, amount=None, partly=False),)), knowledge()
    )
    check(made)
    (told,) = of_kind(made, "MedicationAdministration")
    assert told["status"] == status
    assert told["statusReason"][0]["text"].endswith(": line blocked")
    assert "dosage" not in told


def test_a_training_ward_says_so() -> None:
    assert bundle(child(training=True), knowledge())["meta"]["security"][0]["code"] == "HTEST"
    assert "meta" not in bundle(child(), knowledge())


def test_the_same_child_gives_the_same_bytes_whatever_the_order_of_its_results() -> None:
    whole = child(*demo_samples(), plan=standing(), givings=(GIVING,))
    turned = replace(whole, results=tuple(reversed(whole.results)))
    assert bundle_text(whole, knowledge()) == bundle_text(turned, knowledge())
    found = json.loads(bundle_text(whole, knowledge()))
    assert len({entry["fullUrl"] for entry in found["entry"]}) == len(found["entry"])


def test_what_refers_to_another_entry_finds_it() -> None:
    text = bundle_text(child(*demo_samples(), plan=standing(), givings=(GIVING,)), knowledge())
    there = {entry["fullUrl"] for entry in json.loads(text)["entry"]}
    referred = {part.partition('"')[0] for part in text.split('"reference": "')[1:]}
    assert referred <= there


@settings(max_examples=40, deadline=None)
@given(samples())
def test_any_results_make_a_file_that_is_fhir(made: tuple[Sample, ...]) -> None:
    found = bundle(child(*made), knowledge())
    check(found)
    assert len(of_kind(found, "Observation")) == sum(len(one.results) for one in made)
    for each in of_kind(found, "Observation"):
        if "76039-7" in str(each):
            assert each["code"]["coding"][0]["code"] == "scd25_mass"


@pytest.mark.parametrize("wrong", [Decimal("NaN"), Decimal("Infinity"), 1.5])
def test_a_number_that_is_none_and_a_float_never_reach_a_file(wrong: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        exact_json({"value": wrong})
