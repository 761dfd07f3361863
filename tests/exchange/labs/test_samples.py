"""Files that nobody here wrote: what the list beside them says of each is what happens."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest

from hlh_desktop.domain.results.incoming.claims import Known
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.fhir_rows import read_fhir
from hlh_desktop.exchange.labs.hl7_rows import read_hl7
from tests.exchange.labs.given import CHILD, OMOP, checks, codes, looked, of_anybody, sample

DUCK = Known("10006579", "Duck", "Donald", date(1924, 10, 10), "male")


def with_patient(data: bytes, subject: str) -> bytes:
    """HL7's own examples each in a bundle with a patient, as they refer to one that is elsewhere."""
    found = json.loads(data, parse_float=Decimal)
    entries = found["entry"] if found["resourceType"] == "Bundle" else [{"resource": found}]
    patient = {"resourceType": "Patient", "id": subject, "identifier": [{"value": "TV04"}]}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient}, *entries]}
    return json.dumps(bundle, default=float).encode()


# --- HL7 v2


def test_a_report_that_begins_with_a_byte_order_mark_is_of_another_patient() -> None:
    found = looked(sample("hl7v2/ms_LAB-ORU-1.hl7"))
    assert found.kind == "hl7"
    assert found.blocked
    assert found.identity.reason.code == "identity_another"
    assert found.identity.reason.values == {"numbers": "10006579", "number": "TV04"}
    assert [(one.reason.code, one.count, one.row) for one in found.left] == [("another_patient", 10, None)]


def test_codes_of_another_meaning_are_asked_about_and_pending_results_left() -> None:
    found = looked(sample("hl7v2/ms_LAB-ORU-1.hl7"), DUCK)
    assert not found.blocked
    assert found.nothing
    by_name = {one.row.called: one for one in found.left if one.row}
    assert by_name["PLATELETS"].reason.code == "code_unknown"
    assert by_name["PLATELETS"].row.shown == "221 giga.l-1"  # type: ignore[union-attr]
    assert by_name["LEUKOCYTES"].reason.code == "code_unknown"
    assert by_name["HEMOGLOBIN"].reason.code == "status_waiting"
    assert by_name["ERYTHROCYTES"].row.units == ("tera.l-1",)  # type: ignore[union-attr]


def test_final_stands_beside_preliminary_and_times_have_their_zone() -> None:
    rows = {row.called: row for row in read_hl7(sample("hl7v2/ms_LAB-ORU-1.hl7")).rows}
    assert (rows["PLATELETS"].status, rows["ERYTHROCYTES"].status) == ("final", "preliminary")
    assert rows["PLATELETS"].at == "2014-10-06T08:30:00+07:00"
    assert rows["LEUKOCYTES"].at == "2014-10-06T05:35:00+07:00", "of the specimen, as none stands with the result"
    assert {row.specimen for row in rows.values()} == {"BLD"}


def test_a_report_with_strange_segments_is_read_and_most_of_it_is_unknown() -> None:
    found = of_anybody(sample("hl7v2/ms_ORU-R01-01.hl7"))
    assert not found.taken
    assert Counter(codes(found.left)) == {"value_kind": 1, "no_code": 1, "code_unknown": 2, "values_two": 1}
    salmonella = next(one.row for one in found.left if one.row and one.row.code == "625-4")
    assert (salmonella.low, salmonella.high, salmonella.status) == ("70", "80", "preliminary")
    assert salmonella.text == "Submission of serum No Antibodies Detected"


def test_a_report_without_a_number_has_nothing_to_import() -> None:
    found = of_anybody(sample("hl7v2/lfh_ORU-multiline-short.hl7"))
    assert found.nothing
    assert codes(found.left) == ["no_code"] * 3


def test_a_structured_number_and_a_range_with_a_low_line_are_read() -> None:
    first, second = read_hl7(sample("hl7v2/pyhl7_sample_hl7.hl7")).rows
    assert (first.value, first.comparator, first.low, first.high) == ("182", "", "70", "105")
    assert first.at == "2002-02-15T07:30:00"
    assert second.fault is not None
    assert second.fault.code == "value_kind"


def test_a_birth_date_of_nine_figures_blocks() -> None:
    child = Known("555-44-4444", "Everywoman", "Eve", date(1962, 3, 20), "female")
    found = looked(sample("hl7v2/pyhl7_sample_hl7.hl7"), child)
    assert found.blocked
    assert found.identity.reason.code == "identity_unread_birth_date"


@pytest.mark.parametrize(
    ("name", "messages", "note"),
    [
        ("batch", 1, ""),
        ("batch1", 2, ""),
        ("batch2", 2, ""),
        ("batch3", 1, "envelope_no_end"),
        ("batch4", 1, "envelope_no_start"),
        ("file", 1, ""),
        ("file1", 3, ""),
        ("file2", 2, ""),
        ("file3", 1, "envelope_no_end"),
        ("file4", 1, "envelope_no_start"),
        ("file5", 1, "envelope_no_end"),
        ("file6", 1, "envelope_no_start"),
        ("msh", 1, ""),
    ],
)
def test_a_whole_envelope_is_opened_and_its_messages_hold_no_results(name: str, messages: int, note: str) -> None:
    found = looked(sample(f"hl7v2/pyhl7_sample_{name}.hl7"))
    assert not found.blocked
    assert found.nothing
    assert sum(one.count for one in found.left) == messages
    assert set(codes(found.left)) == {"message"}
    assert [one.code for one in found.notes] == ([note] if note else [])


@pytest.mark.parametrize("name", ["batch", "batch1", "file", "file1", "file2", "file3"])
def test_a_malformed_envelope_is_refused_as_a_whole(name: str) -> None:
    with pytest.raises(Trouble) as trouble:
        looked(sample(f"hl7v2/pyhl7_sample_bad_{name}.hl7"))
    assert trouble.value.code == "import_hl7_envelope"


def test_a_message_without_results_has_none() -> None:
    assert looked(sample("hl7v2/pyhl7_rep_sample_hl7.hl7")).nothing


# --- FHIR R4


def test_triglycerides_in_mmol_are_taken_at_the_time_of_their_report() -> None:
    found = looked(with_patient(sample("fhir_r4/Bundle-lipids.json"), "pat2"))
    (tg,) = found.taken
    assert (tg.reported.analyte, tg.reported.value, tg.reported.unit) == ("tg", Decimal("1.3"), "mmol/L")
    assert tg.reported.high == Decimal("2.0")
    assert tg.sample.at.isoformat() == "2011-03-03T22:30:00+01:00", "08:30 in Australia, not when it was issued"
    assert codes(found.left) == ["code_unknown"] * 3


def test_without_its_patient_a_bundle_is_blocked() -> None:
    found = looked(sample("fhir_r4/Bundle-lipids.json"))
    assert found.blocked
    assert found.identity.reason.code == "identity_missing"


def test_a_cancelled_result_is_unknown_with_its_reason_and_not_negative() -> None:
    (found,) = looked(with_patient(sample("fhir_r4/Observation-unsat.json"), "f001")).taken
    assert (found.reported.status, found.reported.value) == ("cancelled", None)
    assert not found.reported.valued
    assert found.reported.text == "Specimen unsatisfactory for evaluation; Tube broken in transit and sample leaked"


def test_decimals_keep_every_digit() -> None:
    rows = read_fhir(sample("fhir_r4/Observation-decimal.json")).rows
    assert [row.value for row in rows] == [
        "1.0", "1.00", "1.0", "0.0000000000000000000001", "1000000000000000000", "1.000000000000000000E-245",
        "-1.000000000000000000E+245",
    ]  # fmt: skip


def test_a_blood_pressure_is_two_results_of_a_day_without_a_time() -> None:
    found = looked(with_patient(sample("fhir_r4/Observation-blood-pressure.json"), "example"))
    assert [(one.reported.analyte, one.reported.value) for one in found.taken] == [("sbp", 107), ("dbp", 60)]
    assert {one.reported.unit for one in found.taken} == {"mm[Hg]"}
    assert all("day_only" in checks(one) for one in found.taken)


def test_glucose_has_the_start_of_its_period_and_the_range_of_its_laboratory() -> None:
    (found,) = looked(with_patient(sample("fhir_r4/Observation-f001.json"), "f001")).taken
    assert (found.reported.analyte, found.reported.value) == ("glucose", Decimal("6.3"))
    assert (found.reported.low, found.reported.high) == (Decimal("3.1"), Decimal("6.2"))
    assert found.sample.at.isoformat() == "2013-04-02T10:30:10+02:00"


def test_a_range_in_words_is_kept_in_words_and_a_foreign_code_asked_about() -> None:
    found = looked(with_patient(sample("fhir_r4/Observation-f004.json"), "f001"))
    assert codes(found.left) == ["code_unknown"]
    row = found.left[0].row
    assert row is not None
    assert row.low == row.high == ""
    assert "12-14 y Male: 4.4 - 5.2" in row.range_text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CarePlan-f001", "CarePlan"),
        ("MedicationAdministration-medadmin0301", "MedicationAdministration"),
        ("MedicationAdministration-medadmin0306", "MedicationAdministration"),
        ("Bundle-f001", "ServiceRequest"),
        ("DiagnosticReport-f201", ""),
        ("Patient-example", ""),
        ("Patient-newborn", ""),
    ],
)
def test_what_is_valid_and_no_result_is_said_to_be_none(name: str, kind: str) -> None:
    found = looked(sample(f"fhir_r4/{name}.json"))
    assert found.nothing
    assert [one.reason.values["kind"] for one in found.left] == ([kind] if kind else [])


def test_a_patient_says_who_it_is_as_far_as_it_does() -> None:
    (known,) = read_fhir(sample("fhir_r4/Patient-example.json")).patients
    assert known.numbers == ("12345",)
    assert known.family == ("Chalmers",), "a maiden name is no name now"
    assert (known.given, known.born, known.sex) == (("Peter James", "Jim"), "1974-12-25", "male")
    (newborn,) = read_fhir(sample("fhir_r4/Patient-newborn.json")).patients
    assert (newborn.numbers, newborn.born) == ((), "2017-09-05")


def test_what_does_not_validate_is_refused_with_its_path() -> None:
    with pytest.raises(Trouble) as trouble:
        looked(sample("fhir_r4/ms_ObservationBundle.json"))
    assert trouble.value.code == "import_not_fhir"
    assert trouble.value.values["place"].startswith("entry[1]")


# --- tables


def test_an_omop_table_is_mapped_and_only_the_rows_of_the_child_are_looked_at() -> None:
    child = Known("2", born=date(2014, 10, 22))
    found = looked(sample("omop_csv/MEASUREMENT.csv"), child, saved=OMOP)
    assert not found.blocked
    everything = chain(found.left, found.refused)
    assert len(found.taken) + sum(one.count for one in everything) == 10_040
    assert sum(one.count for one in found.left if one.reason.code == "another_patient") == 10_040 - 174
    counts = Counter(one.reported.analyte for one in found.taken)
    assert counts == {
        "weight": 16, "height": 16, "sbp": 16, "dbp": 16, "hr": 16, "plt": 2, "wbc": 2, "hb": 2,
    }  # fmt: skip
    assert all("measure" in checks(one) for one in found.taken if one.reported.analyte in ("weight", "height"))


def test_a_table_whose_columns_mean_something_else_is_refused_until_it_is_mapped() -> None:
    for name in ("omop_csv/MEASUREMENT.csv", "omop_csv/PERSON.csv", "growth/MySurvey_z_st.csv"):
        with pytest.raises(Trouble) as trouble:
            looked(sample(name), replace(CHILD, mrn="1"))
        assert trouble.value.code == "import_columns"
        assert "collected_at" in trouble.value.values["missing"]
