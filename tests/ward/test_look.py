"""A look at a draft: equal to the command's plan where the draft is whole, and an answer whatever was typed."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.draft import Draft, begin
from hlh_desktop.domain.edits import drop, put
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.revision.values import Course
from hlh_desktop.exchange.case_file import read_case
from hlh_desktop.exchange.plan_file import to_json
from hlh_desktop.ward.look import Look, look
from tests.builders import CASES, ROOT, case_data, child, knowledge, lab, regimen

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=PARIS)
EXAMPLE: dict[str, Any] = json.loads((ROOT / "resources/cases/example.json").read_text(encoding="utf-8"))


def seen(case: dict[str, Any], now: datetime = MORNING, **more: Any) -> Look:
    return look(Draft(case, **more), knowledge(), now)


def notes(found: Look) -> dict[str, str]:
    """The first note at each place, as it is drawn."""
    return {note.path: note.code for note in reversed(found.problems)}


def texts(found: Look) -> dict[str, str]:
    return {note.path: note.text for note in reversed(found.problems)}


# --- the plan of a look is the plan


def test_the_example_as_a_draft_gives_the_plan_of_the_command_line() -> None:
    found = seen(EXAMPLE)
    reading = read_case(json.dumps(EXAMPLE).encode(), knowledge())
    assert reading.case is not None
    assert found.plan == make_plan(reading.case, knowledge())
    assert to_json(found.plan, knowledge()) == to_json(make_plan(reading.case, knowledge()), knowledge())


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*/*.case.json")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_each_worked_case_looks_as_it_is_planned(path: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    reading, found = read_case(json.dumps(data).encode(), knowledge()), seen(data, datetime(2099, 1, 1, tzinfo=PARIS))
    assert found.case == reading.case
    assert {note.code for note in found.problems} == {one.code for one in reading.problems}
    if reading.case is not None:
        assert found.plan == make_plan(reading.case, knowledge())


def test_a_look_leaves_the_draft_as_it_was() -> None:
    case = copy.deepcopy(EXAMPLE)
    case["labs"][3]["value"] = "8,2"
    before = copy.deepcopy(case)
    seen(case)
    assert case == before


# --- wrong entries: a note at the field, and nothing of it in the case


WRONG = ["13,5", ".5", "1e2", "1 250", "29.8 lb", "+5", "-3", "five", "1.", "\u0661\u0663", "13.5kg", "0x10", "1_0"]
NUMBERS = ["measurements[0].weight_kg", "measurements[0].height_cm", "signs.temperature_c", "labs[0].value",
           "patient.prior_etoposide_mg_per_m2"]  # fmt: skip


@pytest.mark.parametrize("path", NUMBERS)
@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_number_is_stopped_at_its_field(path: str, text: str) -> None:
    found = seen(put(EXAMPLE, path, text))
    assert (found.case, found.plan) == (None, None)
    (note,) = [note for note in found.problems if note.path == path]
    assert note.kind == "wrong"
    assert note.code == "not_a_plain_decimal"
    assert "13.5" in note.text
    assert "quotes" not in note.text


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_parameter_is_stopped_at_its_field(text: str) -> None:
    lines = [{"line": "anakinra", "mg_per_kg_per_day": text}]
    found = seen(put(EXAMPLE, "regimen.lines", lines))
    assert found.plan is None
    assert notes(found)["regimen.lines[0].mg_per_kg_per_day"] == "not_decimal_from"


@pytest.mark.parametrize(("typed", "future"), [
    ("2026-11-22T07:05", False), ("2026-11-22T07:06", True), ("2026-11-22T06:06Z", True), ("2026-11-22", False),
    ("2026-11-23", True), ("2036-11-21T06:10", True),
])  # fmt: skip
def test_a_sample_of_the_future_is_stopped_at_its_field_and_is_no_result(typed: str, *, future: bool) -> None:
    case = put(EXAMPLE, "labs[3].at", typed)
    assert case["labs"][3]["analyte"] == "hb"
    found = seen(case)
    assert notes(found) == ({"labs[3].at": "taken_in_future"} if future else {})
    assert (found.case is None, found.plan is None) == (future, future)
    assert found.observed is not None
    assert ("hb" in str(found.observed)) is not future
    if future:
        assert "it is 22 Nov 2026 07:00 now" in texts(found)["labs[3].at"].replace("\u00a0", " ")
        assert found.steps[1].state == "attention"


def test_a_measure_of_the_future_is_stopped_and_scales_nothing() -> None:
    case = put(put(EXAMPLE, "measurements[1]", {"on": "2026-11-23", "weight_kg": "14"}), "day_one", "2026-11-24")
    found = seen(case)
    assert notes(found) == {"measurements[1].on": "measured_in_future"}
    assert found.plan is found.bsa is None
    assert found.weight is not None
    assert str(found.weight.value) == "13.5"
    assert seen(case, datetime(2026, 11, 23, 0, 1, tzinfo=PARIS)).plan is not None


@pytest.mark.parametrize("typed", ["7.5", "0,75", "abc", "1e2"])
def test_a_line_with_a_wrong_parameter_is_chosen_and_shows_no_dose(typed: str) -> None:
    lines = [{"line": "dexamethasone"}, {"line": "etoposide", "factor": typed}]
    found = seen(put(EXAMPLE, "regimen.lines", lines))
    (etoposide,) = [one for one in found.proposals if one.line == "etoposide"]
    assert (etoposide.state, etoposide.rows, etoposide.dose) == ("changed", (), "")
    assert etoposide.decided == {"factor": typed}
    assert etoposide.path == "regimen.lines[1]"
    (dexamethasone,) = [one for one in found.proposals if one.line == "dexamethasone"]
    assert dexamethasone.dose == "5.9", "other lines keep theirs"
    assert not any("89" in row.dose for one in found.proposals for row in one.rows)


def test_no_rule_of_an_infant_is_calculated_while_the_factor_is_wrong() -> None:
    def rules(factor: str) -> int:
        lines = regimen({"line": "etoposide", "rule": "mg_per_kg", "factor": factor, "reason": "Counts too low"})
        return len(seen(child("8.2", "70", "2026-02-22", regimen=lines)).infant_rules)

    assert (rules("0.75"), rules("7.5")) == (2, 0)


def test_lines_that_were_chosen_are_there_while_weight_or_protocol_is_missing() -> None:
    for case in (put(EXAMPLE, "measurements", []), drop(EXAMPLE, "regimen.protocol")):
        found = seen(case)
        assert [one.line for one in found.proposals][:2] == ["etoposide", "dexamethasone"]
        assert not any(one.rows for one in found.proposals)


@pytest.mark.parametrize(
    ("path", "typed", "code", "says"),
    [
        ("measurements[0].height_cm", "0.92", "impossible_height_looks_like_metres", "metres"),
        ("measurements[0].weight_kg", "135", "impossible_weight_z_high", "Decimal point?"),
        ("measurements[0].weight_kg", "1.35", "impossible_weight_z_low", "Decimal point?"),
        ("measurements[0].weight_kg", "92", "impossible_weight_z_high", "swapped?"),
        ("measurements[0].weight_kg", "0.2", "impossible_weight_out_of_range", "10.5 to 16.4"),
        ("labs[13].value", "0", "out_of_range", "micromol/L"),
        ("labs[6].value", "110", "out_of_range", "0 to 20"),
        ("signs.temperature_c", "396", "not_decimal_from", "25 to 45"),
        ("day_one", "22.11.2026", "not_a_day", "22 Nov 2026"),
        ("patient.date_of_birth", "2027-01-01", "born_after", "22\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026"),
    ],
)
def test_what_no_child_has_is_stopped_with_the_reason(path: str, typed: str, code: str, says: str) -> None:
    found = seen(put(EXAMPLE, path, typed))
    assert found.plan is None
    assert notes(found)[path] == code
    assert says in texts(found)[path]


def test_weight_and_height_swapped_is_stopped() -> None:
    found = seen(put(put(EXAMPLE, "measurements[0].weight_kg", "92"), "measurements[0].height_cm", "13.5"))
    assert found.plan is None
    assert any("swapped" in note.text for note in found.problems)


def test_pounds_typed_as_kilograms_are_doubted() -> None:
    found = seen(put(EXAMPLE, "measurements[0].weight_kg", "29.8"))
    stopped = {note.path for note in found.problems} | {doubt.path for doubt in found.doubts}
    assert stopped == {"measurements[0].weight_kg"}
    assert "Pounds?" in " ".join([*(note.text for note in found.problems), *(one.hint_text for one in found.doubts)])


def test_the_place_of_a_note_is_that_of_the_draft_although_empty_rows_stand_before_it() -> None:
    rows = [{"weight_kg": "", "height_cm": " "}, {"on": "2026-11-21", "weight_kg": "13,5", "height_cm": "92"}]
    found = seen(put(EXAMPLE, "measurements", rows))
    assert notes(found) == {"measurements[1].weight_kg": "not_a_plain_decimal"}


def test_a_doubt_stands_at_its_row_although_rows_before_it_are_empty_or_wrong() -> None:
    rows = [
        {"on": ""},
        {"on": "yesterday", "weight_kg": "13"},
        {"on": "2026-11-21", "weight_kg": "22", "height_cm": "92"},
    ]
    found = seen(put(EXAMPLE, "measurements", rows))
    assert notes(found) == {"measurements[1].on": "not_a_day"}
    assert {doubt.path for doubt in found.doubts} == {"measurements[2].weight_kg"}


@pytest.mark.parametrize("field", ["mrn", "family_name", "given_name"])
@pytest.mark.parametrize("typed", ["A\ud83d", "\udc00", "A\nB"])
def test_a_name_that_can_not_be_written_is_stopped_calmly(field: str, typed: str) -> None:
    found = seen(put(EXAMPLE, f"patient.{field}", typed))
    assert found.plan is None
    assert texts(found)[f"patient.{field}"] == "Words on one line."


# --- as far as known


def test_an_empty_draft_has_only_missing_fields_and_seven_open_steps() -> None:
    found = look(begin("Europe/Paris", MORNING), knowledge(), MORNING)
    assert {note.path: note.kind for note in found.problems} == {
        "patient.mrn": "missing",
        "patient.date_of_birth": "missing",
    }
    assert [step.state for step in found.steps] == ["open"] * 7
    assert found.age is found.bsa is found.criteria is found.plan is None
    assert not found.signable


def test_a_measure_that_is_missing_is_asked_for_in_the_last_row() -> None:
    assert notes(seen(put(EXAMPLE, "measurements", []))) == {
        "measurements[0].weight_kg": "measure_missing",
        "measurements[0].height_cm": "measure_missing",
    }
    late = put(EXAMPLE, "measurements[1]", {"on": "2026-11-23", "weight_kg": "14"})
    assert notes(seen(drop(late, "measurements[0]"), datetime(2026, 11, 23, 7, 0, tzinfo=PARIS))) == {
        "measurements[0].weight_kg": "measure_missing",
        "measurements[0].height_cm": "measure_missing",
    }


def test_the_age_is_known_without_a_weight() -> None:
    found = seen(drop(EXAMPLE, "measurements[0]"))
    assert found.plan is None
    assert found.age is not None
    assert found.age.years == 2
    assert found.criteria is not None
    assert found.criteria.hlh_2004.met == 6
    assert found.bsa is found.weight is None


def test_kidney_function_is_known_without_a_weight() -> None:
    found = seen(put(EXAMPLE, "measurements[0].weight_kg", None))
    assert found.egfr is not None
    assert str(found.egfr.shown) == "124.4"  # 36.5 x 92 / 27


@pytest.mark.parametrize("height", ["92", "0.92"])
def test_there_is_no_body_surface_without_a_birth_date(height: str) -> None:
    found = seen(put(put(EXAMPLE, "patient.date_of_birth", ""), "measurements[0].height_cm", height))
    assert found.age is None
    assert found.bsa is None, "weight and height were held against no age"
    assert found.weight is not None
    assert not any(one.rows for one in found.proposals)


@pytest.mark.parametrize(
    ("path", "typed", "weight", "height"),
    [
        ("measurements[0].weight_kg", "13,5", None, "92"),
        ("measurements[0].weight_kg", "135", None, "92"),
        ("measurements[0].height_cm", "0.92", "13.5", None),
        ("measurements[0].on", "yesterday", "12.9", "91"),
    ],
)
def test_an_older_measure_never_takes_the_place_of_a_wrong_one(
    path: str, typed: str, weight: str | None, height: str | None
) -> None:
    older = {"on": "2026-10-20", "weight_kg": "12.9", "height_cm": "91"}
    found = seen(put(put(EXAMPLE, "measurements[1]", older), path, typed))
    assert found.bsa is None
    assert (found.weight and str(found.weight.value), found.height and str(found.height.value)) == (weight, height)
    assert not any(one.rows for one in found.proposals)


def test_without_a_number_the_summary_stands_and_there_is_no_plan() -> None:
    found = seen(put(EXAMPLE, "patient.mrn", ""))
    assert found.plan is found.case is None
    assert [one.dose for one in found.proposals[:2]] == ["89", "5.9"]
    assert found.cards


def test_a_wrong_result_is_left_out_of_what_is_known() -> None:
    right = seen(EXAMPLE).criteria
    wrong = seen(put(EXAMPLE, "labs[0].value", "11,734")).criteria
    assert right is not None
    assert wrong is not None
    items = {item.name: item.truth for item in wrong.hlh_2004.items}
    assert items["ferritin"] is None
    assert wrong.hlh_2004.met == right.hlh_2004.met - 1


# --- totality


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("13.5"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PATHS = [
    "schema", "patient", "patient.mrn", "patient.date_of_birth", "patient.sex", "patient.allergies", "measurements",
    "patient.gestation_weeks", "measurements[0]", "measurements[0].on", "measurements[0].weight_kg",
    "measurements[0].height_cm", "day_one", "time_zone", "signs", "signs.temperature_c", "signs.splenomegaly", "labs",
    "labs[0]", "labs[0].analyte", "labs[1].value", "labs[2].unit", "labs[3].at", "labs[4].comparator", "etiology",
    "etiology.kind", "severity", "severity.course", "regimen", "regimen.protocol", "regimen.last_week",
    "regimen.lines", "regimen.lines[0]", "regimen.lines[0].line", "regimen.lines[0].part",
    "regimen.lines[0].factor", "regimen.lines[5]",
    "regimen.declined", "regimen.changes", "regimen.changes[0]", "regimen.times", "regimen.times.etoposide",
    "regimen.first_dose_at", "regimen.first_dose_at.etoposide", "elsewhere", "elsewhere[0]", "other_medicines",
    "safety", "safety.bleeding", "unknown_key",
]  # fmt: skip
LIKELY = st.sampled_from(
    ["", " ", "13.5", "92", "2026-11-22", "2026-11-22T10:00", "1900-01-01", "2199-12-31", "etoposide", "anakinra",
     "hlh-94", "none", "0", "08:00", 8, 1, 999999999999, True, None, [], {}, [None], [{}], ["08:00"]],
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.sampled_from(PATHS), LIKELY | NESTED), min_size=1, max_size=4))
def test_whatever_is_typed_a_look_answers(changes: list[tuple[str, Any]]) -> None:
    case: dict[str, Any] = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        case = put(case, path, value)
    found = look(Draft(case), knowledge(), MORNING)
    assert (found.plan is None) == bool(found.problems)
    assert len(found.steps) in (0, 7)


@settings(max_examples=100, deadline=None)
@given(case=st.dictionaries(st.sampled_from([*EXAMPLE, "x"]), NESTED, max_size=8))
def test_any_object_is_looked_at(case: dict[str, Any]) -> None:
    assert look(Draft(case), knowledge(), MORNING).plan is None


def test_what_is_nested_too_deep_is_told() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    found = seen({**EXAMPLE, "labs": deep})
    assert [note.code for note in found.problems] == ["too_deep"]


@pytest.mark.parametrize("body", [None, [], "x", 5])
def test_a_draft_that_is_no_object_is_an_empty_one(body: Any) -> None:
    assert look(Draft.from_body({"case": body}), knowledge(), MORNING).plan is None


def test_a_child_with_every_line_is_looked_at() -> None:
    every = ["etoposide", "dexamethasone", "rituximab", "ivig", "cotrimoxazole", "tocilizumab", "ruxolitinib",
             {"line": "anakinra", "mg_per_kg_per_day": "4"}, {"line": "emapalumab", "label": "primary"}, "alemtuzumab",
             {"line": "ciclosporin", "mg_per_kg_per_day": "6"}, "intrathecal", "methylprednisolone_pulse",
             "methylprednisolone", {"line": "liposomal_amphotericin_b", "scheme": "infantum_21"}]  # fmt: skip
    found = seen(case_data(regimen=regimen(*every, protocol="none")))
    assert found.plan is not None, found.problems
    assert not {one.line for one in found.other_lines} & {one if isinstance(one, str) else one["line"] for one in every}


def test_an_infant_of_every_answer_is_looked_at() -> None:
    data = child("4.2", "55", "2026-09-01", labs=[lab("crea", "30", "umol/L")], regimen=regimen("etoposide"))
    assert seen(data).infant_rules


# --- a later version of a course that has begun


def test_a_later_version_of_the_course_is_not_asked_about_doses_that_the_log_has() -> None:
    now = MORNING + timedelta(days=5)
    case = case_data(regimen=regimen("etoposide", "dexamethasone"))
    first = look(Draft(case), knowledge(), now)
    again = look(Draft(case), knowledge(), now, Course(first.case.day_one) if first.case else None)
    asked = {"first_doses", "begun"}
    assert {gate.key.partition(".")[0] for gate in first.gates if gate.state != "met"} >= asked
    assert not {gate.key.partition(".")[0] for gate in again.gates if gate.state != "met"} & asked
    assert again.day_one == ()


def test_another_day_one_is_another_course_and_is_asked_about_as_ever() -> None:
    now = MORNING + timedelta(days=5)
    case = case_data(regimen=regimen("etoposide", "dexamethasone"))
    found = look(Draft(case), knowledge(), now, Course(date(2026, 1, 5)))
    assert any(gate.key == "first_doses" and gate.state != "met" for gate in found.gates)
