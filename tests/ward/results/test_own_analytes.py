"""A ward's own analytes and its laboratories' mappings: beside the shipped catalogue, never in the place of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.results.series import series_of
from hlh_desktop.domain.results.values import Reported
from hlh_desktop.ward.results.own_analytes import OwnAnalyte
from tests.ward import wards
from tests.ward.results import lab as laboratory
from tests.ward.results.lab import CHILD, NOW, OFFICE, refused, sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.results.lab import Lab

CD163 = OwnAnalyte(
    "Soluble CD163", "mg/L", {"ug/mL": Decimal(1), "ng/mL": Decimal("0.001")}, axis="log",
    reject=(Decimal(0), Decimal(1000)), warn=(Decimal("0.1"), Decimal(100)), reference=(Decimal("0.4"), Decimal("2.3")),
)  # fmt: skip
VALUE = Reported("own:soluble-cd163", "ng/mL", Decimal(13000))


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    made = laboratory.make(tmp_path)
    made.be(OFFICE)
    return made


def test_an_own_analyte_is_entered_converted_and_judged_as_any_other(lab: Lab) -> None:
    assert lab.log.add_analyte(CD163, NOW) == "own:soluble-cd163"
    found = lab.log.catalogue()["own:soluble-cd163"]
    assert (found.name, found.unit, found.axis, found.warn) == ("Soluble CD163", "mg/L", "log", CD163.warn)
    assert [(line.op, line.value) for line in found.lines] == [("<", Decimal("0.4")), (">", Decimal("2.3"))]
    assert found.cites
    lab.be(laboratory.NURSE)
    lab.write(sample(VALUE), sample(replace(VALUE, unit="mg/L", value=Decimal(9)), hours=9))
    (series,) = series_of(lab.results(), lab.log.catalogue())
    assert [point.value for point in series.points] == [Decimal(9), Decimal(13)]
    wrong = replace(VALUE, unit="mg/L")
    assert refused(lambda: lab.write(sample(wrong, hours=5))).code == "result_impossible"
    assert refused(lambda: lab.write(sample(replace(VALUE, unit="g/L"), hours=5))).code == "result_unit"


def test_the_shipped_analytes_stay_as_they_are(lab: Lab) -> None:
    before = dict(lab.log.catalogue())
    lab.log.add_analyte(CD163, NOW)
    assert {**lab.log.catalogue(), **before} == {**lab.log.catalogue()}
    assert lab.desk.ward.knowledge.catalogue == before


@pytest.mark.parametrize("name", [
    "Ferritin", " ferritin ", "FERRITIN (pmol/L)", "sCD25", "sIL-2R", "s-IL2R (ng/mL)", "scd25 / sIL-2R", "plt",
    "sCD25 / sIL-2R (pg/mL assay)", "EBV DNA", "Soluble  cd163", "Soluble CD163 (ng/mL)",
])  # fmt: skip
def test_a_name_that_is_known_gets_no_unit_by_another_way(lab: Lab, name: str) -> None:
    lab.log.add_analyte(CD163, NOW)
    trouble = refused(lambda: lab.log.add_analyte(replace(CD163, name=name), NOW))
    assert trouble.code == "own_analyte_known"


def test_a_name_that_only_speaks_of_a_known_one_is_free(lab: Lab) -> None:
    for name in ("Ferritin, glycosylated part", "Albumin / globulin ratio"):
        assert lab.log.add_analyte(replace(CD163, name=name), NOW) in lab.log.catalogue()


@pytest.mark.parametrize(("parts", "code"), [
    ({"name": " - "}, "own_analyte_name"), ({"unit": " "}, "own_analyte_unit"),
    ({"units": {"MG/L": Decimal(2)}}, "own_analyte_units"), ({"units": {"g/L": Decimal(0)}}, "own_analyte_factor"),
    ({"units": {"g/L": Decimal("NaN")}}, "own_analyte_factor"),
    ({"reject": (Decimal(5), Decimal(5))}, "own_analyte_range"),
    ({"warn": (Decimal(5), Decimal(1))}, "own_analyte_range"),
    ({"reference": (Decimal(0), Decimal("Infinity"))}, "own_analyte_range"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(lab: Lab, parts: dict[str, Any], code: str) -> None:
    before = lab.count()
    assert refused(lambda: lab.log.add_analyte(replace(CD163, **parts), NOW)).code == code
    assert lab.count() == before


def test_what_was_dropped_is_offered_no_more_and_its_results_stay(lab: Lab) -> None:
    key = lab.log.add_analyte(CD163, NOW)
    lab.be(wards.DOCTOR)
    lab.write(sample(VALUE))
    assert refused(lambda: lab.log.drop_analyte(key, " ", NOW)).code == "reason_needed"
    lab.log.drop_analyte(key, "another kit", NOW)
    assert key not in lab.log.catalogue()
    assert lab.log.catalogue(dropped=True)[key].name == "Soluble CD163"
    assert lab.told() == ["own:soluble-cd163 13000"]
    assert refused(lambda: lab.write(sample(VALUE, hours=9))).code == "result_analyte"
    for gone in (key, "ferritin", "own:never"):
        assert refused(lambda gone=gone: lab.log.drop_analyte(gone, "r", NOW)).code == "no_own_analyte"


def test_the_same_name_after_that_is_another_analyte(lab: Lab) -> None:
    lab.log.drop_analyte(lab.log.add_analyte(CD163, NOW), "wrong factor", NOW)
    again = lab.log.add_analyte(replace(CD163, units={"ng/mL": Decimal("0.01")}), NOW)
    assert again == "own:soluble-cd163-2"
    assert set(lab.log.catalogue(dropped=True)) >= {"own:soluble-cd163", again}


def test_the_newest_mapping_of_a_laboratory_counts(lab: Lab) -> None:
    lab.log.keep_mapping("Central  laboratory", {"columns": {"value": "Wert"}}, NOW)
    lab.log.keep_mapping("Another", {"columns": {}}, NOW)
    before = lab.count()
    lab.log.keep_mapping("Another", {"columns": {}}, NOW)
    assert lab.count() == before
    lab.log.keep_mapping("Central laboratory", {"columns": {"value": "Ergebnis"}}, NOW)
    assert lab.log.mappings() == {"Central laboratory": {"columns": {"value": "Ergebnis"}}, "Another": {"columns": {}}}
    assert refused(lambda: lab.log.keep_mapping(" ", {}, NOW)).code == "laboratory_needed"
    with pytest.raises(TypeError):
        lab.log.keep_mapping("Another", {"factor": 0.1}, NOW)


def test_only_who_may_changes_them(lab: Lab) -> None:
    key = lab.log.add_analyte(CD163, NOW)
    lab.be(laboratory.NURSE)
    for deed in (
        lambda: lab.log.add_analyte(replace(CD163, name="Another"), NOW), lambda: lab.log.drop_analyte(key, "r", NOW),
        lambda: lab.log.keep_mapping("Central laboratory", {}, NOW),
    ):  # fmt: skip
        assert refused(deed).code == "not_allowed"


def test_the_ward_s_history_tells_of_them(lab: Lab) -> None:
    key = lab.log.add_analyte(CD163, NOW)
    lab.log.drop_analyte(key, "another kit", NOW)
    lab.log.keep_mapping("Central laboratory", {}, NOW)
    told = [(event.what, event.detail) for event in lab.desk.history()[:3]]
    assert told == [
        ("How the files of a laboratory are read", "Central laboratory"),
        ("Analyte of this ward offered no more", "Soluble CD163. Why: another kit."),
        ("Analyte of this ward added", "Soluble CD163, mg/L"),
    ]


def test_a_result_of_an_own_analyte_is_named_in_the_history(lab: Lab) -> None:
    lab.log.add_analyte(CD163, NOW)
    lab.be(laboratory.NURSE)
    lab.write(sample(VALUE))
    lab.log.correct(CHILD, lab.results()[0].id, replace(VALUE, value=Decimal(1300)), "point lost", uuid4(), NOW)
    assert lab.desk.history(CHILD)[0].detail.startswith("Soluble CD163 of ")
