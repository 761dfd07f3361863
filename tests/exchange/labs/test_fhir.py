"""FHIR R4 in JSON: results with what a report says of them, exact decimals, and a refusal that names the place."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.fhir_rows import read_fhir
from tests.exchange.labs.given import FHIR, codes, looked

if TYPE_CHECKING:
    from hlh_desktop.domain.results.incoming.values import LabFile

PATIENT = {"resourceType": "Patient", "id": "1", "identifier": [{"value": "TV04"}]}
CODE = {"coding": [{"system": "http://loinc.org", "code": "777-3"}], "text": "Platelets"}
PLT: dict[str, Any] = {
    "resourceType": "Observation", "id": "a", "status": "final", "code": CODE, "subject": {"reference": "Patient/1"},
    "effectiveDateTime": "2026-11-21T06:10:00+01:00", "valueQuantity": {"value": 28, "unit": "10*9/L"},
}  # fmt: skip


def read(*resources: dict[str, Any]) -> LabFile:
    entries = [{"resource": one} for one in (PATIENT, *resources)]
    return read_fhir(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode())


def plt(**changed: Any) -> dict[str, Any]:
    """Platelets with some of it otherwise; None takes a part away."""
    return {key: value for key, value in {**PLT, **changed}.items() if value is not None}


def test_a_bundle_is_taken_with_range_comparator_note_and_key() -> None:
    found = looked(FHIR)
    ferritin, platelets = (one.reported for one in found.taken)
    assert not found.blocked
    assert (ferritin.comparator, ferritin.value, ferritin.unit, ferritin.key) == (">", 20000, "ng/mL", "urn:lab|77")
    assert (ferritin.low, ferritin.high, ferritin.text) == (Decimal("7.0"), Decimal("140.0"), "diluted")
    assert (platelets.status, platelets.text, platelets.value) == ("cancelled", "clotted", None)


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("registered", "pending"), ("preliminary", "preliminary"), ("final", "final"), ("amended", "corrected"),
        ("corrected", "corrected"), ("cancelled", "cancelled"), ("entered-in-error", "in_error"), ("unknown", "unsaid"),
    ],
)  # fmt: skip
def test_each_status_is_itself(status: str, found: str) -> None:
    assert read(plt(status=status)).rows[0].status == found


def test_a_value_that_is_said_to_be_absent_is_cancelled_and_one_that_is_only_missing_is_left() -> None:
    absent = {"coding": [{"code": "unsatisfactory", "display": "Clotted"}]}
    (row,) = read(plt(valueQuantity=None, dataAbsentReason=absent)).rows
    assert (row.status, row.reason) == ("cancelled", "Clotted")
    assert codes(looked(json.dumps(bundle(plt(valueQuantity=None))).encode()).left) == ["no_value"]


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    entries = [{"resource": one} for one in (PATIENT, *resources)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def test_what_a_report_carries_within_it_has_its_time_and_its_patient() -> None:
    inner = {key: PLT[key] for key in ("resourceType", "id", "status", "code", "valueQuantity")}
    report = {
        "resourceType": "DiagnosticReport", "status": "final", "code": {"text": "count"}, "contained": [inner],
        "result": [{"reference": "#a"}], "effectiveDateTime": "2026-11-21T06:00:00Z",
        "subject": {"reference": "Patient/1"}, "issued": "2026-11-22T10:00:00Z",
    }  # fmt: skip
    (row,) = read(report).rows
    assert (row.at, row.patient, row.place) == ("2026-11-21T06:00:00Z", 0, "entry[1].resource.contained[0]")


def test_when_it_was_issued_is_never_when_it_was_taken() -> None:
    assert read(plt(effectiveDateTime=None, issued="2026-11-22T10:00:00Z")).rows[0].at == ""


def test_the_specimen_tells_the_time_where_nothing_else_does() -> None:
    specimen = {
        "resourceType": "Specimen", "id": "s", "type": {"text": "EDTA blood"},
        "collection": {"collectedDateTime": "2026-11-21T05:55:00Z"},
    }  # fmt: skip
    (row,) = read(plt(effectiveDateTime=None, specimen={"reference": "Specimen/s"}), specimen).rows
    assert (row.at, row.specimen) == ("2026-11-21T05:55:00Z", "EDTA blood")


def test_the_laboratory_is_an_organisation_and_no_person() -> None:
    of_person = {"reference": "Practitioner/7", "display": "Dr A"}
    of_house = {"reference": "Organization/1", "display": "Central laboratory"}
    assert read(plt(performer=[of_person])).rows[0].laboratory == ""
    assert read(plt(performer=[of_person, of_house])).rows[0].laboratory == "Central laboratory"


def test_words_are_read_as_words_and_may_hold_a_comparator() -> None:
    rows = read(plt(valueQuantity=None, valueString="<35"), plt(valueQuantity=None, valueCodeableConcept=CODE)).rows
    assert [row.value for row in rows] == ["<35", "Platelets"]


def test_a_value_of_another_kind_is_none() -> None:
    (row,) = read(plt(valueQuantity=None, valueBoolean=True)).rows
    assert row.fault is not None
    assert row.fault.values == {"kind": "Boolean"}


def test_a_range_in_another_unit_than_the_value_is_kept_as_words() -> None:
    (row,) = read(plt(referenceRange=[{"low": {"value": 150000, "unit": "/uL"}}])).rows
    assert (row.low, row.range_text) == ("", "150000 /uL")


def test_a_panel_of_members_is_no_result_itself() -> None:
    panel = plt(valueQuantity=None, hasMember=[{"reference": "Observation/b"}])
    assert read(panel, plt(id="b")).rows[0].place == "entry[2].resource"


def test_a_subject_that_leads_nowhere_is_nobody_and_an_identifier_is_somebody() -> None:
    found = read(plt(subject={"reference": "Patient/9"}), plt(subject={"identifier": {"value": "X9"}}))
    assert [row.patient for row in found.rows] == [None, 1]
    assert found.patients[1].numbers == ("X9",)


def test_weight_and_height_of_a_chart_are_no_results() -> None:
    of_chart = {"coding": [{"system": "urn:hlh-desktop:measurement", "code": "weight"}]}
    own = {"coding": [{"system": "http://loinc.org", "code": "29463-7"}, *of_chart["coding"]]}
    assert codes(looked(json.dumps(bundle(plt(code=own))).encode()).left) == ["chart_measure"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"resourceType": "Observation"}', "import_not_fhir"),
        (b'{"resourceType": "Nothing"}', "import_not_fhir"),
        (b'{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": 5}]}', "import_not_fhir"),
        (b'{"resourceType": "Bundle", "type": "collection", "entry": 5}', "import_not_fhir"),
        (b"[]", "import_no_resource"),
        (b"{}", "import_no_resource"),
        (b'{"a": 1', "import_not_json"),
        (b'{"a": NaN}', "import_number"),
        (b'{"a": 1e99999999999999999999}', "import_number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "import_number"),
        (b'{"a": 1, "a": 2}', "import_key_twice"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read_fhir(data)
    assert trouble.value.code == code


def test_the_place_of_what_does_not_validate_is_named() -> None:
    with pytest.raises(Trouble) as trouble:
        read(plt(), plt(valueQuantity={"value": "many"}))
    assert trouble.value.values["place"] == "entry[2].resource.valueQuantity.value"
