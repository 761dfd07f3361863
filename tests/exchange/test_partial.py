"""The usable part of a case: what is wrong is cut with the row that it spoils, and what stands in for it is known."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hlh_desktop.domain.case_checks import problems
from hlh_desktop.domain.edits import put
from hlh_desktop.exchange.partial import Partial, usable
from tests.builders import case_data, knowledge, lab, regimen

FULL = case_data(
    labs=[lab("ferritin", "11734", "ng/mL"), lab("plt", "28", "10*9/L")],
    regimen=regimen("etoposide", "dexamethasone"),
    safety={"bleeding": True},
    elsewhere=[{"drug": "etoposide", "on": "2026-10-02", "mg": "80", "bsa_m2": "0.58"}],
)


def part(data: dict[str, Any]) -> Partial:
    found = usable(data, knowledge())
    assert found is not None
    return found


def test_a_sound_case_is_used_whole() -> None:
    found = part(FULL)
    assert found.unknown == frozenset()
    assert not problems(found.case, knowledge())
    assert len(found.case.labs) == 2


def test_it_is_left_as_it_was() -> None:
    data = put(FULL, "labs[0].value", "1e2")
    before = copy.deepcopy(data)
    usable(data, knowledge())
    assert data == before


@pytest.mark.parametrize(("path", "value", "check"), [
    ("labs[0].value", "1e2", lambda case: [row.analyte for row in case.labs] == ["plt"]),
    ("labs[0].unit", "furlongs", lambda case: [row.analyte for row in case.labs] == ["plt"]),
    ("labs[1].value", "999999", lambda case: [row.analyte for row in case.labs] == ["ferritin"]),
    ("labs", "none", lambda case: case.labs == ()),
    ("signs.temperature_c", "396", lambda case: case.signs.temperature_c is None),
    ("patient.gestation_weeks", 99, lambda case: case.patient.gestation_weeks is None),
    ("measurements[0].weight_kg", "135", lambda case: case.measurements[0].weight_kg is None),
    ("measurements[0].on", "soon", lambda case: case.measurements == ()),
    ("measurements[0].on", "2020-01-01", lambda case: case.measurements == ()),
    ("elsewhere[0].bsa_m2", "9", lambda case: case.elsewhere == ()),
    ("safety.nonsense", True, lambda case: case.safety == {"bleeding": True}),
    ("regimen.protocol", "mine", lambda case: case.regimen is None),
    ("regimen.last_week", 9, lambda case: case.regimen is None),
    ("regimen.lines[0].factor", "7.5", lambda case: [one.line for one in case.regimen.lines] == ["dexamethasone"]),
    ("regimen.lines[0].line", "leeches", lambda case: [one.line for one in case.regimen.lines] == ["dexamethasone"]),
    ("regimen.declined", [{"line": "leeches", "reason": "x"}], lambda case: case.regimen.declined == ()),
    ("regimen.times.etoposide", ["14:00", "15:00"], lambda case: case.regimen.times == {}),
    ("regimen.first_dose_at.leeches", "2026-11-22T10:00", lambda case: case.regimen.first_dose_at == {}),
    ("regimen.changes", [{"line": "ivig", "day": 1, "do": "hold", "reason": "x"}],
     lambda case: case.regimen.changes == ()),
    ("unknown_key", 1, lambda case: True),
])  # fmt: skip
def test_what_is_wrong_is_cut_and_the_rest_is_sound(path: str, value: Any, check: Any) -> None:
    found = part(put(FULL, path, value))
    assert check(found.case)
    assert {one.code for one in problems(found.case, knowledge())} <= {"measure_missing"}


@pytest.mark.parametrize(("path", "value", "unknown"), [
    ("patient.mrn", None, {"patient.mrn"}), ("patient.date_of_birth", "x", {"patient.date_of_birth"}),
    ("patient.date_of_birth", "2027-01-01", {"patient.date_of_birth"}), ("day_one", None, {"day_one"}),
    ("patient", "x", {"patient"}), ("time_zone", "Mars", {"time_zone"}), ("schema", None, {"schema"}),
])  # fmt: skip
def test_what_only_stands_in_is_named(path: str, value: Any, unknown: set[str]) -> None:
    assert part(put(FULL, path, value)).unknown == unknown


def test_a_surface_that_no_child_has_leaves_no_measures() -> None:
    data = put(FULL, "measurements", [{"on": "2026-11-21", "weight_kg": "150", "height_cm": "240"}])
    found = part(put(data, "patient.date_of_birth", "2008-01-01"))
    assert all(row.weight_kg is None or row.height_cm is None for row in found.case.measurements)


def test_rows_lead_back_to_where_they_stood() -> None:
    data = put(FULL, "labs", [lab("plt", "x", "10*9/L"), lab("plt", "28", "10*9/L"), 5, lab("hb", "82", "g/L")])
    found = part(data)
    assert [row.analyte for row in found.case.labs] == ["plt", "hb"]
    assert found.before("labs[0].value") == "labs[1].value"
    assert found.before("labs[1].value") == "labs[3].value"
    assert found.before("patient.mrn") == "patient.mrn"
