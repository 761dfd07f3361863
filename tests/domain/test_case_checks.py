"""What keeps a case from being planned: each problem with its field, what stands there, and what is expected."""

from __future__ import annotations

import ast
import inspect
import json
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain import case_checks
from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.ward.cases import sentence
from tests.builders import case_data, child, codes_of_problems, knowledge, lab, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.problem import Problem

Case = dict[str, Any]


def problems(data: Case) -> tuple[Problem, ...]:
    return read_case(json.dumps(data).encode(), knowledge()).problems


def line(data: Case) -> str:
    """The one problem of a case, as a person reads it."""
    (found,) = problems(data)
    return sentence(found, knowledge().wording)


def measured(*rows: tuple[str, str | None, str | None], **parts: Any) -> Case:
    return case_data(measurements=[{"on": on, "weight_kg": kg, "height_cm": cm} for on, kg, cm in rows], **parts)


def toddler(weight: str, height: str) -> Case:
    return measured(("2026-11-21", weight, height))


# A case for each problem, and the line that a person reads.
LINES: dict[str, tuple[Case, str]] = {
    "born_after": (
        child("3.5", "50", "2026-11-23"),
        'patient.date_of_birth: "2026-11-23": expected a birth date on or before day one, 2026-11-22',
    ),
    "not_whole_from": (
        case_data(patient={"gestation_weeks": 45}),
        "patient.gestation_weeks: 45: expected a whole number from 22 to 44",
    ),
    "not_decimal_from": (
        case_data(signs={"temperature_c": "45.1"}),
        'signs.temperature_c: "45.1": expected a plain decimal from 25 to 45',
    ),
    "surface_range": (
        child("0.5", "30", "2026-11-20", patient={"gestation_weeks": 23}),
        'measurements: "0.06": expected a body surface from 0.08 to 3 m2: check weight and height',
    ),
    "before_birth": (
        case_data(labs=[lab("hb", "90", "g/L", "2024-06-21T23:59")]),
        'labs[0].at: "2024-06-21T23:59": expected a day on or after birth, 2024-06-22',
    ),
    "measure_missing": (
        measured(("2026-11-21", "13.5", None)),
        "measurements.height_cm: missing: expected one measured on or before day one, 2026-11-22",
    ),
    "analyte_unknown": (
        case_data(labs=[lab("feritin", "90", "ug/L")]),
        'labs[0].analyte: "feritin": expected an analyte of the catalogue: ferritin, scd25, scd25_mass, plt, ',
    ),
    "unit_unlisted": (
        case_data(labs=[lab("ast", "90", "mmol/L")]),
        'labs[0].unit: "mmol/L": expected a unit of AST: U/L, IU/L, UNITS/L, ukat/L, nkat/L',
    ),
    "unit_grams_of_cells": (
        case_data(labs=[lab("plt", "30", "g/L")]),
        'labs[0].unit: "g/L": expected cells per litre: platelets and white cells in g/L are a misprint of G/L, '
        "10^9 per litre; write 10*9/L (10*9/L, 10*3/uL, ",
    ),
    "out_of_range": (
        case_data(labs=[lab("ferritin", "5001", "mg/L")]),
        'labs[0].value: "5001 mg/L": expected a value from 0 to 5000000 ug/L',
    ),
    "too_late": (
        case_data(revised_at=["2046-12-02T08:00"]),
        'revised_at[0]: "2046-12-02T08:00": expected a moment on or before ',
    ),
    "not_after": (
        case_data(revised_at=["2026-12-02T08:00", "2026-12-02T07:00Z"]),
        'revised_at[1]: "2026-12-02T07:00+00:00": expected a moment after 2026-12-02T08:00+01:00, the one before it',
    ),
    "needed": (
        case_data(past={"until": "2026-12-02T14:05"}),
        "revised_at: missing: expected a value here",
    ),
    "question_unknown": (
        case_data(safety={"allergic": True}),
        "safety.allergic: true: expected one of the questions pregnancy_test, contraception, ",
    ),
    "impossible_weight_z_high": (
        measured(("2026-11-21", "29.5", None), ("2026-11-01", None, "92")),
        'measurements[0].weight_kg: "29.5": Pounds? expected a weight in kg that a child of this age can have '
        "(usually 10.5 to 16.4 kg)",
    ),
    "impossible_weight_z_low": (
        toddler("4.5", "60"),
        'measurements[0].weight_kg: "4.5": ',
    ),
    "impossible_height_z_high": (
        toddler("13.5", "125"),
        'measurements[0].height_cm: "125": ',
    ),
    "impossible_height_z_low": (toddler("4.9", "62"), 'measurements[0].height_cm: "62": '),
    "impossible_weight_out_of_range": (toddler("0.29", "92"), 'measurements[0].weight_kg: "0.29": '),
    "impossible_height_out_of_range": (toddler("13.5", "19"), 'measurements[0].height_cm: "19": '),
    "impossible_height_looks_like_metres": (
        toddler("13.5", "0.92"),
        'measurements[0].height_cm: "0.92": expected a height in cm (usually 81.8 to 96.6 cm); this looks like metres',
    ),
    "impossible_bmi_high": (child("70", "107", "2016-11-22"), 'measurements[0].weight_kg: "70": '),
    "impossible_bmi_low": (child("12", "135", "2016-11-22"), 'measurements[0].weight_kg: "12": '),
}


def raised() -> set[str]:
    """The codes that case_checks writes down."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(case_checks))) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "problem"]
    return {call.args[2].value for call in named if isinstance(call.args[2], ast.Constant)}


def test_each_problem_has_a_case_here() -> None:
    wording = {key.removeprefix("problem.") for key in knowledge().wording.texts if key.startswith("problem.")}
    misprints = {code for analyte in knowledge().catalogue.values() for code in analyte.unit_reasons.values()}
    impossible = {code for code in wording if code.startswith("impossible_")}
    assert set(LINES) == raised() | {"unit_unlisted"} | misprints | impossible


@pytest.mark.parametrize("code", LINES)
def test_each_problem_names_field_value_and_expectation(code: str) -> None:
    data, start = LINES[code]
    found = [one for one in problems(data) if one.code == code]
    assert found, problems(data)
    assert sentence(found[0], knowledge().wording).startswith(start)


# --- the child


@pytest.mark.parametrize(("weeks", "good"), [(22, True), (44, True), (21, False), (45, False), (None, True)])
def test_weeks_of_gestation(weeks: int | None, good: bool) -> None:
    assert (codes_of_problems(case_data(patient={"gestation_weeks": weeks})) == {}) is good


@pytest.mark.parametrize(
    ("temperature", "good"), [("25", True), ("45", True), ("24.9", False), ("45.1", False), (None, True)]
)
def test_temperature(temperature: str | None, good: bool) -> None:
    assert (codes_of_problems(case_data(signs={"temperature_c": temperature})) == {}) is good


def test_birth_on_day_one_is_let_pass() -> None:
    born = {"date_of_birth": "2026-11-22"}
    assert codes_of_problems(measured(("2026-11-22", "3.5", "50"), patient=born)) == {}
    late = codes_of_problems(measured(("2026-11-22", "3.5", "50"), patient={"date_of_birth": "2026-11-23"}))
    assert late["patient.date_of_birth"] == "born_after"


# --- weight and height


def test_a_measurement_before_birth() -> None:
    rows = (("2024-06-21", "3", "50"), ("2024-06-22", "3", "50"), ("2026-11-21", "13.5", "92"))
    found = problems(measured(*rows))
    assert [(one.field, one.found, one.code, dict(one.values)) for one in found] == [
        ("measurements[0].on", '"2024-06-21"', "before_birth", {"day": "2024-06-22"})
    ]


def test_rows_after_day_one_are_ignored() -> None:
    assert codes_of_problems(measured(("2026-11-21", "13.5", "92"), ("2026-11-23", "135", "9.2"))) == {}


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([], {"measurements.weight_kg", "measurements.height_cm"}),
        ([("2026-11-21", "13.5", None)], {"measurements.height_cm"}),
        ([("2026-11-21", None, "92")], {"measurements.weight_kg"}),
        ([("2026-11-23", "13.5", "92")], {"measurements.weight_kg", "measurements.height_cm"}),
        ([("2026-11-20", "13.5", None), ("2026-11-21", None, "92")], set()),
    ],
)
def test_weight_and_height_by_day_one(rows: Any, missing: set[str]) -> None:
    assert codes_of_problems(measured(*rows)) == dict.fromkeys(missing, "measure_missing")


def test_every_row_by_day_one_is_judged_not_only_the_one_in_use() -> None:
    found = codes_of_problems(measured(("2026-10-01", "135", "92"), ("2026-11-21", "13.5", "92")))
    assert set(found) == {"measurements[0].weight_kg"}


def test_a_rare_measure_is_no_problem() -> None:
    assert codes_of_problems(toddler("25", "92")) == {}


@pytest.mark.parametrize(("weight", "good"), [("182", True), ("183", False)])
def test_the_largest_surface(weight: str, good: bool) -> None:
    """At 178 cm 182 kg are 3.00 m2 and 183 kg are 3.01."""
    found = codes_of_problems(child(weight, "178", "2009-06-22", patient={"sex": "male"}))
    assert found == ({} if good else {"measurements": "surface_range"})


def test_the_smallest_surface() -> None:
    early = {"gestation_weeks": 23}
    small, tiny = (child(kg, cm, "2026-11-20", patient=early) for kg, cm in (("0.6", "38"), ("0.5", "30")))
    assert codes_of_problems(small) == {}
    assert line(tiny) == 'measurements: "0.06": expected a body surface from 0.08 to 3 m2: check weight and height'


def test_an_impossible_measure_is_not_told_twice_by_its_surface() -> None:
    assert set(codes_of_problems(toddler("135", "92"))) == {"measurements[0].weight_kg"}
    assert "measurements" not in codes_of_problems(toddler("0.1", "21"))


# --- laboratory

BOUNDS = [
    (analyte, unit, number)
    for analyte, rule in knowledge().catalogue.items()
    for unit, reading in rule.units.items()
    for number in (0, 1)
    if rule.reject and reading == 1
]


@pytest.mark.parametrize(("analyte", "unit", "number"), BOUNDS)
def test_both_ends_of_what_can_be(analyte: str, unit: str, number: int) -> None:
    rule = knowledge().catalogue[analyte]
    assert rule.reject is not None
    end = rule.reject[number]
    assert codes_of_problems(case_data(labs=[lab(analyte, f"{end:f}", unit)])) == {}
    if number or end:
        step = rule.reject[1] / 10**9
        beyond = end + step if number else end - step
        data = case_data(labs=[lab(analyte, f"{beyond.normalize():f}", unit)])
        assert codes_of_problems(data) == {"labs[0].value": "out_of_range"}


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "good"),
    [
        ("ferritin", "5000", "mg/L", True),
        ("ferritin", "999999999", "pmol/L", True),  # not converted, so not held against the range
        ("temp", "113", "[degF]", True),
        ("temp", "113.1", "[degF]", False),
        ("ebv", "10", "log10 IU/mL", True),
        ("ebv", "10.1", "log10 IU/mL", False),
        ("ebv", "999999999999", "log10 IU/mL", False),
        ("plt", "30", "10^9/L", True),
        ("plt", "3001", "x10E9/L", False),
        ("nk", "999", "LU10", True),
    ],
)
def test_a_range_is_held_against_the_canonical_value(analyte: str, value: str, unit: str, good: bool) -> None:
    assert (codes_of_problems(case_data(labs=[lab(analyte, value, unit)])) == {}) is good


@pytest.mark.parametrize("analyte", ["plt", "wbc", "anc"])
def test_cells_in_grams_per_litre_say_why(analyte: str) -> None:
    assert "misprint of G/L, 10^9 per litre; write 10*9/L" in line(case_data(labs=[lab(analyte, "30", "g/L")]))


@pytest.mark.parametrize("unit", ["", "10*9/l", "10*9/L ", "G/L", "G/l", "x10*9/L"])
def test_a_unit_is_never_guessed(unit: str) -> None:
    assert codes_of_problems(case_data(labs=[lab("plt", "30", unit)])) == {"labs[0].unit": "unit_unlisted"}


@pytest.mark.parametrize(
    ("at", "good"),
    [
        ("2024-06-22T00:00", True),
        ("2024-06-21T23:59", False),
        ("2024-06-21T22:00+00:00", True),  # midnight in Paris
        ("2024-06-21T21:59Z", False),
        ("2024-06-22T01:00+04:00", False),  # the evening before in Paris
    ],
)
def test_a_sample_before_birth_by_the_wards_day(at: str, good: bool) -> None:
    found = codes_of_problems(case_data(labs=[lab("hb", "90", "g/L", at)]))
    assert found == ({} if good else {"labs[0].at": "before_birth"})


def test_each_row_has_its_own_place() -> None:
    rows = [lab("hb", "90", "g/L"), lab("plt", "30", "g/L"), lab("nothing", "1", "g/L"), lab("hb", "1", "g/L")]
    assert codes_of_problems(case_data(labs=rows)) == {
        "labs[1].unit": "unit_grams_of_cells",
        "labs[2].analyte": "analyte_unknown",
        "labs[3].value": "out_of_range",
    }


# --- elsewhere and answers


@pytest.mark.parametrize(("bsa", "good"), [("0.08", True), ("3", True), ("0.07", False), ("3.01", False), ("0", False)])
def test_the_surface_of_a_dose_given_elsewhere(bsa: str, good: bool) -> None:
    given = [{"drug": "etoposide", "on": "2026-10-02", "mg": "80", "bsa_m2": "0.58"}]
    given.append({**given[0], "bsa_m2": bsa})
    assert codes_of_problems(case_data(elsewhere=given)) == (
        {} if good else {"elsewhere[1].bsa_m2": "not_decimal_from"}
    )


@pytest.mark.parametrize("answer", [True, False, None])
def test_every_question_may_be_answered(answer: bool | None) -> None:
    assert codes_of_problems(case_data(safety=dict.fromkeys(knowledge().settings.questions, answer))) == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-11-21T18:00", None), ("2026-11-22T18:00", None), ("2024-06-22T00:00", None), (None, None),
        ("2024-06-21T23:59", "before_birth"), ("2028-11-22T08:00", "too_late"), ("2026-11-21", "not_a_moment"),
    ],
)  # fmt: skip
def test_hlh_is_suspected_in_a_born_child_at_a_moment_and_not_years_after_day_one(
    typed: str | None, code: str | None
) -> None:
    assert codes_of_problems(case_data(suspected_at=typed)) == ({} if code is None else {"suspected_at": code})


REVISION = "2026-12-02T14:05"


def past(until: str = REVISION, since: str = "2026-11-25T14:00", end: str = REVISION, **parts: Any) -> dict[str, str]:
    """The problems of a case revised on day 11 whose past has one gap of etoposide."""
    gap = {"line": "etoposide", "since": since, "until": end}
    return codes_of_problems(case_data(**{"revised_at": [REVISION], **parts}, past={"until": until, "without": [gap]}))


def test_a_gap_of_the_past_ends_after_it_began() -> None:
    assert past() == past(end="2026-11-25T14:00") == past(until="2026-12-02T13:05Z") == {}
    assert past(since="2026-11-26T14:00", end="2026-11-25T14:00") == {"past.without[0].until": "not_after"}


def test_a_gap_of_the_past_takes_no_dose_to_come_out_of_a_plan_however_long_it_is() -> None:
    assert past(end="2027-01-30T14:00") == {}
    gap = {"line": "etoposide", "since": "2026-11-25T14:00", "until": "2027-01-30T14:00"}
    case = case_data(revised_at=[REVISION], regimen=regimen("etoposide"))
    (whole,) = plan(case).orders
    (left,) = plan({**case, "past": {"until": REVISION, "without": [gap]}}).orders
    assert [one.day for one in whole.administrations] == [1, 4, 8, 11, 15, 22, 29, 36, 43, 50]
    assert [one.day for one in left.administrations] == [1, 15, 22, 29, 36, 43, 50]


@pytest.mark.parametrize("revised_at", [["2026-12-02T14:04"], ["2026-11-30T08:00", "2026-12-02T14:04"]])
def test_the_past_ends_by_the_last_revision(revised_at: list[str]) -> None:
    assert past(revised_at=revised_at) == {"past.until": "too_late"}
    assert past(revised_at=[*revised_at, "2026-12-10T08:00"]) == {}
    assert past(revised_at=[]) == {"revised_at": "needed"}


def test_every_problem_of_a_case_is_told_at_once() -> None:
    data = measured(
        ("2026-11-21", "135", None),
        patient={"gestation_weeks": 50},
        signs={"temperature_c": "60"},
        labs=[lab("plt", "30", "g/L")],
        safety={"nothing": True},
        regimen={"protocol": "hlh-95", "last_week": 8},
    )
    assert codes_of_problems(data) == {
        "patient.gestation_weeks": "not_whole_from",
        "signs.temperature_c": "not_decimal_from",
        "measurements[0].weight_kg": "impossible_weight_z_high",
        "measurements.height_cm": "measure_missing",
        "labs[0].unit": "unit_grams_of_cells",
        "safety.nothing": "question_unknown",
        "regimen.protocol": "not_of_list",
    }
