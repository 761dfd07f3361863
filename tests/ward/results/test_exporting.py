"""A child saved for other programs: what stands is told, what stands no more is marked, nothing leaks from a check."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.results import exporting
from tests.exchange.fhir_results import demo_samples
from tests.ward import wards
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.log.bed import Bed

LATER = timedelta(days=30)


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    """The bed of a child whose demonstration series was written down."""
    made = bed.make(tmp_path / "ward")
    made.now += LATER
    made.desk.labs.write(made.child, demo_samples(), uuid4(), made.now)
    return made


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def resources(data: bytes, kind: str) -> list[dict[str, Any]]:
    found = json.loads(data, parse_float=Decimal)
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def test_the_table_has_every_result_and_marks_what_stands_no_more(at_bed: Bed) -> None:
    labs = at_bed.desk.labs
    first = next(one for one in labs.results(at_bed.child, ("plt",)) if one.value == 28 and one.laboratory)
    labs.correct(
        at_bed.child, first.id, Reported("plt", "10*9/L", Decimal(29)), "misread", uuid4(), at_bed.now
    )  # fmt: skip
    gone = labs.results(at_bed.child, ("hb",))[0]
    labs.strike(at_bed.child, gone.id, "=wrong child", at_bed.now)
    made = exporting.results_table(at_bed.desk, at_bed.child, at_bed.now)
    table = rows(made.data)
    assert made.results == len(table) == len(labs.all(at_bed.child))
    told = {(row["code"], row["value"]): row for row in table if row["laboratory"]}
    high = told["ferritin", "20000"]
    assert (high["comparator"], high["unit"], high["stands"], high["laboratory"]) == (
        ">", "ug/L", "yes", "Central laboratory",
    )  # fmt: skip
    assert high["collected_at"] == "2026-11-23T06:10:00+01:00"
    assert (high["patient_id"], high["birth_date"], high["sex"]) == ("TV04", "2024-06-22", "female")
    assert (told["plt", "28"]["status"], told["plt", "28"]["stands"]) == ("replaced", "no")
    assert told["plt", "28"]["ended_because"] == "misread"
    assert told["plt", "29"]["stands"] == "yes"
    assert told["hb", "88"]["status"] == "entered-in-error"
    assert told["hb", "88"]["ended_because"] == "'=wrong child", "no cell that a spreadsheet would calculate"
    assert [row["conditions"] for row in table if row["collected_at"].startswith("2026-11-25")] == ["transfused"] * 12


def test_digits_are_told_as_they_were_reported(at_bed: Bed) -> None:
    sample = Sample(at_bed.now, (Reported("anc", "K/uL", Decimal("0.50"), low=Decimal("1.5"), text="manual count"),))
    at_bed.desk.labs.write(at_bed.child, (sample,), uuid4(), at_bed.now)
    newest = rows(exporting.results_table(at_bed.desk, at_bed.child, at_bed.now).data)[-1]
    assert (newest["value"], newest["low"], newest["high"], newest["text"]) == ("0.50", "1.5", "", "manual count")


def test_the_bundle_has_results_plan_and_doses_as_they_stand(at_bed: Bed) -> None:
    struck = at_bed.desk.labs.results(at_bed.child, ("hb",))[0]
    at_bed.desk.labs.strike(at_bed.child, struck.id, "wrong tube", at_bed.now)
    made = exporting.fhir_bundle(at_bed.desk, at_bed.child, at_bed.now)
    told = [one for one in resources(made.data, "Observation") if "urn:hlh-desktop:analyte" in str(one)]
    assert len(told) == made.results == len(at_bed.desk.labs.results(at_bed.child))
    assert not [one for one in told if one["code"]["text"] == "Haemoglobin" and one["valueQuantity"]["value"] == 88]
    assert resources(made.data, "CarePlan")[0]["title"].endswith("version 1")
    assert len(resources(made.data, "Condition")) == 1
    assert resources(made.data, "MedicationRequest")
    tasks = [one["detail"] for one in resources(made.data, "CarePlan")[0]["activity"] if "detail" in one]
    assert {one["status"] for one in tasks} == {"not-started"}
    assert resources(made.data, "Patient")[0]["identifier"][0]["value"] == "TV04"


def test_doses_given_held_and_struck_out_are_told_as_they_stand(tmp_path: Path) -> None:
    at = bed.make(tmp_path / "ward")
    given = at.at(at.dose("dexamethasone", 1))
    at.be(bed.NURSE)
    assert at.write(given).outcome is not None
    held = at.at(at.dose("dexamethasone", 2))
    assert at.write(held, "held", reason="vomiting").outcome is not None
    outcome = at.write(at.at(at.dose("dexamethasone", 3))).outcome
    assert outcome is not None
    at.desk.log.strike(outcome.id, "wrong child", at.now)
    there = [ElsewhereDose("etoposide", Decimal(80), "mg", Decimal("0.58"), at.now, "St. Example") for _ in range(2)]
    ids = [uuid4(), uuid4()]
    for id_, dose in zip(ids, there, strict=True):
        at.desk.log.note_elsewhere(at.child, dose, id_, at.now)
    at.desk.log.strike(ids[0], "told twice", at.now)
    made = exporting.fhir_bundle(at.desk, at.child, at.now).data
    told = resources(made, "MedicationAdministration")
    assert [one["status"] for one in told] == ["completed", "on-hold", "completed"]
    assert told[2]["id"] == str(ids[1])
    assert told[2]["statusReason"][0]["text"].startswith("Given at another place")
    assert told[0]["dosage"]["dose"]["value"] == given.amount
    assert told[1]["statusReason"][0]["text"] == "Held: vomiting"
    assert "dosage" not in told[1]
    orders = {f"urn:uuid:{one['id']}" for one in resources(made, "MedicationRequest")}
    assert told[0]["request"]["reference"] in orders


def test_no_amount_leaves_the_ward_while_a_dose_is_in_its_second_check(tmp_path: Path) -> None:
    at = bed.make(tmp_path / "ward")
    dose = at.at(at.dose("etoposide"))
    at.release(dose)
    at.be(bed.NURSE).log.begin_check(dose.id, uuid4(), at.now)
    with pytest.raises(Trouble) as refused:
        exporting.fhir_bundle(at.desk, at.child, at.now)
    assert refused.value.code == "in_check"
    table = exporting.results_table(at.desk, at.child, at.now)
    assert table.results == len(at.desk.labs.results(at.child)), "results tell no amount of a drug"


def test_the_same_ward_gives_the_same_bytes_and_each_export_stands_in_the_history(at_bed: Bed) -> None:
    before = exporting.fhir_bundle(at_bed.desk, at_bed.child, at_bed.now)
    exporting.note_exported(at_bed.desk, at_bed.child, before, at_bed.now)
    table = exporting.results_table(at_bed.desk, at_bed.child, at_bed.now)
    exporting.note_exported(at_bed.desk, at_bed.child, table, at_bed.now)
    assert exporting.fhir_bundle(at_bed.desk, at_bed.child, at_bed.now + timedelta(days=9)) == before
    assert exporting.results_table(at_bed.desk, at_bed.child, at_bed.now) == table
    newest, second = at_bed.desk.history(at_bed.child, at_bed.now)[:2]
    assert (newest.what, newest.detail, newest.group) == (
        "Results saved as a table (CSV)",
        f"{table.results} results",
        "prints",
    )
    assert second.what == "Results, plan and doses saved for other programs (FHIR)"


@pytest.mark.parametrize("make", [exporting.results_table, exporting.fhir_bundle])
def test_who_has_no_profession_here_saves_nothing(tmp_path: Path, make: Any) -> None:
    at = bed.make(tmp_path / "ward")
    other = at.desk.add_person("X. Trained", bed.SECRET, at.now, cost=wards.CHEAP, roles=("intrathecal",))
    with pytest.raises(Trouble) as refused:
        make(at.desk.act_as(other), at.child, at.now)
    assert refused.value.code == "not_allowed"


def test_a_child_is_found_by_its_number_however_it_is_written(at_bed: Bed) -> None:
    assert exporting.of_number(at_bed.desk, " tv04 ") == at_bed.child
    with pytest.raises(Trouble) as refused:
        exporting.of_number(at_bed.desk, "TV05")
    assert refused.value.code == "no_such_number"
